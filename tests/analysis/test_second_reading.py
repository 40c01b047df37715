"""The product's states, held against an independent reading of the rule over random schools."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from analysis.facts import Facts
from analysis.states import enrolled
from tests.analysis.judged import judge
from tests.analysis.random_schools import SCHOOL, School, random_tables, schools
from tests.analysis.second_reading import read
from tests.analysis.tables_to_facts import facts_of


def product(school: School) -> list[dict[str, Any]]:
    """The students of the school as the product judges them, in the shape of the second reading."""
    facts = facts_of(school.tables)
    judged = judge(facts, school.rule, school.on, enrolled(facts, school.on, SCHOOL))
    students = [
        {
            "id": facts.people[uid].id,
            "adult": shape(facts, states.adult),
            "peer": shape(facts, states.peer),
        }
        for uid, states in judged.items()
    ]
    return sorted(students, key=lambda student: str(student["id"]))


def shape(facts: Facts, side: Any) -> dict[str, Any]:
    """One side as the command prints it, without its sentence."""
    not_counted = sorted(
        (facts.people[verdict.alter].id, verdict.reason) for verdict in side.not_counted
    )
    return {
        "state": side.state,
        "counted": sorted(facts.people[verdict.alter].id for verdict in side.counted),
        "not_counted": [{"alter": alter, "reason": reason} for alter, reason in not_counted],
    }


@given(schools())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_readings_agree_on_schools_that_hypothesis_looks_for(school: School) -> None:
    """Two readings of the rule give each student the same states, alters and reasons."""
    assert product(school) == read(school.tables, school.on, school.rule, SCHOOL)["students"]


@pytest.mark.parametrize("block", range(10))
def test_both_readings_agree_on_seeded_schools(block: int) -> None:
    """Two readings agree on three hundred schools that are the same at every run."""
    for seed in range(block * 30, block * 30 + 30):
        school = random_tables(seed)
        assert product(school) == read(school.tables, school.on, school.rule, SCHOOL)["students"], (
            f"seed {seed}"
        )
