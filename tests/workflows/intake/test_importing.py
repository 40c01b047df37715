"""An import writes all of what changed, or nothing, and says the truth about it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facts.ties import RoleTie
from graph_service.errors import BadInput, OutcomeUnknown, StoreUnavailable
from graph_service.records.changes import Changes
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_secret
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable, T, Transaction
from graph_service.store.migrations import migrate
from graph_service.workflows.intake import import_commit
from graph_service.workflows.intake.import_commit import IMPORT_SECONDS
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from tests.workflows.current import read_current
from tests.workflows.folder import SCHOOL, TODAY, desk_on, facts_now, uid_of, write_folder


def test_what_was_imported_is_read_back(engine: Definable, tmp_path: Path) -> None:
    """Every table of a folder arrives in the facts."""
    desk = desk_on(engine)
    result = import_tables(desk, write_folder(tmp_path / "met"))
    facts = facts_now(desk)
    assert result.source == "Met"
    assert {person.name for person in facts.people.values()} == {
        "Ada Lee",
        "Ben Ono",
        "Cy Poe",
        "Ms Ito",
        "Mr Diaz",
    }
    assert sorted((tie.fact.role, tie.fact.detail) for tie in facts.ties) == [
        ("advisor", None),
        ("mentor", "clinic"),
        ("peer", None),
    ]
    assert len(facts.reports) == 2
    assert len(facts.answers) == 1
    assert [contact.fact.held_on for contact in facts.contacts] == [date(2026, 11, 2)]
    assert {facts.advisories[row.fact.advisory].name for row in facts.memberships} == {
        "Blue",
        "Gold",
    }


def test_the_same_content_again_changes_nothing(engine: Definable, tmp_path: Path) -> None:
    """A second import of the same rows writes nothing, not even a revision, and says so."""
    desk = desk_on(engine)
    folder = write_folder(tmp_path / "met")
    import_tables(desk, folder)
    before = desk.schools()
    again = import_tables(desk, folder)
    assert again.unchanged
    assert again.sentence.startswith("Nothing to change")
    assert desk.schools() == before


def test_a_roster_in_other_words_with_the_same_facts_changes_nothing(
    engine: Definable, tmp_path: Path
) -> None:
    """Other content that says the same, here a peer tie from its other end, is compared and found
    equal.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    turned = [*SCHOOL["ties"][:2], "s1,s2,peer,,,"]
    again = import_tables(desk, write_folder(tmp_path / "turned", ties=turned))
    assert again.unchanged
    assert again.counts["ties"] == Count(unchanged=3)


@pytest.mark.parametrize("complete", [False, True])
def test_a_dry_run_predicts_the_import_and_writes_nothing(
    engine: Definable, tmp_path: Path, complete: bool
) -> None:
    """The counts of a dry run are those of the real one, and the revision stands."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    before = desk.schools()
    changed = [
        "s1,Ada Lee,Met,10,Blue,,2025-09-01,,red",
        "s2,Ben Ono,Met,9,Gold,,2025-09-01,,",
        "s4,Di Ra,Met,9,,,,,",
    ]
    folder = write_folder(tmp_path / "next", students=changed, ties=SCHOOL["ties"][:1])
    predicted = import_tables(desk, folder, complete=complete, dry_run=True)
    assert desk.schools() == before
    assert predicted.asks is complete
    done = import_tables(desk, folder, complete=complete, yes_end=predicted.endings.number)
    assert done.counts == predicted.counts
    assert done.counts["students"] == Count(1, 2, int(complete), 0)
    assert done.counts["ties"] == Count(0, 0, 2 if complete else 0, 1)


def test_a_changed_grade_ends_the_old_and_begins_the_new(engine: Definable, tmp_path: Path) -> None:
    """Last year's grade stays last year's."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    students = ["s1,Ada Lee,Met,10,Blue,,2025-09-01,,red", *SCHOOL["students"][1:]]
    import_tables(
        desk, write_folder(tmp_path / "next", students=students), effective=date(2026, 9, 1)
    )
    ada = uid_of(desk, "s1")
    links = sorted(
        (row.fact.since, row.fact.until, row.fact.grade)
        for row in facts_now(desk).enrolments
        if row.fact.student == ada
    )
    assert links == [
        (date(2025, 9, 1), date(2026, 9, 1), "9"),
        (date(2026, 9, 1), None, "10"),
    ]


def test_a_missing_row_ends_nothing(engine: Definable, tmp_path: Path) -> None:
    """An import of part of a school leaves the rest as it was."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    part = write_folder(tmp_path / "part", {"students": SCHOOL["students"][:1]})
    assert import_tables(desk, part).unchanged


def test_a_complete_import_ends_what_is_missing(engine: Definable, tmp_path: Path) -> None:
    """With --complete a missing student leaves and a missing tie ends on the effective day; nobody
    is removed.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    part = {"students": SCHOOL["students"][:2], "ties": SCHOOL["ties"][1:]}
    folder = write_folder(tmp_path / "part", part)
    import_tables(desk, folder, complete=True, effective=date(2026, 11, 1), yes_end=2)
    facts = facts_now(desk)
    cy = uid_of(desk, "s3")
    assert [
        (row.fact.status, row.fact.until) for row in facts.enrolments if row.fact.student == cy
    ] == [("left", date(2026, 11, 1))]
    ended = {tie.fact.role: tie.fact.until for tie in facts.ties}
    assert ended == {"advisor": date(2026, 11, 1), "mentor": date(2026, 12, 20), "peer": None}


def test_a_complete_import_leaves_what_people_recorded(engine: Definable, tmp_path: Path) -> None:
    """A tie that is written between two imports, as from a page, stays in force when the roster
    does not hold it.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    tie = RoleTie("mentor", uid_of(desk, "a2"), uid_of(desk, "s2"), None, None, "choir")
    changes = Changes(add=[tie], schools={school.uid for school in desk.schools()})
    secret, now = read_secret(engine), desk.now()
    engine.write(lambda tx: apply_changes(tx, changes, secret, now))
    part = write_folder(tmp_path / "part", ties=SCHOOL["ties"][:1])
    import_tables(desk, part, complete=True, yes_end=2)
    assert {(row.fact.role, row.fact.detail): row.fact.until for row in facts_now(desk).ties} == {
        ("advisor", None): None,
        ("peer", None): TODAY,
        ("mentor", "clinic"): TODAY,
        ("mentor", "choir"): None,
    }


def test_a_tie_that_people_ended_stays_ended(engine: Definable, tmp_path: Path) -> None:
    """The roster goes on saying what it said, beside other news; when it says an end of its own,
    that holds.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    kept = next(tie for tie in read_current(engine, "Met").ties if isinstance(tie.tie, RoleTie))
    assert isinstance(kept.tie, RoleTie)
    ended = kept.tie._replace(until=date(2026, 11, 20))
    changes = Changes(
        retract=[kept], add=[ended], schools={school.uid for school in desk.schools()}
    )
    secret, now = read_secret(engine), desk.now()
    engine.write(lambda tx: apply_changes(tx, changes, secret, now))
    news = write_folder(tmp_path / "news", contacts=["s2,a1,2026-11-03,meeting,"])
    assert import_tables(desk, news).counts["ties"] == Count(unchanged=3)
    assert ended in [tie.tie for tie in read_current(engine, "Met").ties]


def test_an_import_that_ends_much_asks_for_a_second_yes(engine: Definable, tmp_path: Path) -> None:
    """It is refused with the numbers, by a dry run foretold, and done when the yes names the right
    number.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    before = desk.schools()
    part = write_folder(tmp_path / "part", students=SCHOOL["students"][:2], ties=SCHOOL["ties"][1:])
    said = "would end 1 of 5 people and 1 of 3 ties"
    assert said in import_tables(desk, part, complete=True, dry_run=True).sentence
    for wrong in (None, 1, 3):
        with pytest.raises(BadInput, match=said):
            import_tables(desk, part, complete=True, yes_end=wrong)
    assert desk.schools() == before
    assert import_tables(desk, part, complete=True, yes_end=2).counts["students"].ended == 1


def test_days_far_off_are_faults(engine: Definable, tmp_path: Path) -> None:
    """A slip of the keyboard is told with its place and what to do; what is only long ago is
    taken.
    """
    rows = [
        "s8,Di Ra,Met,9,,,1900-09-01,,",
        "s9,Em Ra,Met,9,,,2025-09-01,2099-06-01,",
        "s7,Fo Ra,Met,9,,,1999-09-01,,",
    ]
    with pytest.raises(BadInput) as refused:
        import_tables(desk_on(engine), write_folder(tmp_path, {"students": rows}))
    blank = "correct it, or leave it blank if there is none or nobody knows it."
    assert [str(fault) for fault in refused.value.faults] == [
        f"students.csv, line 2, column enrolled_on: The day 1900-09-01 lies before 1950; {blank}",
        (
            "students.csv, line 3, column left_on: The day 2099-06-01 lies more than ten years "
            f"ahead; {blank}"
        ),
    ]


def test_faults_are_told_file_after_file_in_the_order_of_lines(
    engine: Definable, tmp_path: Path
) -> None:
    """Those of a cell and those that show across rows together."""
    students = ["s1,Ada,Met,9,,,,,", "s1,Bo,Met,9,,,,,", "s3,,Met,9,,,,,"]
    ties = ["s1,zz,advisor,,,", "s1,a1,boss,,,", "s1,s1,peer,,,"]
    tables = {"students": students, "adults": SCHOOL["adults"], "ties": ties}
    with pytest.raises(BadInput) as refused:
        import_tables(desk_on(engine), write_folder(tmp_path, tables))
    places = [(fault.file, fault.line) for fault in refused.value.faults]
    assert places[:2] == [("students.csv", 3), ("students.csv", 4)]
    assert [line for file, line in places if file == "ties.csv" and line] == [2, 3, 4]
    assert len({file for file, _ in places}) == sum(
        place == 0 or file != places[place - 1][0] for place, (file, _) in enumerate(places)
    )


@pytest.mark.parametrize(("first", "second"), [("x", None), (None, "x")])
def test_a_school_is_not_imported_under_a_second_source(
    engine: Definable, tmp_path: Path, first: str | None, second: str | None
) -> None:
    """Everybody would stand twice: one fault says under which source the school was imported."""
    desk = desk_on(engine)
    folder = write_folder(tmp_path / "met")
    import_tables(desk, folder, source=first)
    later = write_folder(
        tmp_path / "later", {name: SCHOOL[name] for name in ("adults", "rounds", "reports")}
    )
    for again in (folder, later):
        with pytest.raises(BadInput) as refused:
            import_tables(desk, again, source=second)
        assert [fault.rule for fault in refused.value.faults] == ["source"]
        assert f'--source "{first or "Met"}"' in refused.value.faults[0].message
    assert len(facts_now(desk).people) == 5


def test_one_id_in_two_sources_is_two_people(engine: Definable, tmp_path: Path) -> None:
    """Two schools' student s1 never merge."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    elsewhere = {
        name: [line.replace("Met", "Bay") for line in lines] for name, lines in SCHOOL.items()
    }
    result = import_tables(desk, write_folder(tmp_path / "bay", elsewhere))
    assert result.counts["students"].added == 3
    met, bay = (desk.facts(school).people.keys() for school in desk.schools())
    assert not met & bay


def test_several_schools_need_a_source(engine: Definable, tmp_path: Path) -> None:
    """A folder with two schools is refused unless --source says whose ids these are."""
    desk = desk_on(engine)
    folder = write_folder(tmp_path / "two", students=[*SCHOOL["students"], "s9,Eve,Bay,9,,,,,"])
    with pytest.raises(BadInput) as refused:
        import_tables(desk, folder)
    assert [fault.rule for fault in refused.value.faults] == ["source"]
    assert import_tables(desk, folder, source="district").counts["students"].added == 4


def test_all_faults_are_told_at_once_and_nothing_is_changed(
    engine: Definable, tmp_path: Path
) -> None:
    """A date that is none, a tie to nobody and an unknown round are refused together."""
    desk = desk_on(engine)
    folder = write_folder(
        tmp_path / "met",
        ties=["s1,nobody,mentor,,,"],
        answers=["r9,s1,answered,2026-10-03"],
        contacts=["s1,a2,31/12/2025,call,"],
    )
    with pytest.raises(BadInput) as refused:
        import_tables(desk, folder)
    assert {fault.file for fault in refused.value.faults} == {
        "ties.csv",
        "answers.csv",
        "contacts.csv",
    }
    assert desk.schools() == []


def test_rows_may_refer_to_people_imported_before(engine: Definable, tmp_path: Path) -> None:
    """A folder of contacts alone finds its people in the database, once its source is named."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    alone = write_folder(tmp_path / "more", {"contacts": ["s2,a1,2026-11-03,meeting,"]})
    assert import_tables(desk, alone, source="Met").counts["contacts"] == Count(added=1)


def test_a_failure_in_the_middle_leaves_nothing(engine: Definable, tmp_path: Path) -> None:
    """A failure after the last row undoes the whole import, and the next try does all of it."""
    desk = desk_on(engine)
    folder = write_folder(tmp_path / "met")

    def break_at_the_end(done: int, of: int) -> None:
        if done == of:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        import_tables(desk, folder, progress=break_at_the_end)
    assert desk.schools() == []
    assert engine.read("current_students", source="Met") == []
    assert import_tables(desk, folder).counts["students"].added == 3


def test_a_change_after_the_comparison_is_compared_again(
    engine: Definable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When another import commits between comparing and writing, its facts are kept and nothing
    comes twice.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    other = write_folder(tmp_path / "other", {"contacts": ["s2,a1,2026-11-03,meeting,"]})
    ours = write_folder(
        tmp_path / "ours", {"contacts": ["s2,a1,2026-11-03,meeting,", "s3,a1,2026-11-03,meeting,"]}
    )
    real = read_secret
    raced: list[str] = []

    def race(given: Definable) -> str:
        if not raced:
            raced.append("raced")
            import_tables(desk, other, source="Met")
        return real(given)

    monkeypatch.setattr(import_commit, "read_secret", race)
    result = import_tables(desk, ours, source="Met")
    assert result.counts["contacts"] == Count(added=1, unchanged=1)
    assert len(facts_now(desk).contacts) == 3


class _LosesTheAnswer(EmbeddedEngine):
    """An engine whose answer to an import's commit is lost, after it was done or instead of it."""

    committed = True

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        lost = seconds == IMPORT_SECONDS
        if not lost or self.committed:
            given = super().write(work, seconds=seconds)
        if lost:
            raise OutcomeUnknown("lost")
        return given


@pytest.mark.parametrize("committed", [True, False])
def test_a_lost_answer_is_looked_up_in_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """After a lost answer the ledger says whether the import was done."""
    engine = _LosesTheAnswer(tmp_path / "support.web")
    migrate(engine)
    engine.committed = committed
    monkeypatch.setattr("graph_service.workflows.intake.import_commit.time.sleep", lambda _: None)
    folder = write_folder(tmp_path / "met")
    if committed:
        assert not import_tables(desk_on(engine), folder).unchanged
    else:
        with pytest.raises(StoreUnavailable, match="nothing was changed"):
            import_tables(desk_on(engine), folder)
    engine.close()


def test_progress_counts_up_to_the_end(engine: Definable, tmp_path: Path) -> None:
    """The progress callback is told rows done of rows in all, the last time all of them."""
    seen: list[tuple[int, int]] = []
    import_tables(
        desk_on(engine),
        write_folder(tmp_path / "met"),
        progress=lambda done, of: seen.append((done, of)),
    )
    assert seen[-1][0] == seen[-1][1] > 0
    assert seen == sorted(seen)


def test_the_transaction_is_the_engines(engine: Definable) -> None:
    """The school lock answers nothing for no school, on either engine."""

    def work(tx: Transaction) -> int:
        return len(tx.run("change_school_lock", schools=[]))

    assert engine.write(work) == 0
