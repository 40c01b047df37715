"""The people of the facts, and the advisories that students are in."""

from datetime import date
from typing import NamedTuple

STUDENT = "student"
"""The kind of a student; every other kind is an adult's."""


class Person(NamedTuple):
    """Someone in a web, under an opaque key (``uid``); ``id`` is the school's own.

    ``kind`` is student, staff, mentor, family or community. The two days are an adult's: students
    have enrolments.
    """

    uid: str
    id: str
    name: str
    kind: str
    active_from: date | None = None
    active_until: date | None = None


class NamedAdvisory(NamedTuple):
    """An advisory of a school, by the names of both. Two schools may each have one of a name."""

    uid: str
    name: str
    school: str
