"""The forms on a student's page: what they said, ties, reports, contacts."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.errors import BadInput, Fault, Unseen
from graph_service.pages.addresses import Addresses, through
from graph_service.pages.forms import Typed
from graph_service.pages.students import seen_web, student_page
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")

Recorder = Annotated[Reader, Depends(Allow("record about a student"))]
Text = Annotated[str, Field(max_length=1000)]
Texts = Annotated[list[Text], Field(max_length=100)]


class Conversation(BaseModel):
    """The student's words about one side; ``everyone`` is yes, no or nobody. The four lists are
    rows, a person each.

    ``begun`` is the mark of the record that the form began with, or that was shown since and is to
    be replaced.
    """

    side: Text = ""
    person: Texts = []
    support: Texts = []
    strength: Texts = []
    new_kind: Texts = []
    unnamed: Text = ""
    everyone: Text = ""
    day: Text = ""
    confidential: Text = ""
    begun: Text = ""

    def rows(self) -> "Conversation":
        """The same with the rows that name somebody, and no others."""
        columns = (self.person, self.support, self.strength, self.new_kind)
        if len({len(column) for column in columns}) > 1:
            raise BadInput("The form came in pieces; please fill it in again.")
        kept = [row for row in zip(*columns, strict=True) if row[0].strip()]
        person, support, strength, new_kind = ([row[column] for row in kept] for column in range(4))
        update = {"person": person, "support": support, "strength": strength, "new_kind": new_kind}
        return self.model_copy(update=update)


class Tie(BaseModel):
    """A role tie."""

    role: Text = ""
    person: Text = ""
    new_kind: Text = ""
    since: Text = ""
    until: Text = ""
    detail: Text = ""


class End(BaseModel):
    """The day a tie ended."""

    until: Text = ""


class ReportForm(BaseModel):
    """One's own word on a tie."""

    alter: Text = ""
    support: Text = ""
    strength: Text = ""
    day: Text = ""
    confidential: Text = ""


class ContactForm(BaseModel):
    """A day on which an adult and the student were in touch."""

    adult: Text = ""
    day: Text = ""
    kind: Text = ""


class Visit:
    """One sending of a form of a student's page: by whom, about whom, and through which lens the
    page is seen.
    """

    def __init__(
        self, request: Request, uid: str, desk: AtDesk, record: Recorded, reader: Recorder
    ) -> None:
        """As the address and the session say."""
        self.desk: Desk = desk
        self.reader: Reader = reader
        self.uid = uid
        self._record = record
        self._request = request

    def answer(
        self, typed: Typed, done: str, change: Callable[[], Sequence[str] | None]
    ) -> Response:
        """Do the change and go back to the page; with faults, the page again as it was typed, and
        nothing changed.

        The page, today's then, tells of the first tie that goes on all the same, of those that the
        change gives.
        """
        lens = lens_of(self._request, self.desk)
        try:
            still = next(iter(change() or ()), "")
        except BadInput as error:
            web = seen_web(self._request, self.desk, self._record, self.reader, self.uid)
            typed.faults = list(error.faults) or [Fault("the form", None, None, "form", str(error))]
            if isinstance(error, Unseen):
                typed.texts = {**typed.texts, "begun": error.mark}
            return HTMLResponse(
                student_page(web, self.reader, self.desk, typed=typed), status_code=422
            )
        at = Addresses() if still else through(lens)
        return RedirectResponse(
            at(f"/students/{self.uid}", done=done, still=still), status_code=303
        )


Visiting = Annotated[Visit, Depends(Visit)]


@router.post("/conversation")
def conversation(visit: Visiting, sent: Annotated[Conversation, Form()]) -> Response:
    """Record what the student said about one side."""
    form = sent.rows()
    typed = Typed("conversation", form.model_dump())

    def change() -> None:
        record_conversation(
            visit.desk,
            visit.reader,
            visit.uid,
            side=_side(typed),
            people=_people(typed, form),
            unnamed=typed.whole("unnamed") or 0,
            nobody=form.everyone == "nobody",
            everyone=_everyone(typed),
            day=typed.day("day") or visit.desk.today(),
            confidential=bool(form.confidential),
            begun=form.begun,
            unread=typed.faults,
        )

    return visit.answer(typed, "conversation", change)


@router.post("/ties")
def tie(visit: Visiting, sent: Annotated[Tie, Form()]) -> Response:
    """Add a role tie."""
    typed = Typed("tie", sent.model_dump())

    def change() -> None:
        add_tie(
            visit.desk,
            visit.reader,
            visit.uid,
            person=sent.person.strip(),
            new_kind=sent.new_kind,
            role=sent.role,
            since=typed.day("since"),
            until=typed.day("until"),
            detail=sent.detail.strip() or None,
            unread=typed.faults,
        )

    return visit.answer(typed, "tie", change)


@router.post("/ties/{tie_id}/end")
def tie_end(visit: Visiting, tie_id: str, sent: Annotated[End, Form()]) -> Response:
    """End a role tie."""
    typed = Typed(f"end {tie_id}", sent.model_dump())

    def change() -> Sequence[str]:
        until = typed.day("until") or visit.desk.today()
        return end_tie(
            visit.desk, visit.reader, visit.uid, tie=tie_id, until=until, unread=typed.faults
        )

    return visit.answer(typed, "ended", change)


@router.post("/reports")
def report(visit: Visiting, sent: Annotated[ReportForm, Form()]) -> Response:
    """Report on a tie, in one's own name."""
    typed = Typed("report", sent.model_dump())

    def change() -> None:
        add_report(
            visit.desk,
            visit.reader,
            visit.uid,
            person=sent.alter.strip(),
            support=sent.support,
            strength=typed.whole("strength"),
            day=typed.day("day") or visit.desk.today(),
            confidential=bool(sent.confidential),
            unread=typed.faults,
        )

    return visit.answer(typed, "report", change)


@router.post("/contacts")
def contact(visit: Visiting, sent: Annotated[ContactForm, Form()]) -> Response:
    """Log a contact; where no adult is named, one's own."""
    typed = Typed("contact", sent.model_dump())

    def change() -> None:
        log_contact(
            visit.desk,
            visit.reader,
            visit.uid,
            person=sent.adult.strip() or None,
            day=typed.day("day") or visit.desk.today(),
            kind=sent.kind,
            unread=typed.faults,
        )

    return visit.answer(typed, "contact", change)


@router.post("/recorded/{item}/take-back")
def taken_back(visit: Visiting, item: str) -> Response:
    """Take back what was recorded on this page."""
    return visit.answer(
        Typed("take back"), "taken", lambda: take_back(visit.desk, visit.reader, visit.uid, item)
    )


def _people(typed: Typed, form: Conversation) -> list[NamedPerson]:
    rows = zip(form.person, form.support, form.new_kind, strict=True)
    return [
        NamedPerson(who.strip(), what, typed.whole("strength", number), kind)
        for number, (who, what, kind) in enumerate(rows, 1)
    ]


def _side(typed: Typed) -> Literal["adult", "peer"]:
    side = typed.text("side")
    if side not in ("adult", "peer"):
        typed.refuse("side", "choice", "Say which side the student spoke about: adults or peers.")
    return "peer" if side == "peer" else "adult"


def _everyone(typed: Typed) -> bool:
    given = typed.text("everyone")
    if given not in ("yes", "no", "nobody"):
        typed.refuse(
            "everyone", "choice", "Say whether these are all of them, some of them, or nobody."
        )
    return given != "no"
