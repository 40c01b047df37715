"""Bringing a school in at the command line: import, undo, and the ledger of both."""

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service.cli.days import read_day
from graph_service.cli.desks import open_desk, trying_desk
from graph_service.cli.folder_imports import Asked, Reported, import_each
from graph_service.cli.progress import telling
from graph_service.cli.reports import check_report
from graph_service.errors import BadInput, SupportWebError
from graph_service.formats.mapping import read_mapping
from graph_service.formats.tables import FORMATS
from graph_service.formats.template import write_template
from graph_service.formats.translation import Choices
from graph_service.store.ledger import imports as ledger
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.plan.alterations import Alterations, in_words
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.examples import Examples
from graph_service.workflows.intake.undoing import Undone, undo_import

console = Console(highlight=False, markup=False, soft_wrap=True)


PROPOSES = (
    "--report FILE.toml writes a mapping with whom these names may be, to look through and "
    "import with again."
)
FORMAT_NAMES = ("auto", *(format_.NAME for format_ in FORMATS))


class Dates(StrEnum):
    """How days are written."""

    iso = "iso"
    day_first = "day-first"
    month_first = "month-first"


def import_(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]...",
            help="A folder or ZIP archive of CSV files, one CSV file, or an XLSX workbook; several "
            "are imported one after the other.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(help="Where the ids come from, when the tables hold several schools."),
    ] = None,
    effective: Annotated[
        str | None, typer.Option(help="The day on which changes take effect (YYYY-MM-DD); today.")
    ] = None,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help="End the people and ties of the files' schools that the files no longer hold.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    yes_end: Annotated[
        int | None,
        typer.Option(help="Confirm that this many people and ties end; needed if they are many."),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"The format of the files; auto recognises it: {', '.join(FORMAT_NAMES)}.",
        ),
    ] = "auto",
    mapping: Annotated[
        Path | None,
        typer.Option(help="A mapping file (TOML) that says what the format leaves open."),
    ] = None,
    dates: Annotated[Dates, typer.Option(help="How days are written in the tables.")] = Dates.iso,
    report: Annotated[
        Path | None,
        typer.Option(
            help="Write every fault and note, everybody who stays, and all that a dry run would "
            "end, to this file "
            "(.json or .csv). A .toml file is a mapping with proposals for names."
        ),
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option(help="Undo the import of this id instead; support-web imports lists them."),
    ] = None,
) -> None:
    """Load a school in one transaction, or refuse with every fault and change nothing."""
    if (not folders) is (undo is None):
        raise BadInput(
            "Name a folder or workbook to import, or an import to undo with --undo: one of the two."
        )
    several = len(folders or ()) > 1
    check_report(report, several=several)
    if several and yes_end is not None:
        raise BadInput("--yes-end is a number for one import: give it with that folder alone.")
    if format_ not in FORMAT_NAMES:
        raise BadInput(f"--format: “{format_[:40]}” is none of {', '.join(FORMAT_NAMES)}.")
    choices = Choices(format_, dates.value, read_mapping(mapping))
    asked = Asked(
        source, read_day("--effective", effective), complete, dry_run, yes_end, choices,
        report is not None,
    )  # fmt: skip
    with _desk(undo=undo is not None, dry_run=dry_run) as desk, _room_beside():
        if undo is not None:
            with telling() as told:
                undone = undo_import(desk, undo, dry_run=dry_run, progress=told.step)
            _tell(undone)
            return
        import_each(desk, folders or (), asked, Reported(report), _tell)


def _tell(result: ImportResult | Undone, *, reported: bool = False) -> None:
    """Print what an import or its undoing did."""
    if isinstance(result, ImportResult):
        for warning in result.warnings:
            console.print(f"Note: {warning}")
        if result.mapping and not reported:
            console.print(f"Note: {PROPOSES}")
    console.print(result.sentence)
    shown = result.examples if isinstance(result, ImportResult) else {}
    kinds = result.alterations if isinstance(result, ImportResult) else {}
    for line in _lines(result.counts, shown, kinds):
        console.print(f"  {line}")


def template(
    file: Annotated[
        Path, typer.Argument(help="The workbook to write (.xlsx); it must not be there yet.")
    ],
) -> None:
    """Write an empty workbook of the tables: explained headers, drop-downs, and an example row that
    is never read.
    """
    if file.suffix.casefold() != ".xlsx":
        raise BadInput(f"{file.name} does not end in .xlsx; name a file that does.")
    if file.exists():
        raise BadInput(f"{file.name} is there already; name another file.")
    write_template(file)
    console.print(f"Wrote {file}. Fill it in, and import it with support-web import {file}.")


def imports() -> None:
    """List the latest hundred imports, the latest first: id, when, by whom, whose ids, and how many
    rows.
    """
    with open_desk() as desk:
        entries = ledger(desk.engine)
    undone = {entry["undoes"] for entry in entries}
    for entry in entries:
        state = (
            f", undoes {entry['undoes']}"
            if entry["undoes"]
            else ", undone"
            if entry["uid"] in undone
            else ""
        )
        at = entry["recorded_at"].isoformat(" ", "minutes")
        console.print(f"{entry['uid']}  {at}  {entry['source']}, by {entry['recorded_by']}{state}")
        tables = json.loads(entry["counts"])["tables"]
        for line in _lines({name: Count(**count) for name, count in tables.items()}):
            console.print(f"  {line}")
    if not entries:
        console.print("Nothing was imported yet.")


def _desk(*, undo: bool, dry_run: bool) -> AbstractContextManager[Desk]:
    """An import may be a database's first; a dry run makes none, and there is nothing to undo where
    there is none.
    """
    return trying_desk() if dry_run and not undo else open_desk(makes=not undo)


@contextmanager
def _room_beside() -> Iterator[None]:
    """The comparison lies in a temporary file until it is written. Where that finds no room,
    nothing was written.
    """
    try:
        yield
    except OSError as error:
        if (
            error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            or error.filename is not None
        ):
            raise
        raise SupportWebError(
            "The disk of the temporary folder is full, so nothing was imported. Make room "
            "there, or name another folder with TMPDIR."
        ) from error


def _lines(
    counts: Mapping[str, Count],
    examples: Examples | None = None,
    kinds: Alterations | None = None,
) -> list[str]:
    """One line a table in which there is anything, and below it the kinds of change, and examples
    of each.
    """
    lines: list[str] = []
    for table, count in counts.items():
        if any(count):
            told = {
                name: number
                for name, number in count._asdict().items()
                if number or name != "given"
            }
            lines.append(
                f"{table}: " + ", ".join(f"{number} {name}" for name, number in told.items())
            )
        if changed := in_words(table, (kinds or {}).get(table, {})):
            lines.append(f"  changed, by kind: {'; '.join(changed)}")
        for what, shown in (examples or {}).get(table, {}).items():
            lines.append(f"  {what}, for example: {'; '.join(shown)}")
    return lines
