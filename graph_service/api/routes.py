"""JSON under /api/v1: the same workflows as the pages, described by OpenAPI."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from graph_service.access.reader import Reader
from graph_service.api.answers import RESPONSES, Done, DoneWith, Me, ReleaseFile, ReleaseFiles
from graph_service.api.bodies import (
    GivenContact,
    GivenConversation,
    GivenEnd,
    GivenReport,
    GivenSearch,
    GivenTie,
)
from graph_service.api.parameters import AtLens, AtList
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, record_lines
from graph_service.workflows.audit.entries import StudentRecord, read_since, student_record
from graph_service.workflows.audit.rights import through_words
from graph_service.workflows.caseload.flags import SchoolFlags, flags_of
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Caseload
from graph_service.workflows.desk.sight import seen_schools
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from graph_service.workflows.studies.release import release
from graph_service.workflows.webs.adult_page import AdultPage, adult_page, students_of_adult
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import StudentWeb, students_of_web

OfStudent = Annotated[Reader, Depends(Allow("see a student"))]
Recorder = Annotated[Reader, Depends(Allow("record about a student"))]

router = APIRouter(prefix="/api/v1", responses=RESPONSES)


@router.get("/me", operation_id="me")
def me(reader: Annotated[Reader, Depends(Allow("see own home"))]) -> Me:
    """The account that is signed in."""
    return Me(account=reader.account, name=reader.name, role=reader.role)


@router.get("/students", operation_id="listStudents")
def students(
    reader: Annotated[Reader, Depends(Allow("list own students"))],
    desk: AtDesk,
    record: Recorded,
    asked: AtList,
) -> Caseload:
    """The students one may see, judged, filtered, ordered, fifty a page."""
    lens, filters = asked
    found = caseload(desk, reader, lens, filters)
    record_lines(record, reader, "listed", found)
    return found


@router.post("/students/search", operation_id="searchStudents")
def search(
    reader: Annotated[Reader, Depends(Allow("list own students"))],
    desk: AtDesk,
    record: Recorded,
    asked: AtList,
    given: GivenSearch,
) -> Caseload:
    """The same list, of those whose names hold the words."""
    lens, filters = asked
    return students(reader, desk, record, (lens, replace(filters, text=given.text.strip())))


@router.get("/flags", operation_id="flags")
def flags(
    reader: Annotated[Reader, Depends(Allow("list own students"))],
    desk: AtDesk,
    record: Recorded,
    lens: AtLens,
    needs_a_look: bool = False,
) -> list[SchoolFlags]:
    """For each school in one's scope what ``support-web flags --format json`` prints, from what one
    may see.
    """
    found = [
        flags_of(seen, lens, needing_a_look=needs_a_look)
        for seen in seen_schools(desk, reader, lens)
    ]
    record(
        reader,
        "read flags",
        reader.account,
        students=set().union(*(school.students for school in found)),
    )
    return [school.found for school in found]


@router.get("/students/{uid}", operation_id="studentWeb")
def student(
    uid: str, reader: OfStudent, desk: AtDesk, record: Recorded, lens: AtLens
) -> StudentWeb:
    """One student's support web."""
    web = student_web(desk, reader, lens, uid)
    record(reader, "looked at a student", uid, students_of_web(web))
    return web


@router.get("/adults/{uid}", operation_id="adult")
def adult(
    reader: Annotated[Reader, Depends(Allow("see an adult"))],
    uid: str,
    desk: AtDesk,
    record: Recorded,
    lens: AtLens,
) -> AdultPage:
    """The students that an adult holds up."""
    page = adult_page(desk, reader, lens, uid)
    record(reader, "looked at an adult", uid, students_of_adult(page), through_words(reader))
    return page


@router.get("/students/{uid}/record", operation_id="whoSaw")
def who_saw(
    uid: str,
    reader: Annotated[Reader, Depends(Allow("read the record"))],
    desk: AtDesk,
    since: Annotated[
        str | None, Query(description="From this day on", json_schema_extra={"format": "date"})
    ] = None,
) -> StudentRecord:
    """The people who saw a student, the latest first, at most a thousand; for leads of the
    student's school.
    """
    return student_record(desk, reader, uid, read_since({"since": since or ""}, desk.today()))


@router.post("/students/{uid}/conversation", operation_id="recordConversation")
def conversation(uid: str, given: GivenConversation, desk: AtDesk, reader: Recorder) -> Done:
    """Record what the student said about one side."""
    record_conversation(
        desk,
        reader,
        uid,
        side=given.side,
        people=[
            NamedPerson(person.person, person.support, person.strength, person.new_kind)
            for person in given.people
        ],
        unnamed=given.unnamed,
        nobody=given.nobody,
        everyone=given.everyone,
        day=given.day or desk.today(),
        confidential=given.confidential,
        begun=None if given.replaces else "",
    )
    return Done(done="conversation")


@router.post("/students/{uid}/ties", operation_id="addTie")
def tie(uid: str, given: GivenTie, desk: AtDesk, reader: Recorder) -> Done:
    """Add a role tie."""
    add_tie(desk, reader, uid, **given.model_dump())
    return Done(done="tie")


@router.post(
    "/students/{uid}/ties/{tie_id}/end", operation_id="endTie", response_model_exclude_defaults=True
)
def tie_end(uid: str, tie_id: str, given: GivenEnd, desk: AtDesk, reader: Recorder) -> DoneWith:
    """End a role tie."""
    still = end_tie(desk, reader, uid, tie=tie_id, until=given.until or desk.today())
    return DoneWith(done="ended", still=still)


@router.post("/students/{uid}/reports", operation_id="addReport")
def report(uid: str, given: GivenReport, desk: AtDesk, reader: Recorder) -> Done:
    """Report on a tie in one's own name."""
    add_report(
        desk,
        reader,
        uid,
        person=given.alter,
        support=given.support,
        strength=given.strength,
        day=given.day,
        confidential=given.confidential,
    )
    return Done(done="report")


@router.post("/students/{uid}/contacts", operation_id="logContact")
def contact(uid: str, given: GivenContact, desk: AtDesk, reader: Recorder) -> Done:
    """Log a contact."""
    log_contact(
        desk,
        reader,
        uid,
        person=given.adult,
        day=given.day or desk.today(),
        kind=given.kind,
        by=reader.name,
    )
    return Done(done="contact")


@router.post(
    "/students/{uid}/recorded/{item}/take-back",
    operation_id="takeBack",
    response_model_exclude_defaults=True,
)
def taken_back(uid: str, item: str, desk: AtDesk, reader: Recorder) -> DoneWith:
    """Take back what was recorded about a student: one of ``recorded`` of their web."""
    return DoneWith(done="taken", still=take_back(desk, reader, uid, item))


@router.get("/release", operation_id="release")
def release_files(
    reader: Annotated[Reader, Depends(Allow("release"))],
    desk: AtDesk,
    lens: AtLens,
    school: Annotated[
        str, Query(description="The school's name; needed where one's studies are about several")
    ] = "",
    study: Annotated[
        str, Query(description="The study's name; needed where several are about the school")
    ] = "",
) -> ReleaseFiles:
    """The files of the research release of one study's school."""
    made = release(desk, reader, lens, school.strip(), study.strip())
    return ReleaseFiles(
        school=made.stamp.study.school.name,
        study=made.stamp.study.name or "",
        made_at=made.stamp.made_at,
        program=made.stamp.program,
        fingerprint=made.stamp.data,
        name=made.name,
        files=[ReleaseFile(name=name, content=content) for name, content in made.files.items()],
    )


@router.get("/openapi.json", include_in_schema=False)
def description(
    request: Request, _: Annotated[Reader, Depends(Allow("read the interface"))]
) -> dict[str, Any]:
    """The description of this interface."""
    described: dict[str, Any] = request.app.openapi()
    return described
