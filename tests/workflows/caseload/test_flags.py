"""The flags of a school that went through files, import and database: the same as the independent
second reading of its tables.
"""

from pathlib import Path

import pytest

from graph_service.errors import NotThere
from graph_service.formats.writing import write_tables
from graph_service.store.engine import Definable
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests.analysis.random_schools import SCHOOL, random_tables
from tests.analysis.second_reading import read
from tests.workflows.folder import desk_on


def both(desk: Desk, folder: Path, seed: int) -> tuple[object, object]:
    """The database's answer for a random school, and the second reading's for its tables."""
    school = random_tables(seed)
    write_tables(school.tables, folder / str(seed))
    source = f"district {seed}"
    import_tables(desk, folder / str(seed), source=source)
    lens = Lens(school.on, school.rule, None, "", "")
    found = flags(desk, SCHOOL, lens)
    ours = {
        "figures": {
            side: {
                name: number
                for name, number in figure.items()
                if name != "advisor_reported_reference"
            }
            for side, figure in found["figures"].items()
        },
        "students": [
            {
                "id": row["id"],
                **{
                    side: {
                        "state": row[side]["state"],
                        "counted": sorted(row[side]["counted"]),
                        "not_counted": sorted(
                            row[side]["not_counted"], key=lambda other: str(other["alter"])
                        ),
                    }
                    for side in ("adult", "peer")
                },
            }
            for row in found["students"]
        ],
    }
    theirs = read(school.tables, school.on, school.rule, SCHOOL)
    theirs["students"] = sorted(theirs["students"], key=lambda student: str(student["id"]))
    return ours, theirs


@pytest.mark.parametrize("seed", range(12))
def test_the_database_gives_what_the_tables_say(
    engine: Definable, tmp_path: Path, seed: int
) -> None:
    """Nothing of a school full of edge cases is lost or bent between a file and a flag."""
    ours, theirs = both(desk_on(engine), tmp_path, seed)
    assert ours == theirs


def test_a_school_that_is_not_there_is_said_with_those_that_are(engine: Definable) -> None:
    """One clear sentence."""
    desk = desk_on(engine)
    with pytest.raises(NotThere, match="none yet"):
        flags(desk, "Nowhere", read_lens({}, desk.today(), desk.rule))
