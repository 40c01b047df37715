"""Accounts at the command line: making them, listing them, shutting them out."""

import secrets
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_service.auth.passwords import hash_password
from graph_service.cli.desks import open_desk
from graph_service.errors import BadInput
from graph_service.store.accounts import (
    NewAccount,
    Path,
    accounts,
    add_account,
    add_study,
    adult_of_key,
    set_disabled,
    set_password,
)
from graph_service.workflows.flags import school_named
from graph_service.workflows.reading import Desk

app = typer.Typer(no_args_is_help=True, help="Accounts and their rights.")
console = Console(highlight=False, markup=False, soft_wrap=True)


class AccountRole(StrEnum):
    """What an account is for."""

    advisor = "advisor"
    lead = "lead"
    researcher = "researcher"
    administrator = "administrator"


def make_account(desk: Desk, login: str, name: str, role: str, password: str, school: str, adult: str | None) -> str:
    """Make an account with the path its role needs: advisor → the adult, lead and administrator → the school, researcher → a study of it."""
    place = school_named(desk, school)
    if role == "advisor":
        uid = adult_of_key(desk.engine, f"{place.name}\x1f{adult}") if adult else None
        if uid is None:
            raise BadInput(f"An advisor's account needs the adult it is: “{adult or ''}” is no adult of {place.name}.")
        path = Path("IS", uid)
    elif role == "researcher":
        study = add_study(desk.engine, f"Support webs of {place.name}", "measures", place.uid, desk.now(), desk.today())
        path = Path("STUDIES", study)
    else:
        path = Path("LEADS" if role == "lead" else "ADMINISTERS", place.uid)
    new = NewAccount(login, name, role, hash_password(password), (path,))
    return add_account(desk.engine, new, desk.now(), desk.today())


@app.command("create")
def create(
    login: Annotated[str, typer.Argument(help="What one signs in with.")],
    role: Annotated[AccountRole, typer.Option(help="What the account is for.")],
    school: Annotated[str, typer.Option(help="The school it belongs to.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    adult: Annotated[str | None, typer.Option(help="The school's own id of the adult it is (advisors).")] = None,
) -> None:
    """Make an account; its password is asked for."""
    password = _ask_password()
    with open_desk() as desk:
        make_account(desk, login, name, role.value, password, school, adult)
    console.print(f"Made {role.value} account “{login}”.")


@app.command("list")
def list_() -> None:
    """List every account."""
    with open_desk() as desk:
        rows = accounts(desk.engine)
    table = Table("login", "name", "role", "state")
    for row in rows:
        table.add_row(row["login"], row["name"], row["role"], "disabled" if row["disabled_at"] else "")
    console.print(table)


@app.command("disable")
def disable(login: Annotated[str, typer.Argument(help="The account's login.")]) -> None:
    """Shut an account out, from its next request on."""
    with open_desk() as desk:
        set_disabled(desk.engine, login, datetime.now(UTC), disabled=True)
    console.print(f"“{login}” is disabled.")


@app.command("enable")
def enable(login: Annotated[str, typer.Argument(help="The account's login.")]) -> None:
    """Let an account in again."""
    with open_desk() as desk:
        set_disabled(desk.engine, login, datetime.now(UTC), disabled=False)
    console.print(f"“{login}” is enabled.")


@app.command("password")
def password_(login: Annotated[str, typer.Argument(help="The account's login.")]) -> None:
    """Set an account's password and end its sessions."""
    password = _ask_password()
    with open_desk() as desk:
        set_password(desk.engine, login, hash_password(password))
    console.print(f"“{login}” has a new password.")


def _ask_password() -> str:
    """Asked for twice, unseen; or, where nobody sits at a terminal, one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = typer.prompt("Password (15 characters or more)", hide_input=True, confirmation_prompt=True)
    return answer


def invented_password() -> str:
    """A password for a try-out, made anew each time."""
    return secrets.token_urlsafe(16)
