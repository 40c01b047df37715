"""The bodies that programs send: checked field by field, unknown fields refused."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from facts.choices import AdultKind, Role, Strength, Support


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GivenSearch(_Given):
    """Words that names are searched for; in the body, since addresses are kept in many places."""

    text: str = Field(max_length=200)


class GivenPerson(_Given):
    """Someone the student named: a uid or full name, and what they said of them."""

    person: str = Field(max_length=200)
    support: Support = "supportive"
    strength: Strength | None = None
    new_kind: Literal["", AdultKind] = ""


class GivenConversation(_Given):
    """A student's words about one side; ``everyone``: whether these are all of that side.

    ``replaces``: what the same account recorded of the same side and day goes. Without it, nothing
    that is recorded there is taken away: it is refused, and the fault says what there is.
    """

    side: Literal["adult", "peer"]
    people: list[GivenPerson] = Field(default_factory=list, max_length=100)
    unnamed: int = Field(default=0, ge=0, le=1000)
    nobody: bool = False
    everyone: bool
    day: date | None = None
    confidential: bool = False
    replaces: bool = False


class GivenTie(_Given):
    """A role tie to add."""

    person: str = Field(max_length=200)
    role: Role
    new_kind: Literal["", AdultKind] = ""
    since: date | None = None
    until: date | None = None
    detail: str | None = Field(default=None, max_length=1000)


class GivenEnd(_Given):
    """The first day on which a tie no longer holds."""

    until: date | None = None


class GivenReport(_Given):
    """One's own report on a tie."""

    alter: str = Field(max_length=200)
    support: Support
    strength: Strength | None = None
    day: date | None = None
    confidential: bool = False


class GivenContact(_Given):
    """A contact to log."""

    adult: str = Field(max_length=200)
    kind: str = Field(max_length=100)
    day: date | None = None
