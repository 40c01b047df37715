"""The reader: who is looking, and by which role."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["advisor", "lead", "researcher", "administrator", "operator"]
ROLES: tuple[Role, ...] = ("advisor", "lead", "researcher", "administrator")


@dataclass(frozen=True, slots=True)
class Reader:
    """An account that is signed in: its uid, name and role, the adult it is, if it is one, and what
    it signs in with.

    With a ``first_password``, which somebody else set, it may do nothing but replace it.

    Which students it may see is asked of the database at each request, never kept here.
    """

    account: str
    name: str
    role: Role
    adult: str | None = None
    login: str = ""
    first_password: bool = False


OPERATOR = Reader(account="command line", name="the command line", role="operator")
"""The operator runs commands beside the database, and holds the database itself."""
