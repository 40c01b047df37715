"""The forms on a student's page: what they said, ties, reports, contacts."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.doors import Allow, AtDesk, Recorded, lens_of
from graph_service.errors import BadInput, Fault
from graph_service.pages.addresses import through
from graph_service.pages.students import seen_web, student_page
from graph_service.workflows.reading import Desk
from graph_service.workflows.recording import (
    Named,
    add_report,
    add_tie,
    end_tie,
    log_contact,
    record_conversation,
)

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")

Recorder = Annotated[Reader, Depends(Allow("record about a student"))]
Text = Annotated[str, Form(max_length=1000)]
Texts = Annotated[list[str] | None, Form()]


def _page_again(
    request: Request, desk: Desk, record: Recorded, reader: Reader, uid: str, done: str, change: Callable[[], None]
) -> Response:
    """Do the change and go back to the page; with faults, the page again with all of them and nothing changed."""
    lens = lens_of(request, desk)
    try:
        change()
    except BadInput as error:
        web = seen_web(request, desk, record, reader, uid)
        faults = error.faults or (Fault("the form", None, None, "form", str(error)),)
        return HTMLResponse(student_page(web, reader, desk, faults=faults), status_code=422)
    return RedirectResponse(through(lens)(f"/students/{uid}", done=done), status_code=303)


@router.post("/conversation")
def conversation(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Recorder,
    side: Text = "",
    person: Texts = None,
    support: Texts = None,
    strength: Texts = None,
    new_kind: Texts = None,
    unnamed: Text = "",
    nobody: Text = "",
    everyone: Text = "",
    day: Text = "",
    confidential: Text = "",
) -> Response:
    """Record what the student said about one side."""

    def change() -> None:
        record_conversation(
            desk,
            reader,
            uid,
            side=_side(side),
            people=_people(person or [], support or [], strength or [], new_kind or []),
            unnamed=_whole("unnamed", unnamed) or 0,
            nobody=bool(nobody),
            everyone=_yes_or_no("everyone", everyone),
            day=_day("day", day) or desk.today(),
            confidential=bool(confidential),
        )

    return _page_again(request, desk, record, reader, uid, "conversation", change)


@router.post("/ties")
def tie(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Recorder,
    role: Text = "",
    person: Text = "",
    new_kind: Text = "",
    since: Text = "",
    until: Text = "",
    detail: Text = "",
) -> Response:
    """Add a role tie."""

    def change() -> None:
        add_tie(
            desk,
            reader,
            uid,
            person=person.strip(),
            new_kind=new_kind,
            role=role,
            since=_day("since", since),
            until=_day("until", until),
            detail=detail.strip() or None,
        )

    return _page_again(request, desk, record, reader, uid, "tie", change)


@router.post("/ties/{tie_id}/end")
def tie_end(
    request: Request,
    uid: str,
    tie_id: str,
    desk: AtDesk,
    record: Recorded,
    reader: Recorder,
    until: Text = "",
) -> Response:
    """End a role tie."""
    return _page_again(
        request,
        desk,
        record,
        reader,
        uid,
        "ended",
        lambda: end_tie(desk, reader, uid, tie=tie_id, until=_day("until", until) or desk.today()),
    )


@router.post("/reports")
def report(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Recorder,
    alter: Text = "",
    support: Text = "",
    strength: Text = "",
    day: Text = "",
    confidential: Text = "",
) -> Response:
    """Report on a tie, in one's own name."""

    def change() -> None:
        add_report(
            desk,
            reader,
            uid,
            person=alter,
            support=support,
            strength=_whole("strength", strength),
            day=_day("day", day) or desk.today(),
            confidential=bool(confidential),
        )

    return _page_again(request, desk, record, reader, uid, "report", change)


@router.post("/contacts")
def contact(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Recorder,
    adult: Text = "",
    day: Text = "",
    kind: Text = "",
    by: Text = "",
) -> Response:
    """Log a contact."""

    def change() -> None:
        log_contact(
            desk,
            reader,
            uid,
            person=adult,
            day=_day("day", day) or desk.today(),
            kind=kind,
            by=by.strip() or reader.name,
        )

    return _page_again(request, desk, record, reader, uid, "contact", change)


def _people(persons: list[str], support: list[str], strength: list[str], new_kind: list[str]) -> list[Named]:
    """The people of the form's rows; rows without a name are left out."""
    if not len(persons) == len(support) == len(strength) == len(new_kind):
        raise BadInput("The form came in pieces; please fill it in again.")
    rows = zip(persons, support, strength, new_kind, strict=True)
    return [
        Named(person=who.strip(), support=what, strength=_whole("strength", how), new_kind=kind)
        for who, what, how, kind in rows
        if who.strip()
    ]


def _day(name: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            "The form was not recorded.",
            [Fault("the form", None, name, "day", f"“{text[:40]}” is not a day; write it as YYYY-MM-DD.")],
        ) from None


def _whole(name: str, text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text) < 7):
        raise BadInput(
            "The form was not recorded.",
            [Fault("the form", None, name, "number", f"“{text[:40]}” is not a whole number.")],
        )
    return int(text)


def _side(text: str) -> Literal["adult", "peer"]:
    if text == "adult":
        return "adult"
    if text == "peer":
        return "peer"
    raise BadInput(
        "The form was not recorded.",
        [Fault("the form", None, "side", "choice", "Say which side the student spoke about: adults or peers.")],
    )


def _yes_or_no(name: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise BadInput(
            "The form was not recorded.",
            [Fault("the form", None, name, "choice", "Say whether this is everyone on this side: yes or no.")],
        )
    return text == "yes"
