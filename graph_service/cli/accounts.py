"""Accounts at the command line: making them, their roles and schools, shutting them out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_service.access.reader import OPERATOR
from graph_service.auth import account_management
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import AccountView, account_called, adult_called, kept_accounts
from graph_service.cli import account_lists, tokens
from graph_service.cli.desks import open_desk
from graph_service.cli.school_options import AllSchools, SchoolNames
from graph_service.cli.sentences import in_sentences
from graph_service.errors import BadInput
from graph_service.settings import read_settings
from graph_service.workflows.desk.reading import Desk, School
from graph_service.workflows.desk.schools import schools_named

app = typer.Typer(no_args_is_help=True, help="Accounts and their rights.")
app.add_typer(tokens.app, name="token")
app.command("import")(account_lists.import_)
console = Console(highlight=False, markup=False, soft_wrap=True)
MOST_NAMED = 3
"""So many schools of an account the list names."""


class AccountRole(StrEnum):
    """The role of an account."""

    advisor = "advisor"
    lead = "lead"
    researcher = "researcher"
    administrator = "administrator"


Login = Annotated[str, typer.Argument(help="The account's login.")]
SchoolName = Annotated[
    str | None, typer.Option("--school", help="The adult's school. The only one, unless said.")
]
Adult = Annotated[
    str | None, typer.Option(help="The school's own id of the adult it is (advisors).")
]
Source = Annotated[str | None, typer.Option(help="The source of that id, where several have it.")]
Study = Annotated[
    str, typer.Option(help="The study it works within (researchers); made when it is not there.")
]


@app.command("create")
def create(
    login: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[AccountRole, typer.Option(help="The role of the account.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    school: SchoolNames = None,
    all_schools: AllSchools = False,
    adult: Adult = None,
    source: Source = None,
    study: Study = "",
) -> None:
    """Make an account and print its first password, this once; the person replaces it at their
    first sign-in.
    """
    with open_desk() as desk, in_sentences():
        schools = schools_named(desk, school or (), every=all_schools)
        place = _place(desk, role, schools, adult, source, study)
        made = account_management.create_account(
            desk, OPERATOR, login=login, name=name, role=role.value, place=place
        )
    console.print(f"Made {role.value} account “{made.login}”.")
    _tell(made.password)


@app.command("list")
def list_() -> None:
    """List every account with its role, school and adult, and when it last signed in."""
    with open_desk() as desk:
        rows = kept_accounts(desk, OPERATOR)
    table = Table(box=None, pad_edge=False, header_style="")
    for heading in ("login", "name", "role", "school", "adult or study", "signed in", "state"):
        table.add_column(heading, overflow="fold")
    for account in rows:
        table.add_row(*_cells(account))
    Console(highlight=False, markup=False).print(table)


@app.command("role")
def role_(
    login: Login,
    role: Annotated[AccountRole, typer.Option(help="The role of the account from now on.")],
    school: SchoolNames = None,
    all_schools: AllSchools = False,
    adult: Adult = None,
    source: Source = None,
    study: Study = "",
) -> None:
    """Give an account another role at schools; what it had before ends, and it is signed out."""
    with _account(login) as (desk, account):
        schools = schools_named(desk, school or (), every=all_schools)
        place = _place(desk, role, schools, adult, source, study)
        account_management.change_role(desk, OPERATOR, account, role.value, place)
    console.print(f"“{account.login}” is {role.value} of {_named(schools)}.")


@app.command("link")
def link(
    login: Login,
    adult: Annotated[str, typer.Option(help="The school's own id of the adult it is.")],
    school: SchoolName = None,
    source: Source = None,
) -> None:
    """Link an advisor's account to the adult it is, in place of another one."""
    with _account(login) as (desk, account):
        if account.role != "advisor":
            raise BadInput(
                f"“{account.login}” is {account.role}; only an advisor's account is linked "
                "to an adult."
            )
        (place,) = schools_named(desk, () if school is None else (school,))
        found = adult_called(desk, place, adult, source)
        account_management.give(desk, OPERATOR, account, AccountPlace(place.name, found.uid))
    console.print(f"“{account.login}” is {found.name}.")


@app.command("give")
def give(
    login: Login,
    school: SchoolNames = None,
    all_schools: AllSchools = False,
    study: Study = "",
) -> None:
    """Give a lead or an administrator more schools, or a researcher a study about each."""
    with _account(login) as (desk, account):
        if account.role == "advisor":
            raise BadInput(
                f"“{account.login}” is an advisor: link the account to its adult instead."
            )
        schools = schools_named(desk, school or (), every=all_schools)
        account_management.give(desk, OPERATOR, account, _places(schools, study))
    console.print(f"“{account.login}” is {account.role} of {_named(schools)} too.")


@app.command("take")
def take(
    login: Login,
    name: Annotated[
        str, typer.Argument(help="The name of the school, study or adult to take away.")
    ],
) -> None:
    """Take a school, a study or the adult away from an account, from its next request on."""
    with _account(login) as (desk, account):
        target = next((way.target for way in account.ways if way.name == name), None)
        if target is None:
            there = ", ".join(f"“{way.name}”" for way in account.ways) or "nothing"
            raise BadInput(f"“{account.login}” does not have “{name}”; it has {there}.")
        account_management.take(desk, OPERATOR, account, target)
    console.print(f"“{account.login}” no longer has {name}.")


@app.command("disable")
def disable(login: Login) -> None:
    """Shut an account out, from its next request on."""
    with _account(login) as (desk, account):
        account_management.set_disabled(desk, OPERATOR, account, disabled=True)
    console.print(f"“{account.login}” is disabled.")


@app.command("enable")
def enable(login: Login) -> None:
    """Let an account in again."""
    with _account(login) as (desk, account):
        account_management.set_disabled(desk, OPERATOR, account, disabled=False)
    console.print(f"“{account.login}” is enabled.")


@app.command("password")
def password_(login: Login) -> None:
    """Make a first password for who forgot theirs, print it this once, and end the account's
    sessions.
    """
    with _account(login) as (desk, account):
        password = account_management.reset_password(desk, OPERATOR, account)
    console.print(f"“{account.login}” has a first password again.")
    _tell(password)


@app.command("sign-out")
def sign_out(login: Login) -> None:
    """Sign an account out everywhere; it can sign in again."""
    with _account(login) as (desk, account):
        account_management.sign_out_everywhere(desk, OPERATOR, account)
    console.print(f"“{account.login}” is signed out everywhere.")


@contextmanager
def _account(login: str) -> Iterator[tuple[Desk, AccountView]]:
    """The desk and the account of that login."""
    with open_desk() as desk, in_sentences():
        yield desk, account_called(desk, OPERATOR, login)


def _place(
    desk: Desk,
    role: AccountRole,
    schools: Sequence[School],
    adult: str | None,
    source: str | None,
    study: str,
) -> AccountPlace:
    if adult and role is not AccountRole.advisor:
        raise BadInput(
            "--adult names the adult that an advisor's account is; leave it out for the "
            f"role {role.value}."
        )
    if role is not AccountRole.advisor:
        return _places(schools, study)
    if len(schools) > 1:
        raise BadInput("An advisor's account is one adult's: name one school.")
    (place,) = schools
    if not adult:
        raise BadInput(
            f"An advisor's account needs the adult it is: name their id at {place.name} "
            "with --adult."
        )
    return AccountPlace(place.name, adult_called(desk, place, adult, source).uid)


def _places(schools: Sequence[School], study: str) -> AccountPlace:
    first, *others = (school.name for school in schools)
    return AccountPlace(first, study=study, also=tuple(others))


def _named(schools: Sequence[School]) -> str:
    """The school's name, or how many there are."""
    return schools[0].name if len(schools) == 1 else f"{len(schools)} schools"


def _cells(account: AccountView) -> list[str]:
    signed_in = "never" if account.signed_in_at is None else f"{account.signed_in_at:%Y-%m-%d}"
    linked = ", ".join(filter(None, (account.adult, *account.studies)))
    return [
        account.login,
        account.name,
        account.role,
        _schools(account.schools),
        linked,
        signed_in,
        account.state,
    ]


def _schools(names: Sequence[str]) -> str:
    """The names, or how many they are where a table would be all names."""
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} schools"


def _tell(password: str) -> None:
    hours = read_settings().first_password_hours
    console.print(f"First password, shown this once: {password}")
    console.print(
        f"It is good for {hours} hours, and for taking another one when first signing in."
    )
