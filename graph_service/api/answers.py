"""What programs are answered beside the views: who is signed in, what was done, the files of a
release, what went wrong.
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """What went wrong: an id to quote, one sentence, and every fault."""

    id: str
    sentence: str
    faults: list[str]


class Refused(BaseModel):
    """The one shape of an error."""

    error: Problem


class Me(BaseModel):
    """Who is signed in."""

    account: str
    name: str
    role: str


class Done(BaseModel):
    """What was done."""

    done: str


class DoneWith(Done):
    """What was ended or taken back; where it was a tie, the ids of those in force by which the two
    are tied in its role all the same.
    """

    still: list[str] = []


class ReleaseFile(BaseModel):
    """One file of a release."""

    name: str
    content: str


class ReleaseFiles(BaseModel):
    """A research release: whose data it holds, when, by which program and from which data it was
    made, and its files.

    ``name`` is what they are called together.
    """

    school: str
    study: str
    made_at: datetime
    program: str
    fingerprint: str
    name: str
    files: list[ReleaseFile]


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": Refused, "description": "What was sent cannot be read"},
    401: {"model": Refused, "description": "Nobody is signed in"},
    403: {"model": Refused, "description": "A write from another site"},
    404: {"model": Refused, "description": "Not there, or not yours to see"},
    411: {"model": Refused, "description": "The length of what was sent is missing"},
    413: {"model": Refused, "description": "Too large"},
    421: {"model": Refused, "description": "Asked of a host that is not ours"},
    422: {"model": Refused, "description": "What was given is wrong; every fault is listed"},
    500: {"model": Refused, "description": "The service made a mistake"},
    503: {"model": Refused, "description": "The database is busy or does not answer"},
}
