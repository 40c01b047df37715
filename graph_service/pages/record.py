"""The record as a page: who saw a student."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.doors import Allow, AtDesk
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.record import read_since, student_record

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/students/{uid}/record")
def who_saw(
    request: Request, uid: str, desk: AtDesk, reader: Annotated[Reader, Depends(Allow("read the record"))]
) -> str:
    """Who saw this student, and why they could."""
    found = student_record(desk, reader, uid, read_since(request.query_params, desk.today()))
    return render(
        "record.html", record=found, zone=desk.zone, today=desk.today(), frame=frame(reader, "", synthetic=False)
    )
