"""Files that leave: lists as they are shown, and research releases."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import (
    Allow,
    AtDesk,
    Form,
    Recorded,
    asked_for,
    lens_of,
    list_of,
    record_lines,
)
from graph_service.exports.lists import caseload_csv
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.studies.release import release
from graph_service.workflows.studies.studies import STUDY_PARAMETERS

router = APIRouter(include_in_schema=False)


OfOwn = Annotated[Reader, Depends(Allow("export own students"))]
OfTriage = Annotated[Reader, Depends(Allow("export triage"))]


@router.get("/students.csv")
def students_csv(request: Request, desk: AtDesk, record: Recorded, reader: OfOwn) -> Response:
    """One's students as they are shown, all pages."""
    return _list(desk, record, reader, list_of(request, desk, "all"))


@router.get("/triage.csv")
def triage_csv(request: Request, desk: AtDesk, record: Recorded, reader: OfTriage) -> Response:
    """The triage list as it is shown, all pages."""
    return _list(desk, record, reader, list_of(request, desk, "look"))


@router.post("/students.csv")
def found_students_csv(
    request: Request, desk: AtDesk, record: Recorded, reader: OfOwn, form: Form
) -> Response:
    """One's students who have the name that is searched for."""
    return _list(desk, record, reader, list_of(request, desk, "all", form))


@router.post("/triage.csv")
def found_triage_csv(
    request: Request, desk: AtDesk, record: Recorded, reader: OfTriage, form: Form
) -> Response:
    """The triage list of those who have the name that is searched for."""
    return _list(desk, record, reader, list_of(request, desk, "look", form))


@router.post("/research/release")
def release_zip(
    request: Request, desk: AtDesk, reader: Annotated[Reader, Depends(Allow("release"))], form: Form
) -> Response:
    """The research release of one study's school, as one zip that is called after both."""
    lens = lens_of(request, desk, STUDY_PARAMETERS, form)
    school, study = asked_for(request, form, STUDY_PARAMETERS)
    made = release(desk, reader, lens, school, study)
    return Response(
        packed(made.contents()), media_type="application/zip", headers=_called(f"{made.name}.zip")
    )


def packed(contents: Mapping[str, bytes]) -> bytes:
    """The files in one zip, without the moment at which it is packed: the same files are the same
    bytes.
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _called(name: str) -> dict[str, str]:
    """The header that gives a file its name; browsers that take ASCII letters alone get what is
    left of it.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    }


def _list(desk: Desk, record: Recorded, reader: Reader, asked: tuple[Lens, Filters]) -> Response:
    lens, filters = asked
    found = caseload(desk, reader, lens, filters, per_page=None)
    record_lines(record, reader, "exported a list", found)
    name = {"Content-Disposition": 'attachment; filename="students.csv"'}
    return Response(caseload_csv(found), media_type="text/csv; charset=utf-8", headers=name)
