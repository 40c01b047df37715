"""Many new ties as Arrow tables: the same as row by row, and nothing of them after a rollback."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facts.kinds import Tie
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import AdultNode, AdvisoryNode, Changes, SchoolNode, StudentNode
from graph_service.store import embedded_transaction, queries
from graph_service.store.changes import apply_changes
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Transaction
from graph_service.store.migrations import migrate
from graph_service.store.tie_tables import KINDS, tie_table
from tests.workflows.current import read_current

AT = datetime(2026, 1, 10, 12, 30, 0, 7, tzinfo=UTC)
DAY = date(2026, 1, 9)
NUMBER = embedded_transaction.MANY


def nodes() -> Changes:
    """A school with an advisory, a round, and more than enough people."""
    numbers = range(NUMBER)
    return Changes(
        new_schools=[SchoolNode("c", "Met")],
        new_advisories=[AdvisoryNode("v", "Met\x1fred", "red")],
        students=[StudentNode(f"s{n}", "x", f"{n}", f"S{n}", (), "{}") for n in numbers],
        adults=[AdultNode(f"a{n}", "x", f"a{n}", f"A{n}", "staff") for n in numbers],
        rounds=[Round("r", "r", "student_voice", "both", DAY, source="x")],
        schools={"c"},
    )


def ties() -> list[Tie]:
    """Every kind of tie as often as is many, some of whose fields are blank."""
    made: list[Tie] = []
    for n in range(NUMBER):
        student, adult, peer = f"s{n}", f"a{n}", f"s{(n + 1) % NUMBER}"
        some = n % 3 > 0
        day, text = DAY if some else None, "Jo\x00’s\n; desk" if some else None
        roles = ("advisor", "mentor", "family", "teacher", "other")
        made += [RoleTie(role, adult, student, day, None, text, None) for role in roles]
        made += [
            RoleTie("peer", peer, student, None, day, text, "ito" if some else None),
            Enrolment(student, "c", "9" if some else None, "enrolled", day, None),
            Membership(student, "v", None, day),
            Place("adult", adult, "c", day, None),
            Answer("r", student, True, None, "answered", day, n, 0, None),
            Answer("r", adult, False, student, "declined", None, 0, n, text),
            Contact(adult, student, DAY, "call", text, None),
        ]
        for alter, of_peer in ((adult, False), (peer, True)):
            kinds = ("listens", "helps") if some else ()
            strength = 3 if some else None
            made.append(
                Report(
                    "r",
                    student,
                    alter,
                    of_peer,
                    student,
                    "supportive",
                    strength,
                    kinds,
                    day,
                    some,
                    None,
                )
            )
    return made


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Callable[[str], EmbeddedEngine]]:
    """Makes databases with the people in them."""
    opened: list[EmbeddedEngine] = []

    def make(name: str) -> EmbeddedEngine:
        engine = EmbeddedEngine(tmp_path / name)
        opened.append(engine)
        migrate(engine)
        engine.write(lambda tx: apply_changes(tx, nodes(), "secret", AT))
        return engine

    yield make
    for engine in opened:
        engine.close()


def write(engine: EmbeddedEngine, *made: Tie) -> None:
    """Write the ties."""
    engine.write(lambda tx: apply_changes(tx, Changes(add=list(made)), "secret", AT))


def held(engine: EmbeddedEngine) -> set[object]:
    """Every tie that is held, with its id."""
    return set(read_current(engine, "x").ties)


def test_a_table_of_ties_is_the_same_as_its_rows(
    new: Callable[[str], EmbeddedEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ties of every kind, with every field, and with the instant to the microsecond."""
    by_table, by_row = new("table"), new("row")
    write(by_table, *ties())
    monkeypatch.setattr(embedded_transaction, "MANY", 10**9)
    write(by_row, *ties())
    assert held(by_table) == held(by_row)
    assert {kept.tie for kept in read_current(by_table, "x", AT).ties} == set(ties())


def test_a_tie_that_stands_twice_is_one(new: Callable[[str], EmbeddedEngine]) -> None:
    """As it is where rows are merged."""
    engine, made = new("twice"), ties()
    write(engine, *made, *made)
    assert len(held(engine)) == len(made)


def test_a_rollback_leaves_nothing_of_a_table(new: Callable[[str], EmbeddedEngine]) -> None:
    """Nor does a second one, nor one after ties were kept; people go with it, and come again."""
    engine = new("back")
    more = [StudentNode(f"n{n}", "x", f"n{n}", "N", (), "{}") for n in range(NUMBER)]
    late = [Enrolment(f"n{n}", "c", None, "enrolled", None, None) for n in range(NUMBER)]
    both = Changes(students=more, add=[*ties(), *late])

    def fails(tx: Transaction) -> None:
        apply_changes(tx, both, "secret", AT)
        raise ValueError("not kept")

    for _ in range(2):
        with pytest.raises(ValueError, match="not kept"):
            engine.write(fails)
        assert held(engine) == set()
        assert len(read_current(engine, "x").students) == NUMBER
    engine.write(lambda tx: apply_changes(tx, both, "secret", AT))
    once = held(engine)
    with pytest.raises(ValueError, match="not kept"):
        engine.write(fails)
    assert held(engine) == once
    assert len(once) == len(both.add)


def test_each_statement_takes_what_its_table_has() -> None:
    """Every column, and between the kinds of nodes of the statement for rows."""
    for kind in KINDS:
        text = queries.own_text("embedded", f"load_{kind}") or ""
        rows = queries.text(f"add_{kind}")
        ends = re.findall(r"\(\w+:\w+ \{uid: (?:row\.)?(\w+)\}\)", rows)
        taken = re.findall(r"`?(\w+)`?: `?\1`?[,}]", text.split("CREATE")[1])
        assert sorted([*ends, *taken]) == sorted(tie_table(kind, [], AT).column_names)
        said = re.sub(r"row\.", "", rows)
        assert re.findall(r"\(\w+:\w+ \{uid: \w+\}\)", text) == re.findall(
            r"\(\w+:\w+ \{uid: \w+\}\)", said
        )
        assert re.findall(r"\[\w?:(\w+) ", text) == re.findall(r"\[t:(\w+) ", rows)
