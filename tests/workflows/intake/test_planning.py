"""An import in many portions is the import in one: the same counts, endings and examples, and the
same in the database.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.school import DAY, NAME, tables
from graph_service.errors import BadInput
from graph_service.formats import partitions
from graph_service.formats.writing import write_tables
from graph_service.records.tables import AnswerRow, ContactRow, TieRow
from graph_service.store.current import read_entries
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import desk_on

GONE = {"s0", "s1", "s2"}


def first(folder: Path) -> Path:
    """A school of sixty, with contacts and adults' answers that name no student."""
    made = tables(60)
    made.contacts = [ContactRow(2, row.id, "advisor-0", DAY, "call") for row in made.students[:9]]
    made.answers += [AnswerRow(2, "voice", row.id, None, "asked") for row in made.adults[:9]]
    made.given.add("contacts")
    write_tables(made, folder)
    return folder


def second(folder: Path) -> Path:
    """A little later: some gone, some new, other words, half of the ties, and peers' ties from
    their other end.
    """
    made = tables(66, seed=2)
    made.students = [row for row in made.students if row.id not in GONE]
    made.answers = [row for row in made.answers if row.informant_id not in GONE]
    made.ties = [
        _turned(row) for row in made.ties[::2] if not {row.student_id, row.alter_id} & GONE
    ]
    made.reports = [row for row in made.reports if not {row.student_id, row.alter_id} & GONE]
    write_tables(made, folder)
    return folder


def third(folder: Path) -> Path:
    """Tables that leave columns out: what holds stands in for them."""
    made = tables(60, seed=3)
    folder.mkdir()
    for name, columns, rows in (
        ("ties", ("student_id", "alter_id", "role", "detail"), made.ties),
        (
            "reports",
            ("round_id", "student_id", "alter_id", "informant_id", "support"),
            made.reports,
        ),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(
                [columns, *[[getattr(row, column) for column in columns] for row in rows]]
            )
    return folder


def _turned(row: TieRow) -> TieRow:
    return (
        row._replace(student_id=row.alter_id, alter_id=row.student_id)
        if row.role == "peer"
        else row
    )


def told(result: ImportResult) -> tuple[object, ...]:
    """An import's words about itself; only the number of examples, as others may be named first."""
    shown = {
        table: {what: len(who) for what, who in kinds.items()}
        for table, kinds in result.examples.items()
    }
    return (
        result.counts,
        result.endings,
        result.sentence,
        result.sha256,
        result.unchanged,
        shown,
        _ended(result),
    )


def _ended(result: ImportResult) -> dict[str, list[str]]:
    return {table: list(who) for table, who in result.ended.items()}


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[list[Definable]]:
    """Two empty databases."""
    opened = [EmbeddedEngine(tmp_path / name) for name in ("whole.db", "parted.db")]
    for engine in opened:
        migrate(engine)
    yield list(opened)
    for engine in opened:
        engine.close()


def test_many_portions_come_to_the_same_as_one(
    engines: list[Definable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first import, a complete one that ends much, one that leaves columns out, the same again,
    and undoing it all.
    """
    folders = [first(tmp_path / "first"), second(tmp_path / "second"), third(tmp_path / "third")]
    said: list[list[object]] = []
    for engine, most in zip(engines, (partitions.ROWS_A_PORTION, 1), strict=True):
        monkeypatch.setattr(partitions, "ROWS_A_PORTION", most)
        desk = desk_on(engine)
        here: list[object] = []
        for folder, complete in zip(folders, (False, True, False), strict=True):
            shown = import_tables(desk, folder, source=NAME, complete=complete, dry_run=True)
            done = import_tables(
                desk, folder, source=NAME, complete=complete, yes_end=shown.endings.number
            )
            again = import_tables(desk, folder, source=NAME, complete=complete)
            here += [told(shown), told(done), told(again), fingerprint(read_current(engine, NAME))]
            assert shown.counts == done.counts
            assert sum(map(len, shown.ended.values())) == shown.endings.number
        for _ in folders:
            undone = {undoes for _, undoes in read_entries(engine, NAME)}
            left = [
                uid
                for uid, undoes in read_entries(engine, NAME)
                if undoes is None and uid not in undone
            ]
            undo_import(desk, left[0])
            here.append(fingerprint(read_current(engine, NAME)))
        said.append(here)
    assert said[0] == said[1]
    assert len({sentence for sentence in said[0] if isinstance(sentence, str)}) == 4


def test_faults_of_many_portions_are_told_in_the_order_of_the_file(
    engines: list[Definable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the portions end."""
    monkeypatch.setattr(partitions, "ROWS_A_PORTION", 1)
    made = tables(30)
    made.contacts = [
        ContactRow(2, f"s{number}", f"x{number}", date(2026, 10, 1), "call") for number in range(9)
    ]
    made.ties += made.ties[:5]
    made.given.add("contacts")
    write_tables(made, tmp_path / "bad")
    with pytest.raises(BadInput) as refused:
        import_tables(desk_on(engines[0]), tmp_path / "bad")
    told = [(fault.file, fault.line, fault.rule) for fault in refused.value.faults]
    assert told == [
        *(("ties.csv", len(made.ties) - 3 + number, "duplicate") for number in range(5)),
        *(("contacts.csv", 2 + number, "nobody") for number in range(9)),
    ]
