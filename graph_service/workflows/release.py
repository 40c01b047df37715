"""A research release: one row a student, isolates in, random codes, no names; a codebook; and a page that says what it is."""

import csv
import io
import secrets
from collections.abc import Iterable
from importlib.metadata import version
from typing import NamedTuple

from analysis.answers import Answered
from analysis.ego import measure
from analysis.states import SideState
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.store.scope import studied_schools
from graph_service.workflows.caseload import Judged, judged
from graph_service.workflows.flags import school_named
from graph_service.workflows.measures import MEASURES, measure_views
from graph_service.workflows.noting import note, note_operator
from graph_service.workflows.reading import Desk, School, whole_school, without_confidence
from graph_service.workflows.views import Lens

MISSING = "NA"
FILES = ("egos.csv", "codebook.csv", "README.md")


class Column(NamedTuple):
    """One column of egos.csv: its name, what it says, its unit or values, and when it is missing."""

    name: str
    meaning: str
    values: str
    missing: str = ""


def _side_columns(side: str) -> list[Column]:
    return [
        Column(f"{side}_state", f"State of the {side} side under the rule.", "supported, thin, isolated, unknown"),
        Column(f"{side}_count", f"Distinct {side} alters that count.", "whole number"),
        Column(f"{side}_not_counted", f"Known {side} alters that do not count.", "whole number"),
        Column(f"{side}_unnamed", "Highest number left unnamed that still speaks.", "whole number"),
        Column(f"{side}_observed_by", "Whose answer observes the side.", "student, advisor", "not observed"),
        Column(f"{side}_observed_in", "Month of the latest observing answer.", "YYYY-MM", "not observed"),
        Column(
            f"{side}_cap_reached",
            "Whether an own answer in force named as many as its round had room for.",
            "true, false",
            "no own answer in force asks about the side",
        ),
        Column(f"{side}_stale_words", "Known alters whose latest words are all stale.", "whole number"),
    ]


COLUMNS: tuple[Column, ...] = (
    Column("code", "A random code, made for this release alone and kept nowhere: it names a row, no person.", "text"),
    Column("grade", "Grade on the day.", "text", "not recorded"),
    *_side_columns("adult"),
    *_side_columns("peer"),
    *(Column(each.name, each.meaning, "number", each.missing) for each in MEASURES),
)


class Release(NamedTuple):
    """A release: file name → content, and the uids of the students it is made of."""

    files: dict[str, str]
    students: set[str]


def release(desk: Desk, reader: Reader, lens: Lens) -> dict[str, str]:
    """The release of the school a researcher's study is about: file name → content. NotThere without a study in force.

    The export is recorded first.
    """
    studied = studied_schools(desk.engine, reader.account, desk.today())
    school = next((each for each in desk.schools() if each.uid in studied), None)
    if school is None:
        raise NotThere("No study of yours is open.")
    made = release_of(desk, school, lens)
    right = f"without a name, in a release by a study of {school.name}"
    note(desk, reader, "exported a release", school.uid, students=made.students, right=right)
    return made.files


def release_named(desk: Desk, school: str, lens: Lens) -> dict[str, str]:
    """The release of a school by its name, for the operator; NotThere when there is none. The export is recorded first."""
    place = school_named(desk, school)
    made = release_of(desk, place, lens)
    note_operator(desk, "exported a release", place.uid, made.students)
    return made.files


def release_of(desk: Desk, school: School, lens: Lens) -> Release:
    """The three files of a school's release on the lens's day."""
    everyone = judged(without_confidence(whole_school(desk, school, lens)), lens)
    rows = [_row(each) for each in everyone]
    secrets.SystemRandom().shuffle(rows)
    header = [column.name for column in COLUMNS]
    files = {
        "egos.csv": _csv(header, rows),
        "codebook.csv": _csv(
            ["column", "meaning", "values", "missing_when"],
            [[column.name, column.meaning, column.values, column.missing] for column in COLUMNS],
        ),
        "README.md": _readme(lens, len(rows)),
    }
    return Release(files, {each.uid for each in everyone})


def _row(each: Judged) -> list[object]:
    sides = [value for side in each.states for value in _side(side)]
    numbers = [view.value for view in measure_views(measure(each.evidence, each.states))]
    return [secrets.token_hex(8), each.grade, *sides, *numbers]


def _side(side: SideState) -> list[object]:
    latest = max(side.observing, key=Answered.order, default=None)
    observer = None if latest is None else "student" if latest.informant == side.ego else "advisor"
    capped = None if not side.own else not all(answer.complete[side.side] for answer in side.own)
    stale = sum(each.reason == "stale" for each in side.not_counted)
    month = None if latest is None else f"{latest.day:%Y-%m}"
    return [side.state, side.n, len(side.not_counted), side.unnamed, observer, month, capped, stale]


def _csv(header: list[str], rows: Iterable[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _readme(lens: Lens, students: int) -> str:
    rule = lens.rule
    return f"""# Support Web research release

{lens.sentence}

- Made by support-web {version("support-web")}, rule `{rule.name}` version {rule.version}.
- Day: {lens.on.isoformat()}. Facts as known: {lens.known_on.isoformat() if lens.known_on else "when the release was made"}.
- Students: {students}, everyone enrolled on the day, isolates and unknown ones included.
- Thresholds: {rule.adult_threshold} adults, {rule.peer_threshold} peers; evidence `{rule.evidence}`; observers `{rule.observers}`;
  least strength {rule.least_strength}; fresh for {rule.fresh_days} days; adult roles {", ".join(sorted(rule.roles))}.

`egos.csv` holds one row a student, in random order. `{MISSING}` means undefined or not known, never 0; `codebook.csv` says when. *unknown*
is not isolated: nobody who could know has answered.

What was said in confidence is left out, and answers given in confidence, or together with something said in confidence, too, as if they
had not been given: no state, count or measure follows from them. A student of whom all that is known was said in confidence is *unknown* here.

Treat this release as confidential. The codes are random, made for this release alone and kept nowhere, so that they lead to nobody and into
no other release. But nothing is suppressed: a row may be the only one of its grade with its counts, so that somebody who knows a student
well could find their row, and somebody who holds two releases could tell which of their rows are alike. Days are given as months for that reason.
Density, effective size and constraint are taken in the ego's own web (the ego and the alters that count), never in the whole graph.
"""
