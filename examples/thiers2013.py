"""Turn the friendship survey of a French lycée (SocioPatterns, December 2013) into our own tables.

    python examples/thiers2013.py SOURCE_FOLDER OUT_FOLDER

SOURCE_FOLDER holds two files of Mastrandrea, Fournet and Barrat (2015), PLoS ONE 10(9): e0136497,
CC BY-NC-SA 3.0, which are no part of this project: ``HighSchool2013_friendship_network.csv.gz`` (a
line ``i j``: i named j as a friend) and ``HighSchool2013_metadata.txt`` (a line ``id class
gender``, separated by tabs). OUT_FOLDER gets students, rounds, answers and reports, made with
Python's standard library alone.

The survey becomes one student-voice round that asks about peers, opened on 2 and closed on 20
December 2013. Everyone who named a friend answered; the rest of the roster was asked. Each naming
is a supportive report by the student who named, without a strength. There are no role ties and no
adults: the survey knows of none. A class stands as an advisory; the data have no names, so a
student is called by the id.
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

SCHOOL = "Lycée Thiers"
ROUND = "friendship-2013-12"
OPENED, CLOSED = "2013-12-02", "2013-12-20"


def main(arguments: Sequence[str]) -> int:
    """Read the two files, write the four tables, say how many rows each has."""
    if len(arguments) != 2:
        print("Usage: python examples/thiers2013.py SOURCE_FOLDER OUT_FOLDER", file=sys.stderr)
        return 2
    source, out = Path(arguments[0]), Path(arguments[1])
    try:
        roster = read_roster(source / "HighSchool2013_metadata.txt")
        namings = read_namings(source / "HighSchool2013_friendship_network.csv.gz")
    except OSError as error:
        print(f"Cannot read the survey: {error}", file=sys.stderr)
        return 1
    strangers = sorted({id for pair in namings for id in pair} - {id for id, _, _ in roster})
    if strangers:
        print(f"Named in the survey and not on the roster: {', '.join(strangers)}", file=sys.stderr)
        return 1
    write_tables(roster, namings, out)
    informants = len({student for student, _ in namings})
    print(
        f"{len(roster)} students, {informants} of them answered and named {len(namings)} "
        f"friends: {out}"
    )
    return 0


def read_roster(path: Path) -> list[tuple[str, str, str]]:
    """Each student's id, class and gender (blank where it is unknown)."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t")
        return [(id, group, "" if gender == "Unknown" else gender) for id, group, gender in rows]


def read_namings(path: Path) -> list[tuple[str, str]]:
    """The namings, each once."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter=" ")
        return list(
            dict.fromkeys((student, friend) for student, friend in rows if student != friend)
        )


def write_tables(
    roster: list[tuple[str, str, str]], namings: list[tuple[str, str]], out: Path
) -> None:
    """Write the four tables as CSV."""
    out.mkdir(parents=True, exist_ok=True)
    informants = {student for student, _ in namings}
    write(
        out / "students.csv",
        ["id", "name", "school", "grade", "advisory", "status", "gender"],
        (
            [id, f"Student {id}", SCHOOL, "", group, "enrolled", gender]
            for id, group, gender in roster
        ),
    )
    write(
        out / "rounds.csv",
        ["id", "school", "kind", "asks", "opened_on", "closed_on"],
        [[ROUND, SCHOOL, "student_voice", "peers", OPENED, CLOSED]],
    )
    write(
        out / "answers.csv",
        ["round_id", "informant_id", "student_id", "status"],
        ([ROUND, id, id, "answered" if id in informants else "asked"] for id, _, _ in roster),
    )
    write(
        out / "reports.csv",
        ["round_id", "student_id", "alter_id", "informant_id", "support"],
        ([ROUND, student, friend, student, "supportive"] for student, friend in namings),
    )


def write(path: Path, header: list[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
