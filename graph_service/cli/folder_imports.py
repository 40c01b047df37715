"""Importing one folder, or several one after the other: each is whole or not at all, and each that
is refused says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph_service.cli.progress import telling
from graph_service.cli.reports import write_report
from graph_service.cli.telling import tell
from graph_service.errors import BadInput, Fault
from graph_service.formats.translation import Choices
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.examples import as_notes
from graph_service.workflows.intake.plan.staying import stay_notes


@dataclass(frozen=True, slots=True)
class Asked:
    """How folders are to be imported; see ``import_tables``."""

    source: str | None
    effective: date | None
    complete: bool
    dry_run: bool
    yes_end: int | None
    choices: Choices
    reported: bool


@dataclass(slots=True)
class Reported:
    """The contents of the report, which is written whether the tables are refused or not."""

    path: Path | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    mapping: str = ""

    def write(self) -> None:
        """Write it, where one was asked for."""
        if self.path is not None:
            write_report(self.path, self.faults, self.notes, self.mapping)


def import_each(
    desk: Desk,
    folders: Sequence[Path],
    asked: Asked,
    report: Reported,
    say: Callable[..., None],
) -> None:
    """Import each folder, and say of each what became of it; BadInput at the end where one was
    refused. The others are imported all the same.
    """
    refused: list[str] = []
    several = len(folders) > 1
    for folder in folders:
        try:
            result = _import(desk, folder, asked)
        except BadInput as error:
            report.faults += _under(folder, error.faults, several=several)
            report.notes += _under(folder, error.warnings, several=several)
            report.mapping = error.mapping
            if not several:
                report.write()
                raise
            tell(BadInput(f"{folder}: {error}", error.faults, error.warnings))
            refused.append(str(folder))
            continue
        notes = [*result.warnings]
        if asked.reported:
            notes += [*as_notes(result.ended), *stay_notes(result.staying.named)]
        report.notes += _under(folder, notes, several=several)
        report.mapping = result.mapping
        say(result, reported=asked.reported)
    report.write()
    if refused:
        done = len(folders) - len(refused)
        were = "could be" if asked.dry_run else "were"
        raise BadInput(
            f"{done} of {len(folders)} {were} imported. Refused, with their faults above: "
            f"{', '.join(refused)}."
        )


def _import(desk: Desk, folder: Path, asked: Asked) -> ImportResult:
    with telling() as told:
        return import_tables(
            desk,
            folder,
            source=asked.source,
            effective=asked.effective,
            complete=asked.complete,
            dry_run=asked.dry_run,
            yes_end=asked.yes_end,
            choices=asked.choices,
            stage=told.stage,
            progress=told.step,
        )


def _under(folder: Path, faults: Sequence[Fault], *, several: bool) -> list[Fault]:
    """The faults as a report of several folders tells them: each file with its folder."""
    if not several:
        return list(faults)
    return [fault._replace(file=f"{folder.name}/{fault.file}") for fault in faults]
