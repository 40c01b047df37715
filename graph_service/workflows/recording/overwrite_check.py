"""The check before a record replaces an earlier one: nothing goes unless its sender has seen it."""

from collections.abc import Sequence
from datetime import date

from analysis.names import spoken
from facts.choices import SUPPORT_WORDS
from facts.days import day_words
from facts.recorded import Kept
from facts.statements import Answer, Report
from graph_service.records.hashes import etag
from graph_service.workflows.recording.forms import Form


def check_seen(
    form: Form, held: Sequence[Kept], gone: Sequence[Kept], day: date, seen: str | None
) -> None:
    """Refuse what takes away anything that is recorded of the day, unless it was ``seen``:
    the ``etag`` of what is ``held`` is among its marks.

    A repeated word takes nothing away, also where more people are named. A named person replaces an
    earlier *nobody*. The fault lists everything that is ``gone``. None: whatever is there.
    """
    mark, said = etag(kept.id for kept in held), set(form.changes.add)
    reports = [kept.tie for kept in gone if isinstance(kept.tie, Report)]
    answers = [kept.tie for kept in gone if isinstance(kept.tie, Answer)]
    nobody = bool(answers) and not reports and any(isinstance(tie, Report) for tie in said)
    if (
        seen is None
        or mark in seen.split()
        or not gone
        or (not nobody and all(kept.tie in said for kept in gone))
    ):
        return
    form.seen = f"{form.seen} {mark}".strip()
    form.named |= {report.alter for report in reports if report.of_peer}
    message = (
        f"You recorded for {day_words(day)} already that {spoken(form.student.name)} named "
        f"{_whom(form, reports, answers)}. "
        "Saving would replace it. Add what is missing, or tick Replace."
    )
    form.refuse("begun", "replaces", message)


def _whom(form: Form, reports: Sequence[Report], answers: Sequence[Answer]) -> str:
    """The people they named and how, how many without a name, and whether these are all."""
    named = sorted(_named(form, report) for report in reports)
    unnamed = max((answer.unnamed_adults + answer.unnamed_peers for answer in answers), default=0)
    named += [f"{unnamed} without a name"] if unnamed else []
    if not named:
        return "nobody"
    return ", ".join(named) + (", and nobody else" if answers else "")


def _named(form: Form, report: Report) -> str:
    person = form.people.get(report.alter)
    name = "somebody who is not known here any more" if person is None else spoken(person.name)
    strength = "" if report.strength is None else f", strength {report.strength}"
    return f"{name} ({SUPPORT_WORDS[report.support]}{strength})"
