"""The desk's facts: what a database gives in any order is one and the same."""

import random
from pathlib import Path

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.facts import school_rows
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.school_facts import facts_of
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import SCHOOL, desk_on, write_folder

AGAIN = {
    "ties": [
        "s1,a1,advisor,2025-09-01,,",
        "s1,a1,teacher,,,",
        "s1,a1,other,2026-01-01,,",
        "s2,s1,peer,,,",
    ],
    "contacts": ["s1,a2,2026-11-02,visit,Ms Ito", "s1,a2,2026-11-02,call,"],
}


def test_the_order_in_which_a_database_answers_changes_nothing(tmp_path: Path) -> None:
    """Rows that are shuffled give the same facts in the same order."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met", {**SCHOOL, **AGAIN}))
    rows = school_rows(engine, desk.schools()[0].uid)
    facts = facts_of(rows)
    for seed in range(20):
        for column in rows.__slots__:
            random.Random(seed).shuffle(getattr(rows, column))  # noqa: S311 - an order, not a secret
        assert repr(facts_of(rows)) == repr(facts)
    engine.close()
