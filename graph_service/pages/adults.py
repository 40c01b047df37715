"""An adult's page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.audit.rights import through_words
from graph_service.workflows.webs.adult_page import adult_page, students_of_adult

MOST_CONTACTS = 50
"""Contacts that the page shows; the JSON has all."""

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/adults/{uid}")
def adult(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see an adult"))],
) -> str:
    """The students that an adult holds up."""
    page = adult_page(desk, reader, lens_of(request, desk), uid)
    record(reader, "looked at an adult", uid, students_of_adult(page), through_words(reader))
    return render(
        "adult.html",
        page=page,
        contacts=page.contacts[:MOST_CONTACTS],
        frame=frame(reader, "", synthetic=page.synthetic, at=through(page.lens)),
    )
