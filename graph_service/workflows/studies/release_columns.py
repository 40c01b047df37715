"""The columns of a release: what each says, in which values, and when it is missing."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from analysis.measures import MEASURES
from analysis.measures.register import Measure

MISSING = "NA"
NOT_OBSERVED = "the side is not observed"

ValueType = Literal["text", "whole", "number", "truth"]
"""What a column holds, for formats that keep types."""


class ReleaseColumn(NamedTuple):
    """One column of a table: its name, what it says, its unit or values, when it is missing, and
    the type of its values.
    """

    name: str
    meaning: str
    values: str
    missing: str = "never"
    type: ValueType = "text"


def _side_columns(side: str) -> list[ReleaseColumn]:
    return [
        ReleaseColumn(
            f"{side}_state",
            f"State of the {side} side under the rule.",
            "supported, thin, isolated, unknown",
        ),
        ReleaseColumn(
            f"{side}_observed",
            "Whether an answer that may leave observes the side.",
            "TRUE, FALSE",
            type="truth",
        ),
        ReleaseColumn(
            f"{side}_count",
            f"Distinct {side} alters that count.",
            "whole number",
            NOT_OBSERVED,
            "whole",
        ),
        ReleaseColumn(
            f"{side}_not_counted",
            f"Known {side} alters that do not count.",
            "whole number",
            NOT_OBSERVED,
            "whole",
        ),
        ReleaseColumn(
            f"{side}_unnamed",
            "Highest number left unnamed that still speaks.",
            "whole number",
            NOT_OBSERVED,
            "whole",
        ),
        ReleaseColumn(
            f"{side}_observed_by",
            "Whose answer observes the side.",
            "student, advisor",
            NOT_OBSERVED,
        ),
        ReleaseColumn(
            f"{side}_observed_in", "Month of the latest observing answer.", "YYYY-MM", NOT_OBSERVED
        ),
        ReleaseColumn(
            f"{side}_cap_reached",
            "Whether an own answer in force named as many as its round had room for.",
            "TRUE, FALSE",
            "no own answer in force asks about the side, or it may not leave",
            "truth",
        ),
        ReleaseColumn(
            f"{side}_stale_words",
            "Known alters whose latest words are all stale.",
            "whole number",
            NOT_OBSERVED,
            "whole",
        ),
    ]


def measure_columns(measures: Iterable[Measure]) -> list[ReleaseColumn]:
    """The columns of these measures, as the register defines them."""
    return [
        ReleaseColumn(measure.name, measure.meaning, measure.values, measure.missing_when, "number")
        for measure in measures
    ]


_GRADE = ReleaseColumn("grade", "Grade on the day.", "text", "not recorded")
_SIDES = (*_side_columns("adult"), *_side_columns("peer"))
_OF_SCHOOL = (
    ReleaseColumn("school", "The school whose student this is.", "text"),
    ReleaseColumn(
        "study", "The study that the release was made for.", "text", "the command line named none"
    ),
)
UNKEPT_CODE = ReleaseColumn(
    "code",
    "A random code, made for this release alone and kept nowhere: it names a row, no person.",
    "text",
)
STUDY_CODE = ReleaseColumn(
    "code",
    "The random code of the student within the study: the same in every file and wave of it, "
    "and in no other study.",
    "text",
)


def ego_columns(
    code: ReleaseColumn = UNKEPT_CODE, measures: Iterable[Measure] = MEASURES
) -> tuple[ReleaseColumn, ...]:
    """The columns of ``egos``: a row a student on the day."""
    return (code, *_OF_SCHOOL, _GRADE, *_SIDES, *measure_columns(measures))


def wave_columns(measures: Iterable[Measure]) -> tuple[ReleaseColumn, ...]:
    """The columns of ``waves``: a row a student and wave."""
    wave = ReleaseColumn(
        "wave", "Month of the wave; the row is as of the last day of its rounds.", "YYYY-MM"
    )
    return (STUDY_CODE, wave, _GRADE, *_SIDES, *measure_columns(measures))


ALTER_COLUMNS = (
    ReleaseColumn("code", "The code of the student whose web it is (egor: egoID).", "text"),
    ReleaseColumn(
        "alter",
        "The code of the alter (egor: alterID). A student of the school has a row of this code "
        "in egos.",
        "text",
    ),
    ReleaseColumn("side", "The side that the alter counts on.", "adult, peer"),
    ReleaseColumn("kind", "What the alter is.", "student, staff, mentor, family, community"),
    ReleaseColumn(
        "roles",
        "The roles in force, with “; ” between them; other where an adult has none.",
        "advisor, mentor, family, teacher, other, peer",
    ),
)
AATIE_COLUMNS = (
    ReleaseColumn("code", "The code of the student whose web it is (egor: egoID).", "text"),
    ReleaseColumn("source", "The code of one alter (egor: Source).", "text"),
    ReleaseColumn("target", "The code of the other; the tie has no direction.", "text"),
)

COLUMNS = ego_columns()
"""The columns of ``egos`` with every measure."""
