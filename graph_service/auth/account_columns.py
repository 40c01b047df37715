"""The columns of a file of accounts."""

from typing import NamedTuple

from graph_service.access.reader import ROLES
from graph_service.auth.account_paths import LONGEST
from graph_service.formats import values
from graph_service.formats.columns import Column, Table

_text = values.line_of_text(LONGEST)


class AccountRow(NamedTuple):
    """One row of the file; ``line`` is where it stands."""

    line: int
    role: str
    school: tuple[str, ...]
    email: str
    login: str
    name: str
    adult_id: str
    source: str
    study: str


ACCOUNTS = Table(
    "accounts",
    AccountRow,
    (
        Column("role", values.one_of(*ROLES), required=True, blank="", words=ROLES),
        Column("school", values.items(values.DETAIL_LIMIT), blank=()),
        *(
            Column(name, _text, blank="")
            for name in ("email", "login", "name", "adult_id", "source", "study")
        ),
    ),
)
