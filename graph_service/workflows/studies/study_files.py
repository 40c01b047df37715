"""The files of a restricted study: every student, their alters, the ties among these, all waves,
and the web as a graph. The people go by the study's codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analysis.measures import MEASURES
from analysis.measures.register import Measure
from facts.people import STUDENT
from graph_service.records.studies import StudyTerms
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.sight import Seen
from graph_service.workflows.studies.left_students import (
    LeftStudent,
    Row,
    closed_in,
    judged_twice,
    left_students,
    values_of,
)
from graph_service.workflows.studies.release_columns import (
    AATIE_COLUMNS,
    ALTER_COLUMNS,
    STUDY_CODE,
    ego_columns,
    wave_columns,
)
from graph_service.workflows.studies.release_graph import GraphFiles, ShownTie, graph_files
from graph_service.workflows.studies.release_tables import ReleaseTable
from graph_service.workflows.studies.studies import Study
from graph_service.workflows.studies.waves import wave_days

TABLES = ("egos", "alters", "aaties", "waves")
GRAPHS = ("web.graphml", "web.gexf", "web.json")
GRAPH_COLUMNS = ("grade", "adult_state", "peer_state")
"""What a student's node tells beside what they are."""


@dataclass(frozen=True, slots=True)
class StudyData:
    """The data of a study about one school on the lens's day, and on the day of each wave before
    it, by months. The last wave is the day itself.
    """

    study: Study
    measures: tuple[Measure, ...]
    waves: Mapping[str, list[LeftStudent]]

    @property
    def now(self) -> list[LeftStudent]:
        """Everybody on the lens's day."""
        return list(self.waves.values())[-1]

    def students(self) -> set[str]:
        """The uids of everybody who has a row."""
        return {student.uid for wave in self.waves.values() for student, _ in wave}

    def adults(self) -> set[str]:
        """The uids of the adults who are somebody's alter."""
        return {uid for uid, kind in self.alters().items() if kind != STUDENT}

    def alters(self) -> dict[str, str]:
        """The kind of each alter, by uid."""
        return {
            alter.uid: alter.kind
            for wave in self.waves.values()
            for _, left in wave
            for alter in left.web.alters
        }

    def told(self) -> list[Row]:
        """All that leaves, by uids instead of codes: a fingerprint is made of it."""
        uids = {uid: uid for uid in self.students() | set(self.alters())}
        return [list(row) for table in self.tables(uids) for row in table.rows]

    def tables(self, codes: Mapping[str, str]) -> list[ReleaseTable]:
        """The tables, the people by these codes and the rows in their order."""
        return [
            ReleaseTable("egos", ego_columns(STUDY_CODE, self.measures), self._egos(codes)),
            ReleaseTable("alters", ALTER_COLUMNS, self._alters(codes)),
            ReleaseTable("aaties", AATIE_COLUMNS, self._aaties(codes)),
            ReleaseTable("waves", wave_columns(self.measures), self._waves(codes)),
        ]

    def graphs(self, codes: Mapping[str, str]) -> GraphFiles:
        """The web as a graph."""
        months = list(self.waves)
        ties = [tie for month, wave in self.waves.items() for tie in _ties(wave, codes, month)]
        return graph_files(self._people(codes), sorted(ties), months[-1], months)

    def _egos(self, codes: Mapping[str, str]) -> list[Row]:
        place = [self.study.school.name, self.study.name]
        values = zip(self.now, values_of(self.now, self.measures), strict=True)
        return _by_code([codes[student.uid], *place, *row] for (student, _), row in values)

    def _waves(self, codes: Mapping[str, str]) -> list[Row]:
        return _by_code(
            [codes[student.uid], month, *row]
            for month, wave in self.waves.items()
            for (student, _), row in zip(wave, values_of(wave, self.measures), strict=True)
        )

    def _alters(self, codes: Mapping[str, str]) -> list[Row]:
        return _by_code(
            [
                codes[student.uid],
                codes[alter.uid],
                "peer" if alter.kind == STUDENT else "adult",
                alter.kind,
                "; ".join(alter.roles),
            ]
            for student, left in self.now
            for alter in left.web.alters
        )

    def _aaties(self, codes: Mapping[str, str]) -> list[Row]:
        return _by_code(
            [codes[student.uid], *sorted((codes[first], codes[second]))]
            for student, left in self.now
            for first, second in left.web.pairs.tied
        )

    def _people(self, codes: Mapping[str, str]) -> dict[str, dict[str, object]]:
        """Everybody by their codes: students of the day with their states, then the others."""
        names = [column.name for column in ego_columns(STUDY_CODE, self.measures)]
        places = {name: names.index(name) for name in GRAPH_COLUMNS}
        told: dict[str, dict[str, object]] = {
            codes[uid]: {"kind": kind} for uid, kind in self.alters().items()
        }
        told |= {
            str(row[0]): {"kind": STUDENT, **{name: row[at] for name, at in places.items()}}
            for row in self._egos(codes)
        }
        return dict(sorted(told.items()))


def study_data(study: Study, terms: StudyTerms, whole: Seen, seen: Seen, lens: Lens) -> StudyData:
    """The data of a study: ``seen`` is the school without what was said in confidence.

    A side that is closed on one of the days is closed on all of them, since its rows are joined.
    """
    days = wave_days(seen.facts, lens.on)
    days.pop(_month(lens.on), None)
    days[_month(lens.on)] = lens.on
    judged = {month: judged_twice(whole, seen, replace(lens, on=on)) for month, on in days.items()}
    closed = closed_in(judged.values())
    return StudyData(
        study,
        tuple(entry for entry in MEASURES if not terms.measures or entry.name in terms.measures),
        {month: left_students(day, closed) for month, day in judged.items()},
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _by_code(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of their random codes, which tells nothing and is the same each time."""
    return sorted(rows, key=lambda row: [str(value) for value in row[:3]])


def _ties(wave: list[LeftStudent], codes: Mapping[str, str], month: str) -> list[ShownTie]:
    return [
        ShownTie(
            codes[student.uid],
            codes[alter.uid],
            "peer" if alter.kind == STUDENT else "adult",
            "; ".join(alter.roles),
            month,
        )
        for student, left in wave
        for alter in left.web.alters
    ]
