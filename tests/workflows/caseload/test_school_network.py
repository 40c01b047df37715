"""The network of a school as its leads see it: figures, spreads and groups of enough students."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.network import WHOLE_MEASURES
from graph_service.access.reader import Reader
from graph_service.workflows.caseload.school_network import SchoolNetwork, school_networks
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from tests.office import embedded_office
from tests.workflows.folder import SCHOOL, write_folder

RING = [f"n{number}" for number in range(6)]
STUDENTS = [
    *SCHOOL["students"],
    *[f"{one},Student {one},Met,9,Red,,2025-09-01,," for one in RING],
]
ANSWERS = [*SCHOOL["answers"], *[f"r1,{one},answered,2026-10-03" for one in RING]]
NAMED = [
    f"r1,{one},{other},{one},supportive,2"
    for place, one in enumerate(RING)
    for other in (RING[(place + 1) % 6], RING[(place + 2) % 6])
]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[SchoolNetwork]:
    """A school of nine, of whom six of one advisory name each other in a ring."""
    with embedded_office(tmp_path) as office:
        desk = office.desk
        folder = write_folder(
            tmp_path / "ring",
            SCHOOL,
            students=STUDENTS,
            answers=ANSWERS,
            reports=[*SCHOOL["reports"], *NAMED],
        )
        import_tables(desk, folder)
        lead = Reader(desk.engine.read("account_by_login", login="lead")[0]["uid"], "Lead", "lead")
        (found,) = school_networks(desk, lead, read_lens({}, desk.today(), desk.rule)).schools
        yield found


def test_every_figure_of_the_register_is_told_or_says_why_not(network: SchoolNetwork) -> None:
    """In the register's order, with the words of the register."""
    assert [figure.name for figure in network.figures] == [entry.name for entry in WHOLE_MEASURES]
    assert all((figure.value is None) == bool(figure.missing) for figure in network.figures)
    figures = {figure.name: figure.value for figure in network.figures}
    assert figures["reciprocity"] == 0
    assert figures["naming_density"] == pytest.approx(13 / 56)


def test_silent_students_stand_beside_the_spread_and_not_in_it(network: SchoolNetwork) -> None:
    """Two of nine gave no answer: they are missing from naming, and not in its bar of nought."""
    named_by, names, mutual = network.spreads
    assert dict(names.bars) == {**dict.fromkeys(map(str, range(10)), 0), "10+": 0, "1": 1, "2": 6}
    assert (names.missing, mutual.missing, named_by.missing) == (2, 2, 0)
    assert dict(named_by.bars)["0"] == 2
    assert (network.quality.students, network.quality.answered) == (9, 7)


def test_groups_of_few_students_are_not_told_of(network: SchoolNetwork) -> None:
    """Red has six who answered; Blue and Gold have fewer than five, and so no share."""
    told = {group.name: (group.density, group.inside) for group in network.advisories}
    assert told == {"Blue": (None, None), "Gold": (None, None), "Red": (0.4, 1)}
    assert [(group.students, group.advisories) for group in network.communities] == [
        (6, (("Red", 6),))
    ]
    assert network.small_communities == 1
