"""The commands of ``support-web``."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service.cli import accounts, audit, demo, flags, importing, restored, serving, studies
from graph_service.cli.days import read_day
from graph_service.cli.desks import open_desk
from graph_service.cli.folders import check_empty, folders_for, make_folder
from graph_service.cli.lens_options import LensOptions, asks_lens
from graph_service.cli.school_options import AllSchools, SchoolNames
from graph_service.formats.columns import TABLES
from graph_service.formats.writing import write_tables
from graph_service.settings import read_settings
from graph_service.store.migrations import migrate as migrate_model
from graph_service.store.migrations import version
from graph_service.store.opening import connect
from graph_service.workflows.caseload.flags import flags as flags_of_school
from graph_service.workflows.demo.synthetic import synthetic_school
from graph_service.workflows.desk.schools import schools_named
from graph_service.workflows.studies.release import FILES, release_named

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
app.add_typer(accounts.app, name="account")
app.add_typer(audit.app, name="audit")
app.add_typer(studies.app, name="study")
app.command("serve")(serving.serve)
app.command("demo")(demo.demo)
app.command("restored")(restored.restored)
app.command("import")(importing.import_)
app.command("imports")(importing.imports)
app.command("template")(importing.template)

console = Console(highlight=False, markup=False, soft_wrap=True)


Force = Annotated[
    bool,
    typer.Option(
        "--force", help="Write into a folder that is not empty, over files of the same name."
    ),
]


class Format(StrEnum):
    """How flags are printed."""

    table = "table"
    json = "json"
    csv = "csv"


@app.command("flags")
@asks_lens
def flags_(
    given: LensOptions,
    school: SchoolNames = None,
    all_schools: AllSchools = False,
    needs_a_look: Annotated[
        bool, typer.Option("--needs-a-look", help="Only students who are thin or isolated.")
    ] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help="A line a student in the table, without the reasons.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
) -> None:
    """Print every student with both sides' states, and each school's figures with their bounds.

    As JSON one school is an object, several are a list of them.
    """
    with open_desk() as desk:
        lens = given.lens(desk)
        found = [
            flags_of_school(desk, place.name, lens, needing_a_look=needs_a_look)
            for place in schools_named(desk, school or (), every=all_schools)
        ]
    if format_ is Format.json:
        several = all_schools or len(found) > 1
        sys.stdout.write(flags.as_json(found if several else found[0]) + "\n")
    elif format_ is Format.csv:
        sys.stdout.write(flags.as_csv(found))
    else:
        for flagged in found:
            flags.print_table(flagged, lens, brief=brief)


@app.command("export")
@asks_lens
def export(
    given: LensOptions,
    out: Annotated[
        Path, typer.Option(help="The folder to write; of several schools one folder each in it.")
    ],
    school: SchoolNames = None,
    all_schools: AllSchools = False,
    study: Annotated[
        str | None, typer.Option(help="The study that it is made for, by its name.")
    ] = None,
    force: Force = False,
) -> None:
    """Write a research release of each school: tables, their codebook and a README, with random
    codes and no names. A study that was opened with terms has alters, ties and graphs too.
    """
    with open_desk() as desk:
        schools = schools_named(desk, school or (), every=all_schools)
        folders = folders_for([place.name for place in schools], out, several=all_schools)
        for folder in folders:
            check_empty(folder, FILES, force=force)
        lens = given.lens(desk)
        for place, folder in zip(schools, folders, strict=True):
            made = release_named(desk, place.name, lens, study)
            make_folder(folder)
            contents = made.contents()
            for name, content in contents.items():
                (folder / name).write_bytes(content)
            console.print(f"Wrote {', '.join(contents)} of {place.name} to {folder}.")


@app.command("demo-data")
def demo_data(
    out: Annotated[Path, typer.Option(help="The folder to write the tables to.")],
    preset: Annotated[str, typer.Option(help="met (about 120 students) or pilot (60).")] = "met",
    students: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="Any other number of students.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed and day give the same school.")] = 1,
    on: Annotated[str | None, typer.Option(help="The school's today (YYYY-MM-DD); today.")] = None,
    force: Force = False,
) -> None:
    """Write the tables of an invented school, shaped on the field's figures."""
    today = read_day("--on", on) or datetime.now(UTC).date()
    check_empty(out, [f"{name}.csv" for name in TABLES], force=force)
    tables = synthetic_school(seed, today, preset=demo.check_preset(preset), students=students)
    make_folder(out)
    write_tables(tables, out)
    console.print(f"Wrote an invented school to {out}.")
    for sentence in demo.shares(tables, today):
        console.print(sentence)


@app.command("migrate")
def migrate() -> None:
    """Bring the database's model up to this program's."""
    settings = read_settings()
    engine = connect(settings.database, settings.database_user, settings.password())
    try:
        steps = migrate_model(engine)
        taken = f"{steps} {'step' if steps == 1 else 'steps'} taken" if steps else "nothing to do"
        console.print(f"The database's model is at version {version(engine)}: {taken}.")
    finally:
        engine.close()
