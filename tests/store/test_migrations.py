from datetime import date
from pathlib import Path

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.store import queries
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable, Engine
from graph_service.store.migrations import latest, migrate, version


def secret(engine: Engine) -> str:
    """The secret under which the database makes the ids of its ties."""
    return str(engine.read("current_secret")[0]["key_text"])


def older(folder: Path, held: int) -> EmbeddedEngine:
    """A database of an older version."""
    engine = EmbeddedEngine(folder / "old")
    for _, statements in queries.migrations(engine.name)[: held + 1]:
        engine.define(statements)
    engine.write(lambda tx: tx.run("schema_record", version=held, secret="-"))
    return engine


def test_a_migrated_database_is_of_the_programs_version(engine: Definable) -> None:
    """Migrating again takes no step and keeps the secret."""
    kept = secret(engine)
    assert version(engine) == latest(engine.name)
    assert migrate(engine) == 0
    assert secret(engine) == kept
    assert len(kept) == 64


def test_a_database_newer_than_the_program_is_refused(engine: Definable) -> None:
    """The sentence names both versions, and nothing is changed."""
    known = latest(engine.name)
    engine.write(lambda tx: tx.run("schema_record", version=known + 1, secret="-"))
    try:
        with pytest.raises(StoreUnavailable, match=f"version {known + 1}.*use a newer program"):
            migrate(engine)
        assert version(engine) == known + 1
    finally:
        engine.write(lambda tx: tx.run("schema_record", version=known, secret="-"))


def test_each_database_has_a_secret_of_its_own(tmp_path: Path) -> None:
    """Tie ids of one database say nothing about those of another."""
    secrets = set()
    for name in ("a", "b"):
        engine = EmbeddedEngine(tmp_path / name)
        assert migrate(engine) == latest(engine.name)
        secrets.add(secret(engine))
        engine.close()
    assert len(secrets) == 2


def test_ties_that_are_there_have_no_recorder(tmp_path: Path) -> None:
    """Ties of a database made before recorders were kept are found by an import as they are."""
    engine = older(tmp_path, 8)
    ends = "CREATE (a:Adult {key: 'a', uid: 'a'}), (s:Student {key: 's', uid: 's'})"
    tie = (
        "CREATE (a)-[:MENTORS {id: 't', since: date('2026-01-01'), recorded_at: "
        "timestamp('2026-01-01')}]->(s)"
    )
    engine.define([ends, f"MATCH (a:Adult {{uid: 'a'}}), (s:Student {{uid: 's'}}) {tie}"])
    assert migrate(engine) == latest(engine.name) - 8
    (kept,) = engine.read("current_own_adult_ties", student="s")
    assert (kept["since"], kept["recorded_by"]) == (date(2026, 1, 1), None)
    engine.close()


def test_accounts_that_are_there_keep_their_passwords(tmp_path: Path) -> None:
    """In a database made before first passwords had to be replaced, nobody's is one."""
    engine = older(tmp_path, 6)
    engine.define(
        [
            (
                "CREATE (a:Account {login: 'lea', uid: 'u', name: 'Lea', role: 'lead', "
                "password_hash: 'h'})"
            )
        ]
    )
    assert migrate(engine) == latest(engine.name) - 6
    (kept,) = engine.read("account_by_login", login="lea")
    assert (kept["password_hash"], kept["first_at"]) == ("h", None)
    engine.close()


@pytest.mark.parametrize("engine_name", ["embedded", "neo4j"])
def test_every_step_has_a_number_of_its_own(engine_name: str) -> None:
    """A database that has taken one of two steps of one number would never take the other."""
    numbers = [number for number, _ in queries.migrations(engine_name)]
    assert numbers == list(range(len(numbers)))
