"""The changes that a preview shows."""

from datetime import date, timedelta

import pytest

from facts.recorded import Kept
from facts.statements import Report
from facts.ties import Enrolment, RoleTie
from graph_service.records.changes import AdultNode, Changes, StudentNode
from graph_service.records.current import Current
from graph_service.workflows.intake.plan import examples as naming
from graph_service.workflows.intake.plan.examples import (
    BESIDE,
    MOST,
    as_notes,
    ended,
    ended_together,
    examples,
)
from graph_service.workflows.intake.plan.removals import Gone

DAY = date(2026, 11, 24)
ADA, BEN = (
    StudentNode(f"u-{id}", "Met", id, name, (), "{}") for id, name in (("s1", "Ada"), ("s2", "Ben"))
)
ITO = AdultNode("u-a1", "Met", "a1", "Ms Ito", "staff")
HERE = Enrolment(ADA.uid, "met", "9", "enrolled", None, None)
TIE = RoleTie("mentor", ITO.uid, ADA.uid, None, None, None)
NOW = Current(
    "Met", students={"s1": ADA}, adults={"a1": ITO}, ties=[Kept("1", HERE), Kept("2", TIE)]
)


def test_people_are_named_with_their_ids() -> None:
    """New ones, those of whom something else is said, and those who leave."""
    changed = Changes(
        students=[BEN, ADA._replace(name="Ada L.")], adults=[ITO._replace(name="Mx Ito")]
    )
    assert examples(changed, NOW, DAY) == {
        "students": {"added": ["Ben (s2)"], "changed": ["Ada L. (s1)"]},
        "adults": {"changed": ["Mx Ito (a1)"]},
    }
    left = Changes(retract=[NOW.ties[0]], add=[HERE._replace(status="left", until=DAY)])
    assert examples(left, NOW, DAY) == {"students": {"ended": ["Ada (s1)"]}}
    grade = Changes(
        retract=[NOW.ties[0]], add=[HERE._replace(until=DAY), HERE._replace(grade="10", since=DAY)]
    )
    assert examples(grade, NOW, DAY) == {"students": {"changed": ["Ada (s1)"]}}


def test_ties_are_named_by_their_ends() -> None:
    """New, with other values, ended; a tie whose last day has come has ended, and no report says
    what was said.
    """
    said = Report("r", ADA.uid, ITO.uid, False, ADA.uid, "stressful", 1, (), DAY, True, None)
    added = Changes(students=[BEN], add=[TIE._replace(student=BEN.uid), said])
    assert examples(added, NOW, DAY)["ties"] == {"added": ["Ms Ito (a1), mentor of Ben (s2)"]}
    assert examples(added, NOW, DAY)["reports"] == {
        "added": ["Ada (s1) on Ada (s1) and Ms Ito (a1)"]
    }
    tomorrow = DAY + timedelta(days=1)
    for tie, what in (
        (TIE._replace(until=DAY), "ended"),
        (TIE._replace(until=DAY, detail="choir"), "ended"),
        (TIE._replace(until=tomorrow), "changed"),
        (TIE._replace(detail="choir"), "changed"),
    ):
        shown = examples(Changes(retract=[NOW.ties[1]], add=[tie]), NOW, DAY)
        assert shown == {"ties": {what: ["Ms Ito (a1), mentor of Ada (s1)"]}}
    assert examples(Changes(retract=[NOW.ties[1]]), NOW, DAY) == {
        "ties": {"ended": ["Ms Ito (a1), mentor of Ada (s1)"]}
    }


def test_only_some_are_shown() -> None:
    """However many there are."""
    many = [BEN._replace(uid=f"u{number}", id=f"s{number}") for number in range(9, 99)]
    assert len(examples(Changes(students=many), NOW, DAY)["students"]["added"]) == MOST


def gone_of(
    *students: str, adults: tuple[str, ...] = (), ties: tuple[tuple[str, str, str], ...] = ()
) -> Gone:
    """The endings among many people and ties."""
    return Gone(frozenset(students), frozenset(adults), frozenset(ties), 99, 99)


def test_all_that_would_end_is_named() -> None:
    """By table and name, with the students among them; both students of a tie of peers; in portions
    as at once.
    """
    now = Current("Met", students={"s1": ADA, "s2": BEN}, adults={"a1": ITO})
    ties = (("peer", ADA.uid, BEN.uid), ("mentor", ITO.uid, ADA.uid))
    told = ended(gone_of(BEN.uid, ADA.uid, adults=(ITO.uid,), ties=ties), Changes(), now)
    assert [(table, list(who.items())) for table, who in told.items()] == [
        ("students", [("Ada (s1)", (ADA.uid,)), ("Ben (s2)", (BEN.uid,))]),
        ("adults", [("Ms Ito (a1)", ())]),
        ("ties", [
            ("Ada (s1), peer of Ben (s2)", (BEN.uid, ADA.uid)),
            ("Ms Ito (a1), mentor of Ada (s1)", (ADA.uid,)),
        ]),
    ]  # fmt: skip
    parts = [
        ended(gone_of(*people, ties=tied), Changes(), now)
        for people, tied in (((BEN.uid,), ties), ((ADA.uid,), ()))
    ]
    assert ended_together(*parts) == {
        table: who for table, who in told.items() if table != "adults"
    }


def test_who_stays_tied_all_the_same_is_named_so() -> None:
    """Where that may be told; of every import that ends ties it is said what of them goes on."""
    now = Current("Met", students={"s1": ADA}, adults={"a1": ITO})
    ties = (("advisor", ITO.uid, ADA.uid), ("mentor", ITO.uid, ADA.uid))
    told = ended(gone_of(ties=ties), Changes(), now, ties[:1])
    stays = (
        "Ms Ito (a1), advisor of Ada (s1) (who stays their advisor by what was recorded here, "
        "until that is ended on the student's page)"
    )
    assert list(told["ties"]) == [stays, "Ms Ito (a1), mentor of Ada (s1)"]
    assert [note.rule for note in as_notes(told)] == ["ends", "ends", "goes on"]
    assert as_notes(told)[-1].message == BESIDE
    tie = RoleTie("advisor", ITO.uid, ADA.uid, None, None, None)
    over = Changes(retract=[Kept("1", tie)], add=[tie._replace(until=DAY)])
    for changes in (over, Changes(retract=[Kept("1", tie)])):
        assert examples(changes, now, DAY, ties[:1])["ties"] == {"ended": [stays]}


def test_of_very_many_that_would_end_the_first_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of their names."""
    monkeypatch.setattr(naming, "MOST_ENDED", 1)
    now = Current("Met", students={"s1": ADA, "s2": BEN})
    told = ended(gone_of(BEN.uid, ADA.uid), Changes(), now)
    assert told == {"students": {"Ada (s1)": (ADA.uid,)}}
    assert ended_together({"students": {"Ben (s2)": (BEN.uid,)}}, told) == told
    named, more = as_notes(told)
    assert (named.file, named.message) == ("students", "Ada (s1) would end.")
    assert more.message == "No more than 1 of this table are named; others may end too."
