"""Bringing data in on pages: files are chosen, looked at, and only then imported; an import is
undone the same way.
"""

from io import BytesIO
from typing import Annotated, BinaryIO, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, desk_of, jobs_of, patiently
from graph_service.errors import BadInput, Fault
from graph_service.formats.reports import report
from graph_service.formats.template import write_template
from graph_service.pages.forms import Typed
from graph_service.pages.import_views import DATES, FORMAT_NAMES, HOME, job_page, new_page
from graph_service.pages.uploading import Taken, take
from graph_service.records.texts import unfit
from graph_service.workflows.administration.overview import may_undo
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.effective import fault_of
from graph_service.workflows.intake.plan.examples import as_notes
from graph_service.workflows.intake.plan.staying import stay_notes
from graph_service.workflows.intake.uploads.job import RUNNING, Job

router = APIRouter(
    include_in_schema=False, prefix="/administration/imports", default_response_class=HTMLResponse
)

Administrator = Annotated[Reader, Depends(Allow("administer"))]
Bringer = Annotated[Reader, Depends(Allow("bring data in"))]
LONGEST_SOURCE = 100
_MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json", "toml": "application/toml"}


@router.get("/new")
def new_import(request: Request, desk: AtDesk, record: Recorded, reader: Bringer) -> str:
    """The form that sends files in."""
    record(reader, "looked at the administration", reader.account)
    return new_page(request, desk, reader, Typed("new"))


@router.post("/new")
async def bring_in(request: Request, reader: Bringer) -> Response:
    """Take the files in, and begin to look at them.

    This alone runs in the server's own loop: files are taken in while they come, however slowly,
    and hold no thread.
    """
    jobs, desk = jobs_of(request), desk_of(request)
    job = await run_in_threadpool(jobs.receive, reader)

    def create(field: str, name: str) -> BinaryIO:
        return (
            jobs.files.create_mapping(job) if field == "mapping" else jobs.files.create(job, name)
        )

    try:
        taken = await take(request, create)
        typed = await run_in_threadpool(
            patiently, request, lambda: _received(request, desk, reader, job, taken)
        )
    except OSError as error:
        jobs.discard(job)
        raise BadInput(
            "There is no room for these files on the service's machine; tell whoever runs it."
        ) from error
    except BaseException:
        jobs.discard(job)
        raise
    if typed.faults:
        jobs.discard(job)
        page = await run_in_threadpool(
            patiently, request, lambda: new_page(request, desk, reader, typed)
        )
        return HTMLResponse(page, status_code=422)
    return RedirectResponse(f"{HOME}/{job.id}", status_code=303)


@router.post("/undo")
def undo(
    request: Request,
    desk: AtDesk,
    reader: Bringer,
    entry: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Begin to see what undoing the import of this ledger id would do."""
    may_undo(desk, reader, entry)
    jobs = jobs_of(request)
    job = jobs.receive(reader, undoes=entry)
    note(desk, reader, "asked to undo an import", entry)
    jobs.look(job)
    return RedirectResponse(f"{HOME}/{job.id}", status_code=303)


@router.get("/template.xlsx", response_class=Response)
def template(record: Recorded, reader: Administrator) -> Response:
    """The empty workbook of the tables, to be filled in."""
    record(reader, "looked at the administration", reader.account)
    content = BytesIO()
    write_template(content)
    return Response(
        content.getvalue(),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="school.xlsx"'},
    )


@router.get("/{job}")
def import_page(
    request: Request, job: str, desk: AtDesk, record: Recorded, reader: Administrator
) -> str:
    """How far an import is, what it would do, or what it did."""
    found = jobs_of(request).find(reader, job)
    if found.state not in (*RUNNING, "receiving"):
        record(reader, "looked at an import", found.id, students=found.students)
    return job_page(request, desk, reader, found, Typed("write"))


@router.post("/{job}/write")
def write(
    request: Request,
    job: str,
    desk: AtDesk,
    record: Recorded,
    reader: Bringer,
    ends: Annotated[str, Form(max_length=20)] = "",
    complete: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Do what was shown; where it would end much, ``ends`` has to be the number of it.

    Files that are called ``complete`` only now would do something else: that is shown first.
    """
    jobs = jobs_of(request)
    found = jobs.find(reader, job)
    if complete and found.state == "shown" and found.staying and found.may_end:
        found.options["complete"], found.notice = "yes", ""
        jobs.look(found)
        return RedirectResponse(f"{HOME}/{found.id}", status_code=303)
    typed = Typed("write", {"ends": ends})
    number = typed.whole("ends")
    try:
        if not typed.faults:
            jobs.write(reader, found, number)
    except BadInput as refused:
        typed.refuse("ends", "ends", str(refused))
    if typed.faults:
        record(reader, "looked at an import", found.id, students=found.students)
        return HTMLResponse(job_page(request, desk, reader, found, typed), status_code=422)
    return RedirectResponse(f"{HOME}/{found.id}", status_code=303)


@router.post("/{job}/stop")
def stop(request: Request, job: str, reader: Administrator) -> Response:
    """End it before it is done, or throw the files away."""
    jobs = jobs_of(request)
    found = jobs.find(reader, job)
    jobs.stop(reader, found)
    return RedirectResponse(f"{HOME}/{found.id}", status_code=303)


@router.get("/{job}/report.{kind}", response_class=Response)
def report_file(
    request: Request,
    job: str,
    kind: Literal["csv", "json", "toml"],
    record: Recorded,
    reader: Bringer,
) -> Response:
    """Every fault and note of the files, and all that would end, as a program reads them."""
    found = jobs_of(request).find(reader, job)
    record(reader, "exported the report of an import", found.id, students=found.students)
    notes = [
        *(Fault(*warning) for warning in found.warnings),
        *as_notes(found.ended),
        *stay_notes(found.staying),
    ]
    content = report(kind, [Fault(*fault) for fault in found.faults], notes, found.mapping)
    name = "mapping" if kind == "toml" else "report"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(content, media_type=_MEDIA[kind], headers=headers)


def _received(request: Request, desk: Desk, reader: Reader, job: Job, taken: Taken) -> Typed:
    """The choices beside the files, with every fault; without one, the look at the files begins."""
    typed = Typed("new", {"format": "auto", "dates": "iso", **taken.texts})
    jobs = jobs_of(request)
    for refusal in taken.refusals:
        typed.refuse("files", "file", refusal)
    if not taken.refusals:
        try:
            jobs.files.path_of(job)
        except BadInput as refused:
            typed.refuse(
                "files", "file", "Choose the files to bring in." if not job.names else str(refused)
            )
    effective = typed.day("effective") or desk.today()
    if wrong := fault_of(effective, desk.today()):
        typed.refuse("effective", "day", wrong)
    for name, offered in (("format", FORMAT_NAMES), ("dates", DATES)):
        if typed.text(name) not in dict(offered):
            typed.refuse(name, name, "Choose one of those that are offered.")
    wrong = unfit(typed.text("source"), LONGEST_SOURCE)
    if wrong:
        typed.refuse("source", "source", wrong)
    if typed.faults:
        return typed
    job.options = {
        "format": typed.text("format"), "dates": typed.text("dates"),
        "source": typed.text("source").strip(),
        "effective": effective.isoformat(), "complete": typed.text("complete"),
    }  # fmt: skip
    job.sha256 = jobs.files.content_hash(job)
    note(desk, reader, "sent in an import", job.id, detail=job.sha256)
    jobs.look(job)
    return typed
