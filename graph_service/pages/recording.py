"""The forms on a student's page: ties and reports."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel, Field

from graph_service.pages.forms import Typed
from graph_service.pages.students import seen_web, student_page
from graph_service.pages.visits import Visit, Visiting
from graph_service.workflows.recording.entering import add_report
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")

Text = Annotated[str, Field(max_length=1000)]


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


def student_again(visit: Visit) -> Callable[[Typed], str]:
    """The student's page with a form as it was written."""

    def again(typed: Typed) -> str:
        web = seen_web(visit.request, visit.desk, visit.record, visit.reader, visit.uid)
        return student_page(web, visit.reader, visit.desk, typed=typed)

    return again


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

    return visit.answer(typed, "tie", change, student_again(visit))


@router.post("/ties/{tie_id}/end")
def tie_end(visit: Visiting, tie_id: str, sent: Annotated[End, Form()]) -> Response:
    """End a role tie."""
    typed = Typed(f"end {tie_id}", sent.model_dump())

    def change() -> Sequence[str]:
        until = typed.day("until") or visit.desk.today()
        return end_tie(
            visit.desk, visit.reader, visit.uid, tie=tie_id, until=until, unread=typed.faults
        )

    return visit.answer(typed, "ended", change, student_again(visit))


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

    return visit.answer(typed, "report", change, student_again(visit))


@router.post("/recorded/{item}/take-back")
def taken_back(visit: Visiting, item: str) -> Response:
    """Take back what was recorded on this page."""
    return visit.answer(
        Typed("take back"),
        "taken",
        lambda: take_back(visit.desk, visit.reader, visit.uid, item),
        student_again(visit),
    )
