"""The researcher's page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.studies.release_columns import COLUMNS
from graph_service.workflows.studies.studies import studies

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/research")
def research(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see studies"))],
) -> str:
    """The studies one works within, and what a release contains."""
    mine = studies(desk, reader)
    record(reader, "looked at studies", reader.account)
    lens = lens_of(request, desk)
    return render(
        "research.html",
        studies=mine,
        lens=lens,
        columns=[tuple(column[:4]) for column in COLUMNS],
        frame=frame(
            reader,
            "/research",
            synthetic=any(is_synthetic(study.school.name) for study in mine),
            at=through(lens),
        ),
    )
