"""A student's page, the picture alone, and the picture to explore."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.drawing import (
    EVERYTHING,
    Shown,
    advisory_data,
    drawing,
    explore_data,
    ties_among,
)
from graph_service.pages.forms import Typed
from graph_service.pages.layout import folded, in_order
from graph_service.pages.picture import legend, picture
from graph_service.pages.remaining_ties import GoesOn, goes_on
from graph_service.pages.rendering import render
from graph_service.pages.visits import drafted
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.webs.advisory_web import advisory_web, students_of_advisory
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import StudentWeb, students_of_web

router = APIRouter(
    include_in_schema=False, prefix="/students/{uid}", default_response_class=HTMLResponse
)

OfStudent = Annotated[Reader, Depends(Allow("see a student"))]
PAGE_PARAMETERS = ("done", "still", "draft", *Shown._fields)
"""The parameters of a student's page beside the day and the rule."""


@router.get("")
def student(request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent) -> str:
    """One student's support web."""
    web = seen_web(request, desk, record, reader, uid)
    given = request.query_params
    done = _DONE.get(given.get("done", ""), "")
    still = goes_on(web, given.get("still", ""))
    typed = drafted(desk, reader, f"/students/{uid}/", given.get("draft", ""))
    return student_page(
        web, reader, desk, done=done, still=still, typed=typed, show=shown_by(given)
    )


@router.get("/web.svg")
def student_svg(
    request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent
) -> Response:
    """The picture alone."""
    web = seen_web(request, desk, record, reader, uid)
    return Response(
        str(
            picture(
                web,
                through(web.lens),
                drawing(web, shown_by(request.query_params)),
            )
        ),
        media_type="image/svg+xml; charset=utf-8",
    )


@router.get("/explore")
def explore(request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent) -> str:
    """The picture to drag and zoom."""
    web = seen_web(request, desk, record, reader, uid)
    drawn = drawing(web, EVERYTHING)
    entries = legend(drawn.nodes, drawn.edges)
    return render(
        "explore.html",
        web=web,
        alters=in_order(web.alters),
        legend=entries,
        data=explore_data(web, drawn) | {"legend": entries},
        frame=frame(reader, "", synthetic=web.synthetic, at=through(web.lens)),
    )


@router.get("/advisory/explore")
def explore_advisory(
    request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent
) -> str:
    """The whole advisory of the student, to drag and zoom."""
    web = advisory_web(desk, reader, lens_of(request, desk), uid)
    record(reader, "looked at an advisory", uid, students=students_of_advisory(web))
    return render(
        "advisory.html",
        uid=uid,
        web=web,
        data=advisory_data(web),
        frame=frame(reader, "", synthetic=web.synthetic, at=through(web.lens)),
    )


_DONE = {
    "conversation": "Recorded: the student's own words.",
    "tie": "The tie is recorded. It counts once someone says that it supports.",
    "ended": "The tie is ended.",
    "report": "Your report is recorded.",
    "contact": "The contact is logged.",
    "taken": (
        "Removed. It no longer counts, but it stays in the history. To restore it, record it again."
    ),
}


_FURTHER = {
    "ended": ("Show ended ties", "Hide ended ties"),
    "ties": ("Show all ties among them", "Show ties among those who count alone"),
    "known": ("Show each known person", "Fold people who do not count"),
}


def shown_by(given: Mapping[str, str]) -> Shown:
    """The further parts of the picture that an address asks for."""
    return Shown(*(bool(given.get(part)) for part in Shown._fields))


def further(web: StudentWeb, show: Shown) -> list[tuple[str, dict[str, str]]]:
    """The links that add a part to the picture or take it away: their words, and the parameters."""
    there = {
        "ended": any(alter.line == "ended" for alter in web.alters),
        "ties": len(ties_among(web, show._replace(ties=True)))
        > len(ties_among(web, show._replace(ties=False))),
        "known": bool(folded(web.alters)),
    }
    now = {part: part for part in Shown._fields if getattr(show, part)}
    links = []
    for part, words in _FURTHER.items():
        if there[part]:
            then = {**now, part: "" if part in now else part}
            links.append((words[part in now], then))
    return links


def seen_web(
    request: Request, desk: Desk, record: Recorded, reader: Reader, uid: str
) -> StudentWeb:
    """One student's web, the look at it recorded."""
    web = student_web(desk, reader, lens_of(request, desk, PAGE_PARAMETERS), uid)
    record(reader, "looked at a student", uid, students_of_web(web))
    return web


def student_page(
    web: StudentWeb,
    reader: Reader,
    desk: Desk,
    *,
    done: str = "",
    still: GoesOn | None = None,
    show: Shown = Shown(),  # noqa: B008 - a constant
    typed: Typed | None = None,
) -> str:
    """The student's page.

    ``done`` is what was recorded, ``still`` what goes on all the same; ``show`` the further parts
    of the picture; ``typed`` is a form that could not be recorded, shown again as it was written.
    """
    at = through(web.lens)
    drawn = drawing(web, show)
    return render(
        "student.html",
        refused=typed if typed and typed.faults else None,
        waited=typed is not None and not typed.faults,
        web=web,
        picture=picture(web, at, drawn, on_page=True),
        on_phone=picture(web, at, drawing(web, show, phone=True), on_page=True, phone=True),
        legend=legend(drawn.nodes, drawn.edges),
        shown={part: part for part in Shown._fields if getattr(show, part)},
        further=further(web, show),
        frame=frame(reader, "", synthetic=web.synthetic, at=at),
        known_people=_told_apart(web),
        leads=not web.partial,
        linked=reader.adult is not None,
        done=done,
        still=still,
        typed=typed or Typed(),
        blank=Typed(),
        today=desk.today(),
    )


def _told_apart(web: StudentWeb) -> list[str]:
    """The names by which forms know the people of the web, with ids where two have the same."""
    names = Counter(alter.name.casefold() for alter in web.alters)
    return [
        alter.name if names[alter.name.casefold()] == 1 else f"{alter.name} ({alter.id})"
        for alter in web.alters
    ]
