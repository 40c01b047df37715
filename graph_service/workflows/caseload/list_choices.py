"""The choices of a list's filters: a school, an advisory of a school, an advisor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A school that students of a list are at."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Advisory:
    """An advisory of a school (its name): of two schools, two may be called the same."""

    uid: str
    name: str
    school: str


@dataclass(frozen=True, slots=True)
class Advisor:
    """An adult who advises students of a list."""

    uid: str
    name: str
