"""Words and contacts: rounds, answers, reports and contacts.

``recorded_by`` is the account that recorded a statement, None for an import. It is part of the
fact: what two accounts wrote down is two facts, though both say the same.
"""

from datetime import date
from typing import NamedTuple

from facts.choices import RoundKind

CONVERSATION: RoundKind = "conversation"
IN_CONFIDENCE: RoundKind = "conversation in confidence"
"""The kind of a round that holds what a student said in confidence: its answers are for those who
may read its reports."""


class Round(NamedTuple):
    """One collection of reports from named people.

    ``asks`` is both, adults or peers. The caps are None where there is none. ``source`` is where
    its ``id`` comes from; a reader of facts is not told.
    """

    uid: str
    id: str
    kind: str
    asks: str
    opened_on: date
    closed_on: date | None = None
    max_adults: int | None = None
    max_peers: int | None = None
    source: str = ""


class Answer(NamedTuple):
    """Whether ``informant`` answered ``round`` about the student ``about``.

    ``about`` is None where no student is named. The two numbers count whom they left unnamed.
    ``by_student`` says what the informant is.
    """

    round: str
    informant: str
    by_student: bool
    about: str | None
    status: str
    answered_on: date | None = None
    unnamed_adults: int = 0
    unnamed_peers: int = 0
    recorded_by: str | None = None


class Report(NamedTuple):
    """The word of ``informant`` in ``round`` on the tie from ``ego`` to ``alter``.

    ``of_peer`` says what the alter is.
    """

    round: str
    ego: str
    alter: str
    of_peer: bool
    informant: str
    support: str
    strength: int | None = None
    kinds: tuple[str, ...] = ()
    reported_on: date | None = None
    confidential: bool = False
    recorded_by: str | None = None


class Contact(NamedTuple):
    """A day on which ``adult`` and ``student`` were in touch. ``by`` names who logged it."""

    adult: str
    student: str
    held_on: date
    kind: str
    by: str | None = None
    recorded_by: str | None = None
