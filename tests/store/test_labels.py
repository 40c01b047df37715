"""On Neo4j an adult carries the labels of the roles they hold, so that Neo4j's own tools colour the
graph as people expect.
"""

from datetime import UTC, datetime

import pytest

from facts.kinds import Tie
from facts.recorded import Kept
from facts.ties import RoleTie
from graph_service.records.changes import Changes
from graph_service.store import queries
from graph_service.store.bolt import BoltEngine
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_secret
from graph_service.store.facts import school_rows
from tests.conftest import EMPTY
from tests.store.small_school import lay

AT = datetime(2026, 5, 1, tzinfo=UTC)
MENTOR = RoleTie("mentor", "mum", "ben", None, None, None)


@pytest.fixture
def met(neo4j_engine: BoltEngine) -> BoltEngine:
    """The small school on Neo4j."""
    neo4j_engine.define([EMPTY])
    lay(neo4j_engine)
    return neo4j_engine


def apply(engine: BoltEngine, *ties: Tie, retract: Kept | None = None) -> None:
    """Record ties, and retract one."""
    secret = read_secret(engine)
    changes = Changes(add=list(ties), retract=[] if retract is None else [retract])
    engine.write(lambda tx: apply_changes(tx, changes, secret, AT))


def labels(engine: BoltEngine, adult: str) -> set[str]:
    """The labels of an adult besides Adult."""

    def ask(tx: object) -> set[str]:
        found = tx._transaction.run("MATCH (a:Adult {uid: $a}) RETURN labels(a) AS held", a=adult)  # type: ignore[attr-defined]
        return set(found.single()["held"]) - {"Adult"}

    return engine.read_together(ask)


def test_a_role_is_a_label_while_it_is_held(met: BoltEngine) -> None:
    """Beside the one they had; and no longer once the last tie of the role is taken back."""
    apply(met, MENTOR, RoleTie("family", "mum", "ana", None, None, "aunt"))
    assert labels(met, "mum") == {"Mentor", "FamilyMember"}
    (id,) = [
        row.id
        for row in school_rows(met, "met").ties
        if (row.fact.alter, row.fact.role) == ("mum", "mentor")
    ]
    apply(met, retract=Kept(id, MENTOR))
    assert labels(met, "mum") == {"FamilyMember"}


def test_teachers_and_peers_get_no_label(met: BoltEngine) -> None:
    """There are three labels of roles, and no more."""
    apply(
        met,
        RoleTie("teacher", "tea", "ben", None, None, None),
        RoleTie("peer", "cho", "ben", None, None, None),
    )
    assert labels(met, "tea") == set()


def test_a_database_that_exists_gets_its_labels_by_migration(met: BoltEngine) -> None:
    """Ties that were there before the program set labels are labelled once; doing it again changes
    nothing.
    """
    statements = next(migration for number, migration in queries.migrations("neo4j") if number == 5)
    assert labels(met, "ito") == labels(met, "mum") == set()
    for _ in range(2):
        met.define(statements)
        assert labels(met, "ito") == {"Advisor"}
        assert labels(met, "mum") == {"FamilyMember"}
