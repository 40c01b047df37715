"""The record at the command line: who saw a student, what an account did, and whether the record is
whole.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service.access.reader import OPERATOR
from graph_service.cli.desks import open_desk
from graph_service.cli.ends import read_ends, write_ends
from graph_service.errors import NotThere, SupportWebError
from graph_service.formats.values import guard
from graph_service.store.accounts import account_of_login
from graph_service.workflows.audit.entries import (
    AuditEntry,
    accounts_record,
    read_since,
    student_record_named,
)
from graph_service.workflows.audit.verification import verify

app = typer.Typer(
    no_args_is_help=True, help="The record of looks: who saw whom, and whether it is whole."
)
console = Console(highlight=False, markup=False, soft_wrap=True)

Since = Annotated[str, typer.Option(help="From this day on (YYYY-MM-DD); the last ninety days.")]


@app.command("student")
def student(
    id: Annotated[str, typer.Argument(help="The school's own id of the student.")],
    school: Annotated[str, typer.Option(help="The school's name.")],
    since: Since = "",
) -> None:
    """Print who saw a student, as CSV: when, who, what they did and by what right."""
    with open_desk() as desk:
        found = student_record_named(desk, school, id, read_since({"since": since}, desk.today()))
    _print(found.entries)


@app.command("account")
def account(
    login: Annotated[str, typer.Argument(help="The account's login.")], since: Since = ""
) -> None:
    """Print what an account did, as CSV."""
    with open_desk() as desk:
        row = account_of_login(desk.engine, login)
        if row is None:
            raise NotThere(f"There is no account “{login}”.")
        found = accounts_record(
            desk, OPERATOR, [row["uid"]], read_since({"since": since}, desk.today()), None
        )
    _print(found.entries)


@app.command("verify")
def verify_(
    ends: Annotated[
        Path | None,
        typer.Option(
            help=(
                "A file outside the database: the ends noted there must still be there; the new "
                "ones are noted."
            )
        ),
    ] = None,
) -> None:
    """Read the whole record and say whether any of it was changed, taken out or put into another
    order.
    """
    kept = read_ends(ends) if ends is not None else []
    with open_desk() as desk:
        found = verify(desk, kept)
    if found.faults:
        raise SupportWebError("\n  ".join(["The record is not whole:", *found.faults]))
    if not found.entries:
        raise SupportWebError(
            "The record is empty, so there is nothing that could be whole. Where anybody has "
            "used this database, its record is gone, "
            "or this is another database: check SUPPORT_WEB_DATABASE."
        )
    if ends is not None:
        write_ends(ends, found.heads)
    console.print(f"The record is whole: {found.entries} entries in {len(found.heads)} chains.")


def _print(entries: Sequence[AuditEntry]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(
        ["at", "who", "role", "action", "reason", "subject", "students_shown", "about", "login"]
    )
    for entry in entries:
        texts = (
            entry.who,
            entry.role,
            entry.action,
            entry.reason,
            entry.subject,
            "" if entry.students is None else str(entry.students),
            entry.about,
            entry.login,
        )
        writer.writerow([entry.at.isoformat(), *map(guard, texts)])
