"""Nothing that an account recorded of a day is taken away by what it records of that day later,
unless it has seen it.
"""

from datetime import date

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import BadInput, Unseen
from graph_service.store import audit
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.recording.conversation_draft import SaidToday
from graph_service.workflows.recording.entering import NamedPerson, record_conversation
from graph_service.workflows.webs.student_web import student_web
from tests.workflows.folder import TODAY, facts_now
from tests.workflows.recording.test_entering import Office
from tests.workflows.recording.test_entering import office as office  # noqa: PLC0414 - a fixture

DAY = date(2026, 11, 23)
TWO = [NamedPerson("Ms Ito", strength=3), NamedPerson("Mr Diaz", "neutral")]


def say(
    office: Office,
    *people: NamedPerson,
    begun: str | None = "",
    everyone: bool = True,
    day: date = DAY,
    confidential: bool = False,
) -> None:
    """Ada's words about adults, as the lead records them."""
    record_conversation(
        office.desk, office.lead, office.ada, side="adult", people=people, everyone=everyone,
        day=day, begun=begun,
        nobody=not people, confidential=confidential,
    )  # fmt: skip


def names(office: Office) -> list[str]:
    """The people whom the lead has recorded."""
    facts = facts_now(office.desk)
    return sorted(
        facts.people[row.fact.alter].name for row in facts.reports if row.fact.recorded_by
    )


def said(office: Office, reader: Reader) -> list[SaidToday]:
    """The first content of the reader's form."""
    lens = Lens(TODAY, office.desk.rule, None, "", "")
    return list(student_web(office.desk, reader, lens, office.ada).said_today)


def test_what_would_go_is_shown_and_stays(office: Office) -> None:
    """The fault tells who was named and how, and that it was all of them; nothing is recorded."""
    say(office, *TWO)
    with pytest.raises(Unseen) as refused:
        say(office)
    (fault,) = refused.value.faults
    assert fault.message == (
        "You recorded for 23 Nov 2026 already that Ada Lee named Mr Diaz (neither), Ms Ito "
        "(supportive, strength 3), "
        "and nobody else. Saving would replace it. Add what is missing, or tick Replace."
    )
    assert names(office) == ["Mr Diaz", "Ms Ito"]
    say(office, begun=refused.value.mark)
    assert names(office) == []
    with pytest.raises(Unseen, match="Nothing was recorded") as refused:
        say(office, *TWO)
    assert "named nobody. Saving" in refused.value.faults[0].message


def test_what_stands_in_it_again_is_not_taken_away(office: Office) -> None:
    """The same sent twice, and the same with somebody more, need no more than one sending; a count
    that goes is shown.
    """
    say(office, *TWO)
    say(office, *TWO)
    say(office, *TWO, NamedPerson("Mx Day", new_kind="community"))
    assert names(office) == ["Mr Diaz", "Ms Ito", "Mx Day"]
    record_conversation(
        office.desk,
        office.lead,
        office.ada,
        side="adult",
        people=[],
        unnamed=2,
        everyone=True,
        day=DAY,
        begun=None,
    )
    with pytest.raises(Unseen) as refused:
        say(office, *TWO)
    assert "named 2 without a name, and nobody else." in refused.value.faults[0].message
    say(office, *TWO, begun=None)


def test_a_record_that_changed_since_it_was_seen_is_shown_anew(office: Office) -> None:
    """The mark is that of one record; the other faults are told with it."""
    say(office, NamedPerson("Ms Ito"), day=TODAY)
    (told,) = said(office, office.lead)
    say(office, *TWO, begun=told.mark, day=TODAY)
    with pytest.raises(Unseen) as refused:
        say(office, NamedPerson("Mx Who"), begun=told.mark, day=TODAY)
    assert sorted(fault.rule for fault in refused.value.faults) == ["nobody", "replaces"]
    (now,) = said(office, office.lead)
    assert now.mark == refused.value.mark != told.mark
    say(office, NamedPerson("Ms Ito", "stressful"), begun=now.mark, day=TODAY)
    assert names(office) == ["Ms Ito"]


def test_what_was_said_in_confidence_is_shown_where_it_would_go(office: Office) -> None:
    """An open record leaves it; one in confidence takes the open one away too, and says so; another
    account's stays.
    """
    say(office, NamedPerson("Ms Ito"), confidential=True)
    say(office, NamedPerson("Mr Diaz"), everyone=False)
    with pytest.raises(Unseen) as refused:
        say(office, NamedPerson("Mx Day", new_kind="staff"), confidential=True)
    message = refused.value.faults[0].message
    assert "Mr Diaz (supportive), Ms Ito (supportive), and nobody else" in message
    record_conversation(
        office.desk,
        office.advisor,
        office.ada,
        side="adult",
        people=[],
        nobody=True,
        everyone=True,
        day=DAY,
        begun="",
    )


def test_who_is_shown_finds_it_in_their_record(office: Office) -> None:
    """A student whom the fault names was shown to the account; where a fault keeps it from being
    shown, nobody was.
    """
    peers = {"side": "peer", "everyone": False, "day": DAY}
    said = [NamedPerson("Ben Ono")]
    record_conversation(office.desk, office.lead, office.ada, people=said, **peers)  # type: ignore[arg-type]
    cy = [NamedPerson("Cy Poe")]
    with pytest.raises(BadInput):
        record_conversation(office.desk, office.lead, office.ada, people=cy, begun="x", **peers)  # type: ignore[arg-type]
    told = audit.by_accounts(
        office.desk.engine,
        [office.lead.account],
        office.desk.now().replace(year=2000),
        office.desk.now(),
    )
    last = max(told, key=lambda entry: entry.look.at).look
    ben = next(
        person.uid for person in facts_now(office.desk).people.values() if person.name == "Ben Ono"
    )
    assert ben in last.students
