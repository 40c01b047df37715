"""The cells that survey programs write beside an answer: sent off or not, an answer or not."""

import re

from graph_service.formats.instants import moment
from graph_service.formats.lines import Cells
from graph_service.formats.plain_words import NO, YES, Words
from graph_service.formats.spelling import folded

FINISHED = (
    "finished", "submitdate", "date submitted", "datum abgeschickt", "date de soumission",
    "fecha de envío", "data di invio",
    "data invio", "data de envio", "datum verzonden", "datum ingestuurd", "data wysłania",
    "datum inskickat", "dato innsendt",
)  # fmt: skip
"""Columns by which Qualtrics and LimeSurvey say whether an answer was sent off, where the mapping
names none.

LimeSurvey writes the code, the words in the survey's language, or both: "submitdate. Datum
Abgeschickt". """

_OF_MAKERS = (
    "survey preview", "survey test", "spam", "survey preview spam", "imported spam",
    "offline survey preview", "ex spam",
)  # fmt: skip
TRIES = {
    "status": Words(_OF_MAKERS),
    "response type": Words(_OF_MAKERS),
    "distributionchannel": Words(("preview", "test")),
    "distribution channel": Words(("preview", "test")),
}
"""Columns by which Qualtrics says that a row is nobody's answer: whoever made the survey tried it
out, or a machine filled it in."""

_NUMBERED_TRIES = frozenset("1 2 8 9 12 17 40".split())
"""The same in an export of numeric values, where the other columns are Qualtrics's too."""
_OF_QUALTRICS = ("recordeddate", "finished", "responseid")
_SENT = Words((*YES, "complete", "completed", "finished", "submitted", "100", "2"))
_NOT_SENT = Words((*NO, "incomplete", "partial", "in progress", "started", "unfinished"))


def is_numbered_try(cells: Cells) -> bool:
    """Whether the row is Qualtrics's, and marked by a number as a preview, a test or spam."""
    return (
        all(column in cells for column in _OF_QUALTRICS) and cells.get("status") in _NUMBERED_TRIES
    )


def code_of(title: str) -> str:
    """The head of a column in folded spelling; of a code and words the code alone, where it is
    LimeSurvey's.
    """
    spelt = folded(title)
    code = re.match(r"submitdate(?=\W)", spelt)
    return code[0] if code else spelt


def is_sent(text: str) -> bool | None:
    """Whether a cell says that an answer was sent off, by a word or by the day on which it was;
    None where it says neither.
    """
    if not text or _NOT_SENT.holds(text):
        return False
    day_first = moment(text, "day-first") or moment(text, "month-first")
    return True if _SENT.holds(text) or day_first is not None else None


VALIDATION = "_validation_status"
"""The column in which KoBo says what a school's own review made of a row."""


def review_of(text: str) -> str | None:
    """KoBo's review of a row: approved (also where nobody reviewed it), on hold or not
    approved; None where the cell says none of these.

    >>> review_of(""), review_of("validation_status_on_hold"), review_of("Not approved")
    ('approved', 'on hold', 'not approved')
    """
    said = folded(text).replace("_", " ").removeprefix("validation status ")
    if not said:
        return "approved"
    return said if said in ("approved", "on hold", "not approved") else None
