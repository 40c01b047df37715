"""The lists: an advisor's own students, and a lead's triage."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Form, Recorded, list_of, record_lines
from graph_service.pages.addresses import ListAddresses, through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

OfOwn = Annotated[Reader, Depends(Allow("list own students"))]
OfTriage = Annotated[Reader, Depends(Allow("triage"))]


@router.get("/students")
def my_students(request: Request, desk: AtDesk, record: Recorded, reader: OfOwn) -> str:
    """Everyone in one's scope."""
    return _list(desk, record, reader, "/students", list_of(request, desk, "all"))


@router.get("/triage")
def triage(request: Request, desk: AtDesk, record: Recorded, reader: OfTriage) -> str:
    """Everyone in a lead's schools, those needing a look first."""
    return _list(desk, record, reader, "/triage", list_of(request, desk, "look"))


@router.post("/students")
def search_my_students(
    request: Request, desk: AtDesk, record: Recorded, reader: OfOwn, form: Form
) -> Response:
    """Those in one's scope who have the name."""
    return _search(desk, record, reader, "/students", list_of(request, desk, "all", form))


@router.post("/triage")
def search_triage(
    request: Request, desk: AtDesk, record: Recorded, reader: OfTriage, form: Form
) -> Response:
    """Those in a lead's schools who have the name."""
    return _search(desk, record, reader, "/triage", list_of(request, desk, "look", form))


def _search(
    desk: Desk, record: Recorded, reader: Reader, path: str, asked: tuple[Lens, Filters]
) -> Response:
    """The list as the form asks for it; where no name is searched for, at its address, which one
    can keep.
    """
    lens, filters = asked
    if not filters.text:
        return RedirectResponse(ListAddresses(path, through(lens), filters)(), status_code=303)
    return HTMLResponse(_list(desk, record, reader, path, asked))


def _list(
    desk: Desk, record: Recorded, reader: Reader, path: str, asked: tuple[Lens, Filters]
) -> str:
    lens, filters = asked
    found = caseload(desk, reader, lens, filters)
    record_lines(record, reader, "listed", found)
    at = through(lens)
    return render(
        "caseload.html",
        caseload=found,
        address=path,
        link=ListAddresses(path, at, found.filters),
        frame=frame(reader, path, synthetic=found.synthetic, at=at),
    )
