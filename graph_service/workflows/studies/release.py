"""A research release: one row a student, isolates in, random codes, no names; a codebook; and a
page that says what it is.
"""

import csv
import io
import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.answers import Answered
from analysis.facts import SIDES, Side
from analysis.measures import MEASURES
from analysis.measures.register import measured_in_bulk
from analysis.released import Released, released
from analysis.states import SideState
from graph_service.access.reader import Reader
from graph_service.formats.values import guard
from graph_service.workflows.audit.log import note, note_operator
from graph_service.workflows.caseload.judged import Judged, judged
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.desk.sight import whole_school, without_confidence
from graph_service.workflows.studies.program import program
from graph_service.workflows.studies.release_readme import Withheld, readme
from graph_service.workflows.studies.release_stamp import Stamp, data_hash
from graph_service.workflows.studies.studies import Study, chosen_study, study_of_school

MISSING = "NA"
FILES = ("egos.csv", "codebook.csv", "README.md")
NOT_OBSERVED = "the side is not observed"
NOTHING = [False, *[None] * 7]
"""The columns of a row beside the state of a side that nobody was asked about."""


class ReleaseColumn(NamedTuple):
    """One column of egos.csv: its name, what it says, its unit or values, and when it is
    missing.
    """

    name: str
    meaning: str
    values: str
    missing: str = "never"


def _side_columns(side: str) -> list[ReleaseColumn]:
    return [
        ReleaseColumn(
            f"{side}_state",
            f"State of the {side} side under the rule.",
            "supported, thin, isolated, unknown",
        ),
        ReleaseColumn(
            f"{side}_observed", "Whether an answer that may leave observes the side.", "TRUE, FALSE"
        ),
        ReleaseColumn(
            f"{side}_count", f"Distinct {side} alters that count.", "whole number", NOT_OBSERVED
        ),
        ReleaseColumn(
            f"{side}_not_counted",
            f"Known {side} alters that do not count.",
            "whole number",
            NOT_OBSERVED,
        ),
        ReleaseColumn(
            f"{side}_unnamed",
            "Highest number left unnamed that still speaks.",
            "whole number",
            NOT_OBSERVED,
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
        ),
        ReleaseColumn(
            f"{side}_stale_words",
            "Known alters whose latest words are all stale.",
            "whole number",
            NOT_OBSERVED,
        ),
    ]


COLUMNS: tuple[ReleaseColumn, ...] = (
    ReleaseColumn(
        "code",
        "A random code, made for this release alone and kept nowhere: it names a row, no person.",
        "text",
    ),
    ReleaseColumn("school", "The school whose student this is.", "text"),
    ReleaseColumn(
        "study", "The study that the release was made for.", "text", "the command line named none"
    ),
    ReleaseColumn("grade", "Grade on the day.", "text", "not recorded"),
    *_side_columns("adult"),
    *_side_columns("peer"),
    *(
        ReleaseColumn(measure.name, measure.meaning, measure.values, measure.missing_when)
        for measure in MEASURES
    ),
)


class Release(NamedTuple):
    """A release: its stamp, its files by name, the name that they go by together, and the uids of
    the students it is made of.
    """

    stamp: Stamp
    files: dict[str, str]
    name: str
    students: set[str]


def release(desk: Desk, reader: Reader, lens: Lens, school: str = "", study: str = "") -> Release:
    """The release of the one study of the researcher's that is meant; ``school`` and ``study`` are
    names, '' where none was given.

    NotThere without such a study in force, BadInput where there are several. The export is recorded
    first.
    """
    meant = chosen_study(desk, reader, school, study)
    made = release_of(desk, meant, lens)
    right = f"without a name, in a release for the study {meant.name} of {meant.school.name}"
    note(desk, reader, "exported a release", meant.school.uid, students=made.students, right=right)
    return made


def release_named(desk: Desk, school: str, lens: Lens, study: str | None = None) -> Release:
    """The release of a school by its name, for the operator; NotThere when there is none. The
    export is recorded first.
    """
    meant = study_of_school(desk, school_named(desk, school), study)
    made = release_of(desk, meant, lens)
    note_operator(desk, "exported a release", meant.school.uid, made.students)
    return made


def release_of(desk: Desk, study: Study, lens: Lens) -> Release:
    """The three files of a school's release on the lens's day."""
    whole = whole_school(desk, study.school, lens)
    seen = without_confidence(whole)
    scope = frozenset(seen.reasons)
    known = {student.uid: student for student in judged(whole, lens)}
    everyone = [
        (student, _released(known[student.uid], student, scope)) for student in judged(seen, lens)
    ]
    told = [_row(study, student, left) for student, left in everyone]
    stamp = Stamp(study, desk.now(), program(), data_hash(seen.facts, told))
    rows = [[f"r{secrets.token_hex(8)}", *row] for row in told]
    secrets.SystemRandom().shuffle(rows)
    header = [column.name for column in COLUMNS]
    files = {
        "egos.csv": _csv(header, rows),
        "codebook.csv": _csv(["column", "meaning", "values", "missing_when"], COLUMNS),
        "README.md": readme(
            stamp, lens, len(rows), _withheld([left for _, left in everyone]), MISSING
        ),
    }
    return Release(stamp, files, _name(study, lens), set(known))


def _released(known: Judged, seen: Judged, scope: frozenset[str]) -> Released:
    return released((known.evidence, known.states), (seen.evidence, seen.states), scope)


def _withheld(everyone: Sequence[Released]) -> dict[Side, Withheld]:
    """By side, of how many nothing is told and of how many the state alone, and how many look like
    that.
    """
    found: dict[Side, Withheld] = {}
    for side in SIDES:
        told = [_side(getattr(student.states, side)) for student in everyone]
        found[side] = Withheld(
            sum(side in student.withheld for student in everyone),
            told.count(["unknown", *NOTHING]),
            sum(side in student.state_alone for student in everyone),
            told.count(["supported", *NOTHING]),
        )
    return found


def _row(study: Study, student: Judged, left: Released) -> list[object]:
    sides = [value for side in left.states for value in _side(side)]
    (numbers,) = measured_in_bulk(MEASURES, [left.web])
    return [study.school.name, study.name, student.grade, *sides, *numbers.values()]


def _side(side: SideState) -> list[object]:
    latest = max(side.observing, key=Answered.order, default=None)
    capped = None if not side.own else not all(answer.complete[side.side] for answer in side.own)
    if latest is None:
        return [side.state, False, None, None, None, None, None, capped, None]
    observer = "student" if latest.informant == side.ego else "advisor"
    stale = sum(verdict.reason == "stale" for verdict in side.not_counted)
    month = f"{latest.day:%Y-%m}"
    return [
        side.state,
        True,
        side.n,
        len(side.not_counted),
        side.unnamed,
        observer,
        month,
        capped,
        stale,
    ]


def _csv(header: list[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return str(value).upper()
    return guard(value) if isinstance(value, str) else value


def _name(study: Study, lens: Lens) -> str:
    """The common name of the files: school, study and day, in letters that every file system
    takes.
    """
    parts = ["release", study.school.name, study.name or "", lens.on.isoformat()]
    if lens.known_on is not None:
        parts.append(f"as-known-on-{lens.known_on.isoformat()}")
    plain = [
        re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", part)).strip("-") for part in parts
    ]
    return "_".join(part[:60] for part in plain if part)
