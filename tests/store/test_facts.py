from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from facts.people import NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.records.fact_rows import FactRows
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
    assert (
        Recorded("t3", RoleTie("family", "mum", "ana", SINCE, None, "mother", "acc-ito"), AT)
        in rows.ties
    )
    assert Recorded("t5", RoleTie("peer", "cho", "ana", SINCE), AT) in rows.ties
    said = Report(
        "r1",
        "ana",
        "mum",
        False,
        "ana",
        "supportive",
        3,
        ("listens", "helps"),
        DAY,
        True,
        "acc-ito",
    )
    assert Recorded("w1", said, AT) in rows.reports
    plain = Report("r1", "ana", "ito", False, "ito", "supportive")
    assert Recorded("w2", plain, AT) in rows.reports
    assert Recorded("q5", Answer("r2", "tea", False, None, "answered", DAY), AT) in rows.answers
    assert Recorded("c1", Contact("ito", "ana", DAY, "meeting"), AT) in rows.contacts
    assert Round("r1", "r1", "student_voice", "both", DAY, max_peers=5) in rows.rounds
    assert Person("ito", "a-ito", "Ms Ito", "staff", SINCE) in rows.people
    left = Enrolment("cho", "met", "11", "left", SINCE, date(2026, 1, 31))
    assert left in [row.fact for row in rows.enrolments]
    assert [row.fact for row in rows.memberships] == [Membership("ana", "room", SINCE, None)]
    assert rows.advisories == [NamedAdvisory("room", "Room 1", "Met")]


def test_peers_at_other_schools_come_with_their_enrolment(met: Definable) -> None:
    """A peer from elsewhere can be judged present or away."""
    there = Enrolment("dov", "else", "11", "enrolled", SINCE, None)
    assert there in [row.fact for row in school_rows(met, "met").enrolments]


def test_a_peer_tie_kept_at_another_school_is_read_from_there(met: Definable) -> None:
    """The end it is kept at stays the first, whichever school asks."""
    tie = Recorded("t6", RoleTie("peer", "ana", "dov", SINCE), AT)
    assert tie in school_rows(met, "met").ties
    assert tie in school_rows(met, "else").ties


def test_retracted_rows_come_too(met: Definable) -> None:
    """A retracted fact can be read as it was known on an earlier day."""
    assert [row.retracted_at for row in school_rows(met, "met").reports if row.id == "w3"] == [
        LATER
    ]


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
    assert "ben" in {row.fact.student for row in web.enrolments}


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
