"""Answers to programs beside the views: the account, what was done, the files of a release,
faults.
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """A failure: an id to quote, one sentence, and every fault."""

    id: str
    sentence: str
    faults: list[str]


class Refused(BaseModel):
    """The one shape of an error."""

    error: Problem


class Me(BaseModel):
    """The account that is signed in."""

    account: str
    name: str
    role: str


class Done(BaseModel):
    """The thing that was done."""

    done: str


class DoneWith(Done):
    """The item that was ended or taken back. For a tie: the ids of other ties that keep the two
    tied in this role.
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
    400: {"model": Refused, "description": "The request cannot be read"},
    401: {"model": Refused, "description": "Nobody is signed in"},
    403: {"model": Refused, "description": "A write from another site"},
    404: {"model": Refused, "description": "Not there, or not yours to see"},
    411: {"model": Refused, "description": "The length of what was sent is missing"},
    413: {"model": Refused, "description": "Too large"},
    421: {"model": Refused, "description": "Asked of a host that is not ours"},
    422: {"model": Refused, "description": "The request is wrong; every fault is listed"},
    500: {"model": Refused, "description": "The service made a mistake"},
    503: {"model": Refused, "description": "The database is busy or does not answer"},
}
