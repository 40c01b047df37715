"""The try-out: an invented school in the embedded engine, four accounts, and the service
started.
"""

import json
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer
from rich.console import Console

from graph_service.access.reader import OPERATOR, Reader
from graph_service.auth.account_management import create_account
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import adult_called
from graph_service.cli.desks import make_desk
from graph_service.cli.folders import make_folder
from graph_service.cli.serving import address, check_port, check_workers, run
from graph_service.errors import BadInput
from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.settings import Settings, read_settings
from graph_service.workflows.demo.demo_figures import preview_figures
from graph_service.workflows.demo.synthetic import synthetic_school
from graph_service.workflows.desk.lens import default_rule
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.opening import StudyForm, open_study

console = Console(highlight=False, markup=False, soft_wrap=True)
STUDY = "A first look"
"""The study of the invented school."""
_WHAT = {
    "advisor": "an advisor's own students",
    "lead": "a pastoral lead's triage",
    "researcher": "the files of a study",
    "administrator": "an administrator's overview",
}


def demo(
    folder: Annotated[
        Path, typer.Option(help="Where the try-out keeps its file; kept between starts.")
    ] = Path("demo"),
    preset: Annotated[
        str | None, typer.Option(help="met (about 120 students), unless said, or pilot (60).")
    ] = None,
    students: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="Any other number of students.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw the try-out away and make a new one.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Start the service when all is set up.")
    ] = True,
) -> None:
    """Load an invented school and serve it on this machine."""
    size = check_preset(preset or "met")
    settings = read_settings().model_copy(update={"database": str(folder / "support-web.db")})
    if serve:
        check_workers(settings)
        check_port(settings)
    make_folder(folder)
    accounts_file = folder / "accounts.json"
    if fresh:
        for file in (
            *folder.glob("support-web.db*"),
            folder / ".support-web.db.ends",
            accounts_file,
        ):
            file.unlink(missing_ok=True)
    desk = make_desk(settings)
    try:
        if accounts_file.exists():
            console.print(_kept(folder, resized=preset is not None or students is not None))
        else:
            _fill(desk, size, students, accounts_file)
        _tell(settings, json.loads(accounts_file.read_text(encoding="utf-8")))
        if serve:
            run(desk, settings)
    finally:
        desk.engine.close()


def _fill(
    desk: Desk, preset: Literal["met", "pilot"], students: int | None, accounts_file: Path
) -> None:
    today = desk.today()
    tables = synthetic_school(1, today, preset=preset, students=students)
    with TemporaryDirectory() as there:
        write_tables(tables, Path(there))
        console.print(
            import_tables(desk, Path(there), reader=Reader("demo", "the demo", "operator")).sentence
        )
    for sentence in shares(tables, today):
        console.print(sentence)
    school = school_named(desk, tables.students[0].school)
    advisor = adult_called(desk, school, _first_advisor(tables, today))
    _open_study(desk, school.name, today)
    made = []
    for role in _WHAT:
        place, name = (
            (AccountPlace(school.name, advisor.uid), advisor.name)
            if role == "advisor"
            else (AccountPlace(school.name, study=STUDY), f"Demo {role}")
        )
        password = secrets.token_urlsafe(16)
        create_account(
            desk, OPERATOR, login=role, name=name, role=role, place=place, password=password
        )
        made.append({"login": role, "password": password})
    accounts_file.touch(mode=0o600)
    accounts_file.write_text(json.dumps(made, indent=2), encoding="utf-8")


def _open_study(desk: Desk, school: str, today: date) -> None:
    """Open the study whose files the demo's researcher takes."""
    last = (today + timedelta(days=365)).isoformat()
    form = StudyForm(STUDY, "To try the program", "Whoever tries the program", last, [school])
    open_study(desk, OPERATOR, form)


def _kept(folder: Path, *, resized: bool) -> str:
    """The fate of a try-out that is there already."""
    kept = f"The try-out in {folder} is kept from the last start"
    return (
        f"{kept}: --preset and --students are for a new one. --fresh throws it away and makes one."
        if resized
        else f"{kept}."
    )


def _first_advisor(tables: Tables, today: date) -> str:
    return next(
        tie.alter_id
        for tie in tables.ties
        if tie.role == "advisor" and (tie.until is None or tie.until > today)
    )


def _tell(settings: Settings, accounts: list[dict[str, str]]) -> None:
    console.print("\nThe people of this school are invented.")
    console.print(f"Sign in at {address(settings)} as")
    for account in accounts:
        console.print(
            f"  {account['login']:<14} password {account['password']}   ({_WHAT[account['login']]})"
        )


def shares(tables: Tables, today: date) -> Iterator[str]:
    """How many are enrolled, and the school's figures, in sentences beside the advisor-reported
    reference.
    """
    figures = preview_figures(tables, default_rule(), today)
    yield (
        f"It holds {len(tables.students)} students, of whom {figures[0].total} are "
        f"enrolled on {today}."
    )
    for figure, noun in zip(figures, ("adults", "peers"), strict=True):
        share = (
            "not known" if figure.share is None else f"{figure.share:.1%} of {figure.known} known"
        )
        yield (
            f"Supported by {noun}: {share}; {figure.thin} thin, {figure.isolated} isolated, "
            f"{figure.unknown} unknown "
            f"of {figure.total} (advisor-reported reference {figure.reference:.0%})."
        )


def check_preset(preset: str) -> Literal["met", "pilot"]:
    """The preset of that name; BadInput with those there are."""
    if preset == "met":
        return "met"
    if preset == "pilot":
        return "pilot"
    raise BadInput(f"There is no preset “{preset}”; there are met and pilot.")
