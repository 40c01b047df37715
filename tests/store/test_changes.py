"""Changes are written whole, under ids that do not change when a transaction is tried again."""

from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from facts.recorded import Kept
from facts.statements import Contact
from facts.ties import Enrolment, RoleTie
from graph_service.records.changes import AdultNode, Changes, SchoolNode, StudentNode
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_secret
from graph_service.store.engine import Definable
from graph_service.store.identity import new_uid, tie_id
from tests.workflows.current import read_current

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TIE = RoleTie("mentor", "u-a", "u-s", date(2026, 1, 1), None, None)
CONTACT = Contact("u-a", "u-s", date(2026, 11, 2), "meeting", None, None)


def new_school(*ties: RoleTie | Contact) -> Changes:
    """One school with a student and an adult, and ties between them."""
    return Changes(
        new_schools=[SchoolNode("u-c", "Met")],
        students=[StudentNode("u-s", "Met", "s1", "Ada", (), "{}")],
        adults=[AdultNode("u-a", "Met", "a1", "Ms Ito", "staff", capacity=3, interests=("boats",))],
        add=[Enrolment("u-s", "u-c", None, "enrolled", None, None), *ties],
        schools={"u-c"},
    )


def apply(engine: Definable, changes: Changes, at: datetime = AT) -> None:
    """Write the changes in a transaction of their own."""
    secret = read_secret(engine)
    engine.write(lambda tx: apply_changes(tx, changes, secret, at))


def test_what_is_written_holds(engine: Definable) -> None:
    """Nodes and ties come back as they were given, and the school's revision is raised once."""
    apply(engine, new_school(TIE, CONTACT))
    current = read_current(engine, "Met")
    assert current.adults["a1"].capacity == 3
    assert current.adults["a1"].interests == ("boats",)
    assert {kept.tie for kept in current.ties} == {
        Enrolment("u-s", "u-c", None, "enrolled", None, None),
        TIE,
        CONTACT,
    }
    assert current.revisions == {"u-c": 1}


def test_writing_again_writes_the_same(engine: Definable) -> None:
    """The same changes at the same instant, as in a transaction that is tried again, make nothing
    twice.
    """
    for _ in range(2):
        apply(engine, new_school(TIE, CONTACT))
    assert len(read_current(engine, "Met").ties) == 3


def test_a_retracted_tie_no_longer_holds(engine: Definable) -> None:
    """A retraction takes out the one tie it names."""
    apply(engine, new_school(TIE, TIE._replace(role="family")))
    kept = next(tie for tie in read_current(engine, "Met").ties if tie.tie == TIE)
    apply(engine, Changes(retract=[kept], schools={"u-c"}))
    roles = {
        tie.tie.role for tie in read_current(engine, "Met").ties if isinstance(tie.tie, RoleTie)
    }
    assert roles == {"family"}


def test_a_late_statement_that_fails_leaves_nothing(engine: Definable) -> None:
    """A day the database cannot read, in the last statement, undoes all before it."""
    broken = CONTACT._replace(held_on=cast("Any", "no day"))
    with pytest.raises(Exception, match=r"no day|date|Date"):
        apply(engine, new_school(TIE, broken))
    assert read_current(engine, "Met").schools == {}


def test_the_id_of_a_tie_needs_the_secret() -> None:
    """An id depends on the secret, the kind, every value and the instant, and on nothing else."""
    ids = {
        tie_id("one", "mentors", TIE, AT),
        tie_id("one", "mentors", TIE, AT),
        tie_id("two", "mentors", TIE, AT),
        tie_id("one", "mentors", TIE._replace(detail=""), AT),
        tie_id("one", "mentors", TIE, AT.replace(minute=1)),
    }
    assert len(ids) == 4


def test_uids_are_random() -> None:
    """A thousand uids are a thousand different ones, each fit for an address."""
    made = {new_uid() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(uid) == 22 and uid.replace("-", "").replace("_", "").isalnum() for uid in made)


def test_no_change_is_false() -> None:
    """Changes are true when there is something to do; schools alone are nothing."""
    assert not Changes(schools={"u-c"})
    assert Changes(retract=[Kept("id", TIE)])
