"""Every change is seen at every school that it reaches: the revision of the school's facts is
raised.
"""

from datetime import date

import pytest

from facts.kinds import Tie
from facts.recorded import Kept
from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, RoleTie
from graph_service.records.changes import AdultNode, Changes
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_secret
from graph_service.store.engine import Definable
from graph_service.store.facts import school_rows
from graph_service.store.schools import schools
from tests.store.small_school import LATER, SINCE, lay

LEFT = date(2026, 2, 20)
DOV_ENROLLED = Enrolment("dov", "else", "11", "enrolled", SINCE, None)


@pytest.fixture
def met(engine: Definable) -> Definable:
    """The small school on each engine: Dov, a peer of Ana's, is at another school."""
    lay(engine)
    return engine


def raised(engine: Definable, changes: Changes) -> set[str]:
    """The schools whose revision the changes raised."""
    before = {uid: revision for uid, _, revision in schools(engine)}
    secret = read_secret(engine)
    engine.write(lambda tx: apply_changes(tx, changes, secret, LATER))
    return {uid for uid, _, revision in schools(engine) if revision > before[uid]}


def test_a_peer_who_leaves_another_school_is_seen_here(met: Definable) -> None:
    """Dov's enrolment at Elsewhere ends: Met, where Ana has him in her web, is read again, and he
    is away there.
    """
    changes = Changes(
        retract=[Kept("e4", DOV_ENROLLED)], add=[DOV_ENROLLED._replace(until=LEFT, status="left")]
    )
    assert raised(met, changes) == {"met", "else"}
    assert ("dov", LEFT) in [
        (row.fact.student, row.fact.until) for row in school_rows(met, "met").enrolments
    ]


@pytest.mark.parametrize(
    ("tie", "reached"),
    [
        (RoleTie("peer", "ana", "dov", None, None, None), {"met", "else"}),
        (RoleTie("mentor", "tea", "dov", None, None, None), {"met", "else"}),
        (RoleTie("mentor", "mum", "ben", None, None, None), {"met"}),
        (Contact("mum", "ben", LEFT, "call", None, None), {"met"}),
        (Answer("r1", "dov", True, "dov", "answered", LEFT, 0, 0, None), {"met", "else"}),
        (Answer("r1", "ben", True, "ben", "answered", LEFT, 0, 0, None), {"met"}),
        (
            Report("r1", "dov", "tea", False, "dov", "supportive", 2, (), LEFT, False, None),
            {"met", "else"},
        ),
    ],
)
def test_a_tie_reaches_both_ends_and_the_webs_they_are_in(
    met: Definable, tie: Tie, reached: set[str]
) -> None:
    """Also what a student says at one school bears on a peer at another: their answer may silence
    their word on the pair.
    """
    assert raised(met, Changes(add=[tie])) == reached


def test_an_adult_who_goes_is_seen_at_every_school_with_a_student_of_theirs(met: Definable) -> None:
    """The last day of an adult at two schools raises both; that of an adult in no web raises
    none.
    """
    tea = AdultNode("tea", "Met", "tea", "Mr Tea", "staff", active_from=SINCE, active_until=LEFT)
    assert raised(met, Changes(adults=[tea])) == {"met"}
    raised(met, Changes(add=[RoleTie("mentor", "tea", "dov", None, None, None)]))
    assert raised(met, Changes(adults=[tea])) == {"met", "else"}
    assert raised(met, Changes(adults=[tea._replace(uid="new", id="new")])) == set()


def test_a_retracted_tie_reaches_too(met: Definable) -> None:
    """Read as it was known on an earlier day, it is there still."""
    tie = RoleTie("mentor", "tea", "dov", None, None, None)
    raised(met, Changes(add=[tie]))
    (id,) = [row.id for row in school_rows(met, "else").ties if row.fact.alter == "tea"]
    assert raised(met, Changes(retract=[Kept(id, tie)])) == {"met", "else"}
    assert raised(met, Changes(adults=[AdultNode("tea", "Met", "tea", "Mr Tea", "staff")])) == {
        "met",
        "else",
    }
