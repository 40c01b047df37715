"""The lists: an advisor's own students, and a lead's triage."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.doors import Allow, AtDesk, Recorded, list_of, record_lines
from graph_service.pages.addresses import ListAddresses, through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.caseload import caseload
from graph_service.workflows.reading import Desk

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/students")
def my_students(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("list own students"))],
) -> str:
    """Everyone in one's scope."""
    return _list(request, desk, record, reader, "/students", "all")


@router.get("/triage")
def triage(
    request: Request, desk: AtDesk, record: Recorded, reader: Annotated[Reader, Depends(Allow("triage"))]
) -> str:
    """Everyone in a lead's schools, those needing a look first."""
    return _list(request, desk, record, reader, "/triage", "look")


def _list(request: Request, desk: Desk, record: Recorded, reader: Reader, path: str, tab: str) -> str:
    lens, filters = list_of(request, desk, tab)
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
