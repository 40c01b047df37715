"""Accounts from a CSV file at the command line, and the list of first passwords to cut apart."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service.access.reader import OPERATOR
from graph_service.auth.account_sheet import MadeAccounts, Newcomer, accounts_from
from graph_service.cli.desks import open_desk
from graph_service.errors import BadInput, OutcomeUnknown
from graph_service.settings import Settings, read_settings
from graph_service.workflows.desk.reading import Desk

console = Console(highlight=False, markup=False, soft_wrap=True)
_OWNER_ALONE = 0o600
_CUT = "- " * 30


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file with a row an account: role, school, email, and where they are needed "
            "login, name, adult_id, source, study."
        ),
    ],
    passwords: Annotated[
        Path | None,
        typer.Option(
            help="Write the first passwords to this new file, which you alone may read, to print, "
            "cut and hand out."
        ),
    ] = None,
    no_passwords: Annotated[
        bool,
        typer.Option(
            "--no-passwords",
            help="Make no first passwords: nobody of them can sign in before support-web account "
            "password, or a school's sign-on once it is there.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")
    ] = False,
) -> None:
    """Make accounts from a CSV file, all or none. Advisors are found by their e-mail address; who
    has an account already keeps it as it is.
    """
    if not dry_run and (passwords is None) is not no_passwords:
        raise BadInput(
            "Say where the first passwords are to be written with --passwords FILE, or that there "
            "are to be none with --no-passwords."
        )
    with open_desk() as desk, _written(desk, passwords) as write:
        made = accounts_from(
            desk, OPERATOR, file, passwords=not no_passwords, keep=write, dry_run=dry_run
        )
    _tell(made, passwords, dry_run=dry_run)


def _tell(made: MadeAccounts, passwords: Path | None, *, dry_run: bool) -> None:
    for note in made.notes:
        console.print(f"Note: {note}")
    if made.left:
        console.print(f"Left as they are, since they are there already: {', '.join(made.left)}.")
    if dry_run:
        console.print(f"A dry run, nothing was made. It would make {_number(made.made)}:")
        for one in made.made:
            where = one.schools[0] if len(one.schools) == 1 else f"{len(one.schools)} schools"
            console.print(f"  {one.login}: {one.role}, {one.name}, {where}")
        return
    console.print(f"Made {_number(made.made)}.")
    if made.made and passwords is not None:
        console.print(
            f"Their first passwords are in {passwords}, which only you may read. Print it, hand "
            "the slips out, and remove it."
        )


def _number(made: Sequence[Newcomer]) -> str:
    return f"{len(made)} {'account' if len(made) == 1 else 'accounts'}"


@contextmanager
def _written(desk: Desk, passwords: Path | None) -> Iterator[Callable[[Sequence[Newcomer]], None]]:
    """How first passwords are kept: in a new file before the accounts are there, and taken away
    again where they are not made.
    """
    began: list[Path] = []

    def write(made: Sequence[Newcomer]) -> None:
        if passwords is None:
            return
        settings = read_settings()
        until = desk.now() + timedelta(hours=settings.first_password_hours)
        text = slips(made, until.astimezone(desk.zone), _address(settings))
        try:
            number = os.open(passwords, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
        except FileExistsError as error:
            raise BadInput(
                f"{passwords} is there already; name a new file, so that no list is written over."
            ) from error
        began.append(passwords)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)

    try:
        yield write
    except OutcomeUnknown:
        raise
    except BaseException:
        for path in began:
            path.unlink(missing_ok=True)
        raise


def slips(made: Sequence[Newcomer], until: datetime, address: str) -> str:
    """A slip for each, by school and name, to be cut apart; a page begins with each school."""
    pages: dict[str, list[Newcomer]] = {}
    for one in made:
        where = one.schools[0] if len(one.schools) == 1 else "Several schools"
        pages.setdefault(where, []).append(one)
    told = []
    for school in sorted(pages):
        lines = [school, ""]
        for one in sorted(pages[school], key=lambda one: (one.name.casefold(), one.login)):
            lines += [
                _CUT,
                f"{one.name}, {one.role}",
                *([f"Open             {address}"] if address else []),
                f"Sign in as       {one.login}",
                f"First password   {one.password}",
                f"Good once, until {until:%Y-%m-%d %H:%M}: then you choose your own password.",
            ]
        told.append("\n".join([*lines, _CUT, ""]))
    return "\f".join(told)


def _address(settings: Settings) -> str:
    """Where people reach the service, if the settings say so."""
    name = settings.hosts.split(",")[0].strip()
    return f"http{'s' if settings.secure_cookies else ''}://{name}/" if name else ""
