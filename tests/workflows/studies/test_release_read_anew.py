"""A release that went through files, import and database, held row by row against a third reading
of the raw tables.
"""

import csv
import io
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from facts.statements import IN_CONFIDENCE
from graph_service.formats.writing import write_tables
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.release import release_named
from tests.analysis.random_schools import SCHOOL, School, random_tables
from tests.analysis.second_reading import SIDES
from tests.workflows.folder import desk_on
from tests.workflows.studies.third_reading import Third

SEEDS = (31, 47, 66, 88, 93, 174, 284, 337, 393)
"""Schools with sides of most states, told and withheld."""


def told_in_confidence(seed: int) -> School:
    """A random school in which some reports, and what was said in some rounds, were given in
    confidence; grades are unique.
    """
    school = random_tables(seed)
    chance = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    students = [
        row._replace(grade=f"grade {place}") for place, row in enumerate(school.tables.students)
    ]
    rounds = [
        row._replace(kind=IN_CONFIDENCE) if chance.random() < 0.2 else row
        for row in school.tables.rounds
    ]
    closed = {row.id for row in rounds if row.kind == IN_CONFIDENCE}
    reports = [
        row._replace(confidential=row.round_id in closed or chance.random() < 0.15)
        for row in school.tables.reports
    ]
    return school._replace(
        tables=replace(school.tables, students=students, rounds=rounds, reports=reports)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_each_row_says_what_the_raw_tables_say(tmp_path: Path, seed: int) -> None:
    """States, counts, whose answer observed, and the measures; with all that was said in confidence
    where it belongs.
    """
    school = told_in_confidence(seed)
    write_tables(school.tables, tmp_path / "in")
    engine = EmbeddedEngine(tmp_path / "db")
    migrate(engine)
    desk = desk_on(engine)
    import_tables(desk, tmp_path / "in", source="district")
    lens = Lens(school.on, school.rule, None, "", "")
    egos = release_named(desk, SCHOOL, lens).files["egos.csv"]
    known = {row["grade"]: row for row in flags(desk, SCHOOL, lens)["students"]}
    engine.close()
    rows = {row["grade"]: row for row in csv.DictReader(io.StringIO(egos))}
    third = Third(school.tables, school.on, school.rule, SCHOOL).rows()
    assert rows.keys() == third.keys() == known.keys()
    for grade, right in third.items():
        assert {name: _number(rows[grade][name]) for name in right} == {
            name: _number(value) for name, value in right.items()
        }
        for side in SIDES:
            assert rows[grade][f"{side}_state"] in ("unknown", known[grade][side]["state"])


def _number(text: str) -> object:
    """A number as it is read; the last digit of a share is no matter."""
    return pytest.approx(float(text)) if text.replace(".", "", 1).isdigit() else text


def test_the_schools_hold_what_has_to_be_told_apart() -> None:
    """Sides that are withheld, sides of which the state alone is told, and sides of each state that
    are told in full.
    """
    states: Counter[str] = Counter()
    for seed in SEEDS:
        school = told_in_confidence(seed)
        third = Third(school.tables, school.on, school.rule, SCHOOL)
        for row in third.here:
            for side in SIDES:
                hidden = "state alone" if third.stands(row.id, side) else "withheld"
                states[
                    hidden if third.withheld(row.id, side) else third.open.judge(row.id, side).state
                ] += 1
    kinds = ("withheld", "state alone", "supported", "thin", "isolated", "unknown")
    assert all(states[kind] >= 2 for kind in kinds), states
