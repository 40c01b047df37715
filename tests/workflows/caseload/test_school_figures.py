"""A school's figures: by group, over the rounds, and as students and as advisors see it."""

from datetime import date
from pathlib import Path

import pytest

from graph_service.access.reader import Reader
from graph_service.auth.passwords import hash_password
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.school_figures import SchoolFigures, school_figures
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on, write_folder

TABLES = {
    "students": [
        "s1,Ada Lee,Met,9,Blue,,2025-09-01,,",
        "s2,Ben Ono,Met,10,Blue,,2025-09-01,,",
        "s3,Cy Poe,Met,10,,,2025-09-01,,",
    ],
    "ties": [f"s{number},a1,advisor,2025-09-01,," for number in (1, 2, 3)],
    "rounds": ["r0,Met,student_voice,2025-10-01", "r1,Met,student_voice,2026-10-01"],
    "answers": [
        "r0,s1,answered,2025-10-02",
        "r1,s1,answered,2026-10-03",
        "r1,s2,answered,2026-10-03",
    ],
    "reports": [
        "r1,s1,a1,s1,supportive,3",
        "r1,s1,a2,s1,supportive,2",
        "r0,s1,a1,s1,supportive,2",
    ],
    "contacts": [],
}
REPORTED = {
    "rounds": [*TABLES["rounds"], "r2,Met,advisor_report,2026-11-01"],
    "reports": [*TABLES["reports"], "r2,s2,a1,a1,supportive,2", "r2,s2,a2,a1,supportive,2"],
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over an empty file."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    return desk_on(engine)


def figures(desk: Desk, folder: Path, **changed: list[str]) -> SchoolFigures:
    """The school's figures as its lead sees them."""
    import_tables(
        desk,
        write_folder(
            folder, {**TABLES, **changed, "adults": ["a1,Ms Ito,staff,Met", "a2,Mr Diaz,mentor,"]}
        ),
    )
    way = Way("LEADS", desk.schools()[0].uid)
    account = NewAccount("lead", "Lead", "lead", hash_password("a long enough password"), (way,))
    reader = Reader(add_account(desk.engine, account, desk.now(), desk.today()), "Lead", "lead")
    return school_figures(desk, reader, read_lens({}, desk.today(), desk.rule))


def test_groups_stand_in_the_order_of_grades_and_the_unrecorded_last(
    desk: Desk, tmp_path: Path
) -> None:
    """Each group has figures of its own, with its bounds; together they are everyone."""
    found = figures(desk, tmp_path / "met")
    assert [(group.label, group.adult.total, group.adult.share) for group in found.by_grade] == [
        ("9", 1, 1.0),
        ("10", 2, 0.0),
    ]
    assert [(group.label, group.peer.total) for group in found.by_advisory] == [
        ("Blue", 2),
        ("not recorded", 1),
    ]
    assert (found.adult.low, found.adult.high) == (1 / 3, 2 / 3)


def test_each_round_stands_with_what_was_known_on_its_day(desk: Desk, tmp_path: Path) -> None:
    """After the first round one student was known, and not yet supported; a round that nobody
    answered is left out.
    """
    unanswered = [*TABLES["rounds"], "r9,Met,student_voice,2026-11-10"]
    found = figures(desk, tmp_path / "met", rounds=unanswered).over_rounds
    assert [(row.on, row.adult.known, row.adult.supported) for row in found] == [
        (date(2025, 10, 2), 1, 0),
        (date(2026, 10, 3), 2, 1),
    ]


def test_both_views_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    """Ben named nobody; his advisor reports two adults: one student has enough as advisors see it
    alone.
    """
    adults, peers = figures(desk, tmp_path / "met", **REPORTED).views
    assert dict(adults.table) == {"enough": (0, 0, 1), "too few": (1, 0, 0), "not known": (0, 0, 1)}
    assert (adults.advisors_only, adults.students_only) == (1, 0)
    assert (peers.side, peers.advisors_only, peers.students_only) == ("peer", 0, 0)
