"""The invented school: repeatable, valid as an import, and shaped on the field's figures."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import correlation, fmean, pstdev

import networkx as nx
import pytest

from analysis.rule import Rule
from graph_service.errors import BadInput
from graph_service.formats.tables import read_tables
from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.workflows.demo.demo_figures import preview_figures
from graph_service.workflows.demo.synthetic import Preset, synthetic_school
from graph_service.workflows.states.views import SideFigure
from tests.formats.whole import check_tables

TODAY = date(2026, 11, 24)
SEEDS = range(6)


def figures(tables: Tables, on: date = TODAY) -> dict[str, SideFigure]:
    """Both figures under the default rule, as the command that makes the school prints them."""
    return {figure.side: figure for figure in preview_figures(tables, Rule(), on)}


def rows(tables: Tables) -> int:
    """How many ties and reports there are."""
    return len(tables.ties) + len(tables.reports)


@pytest.fixture(scope="module")
def met() -> Tables:
    """The school of the default preset."""
    return synthetic_school(1, TODAY)


def test_the_same_seed_and_day_give_the_same_school_and_another_seed_another() -> None:
    """Everything follows from the arguments."""
    assert synthetic_school(3, TODAY, "pilot") == synthetic_school(3, TODAY, "pilot")
    assert synthetic_school(3, TODAY, "pilot") != synthetic_school(4, TODAY, "pilot")


@pytest.mark.parametrize("students", [1, 2, 3, 9, 10, 14, 16, 31, 46, 97, 250])
def test_a_school_of_any_size_is_one_that_an_import_takes(students: int) -> None:
    """Every id exists, every key is there once, and as many are enrolled as were asked for."""
    for seed in SEEDS:
        tables = synthetic_school(seed, TODAY, students=students)
        assert check_tables(tables, (), (), ()) == []
        assert sum(row.status == "enrolled" for row in tables.students) == students


def test_written_and_read_again_it_is_the_same_without_fault(tmp_path: Path, met: Tables) -> None:
    """The folder that is written holds what was made, days in order and all; a note names the
    further column.
    """
    write_tables(met, tmp_path)
    reading = read_tables(tmp_path)
    assert not reading.faults
    assert [note.rule for note in reading.warnings] == ["attributes"]
    assert reading.tables == replace(met, attributes=frozenset({"low_income"}))


@pytest.mark.parametrize("preset", ["met", "pilot"])
@pytest.mark.parametrize("seed", SEEDS)
def test_shares_come_out_near_the_fields_among_those_known(preset: Preset, seed: int) -> None:
    """About 90 % with adults and 87 % with peers; some thin, some isolated, many unknown, on each
    side.
    """
    found = figures(synthetic_school(seed, TODAY, preset))
    for side, reference in (("adult", 0.90), ("peer", 0.87)):
        assert found[side].share == pytest.approx(reference, abs=0.04)
        assert found[side].isolated >= 1
        assert found[side].thin >= 2
        assert 0.15 <= found[side].unknown / found[side].total <= 0.30


@pytest.mark.parametrize(
    "today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 7, 15), date(2031, 9, 3)]
)
def test_nothing_is_stale_by_accident_of_the_day(today: date) -> None:
    """The shares hold on whatever day the school is made."""
    found = figures(synthetic_school(1, today), today)
    assert found["adult"].share == pytest.approx(0.90, abs=0.04)
    assert found["peer"].share == pytest.approx(0.87, abs=0.04)


def test_a_year_later_nothing_is_known_any_more(met: Tables) -> None:
    """All answers are from this autumn or older, so they go stale together."""
    assert figures(met, TODAY + timedelta(days=366))["peer"].known == 0


def test_last_year_most_had_somebody_too(met: Tables) -> None:
    """Read as of last year's round, the school is one that could be: more than half of those known
    have enough, few have nobody.
    """
    for side in figures(met, TODAY - timedelta(days=404)).values():
        assert side.share is not None
        assert 0.6 <= side.share <= 0.95
        assert side.isolated <= side.known / 5


def test_a_school_of_two_thousand_holds_about_36_000_ties_and_reports() -> None:
    """Some 18 a student, whatever the size."""
    assert rows(synthetic_school(1, TODAY, students=2000)) == pytest.approx(36_000, rel=0.1)
    assert rows(synthetic_school(1, TODAY, students=500)) == pytest.approx(9_000, rel=0.1)


def named_by_those_asked(tables: Tables, round_id: str) -> "nx.DiGraph[str]":
    """The friends whom those who answered in a round named among each other as supportive."""
    answered = {
        row.informant_id
        for row in tables.answers
        if row.round_id == round_id and row.status == "answered"
    }
    named: nx.DiGraph[str] = nx.DiGraph()
    named.add_nodes_from(answered)
    named.add_edges_from(
        (row.student_id, row.alter_id)
        for row in tables.reports
        if row.round_id == round_id and row.support == "supportive" and row.alter_id in answered
    )
    return named


def alike(graph: "nx.Graph[str]") -> float:
    """The correlation of the numbers of friends at both ends of a friendship."""
    ends = [(first, second) for pair in graph.edges for first, second in (pair, pair[::-1])]
    return correlation(*zip(*[(graph.degree[a], graph.degree[b]) for a, b in ends], strict=True))


PUBLISHED = {
    "friends named": (3.7, 6.0),
    "reciprocity": (0.60, 0.79),
    "names and named by": (0.38, 0.76),
    "named by, unevenly": (0.58, 0.68),
    "transitivity": (0.35, 0.52),
    "alike": (0.09, 0.32),
    "isolates": (0.0, 0.065),
}
"""The range that friendship surveys of schools report: mean of friends named, reciprocity,
correlation of naming and being named, variation of being named, transitivity, degree assortativity,
share of isolates."""


def shape(graph: "nx.DiGraph[str]") -> dict[str, float]:
    """The same of one wave."""
    friends = graph.to_undirected()
    named_by = [graph.in_degree(one) for one in graph]
    names = [graph.out_degree(one) for one in graph]
    return {
        "friends named": fmean(names),
        "reciprocity": nx.overall_reciprocity(graph),
        "names and named by": correlation(names, named_by),
        "named by, unevenly": pstdev(named_by) / fmean(named_by),
        "transitivity": nx.transitivity(friends),
        "alike": alike(friends),
        "isolates": sum(degree == 0 for _, degree in friends.degree) / len(graph),
    }


@pytest.mark.parametrize("wave", [0, 1])
def test_friendships_are_shaped_as_those_of_published_surveys(wave: int) -> None:
    """In last year's wave and in this year's, over schools of several seeds."""
    shapes = []
    for seed in SEEDS:
        tables = synthetic_school(seed, TODAY, students=400)
        voices = sorted(row.id for row in tables.rounds if row.kind == "student_voice")
        shapes.append(shape(named_by_those_asked(tables, voices[wave])))
    for name, (least, most) in PUBLISHED.items():
        mean = fmean(found[name] for found in shapes)
        assert least <= mean <= most, (name, mean)


def test_names_are_unique_in_the_school() -> None:
    """Nobody is taken for somebody else, also where the plain names run out; staff have a title."""
    tables = synthetic_school(1, TODAY, students=2000)
    names = [row.name for row in tables.students] + [row.name for row in tables.adults]
    emails = [row.email for row in tables.adults if row.email is not None]
    assert len(set(names)) == len(names)
    assert all(
        row.name.startswith(("Ms ", "Mr ")) == (row.kind == "staff") for row in tables.adults
    )
    assert len(set(emails)) == len(emails)


def test_the_school_says_that_it_is_invented() -> None:
    """Pages tell from the name that its people are invented."""
    assert "(invented)" in synthetic_school(1, TODAY, "pilot").students[0].school
    assert (
        synthetic_school(1, TODAY, students=3, name="Quay").students[0].school == "Quay (invented)"
    )


def test_advisories_are_of_fifteen_under_one_advisor_of_mixed_or_single_grades(met: Tables) -> None:
    """Eight advisories at 120 students; each student has one advisor in force at most."""
    grades: dict[str | None, list[str | None]] = defaultdict(list)
    for row in met.students:
        if row.status == "enrolled":
            grades[row.advisory].append(row.grade)
    advisors = Counter(
        row.student_id
        for row in met.ties
        if row.role == "advisor" and (row.until is None or row.until > TODAY)
    )
    assert [len(held) for held in grades.values()] == [15] * 8
    assert {len(set(held)) for held in grades.values()} == {1, 4}
    assert set(advisors.values()) == {1}


def test_families_and_incomes_are_the_fields(met: Tables) -> None:
    """More than a third with one parent, and 62 to 74 % low income."""
    parents = Counter(row.student_id for row in met.ties if row.role == "family")
    incomes = [
        dict(row.attributes)["low_income"] for row in met.students if row.status == "enrolled"
    ]
    assert sum(count == 1 for count in parents.values()) / len(parents) > 1 / 3
    assert 0.62 <= incomes.count("yes") / len(incomes) <= 0.74


def test_internships_have_a_place_and_a_last_day(met: Tables) -> None:
    """Every mentor works somewhere; some internships have ended, others end later."""
    organisations = {row.id: row.organisation for row in met.adults if row.kind == "mentor"}
    ends = [row.until for row in met.ties if row.role == "mentor"]
    assert all(organisations.values())
    assert all(ends)
    assert min(end for end in ends if end) < TODAY < max(end for end in ends if end)


def test_about_a_quarter_does_not_answer_and_says_so_differently(met: Tables) -> None:
    """Asked, declined and absent are kept apart, among students and among staff."""
    asks = {row.id: row for row in met.rounds}
    kinds = {"student_voice", "staff_mapping"}
    held = {
        id
        for id, row in asks.items()
        if row.kind in kinds and row.opened_on > TODAY - timedelta(days=365)
    }
    for round_id in held:
        statuses = Counter(row.status for row in met.answers if row.round_id == round_id)
        assert 0.7 <= statuses["answered"] / statuses.total() <= 0.85
    assert {row.status for row in met.answers} == {"asked", "answered", "declined", "absent"}


def test_reports_are_of_every_support_and_strength_some_in_confidence(met: Tables) -> None:
    """Weak, stressful, neutral and denied ties are there, and words of last year."""
    assert {row.support for row in met.reports} == {"supportive", "neutral", "stressful", "none"}
    assert {row.strength for row in met.reports} == {None, 1, 2, 3}
    assert any(row.confidential and row.support == "stressful" for row in met.reports)
    assert any(row.opened_on < TODAY - timedelta(days=365) for row in met.rounds)


def test_somebody_is_alone_somebody_is_new_and_somebody_reaches_the_cap(met: Tables) -> None:
    """The cases for which the service exists are all there."""
    tied = {id for row in met.ties for id in (row.student_id, row.alter_id)}
    asked = {row.informant_id for row in met.answers}
    ids = {row.id for row in met.students if row.status == "enrolled"}
    new = [
        row.id
        for row in met.students
        if row.enrolled_on is not None and row.enrolled_on > TODAY - timedelta(days=7)
    ]
    students = {row.id for row in met.students}
    named = Counter(
        row.informant_id
        for row in met.reports
        if row.informant_id == row.student_id and row.alter_id in students
    )
    assert (ids - tied) & asked
    assert new
    assert not set(new) & asked
    assert max(named.values()) >= 10
    assert any(row.unnamed_adults for row in met.answers)
    assert any(row.unnamed_peers for row in met.answers)


def test_staff_and_students_disagree_about_some(met: Tables) -> None:
    """An advisor says that they support a student who answered and named nobody, or somebody
    else.
    """
    answered = {row.informant_id for row in met.answers if row.status == "answered"}
    own = {
        (row.student_id, row.alter_id) for row in met.reports if row.informant_id == row.student_id
    }
    staff = {
        (row.student_id, row.alter_id) for row in met.reports if row.informant_id == row.alter_id
    }
    assert {student for student, _ in staff - own} & answered


def test_most_graduates_are_still_in_contact_with_their_advisor_after_five_months(
    met: Tables,
) -> None:
    """The field's 85 %: a contact in the fifth month; none later than today."""
    graduates = {row.id: row.left_on for row in met.students if row.status == "graduated"}
    advisors = {(row.student_id, row.alter_id) for row in met.ties if row.role == "advisor"}
    lasting = {
        row.student_id
        for row in met.contacts
        if (left := graduates.get(row.student_id)) is not None
        and left + timedelta(days=120) <= row.on <= left + timedelta(days=152)
        and (row.student_id, row.adult_id) in advisors
    }
    assert len(lasting) / len(graduates) == pytest.approx(0.85, abs=0.03)
    assert max(row.on for row in met.contacts) <= TODAY
    assert any(row.status == "left" for row in met.students)


def test_a_school_without_students_or_of_another_age_is_refused_in_a_sentence() -> None:
    """No school of none, and none so early that its calendar would not fit."""
    with pytest.raises(BadInput, match="at least one student"):
        synthetic_school(1, TODAY, students=0)
    with pytest.raises(BadInput, match="year 3"):
        synthetic_school(1, date(3, 1, 1))
