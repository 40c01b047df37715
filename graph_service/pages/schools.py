"""A school's figures."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.doors import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.caseload import caseload
from graph_service.workflows.filters import read_filters
from graph_service.workflows.views import StudentLine

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/school")
def school(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see the school"))],
) -> str:
    """Figures with their bounds, by grade and advisory."""
    lens = lens_of(request, desk)
    everyone = caseload(desk, reader, lens, read_filters({}, "all"), per_page=None)
    record(reader, "looked at figures", reader.account)
    return render(
        "school.html",
        figures=[("Everyone you may see" if everyone.partial else "Your school", everyone.adult, everyone.peer)],
        groups=[
            ("By grade", _groups(everyone.lines, "grade")),
            ("By advisory", _groups(everyone.lines, "advisory")),
        ],
        lens=lens,
        frame=frame(reader, "/school", synthetic=everyone.synthetic, at=through(lens)),
    )


def _groups(lines: tuple[StudentLine, ...], by: str) -> list[tuple[str, dict[str, int], dict[str, int]]]:
    groups: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for each in lines:
        adults, peers = groups.setdefault(getattr(each, by) or "not recorded", (Counter(), Counter()))
        adults[each.adult.state] += 1
        peers[each.peer.state] += 1
    return [(label, dict(adults), dict(peers)) for label, (adults, peers) in sorted(groups.items())]
