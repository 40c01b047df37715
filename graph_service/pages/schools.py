"""A school's figures, and its picture."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.pages.school_layout import WIDTH
from graph_service.pages.school_picture import school_picture
from graph_service.workflows.caseload.school_figures import school_figures
from graph_service.workflows.webs.school_web import school_web, students_of_school

_WITH_NAMES, _MEDIUM = 60, 500
"""A picture of no more students begins with names, or at the middle size."""

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
        list_address=_list_of(reader),
        frame=frame(reader, "/school", synthetic=figures.synthetic, at=at),
    )


@router.get("/school/picture")
def picture(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see the school"))],
    school: str = "",
) -> str:
    """Everyone in one's scope at one school, by advisory, as marks of their states."""
    web = school_web(desk, reader, lens_of(request, desk), school)
    record(reader, "looked at a school's picture", reader.account, students_of_school(web))
    at = through(web.lens)
    return render(
        "school_picture.html",
        web=web,
        picture=school_picture(web, at),
        chosen=web.school.uid if web.school and len(web.schools) > 1 else "",
        start=_start(web.students),
        width=WIDTH,
        list_address=_list_of(reader),
        frame=frame(reader, "/school", synthetic=web.synthetic, at=at),
    )


def _start(students: int) -> str:
    """The size at which a picture of so many begins."""
    if students <= _WITH_NAMES:
        return "large"
    return "medium" if students <= _MEDIUM else "small"


def _list_of(reader: Reader) -> str:
    return "/triage" if reader.role == "lead" else "/students"
