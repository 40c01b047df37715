"""A research release: one row a student, isolates in, random codes, no names; a codebook; and a
page that says what it is.
"""

import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.facts import SIDES, Side
from analysis.measures import MEASURES
from analysis.released import Released
from facts.people import STUDENT
from graph_service.access.reader import Reader
from graph_service.records.studies import StudyTerms
from graph_service.store.studies import codes_of
from graph_service.workflows.audit.log import note, note_operator
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.desk.sight import Seen, whole_school, without_confidence
from graph_service.workflows.studies.left_students import (
    NOTHING,
    judged_twice,
    left_students,
    side_values,
    values_of,
)
from graph_service.workflows.studies.program import program
from graph_service.workflows.studies.release_columns import MISSING, ego_columns
from graph_service.workflows.studies.release_readme import Withheld, readme
from graph_service.workflows.studies.release_stamp import Stamp, data_hash
from graph_service.workflows.studies.release_tables import ReleaseTable, codebook
from graph_service.workflows.studies.studies import Study, chosen_study, study_of_school
from graph_service.workflows.studies.study_files import GRAPHS, TABLES, study_data
from graph_service.workflows.studies.study_readme import study_readme

FILES = (
    *(f"{table}.{ending}" for table in TABLES for ending in ("csv", "parquet")),
    *GRAPHS,
    "codebook.csv",
    "README.md",
)
"""The names that the files of a release may have."""


class Release(NamedTuple):
    """A release: its stamp, its files by name, the name that they go by together, and the uids of
    the students it is made of.

    ``files`` are text; ``binary`` are those that are not.
    """

    stamp: Stamp
    files: dict[str, str]
    name: str
    students: set[str]
    binary: dict[str, bytes]

    def contents(self) -> dict[str, bytes]:
        """Every file as it is written."""
        return {name: text.encode() for name, text in self.files.items()} | self.binary


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
    """The files of a school's release on the lens's day: all of a study that was opened with terms,
    and one table of any other.
    """
    whole = whole_school(desk, study.school, lens)
    seen = without_confidence(whole)
    if study.terms is None:
        return _one_table(desk, study, lens, whole, seen)
    return _restricted(desk, study, study.terms, lens, whole, seen)


def _one_table(desk: Desk, study: Study, lens: Lens, whole: Seen, seen: Seen) -> Release:
    """A row a student, under codes that are made for this release alone."""
    everyone = left_students(judged_twice(whole, seen, lens))
    place: list[object] = [study.school.name, study.name]
    told = [[*place, *row] for row in values_of(everyone, MEASURES)]
    stamp = Stamp(study, desk.now(), program(), data_hash(seen.facts, told))
    rows = [[f"r{secrets.token_hex(8)}", *row] for row in told]
    secrets.SystemRandom().shuffle(rows)
    egos = ReleaseTable("egos", ego_columns(), rows)
    withheld = _withheld([left for _, left in everyone])
    files = {
        "egos.csv": egos.csv(),
        "codebook.csv": codebook([egos]),
        "README.md": readme(stamp, lens, len(rows), withheld, MISSING),
    }
    students = {student.uid for student, _ in everyone}
    return Release(stamp, files, _name(study, lens), students, {})


def _restricted(
    desk: Desk, study: Study, terms: StudyTerms, lens: Lens, whole: Seen, seen: Seen
) -> Release:
    """All tables and the web, under the codes of the study; the same twice is the same bytes."""
    data = study_data(study, terms, whole, seen, lens)
    stamp = Stamp(study, desk.now(), program(), data_hash(seen.facts, data.told()))
    students = data.students()
    coded = {uid for uid, kind in data.alters().items() if kind == STUDENT} | students
    codes = codes_of(desk.engine, study.uid, coded, data.adults(), desk.now())
    tables = data.tables(codes)
    withheld = _withheld([left for _, left in data.now])
    files = {f"{table.name}.csv": table.csv() for table in tables}
    graphs = data.graphs(codes)
    files |= {"web.graphml": graphs.graphml, "web.gexf": graphs.gexf, "web.json": graphs.json}
    files["codebook.csv"] = codebook(tables)
    counts = {table.name: len(table.rows) for table in tables}
    files["README.md"] = study_readme(stamp, terms, lens, counts, withheld, unique_rows(tables[0]))
    binary = {f"{table.name}.parquet": table.parquet() for table in tables}
    return Release(stamp, files, _name(study, lens), students, binary)


def unique_rows(egos: ReleaseTable) -> int:
    """How many rows are the only one with their values, the code left out."""
    counted = Counter(tuple(row[1:]) for row in egos.rows)
    return sum(times == 1 for times in counted.values())


def _withheld(everyone: Sequence[Released]) -> dict[Side, Withheld]:
    """By side, of how many nothing is told and of how many the state alone, and how many look like
    that.
    """
    found: dict[Side, Withheld] = {}
    for side in SIDES:
        told = [side_values(getattr(student.states, side)) for student in everyone]
        found[side] = Withheld(
            sum(side in student.withheld for student in everyone),
            told.count(["unknown", *NOTHING]),
            sum(side in student.state_alone for student in everyone),
            told.count(["supported", *NOTHING]),
        )
    return found


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
