from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from graph_service.records.facts import FactRows
from graph_service.store.engine import Definable
from graph_service.store.facts import school_rows
from graph_service.store.web import read_web
from tests.store.small_school import AT, DAY, LATER, SINCE, TODAY, lay


@pytest.fixture
def met(engine: Definable) -> Definable:
    """The small school on each engine."""
    lay(engine)
    return engine


def web_of(engine: Definable, student: str, account: str = "acc-lea") -> FactRows:
    """The student's web, which the account may see."""
    web = read_web(engine, account, TODAY, student)
    assert web is not None
    return web.rows


def ids(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """The first field of each row, sorted."""
    return sorted(row[0] for row in rows)


def all_ids(rows: FactRows) -> dict[str, list[str]]:
    """The ids of each kind of row."""
    kinds = ("people", "ties", "rounds", "answers", "reports", "contacts")
    return {kind: ids(getattr(rows, kind)) for kind in kinds}


def test_a_school_has_every_fact_with_an_end_there(met: Definable) -> None:
    """All ties, reports, answers and contacts of its students come, also where the other end is at
    another school.
    """
    assert all_ids(school_rows(met, "met")) == {
        "people": ["ana", "ben", "cho", "dov", "ito", "mum", "tea"],
        "ties": ["t1", "t2", "t3", "t4", "t5", "t6"],
        "rounds": ["r1", "r2"],
        "answers": ["q1", "q2", "q3", "q4", "q5", "q6"],
        "reports": ["w1", "w2", "w3", "w4", "w5", "w6"],
        "contacts": ["c1"],
    }


def test_each_row_keeps_its_fields(met: Definable) -> None:
    """Days are dates, instants aware UTC to the microsecond, absent values None, kinds a tuple."""
    rows = school_rows(met, "met")
    assert ("t3", "ana", "mum", "family", SINCE, None, "mother", AT, None, "acc-ito") in rows.ties
    assert ("t5", "ana", "cho", "peer", SINCE, None, None, AT, None, None) in rows.ties
    said = (
        "w1",
        "r1",
        "ana",
        "mum",
        "ana",
        "supportive",
        3,
        ("listens", "helps"),
        DAY,
        True,
        "acc-ito",
        AT,
        None,
    )
    assert said in rows.reports
    assert (
        "w2",
        "r1",
        "ana",
        "ito",
        "ito",
        "supportive",
        None,
        (),
        None,
        False,
        None,
        AT,
        None,
    ) in rows.reports
    assert ("q5", "r2", "tea", None, "answered", DAY, 0, 0, None, AT, None) in rows.answers
    assert ("c1", "ito", "ana", DAY, "meeting", None, None, AT, None) in rows.contacts
    assert ("r1", "r1", "student_voice", "both", DAY, None, None, 5) in rows.rounds
    assert ("ito", "a-ito", "Ms Ito", "staff", SINCE, None) in rows.people
    assert ("cho", "met", "11", "left", SINCE, date(2026, 1, 31), AT, None) in rows.enrolments
    assert rows.memberships == [("ana", "Room 1", SINCE, None, AT, None, "room", "Met")]


def test_peers_at_other_schools_come_with_their_enrolment(met: Definable) -> None:
    """A peer from elsewhere can be judged present or away."""
    assert ("dov", "else", "11", "enrolled", SINCE, None, AT, None) in school_rows(
        met, "met"
    ).enrolments


def test_a_peer_tie_kept_at_another_school_is_read_from_there(met: Definable) -> None:
    """The end it is kept at stays the first, whichever school asks."""
    tie = ("t6", "dov", "ana", "peer", SINCE, None, None, AT, None, None)
    assert tie in school_rows(met, "met").ties
    assert tie in school_rows(met, "else").ties


def test_retracted_rows_come_too(met: Definable) -> None:
    """What was retracted can be read as it was known on an earlier day."""
    assert [row[-1] for row in school_rows(met, "met").reports if row[0] == "w3"] == [LATER]


def test_an_empty_school_has_no_facts(met: Definable) -> None:
    """A school nobody was enrolled at, or that is not there, gives empty tables."""
    assert school_rows(met, "no such") == FactRows()


def test_a_web_holds_the_student_and_what_is_among_the_alters(met: Definable) -> None:
    """Ana's web: her ties, and between her alters only theirs; not Cho's teacher, who is no alter
    of hers.
    """
    assert all_ids(web_of(met, "ana", "acc-ito")) == {
        "people": ["ana", "ben", "cho", "dov", "ito", "mum"],
        "ties": ["t1", "t2", "t3", "t5", "t6", "t7"],
        "rounds": ["r1", "r2"],
        "answers": ["q1", "q2", "q4", "q6"],
        "reports": ["w1", "w2", "w3", "w4", "w5", "w6"],
        "contacts": ["c1"],
    }


def test_a_web_agrees_with_its_school_row_by_row(met: Definable) -> None:
    """A row of a web within the school is the same row there."""
    whole, web = school_rows(met, "met"), web_of(met, "cho")
    for kind in (
        "people",
        "enrolments",
        "memberships",
        "ties",
        "rounds",
        "answers",
        "reports",
        "contacts",
    ):
        assert set(getattr(web, kind)) <= set(getattr(whole, kind)), kind


def test_an_isolated_student_has_a_web_of_one(met: Definable) -> None:
    """Nobody tied: the student, their enrolment and their answer are there all the same."""
    web = web_of(met, "ben")
    assert ("ben", "s-ben", "Ben", "student", None, None) in web.people
    assert web.ties == []
    assert ids(web.answers) == ["q2", "q3"]
    assert [row[0] for row in web.enrolments if row[0] == "ben"] == ["ben"]


@pytest.mark.parametrize(
    ("account", "student"),
    [
        ("acc-ito", "ben"),
        ("acc-ito", "cho"),
        ("acc-lea", "dov"),
        ("acc-off", "ana"),
        ("acc-res", "ana"),
        ("acc-lea", "?"),
    ],
)
def test_out_of_scope_and_not_there_are_alike(met: Definable, account: str, student: str) -> None:
    """No web for a student out of scope, nor for one who is not there."""
    assert read_web(met, account, TODAY, student) is None
