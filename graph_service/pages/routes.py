"""The pages that read: sign-in, lists, a student, an adult, the school."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.doors import (
    Allow,
    AtDesk,
    Recorded,
    cookie_name,
    doorkeeper_of,
    lens_of,
    record_lines,
    settings_of,
    token_of,
)
from graph_service.pages.context import frame, home_of, linker
from graph_service.pages.drawing import explore_data
from graph_service.pages.picture import picture
from graph_service.pages.rendering import render
from graph_service.workflows.caseload import caseload
from graph_service.workflows.filters import read_filters
from graph_service.workflows.reading import Desk
from graph_service.workflows.student_web import adult_page, student_web
from graph_service.workflows.views import StudentLine, StudentWeb

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Students = Annotated[Reader, Depends(Allow("list own students"))]
OfStudent = Annotated[Reader, Depends(Allow("see a student"))]


@router.get("/sign-in", dependencies=[Depends(Allow("sign in"))])
def sign_in_page(next: str = "/") -> str:  # noqa: A002 - the parameter's name in the address
    """The form to sign in."""
    return render("sign_in.html", frame=None, next=next, error="", login="")


@router.post("/sign-in", dependencies=[Depends(Allow("sign in"))])
def sign_in(
    request: Request,
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the field's name in the form
) -> Response:
    """Sign in and go where one wanted to."""
    token = doorkeeper_of(request).sign_in(login.strip(), password)
    if token is None:
        wrong = "That is not a login and its password. Please try again; after ten tries wait a quarter of an hour."
        return HTMLResponse(render("sign_in.html", frame=None, next=next, error=wrong, login=login), status_code=403)
    local = next.startswith("/") and not next.startswith(("//", "/\\")) and next.isprintable()
    answer = RedirectResponse(next if local else "/", status_code=303)
    settings = settings_of(request)
    answer.set_cookie(
        cookie_name(settings), token, httponly=True, samesite="lax", secure=settings.secure_cookies, path="/"
    )
    return answer


@router.post("/sign-out", dependencies=[Depends(Allow("sign in"))])
def sign_out(request: Request) -> Response:
    """End the session."""
    doorkeeper_of(request).sign_out(token_of(request))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(cookie_name(settings_of(request)), path="/")
    return answer


@router.get("/")
def home(reader: Annotated[Reader, Depends(Allow("see own home"))]) -> RedirectResponse:
    """The page an account opens on."""
    return RedirectResponse(home_of(reader), status_code=303)


@router.get("/students")
def my_students(request: Request, desk: AtDesk, record: Recorded, reader: Students) -> str:
    """Everyone in one's scope."""
    return _list(request, desk, record, reader, "/students", "all")


@router.get("/triage")
def triage(
    request: Request, desk: AtDesk, record: Recorded, reader: Annotated[Reader, Depends(Allow("triage"))]
) -> str:
    """Everyone in a lead's schools, those needing a look first."""
    return _list(request, desk, record, reader, "/triage", "look")


@router.get("/students/{uid}")
def student(request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent) -> str:
    """One student's support web."""
    web = seen_web(request, desk, record, reader, uid)
    return student_page(web, reader, desk, done=_DONE.get(request.query_params.get("done", ""), ""))


@router.get("/students/{uid}/web.svg")
def student_svg(request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent) -> Response:
    """The picture alone."""
    web = seen_web(request, desk, record, reader, uid)
    return Response(str(picture(web, show_ended=bool(request.query_params.get("ended")))), media_type="image/svg+xml")


@router.get("/students/{uid}/explore")
def explore(request: Request, uid: str, desk: AtDesk, record: Recorded, reader: OfStudent) -> str:
    """The picture to drag and zoom."""
    web = seen_web(request, desk, record, reader, uid)
    return render("explore.html", web=web, data=explore_data(web), frame=frame(reader, "", synthetic=web.synthetic))


@router.get("/adults/{uid}")
def adult(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("see an adult"))],
) -> str:
    """Whom an adult holds up."""
    page = adult_page(desk, reader, lens_of(request, desk), uid)
    record(reader, "looked at an adult", uid)
    return render("adult.html", page=page, frame=frame(reader, "", synthetic=page.synthetic))


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
        frame=frame(reader, "/school", synthetic=everyone.synthetic),
    )


_DONE = {
    "conversation": "What the student said is recorded.",
    "tie": "The tie is recorded.",
    "ended": "The tie is ended.",
    "report": "Your report is recorded.",
    "contact": "The contact is logged.",
}


def seen_web(request: Request, desk: Desk, record: Recorded, reader: Reader, uid: str) -> StudentWeb:
    """One student's web, the look at it recorded."""
    web = student_web(desk, reader, lens_of(request, desk), uid)
    record(reader, "looked at a student", uid, web.reason)
    return web


def student_page(web: StudentWeb, reader: Reader, desk: Desk, *, done: str = "", faults: Any = ()) -> str:
    """The student's page."""
    return render(
        "student.html",
        web=web,
        picture=picture(web),
        frame=frame(reader, "", synthetic=web.synthetic),
        known_people=[(each.uid, each.name) for each in web.alters],
        done=done,
        faults=list(faults),
        today=desk.today(),
    )


def _list(request: Request, desk: Desk, record: Recorded, reader: Reader, address: str, tab: str) -> str:
    filters = read_filters(request.query_params, tab)
    found = caseload(desk, reader, lens_of(request, desk), filters)
    record_lines(record, reader, "listed", found)
    link = linker(address, filters, request.query_params)
    return render(
        "caseload.html",
        caseload=found,
        address=address,
        link=link,
        csv_address=f"{address}.csv{link().removeprefix(address)}",
        frame=frame(reader, address, synthetic=found.synthetic),
    )


def _groups(lines: tuple[StudentLine, ...], by: str) -> list[tuple[str, dict[str, int], dict[str, int]]]:
    groups: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for each in lines:
        adults, peers = groups.setdefault(getattr(each, by) or "not recorded", (Counter(), Counter()))
        adults[each.adult.state] += 1
        peers[each.peer.state] += 1
    return [(label, dict(adults), dict(peers)) for label, (adults, peers) in sorted(groups.items())]
