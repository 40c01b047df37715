"""API tokens at the command line: made, listed and revoked, for any account."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_service.access.reader import OPERATOR
from graph_service.auth.account_management import change_by
from graph_service.auth.accounts import account_called
from graph_service.auth.tokens import make_token
from graph_service.cli.desks import open_desk
from graph_service.cli.sentences import in_sentences
from graph_service.errors import BadInput
from graph_service.store import tokens

app = typer.Typer(
    no_args_is_help=True, help="API tokens: how programs come in on an account's behalf."
)
console = Console(highlight=False, markup=False, soft_wrap=True)

Login = Annotated[str, typer.Argument(help="The account's login.")]


@app.command("create")
def create(
    login: Login,
    name: Annotated[str, typer.Option(help="The purpose, in a few words.")],
    scope: Annotated[
        list[str],
        typer.Option(help="The scope: read, record or release; may be given more than once."),
    ],
    days: Annotated[int, typer.Option(help="How many days it lasts, at most 365.")] = 90,
) -> None:
    """Make a token and print it, this once; programs send it as Authorization: Bearer."""
    with open_desk() as desk, in_sentences():
        account = account_called(desk, OPERATOR, login)
        made = make_token(
            desk, account.uid, change_by(desk, OPERATOR), name=name, scopes=scope, days=days
        )
    console.print(made)


@app.command("list")
def list_(login: Login) -> None:
    """List the tokens of an account: id, what for, until when, last used."""
    with open_desk() as desk:
        kept = tokens.of_account(desk.engine, account_called(desk, OPERATOR, login).uid)
    table = Table(box=None, pad_edge=False, header_style="")
    for heading in ("id", "name", "for", "until", "last used"):
        table.add_column(heading, overflow="fold")
    for token in kept:
        used = "never" if token.used_at is None else f"{token.used_at:%Y-%m-%d}"
        table.add_row(
            token.uid, token.name, ", ".join(token.scopes), f"{token.expires_at:%Y-%m-%d}", used
        )
    Console(highlight=False, markup=False).print(table)


@app.command("revoke")
def revoke(
    login: Login, token: Annotated[str, typer.Argument(help="The token's id, as the list says it.")]
) -> None:
    """Take a token away; it is worth nothing from the next request on."""
    with open_desk() as desk:
        account = account_called(desk, OPERATOR, login)
        if token not in {kept.uid for kept in tokens.of_account(desk.engine, account.uid)}:
            raise BadInput(f"“{account.login}” has no token of the id “{token}”.")
        tokens.revoke(desk.engine, account.uid, token, change_by(desk, OPERATOR))
    console.print("The token is revoked.")
