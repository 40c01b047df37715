import re
from pathlib import Path

import pytest

from graph_service.store import queries

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (queries.FOLDER.parent / "graph_service").rglob("*.py")
)


@pytest.mark.parametrize("name", queries.names())
def test_every_query_says_what_it_answers_and_whether_it_writes(name: str) -> None:
    """The first line is a sentence, the second says reads or writes, and a query that reads has no
    writing clause.
    """
    statement = queries.text(name)
    writes = re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", statement) is not None
    assert (queries._parts(queries.path_of(name))[1] == "writes") == writes
    first = queries.path_of(name).read_text(encoding="utf-8").splitlines()[0]
    assert first[3].isupper()
    assert first.endswith((".", "?"))


@pytest.mark.parametrize("name", queries.names())
def test_every_query_is_used(name: str) -> None:
    """The service names each query, or the kind of tie that it adds or retracts."""
    kind = re.sub("^(add|retract)_", "", name)
    spellings = {name, kind, kind.upper(), re.sub("^at_.*", "at_{tie.what}", kind)}
    assert any(f'"{spelling}"' in SOURCES for spelling in spellings)


def test_a_query_that_is_not_there() -> None:
    """An unknown name, or one that is a path, is refused."""
    for name in ("no_such", "../schema/embedded/001_model", ""):
        with pytest.raises(LookupError):
            queries.text(name)


@pytest.mark.parametrize(
    "whole", ["MATCH (n) RETURN n\n", "// said\nMATCH (n)\nRETURN n\n", "// said\n// reads\n"]
)
def test_a_query_without_its_two_lines(tmp_path: Path, whole: str) -> None:
    """A file without its sentence, without reads or writes, or without a statement is refused."""
    bare = tmp_path / "bare.cypher"
    bare.write_text(whole, encoding="utf-8")
    with pytest.raises(ValueError, match="must begin"):
        queries._parts(bare)


def test_two_queries_of_one_name_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A query is found by its name alone, so two rooms cannot have the same."""
    for room in ("facts", "scope"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "schools.cypher").write_text(
            "// One.\n// reads\nRETURN 1\n", encoding="utf-8"
        )
    monkeypatch.setattr(queries, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="have one name: schools"):
        queries._paths.__wrapped__()


def test_both_engines_have_the_same_migrations() -> None:
    """A migration is written for both engines, under one number, from 0 without a gap."""
    numbers = [
        [number for number, _ in queries.migrations(engine)] for engine in ("embedded", "neo4j")
    ]
    assert numbers[0] == numbers[1] == list(range(len(numbers[0])))
