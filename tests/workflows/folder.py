"""A small school as a folder of tables, and a desk over an engine on a day of one's choice."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from analysis.facts import Facts
from analysis.rule import Rule
from graph_service.store.engine import Engine
from graph_service.workflows.desk.reading import Desk

TODAY = date(2026, 11, 24)
HEADERS = {
    "students": "id,name,school,grade,advisory,status,enrolled_on,left_on,house",
    "adults": "id,name,kind,school",
    "ties": "student_id,alter_id,role,since,until,detail",
    "rounds": "id,school,kind,opened_on",
    "answers": "round_id,informant_id,status,answered_on",
    "reports": "round_id,student_id,alter_id,informant_id,support,strength",
    "contacts": "student_id,adult_id,on,kind,by",
}
SCHOOL = {
    "students": [
        "s1,Ada Lee,Met,9,Blue,,2025-09-01,,red",
        "s2,Ben Ono,Met,9,Blue,,2025-09-01,,",
        "s3,Cy Poe,Met,10,Gold,,2024-09-01,,",
    ],
    "adults": ["a1,Ms Ito,staff,Met", "a2,Mr Diaz,mentor,"],
    "ties": [
        "s1,a1,advisor,2025-09-01,,",
        "s1,a2,mentor,2026-01-10,2026-12-20,clinic",
        "s2,s1,peer,,,",
    ],
    "rounds": ["r1,Met,student_voice,2026-10-01"],
    "answers": ["r1,s1,answered,2026-10-03"],
    "reports": ["r1,s1,a1,s1,supportive,3", "r1,s1,s2,s1,supportive,2"],
    "contacts": ["s1,a2,2026-11-02,internship day,Ms Ito"],
}


def write_folder(
    folder: Path, tables: Mapping[str, Sequence[str]] = SCHOOL, **changed: Sequence[str]
) -> Path:
    """The tables as CSV files, those of ``changed`` in place of the school's."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in {**tables, **changed}.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(
                [HEADERS[name].split(","), *[line.split(",") for line in lines]]
            )
    return folder


def desk_on(engine: Engine, day: date = TODAY, begins: int = 0) -> Desk:
    """A desk whose clock starts at noon of the day, or so many seconds after it, and goes on by a
    second a look.
    """
    looks = iter(range(begins, 1_000_000))

    def clock() -> datetime:
        minutes, seconds = divmod(next(looks), 60)
        return datetime.combine(day, time(12, minutes, seconds), UTC)

    return Desk(engine, clock, "UTC", Rule())


def facts_now(desk: Desk) -> Facts:
    """The current facts of the only school."""
    return desk.facts(desk.schools()[0]).known()


def uid_of(desk: Desk, id: str) -> str:
    """The uid of somebody of the only school by the school's own id."""
    return next(person.uid for person in facts_now(desk).people.values() if person.id == id)
