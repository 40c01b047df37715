"""Two people who write at the same moment: everything that was acknowledged is there, once, on both
engines.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import Busy
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as RightPath
from graph_service.store.deadline import patience
from graph_service.store.engine import Definable, Engine, Row, T, Transaction
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, record_conversation
from tests.workflows.folder import SCHOOL, TODAY, desk_on, facts_now, uid_of, write_folder

WAIT_SECONDS = 30
ANSWER_SECONDS = 8.0


class Meeting:
    """An engine whose first writes wait for each other: all have read before any of them writes."""

    def __init__(self, engine: Engine, writers: int) -> None:
        self._engine = engine
        self._barrier = Barrier(writers)

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """As the engine does."""
        return self._engine.read(query, **parameters)

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """As the engine does."""
        return self._engine.read_together(work, seconds=seconds)

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """As the engine does, once everybody is there."""
        if not self._barrier.broken:
            with suppress(BrokenBarrierError):
                self._barrier.wait(WAIT_SECONDS)
            self._barrier.abort()
        return self._engine.write(work, seconds=seconds)

    def close(self) -> None:
        """As the engine does."""
        self._engine.close()


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """The result of each act, all begun at the same moment."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(act) for act in acts]]


def imported(desk: Desk, folder: Path) -> ImportResult | None:
    """The result of the import; None where somebody was told to try again."""
    try:
        return import_tables(desk, folder)
    except Busy:
        return None


@pytest.mark.parametrize("same", [True, False])
def test_two_first_imports_of_a_school_make_one_school(
    engine: Definable, tmp_path: Path, same: bool
) -> None:
    """The second finds that the school is there by now and compares again: nothing is made twice,
    nothing fails.
    """
    more = (
        SCHOOL["students"] if same else [*SCHOOL["students"], "s4,Di Ra,Met,9,Blue,,2025-09-01,,"]
    )
    folders = [write_folder(tmp_path / "one"), write_folder(tmp_path / "two", students=more)]
    desks = [desk_on(Meeting(engine, 2)) for _ in folders]
    desks[1].engine = desks[0].engine
    pairs = zip(desks, folders, strict=True)
    results = at_once([lambda pair=pair: imported(*pair) for pair in pairs])  # type: ignore[misc]
    assert not all(result.unchanged for result in results if result)
    facts = facts_now(desk_on(engine))
    assert [school.name for school in desk_on(engine).schools()] == ["Met"]
    assert sorted(person.id for person in facts.people.values()) == sorted(
        ["a1", "a2", "s1", "s2", "s3", *([] if same else ["s4"])]
    )
    assert (len(facts.ties), len(facts.reports), len(facts.answers), len(facts.contacts)) == (
        3,
        2,
        1,
        1,
    )


def advisor_and_lead(desk: Desk) -> list[Reader]:
    """Two who may record of every student of the school."""
    ito, school, day = uid_of(desk, "a1"), desk.schools()[0], date(2026, 1, 1)
    advisor = NewAccount("ito", "Ms Ito", "advisor", "-", (RightPath("IS", ito),))
    lead = NewAccount("lee", "Mr Lead", "lead", "-", (RightPath("LEADS", school.uid),))
    return [
        Reader(add_account(desk.engine, advisor, desk.now(), day), "Ms Ito", "advisor", ito),
        Reader(add_account(desk.engine, lead, desk.now(), day), "Mr Lead", "lead"),
    ]


def test_two_people_who_record_at_once_are_both_kept(engine: Definable, tmp_path: Path) -> None:
    """Eight records by two accounts on one student, in the same moments: each is there, and each
    raised the revision.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    readers = advisor_and_lead(desk)
    ada = uid_of(desk, "s1")

    def recorded(reader: Reader, day: date) -> bool:
        named = [NamedPerson("Rev. Day", new_kind="community"), NamedPerson("Mr Diaz")]
        try:
            record_conversation(
                desk, reader, ada, side="adult", people=named, everyone=True, day=day
            )
        except Busy:
            return False
        return True

    revision = desk.schools()[0].revision
    days = [TODAY, date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 21)]
    kept = at_once([lambda who=who, on=on: recorded(who, on) for on in days for who in readers])  # type: ignore[misc]
    facts = facts_now(desk)
    assert any(kept)
    assert sum(facts.rounds[row.fact.round].kind == "conversation" for row in facts.answers) == sum(
        kept
    )
    assert sum(
        facts.rounds[row.fact.round].kind == "conversation" for row in facts.reports
    ) == 2 * sum(kept)
    assert desk.schools()[0].revision == revision + sum(kept)


def test_forty_who_record_at_once_in_one_school_are_all_kept(
    engine: Definable, tmp_path: Path
) -> None:
    """Nobody is refused within the time that a page has: whoever meets another waits a while."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    ito, lead = advisor_and_lead(desk)
    ada = uid_of(desk, "s1")
    days = [TODAY - timedelta(days=number) for number in range(20)]

    def contact(day: date) -> None:
        with patience(ANSWER_SECONDS):
            log_contact(desk, ito, ada, day=day, kind="meeting at once")

    def conversation(day: date) -> None:
        with patience(ANSWER_SECONDS):
            record_conversation(
                desk, lead, ada, side="peer", people=[], unnamed=1, everyone=True, day=day
            )

    revision = desk.schools()[0].revision
    at_once([lambda act=act, day=day: act(day) for day in days for act in (contact, conversation)])  # type: ignore[misc]
    facts = facts_now(desk)
    assert sum(row.fact.kind == "meeting at once" for row in facts.contacts) == 20
    assert sum(facts.rounds[row.fact.round].kind == "conversation" for row in facts.answers) == 20
    assert desk.schools()[0].revision == revision + 40
