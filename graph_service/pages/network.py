"""The network of a school's students, for its leads."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.caseload.school_network import school_networks

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/network")
def network(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see the network"))],
) -> str:
    """Figures, spreads and groups of the network of each school that the reader leads."""
    page = school_networks(desk, reader, lens_of(request, desk))
    record(reader, "looked at figures", reader.account)
    at = through(page.lens)
    return render(
        "network.html",
        page=page,
        frame=frame(reader, "/network", synthetic=page.synthetic, at=at),
    )
