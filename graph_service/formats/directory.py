"""The directory: who of the roster a file may mean. It holds nobody whom the one who imports may
not see.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Listed(NamedTuple):
    """Somebody of the roster: the school's own id, their name, the e-mail address if there is one,
    and whether they are a student.
    """

    id: str
    name: str
    email: str | None = None
    is_student: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """All of them. It is used to tell people, and never shown as a whole."""

    people: tuple[Listed, ...] = ()
