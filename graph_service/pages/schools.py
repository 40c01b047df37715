"""A school's figures."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.caseload.school_figures import school_figures

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/school")
def school(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see the school"))],
) -> str:
    """Figures with their bounds, by grade and advisory, over the rounds, and as students and as
    advisors see it.
    """
    figures = school_figures(desk, reader, lens_of(request, desk))
    record(reader, "looked at figures", reader.account)
    at = through(figures.lens)
    return render(
        "school.html",
        figures=figures,
        list_address="/triage" if reader.role == "lead" else "/students",
        frame=frame(reader, "/school", synthetic=figures.synthetic, at=at),
    )
