"""A release is stamped: the same data give the same fingerprint, and a correction underneath
another one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analysis.rule import Rule
from graph_service.errors import BadInput
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.program import commit_of
from graph_service.workflows.studies.release import Release, release_named
from tests.workflows.folder import HEADERS, SCHOOL, desk_on, write_folder


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk over a small school."""
    monkeypatch.setitem(
        HEADERS,
        "reports",
        "round_id,student_id,alter_id,informant_id,support,strength,confidential",
    )
    engine = EmbeddedEngine(tmp_path / "db")
    migrate(engine)
    made = desk_on(engine)
    bring(made, tmp_path / "first")
    yield made
    engine.close()


def bring(desk: Desk, folder: Path, *more: str, said: str = "supportive") -> None:
    """The school's tables, with further reports and another word on Ben."""
    reports = ["r1,s1,a1,s1,supportive,3,", f"r1,s1,s2,s1,{said},2,", *more]
    import_tables(desk, write_folder(folder, SCHOOL, reports=reports))


def made(desk: Desk, **given: str) -> Release:
    """A release of today."""
    return release_named(desk, "Met", read_lens(given, desk.today(), desk.rule))


def test_the_same_data_give_the_same_fingerprint(desk: Desk, tmp_path: Path) -> None:
    """Taken twice, and brought in again as it was; the codes are others each time."""
    first = made(desk)
    bring(desk, tmp_path / "again")
    again = made(desk)
    assert first.stamp.data == again.stamp.data
    assert first.files["egos.csv"] != again.files["egos.csv"]


def test_a_correction_underneath_is_another_fingerprint(desk: Desk, tmp_path: Path) -> None:
    """Also one that changes no row: of a word that was *neutral* and is *stressful* now."""
    bring(desk, tmp_path / "neutral", said="neutral")
    first = made(desk)
    bring(desk, tmp_path / "stressful", said="stressful")
    again = made(desk)
    assert rows(first) == rows(again)
    assert first.stamp.data != again.stamp.data


def test_what_was_said_in_confidence_is_not_in_it_unless_a_row_tells(
    desk: Desk, tmp_path: Path
) -> None:
    """A word in confidence that changes no row changes no fingerprint: else it would tell that
    there is one.
    """
    first = made(desk, on="2026-09-01")
    bring(desk, tmp_path / "closed", "r1,s1,a2,a1,stressful,,true")
    again = made(desk, on="2026-09-01")
    assert rows(first) == rows(again)
    assert first.stamp.data == again.stamp.data
    assert rows(made(desk)) != rows(first)


def rows(release: Release) -> list[str]:
    """The rows without their codes."""
    return sorted(line.partition(",")[2] for line in release.files["egos.csv"].splitlines())


def test_the_readme_says_all_that_the_release_was_made_from(desk: Desk) -> None:
    """Whose data, when, by what, from what, and by which rule."""
    rule = Rule(evidence="any", adult_threshold=3, roles=frozenset({"mentor", "family"}))
    lens = Lens(
        date(2026, 11, 1),
        replace(rule, name="default, changed"),
        date(2026, 11, 24),
        "",
        "As asked.",
    )
    text = release_named(desk, "Met", lens).files["README.md"]
    for line in (
        "School: Met",
        "Study: none was named",
        "Day: 2026-11-01",
        "As known on: 2026-11-24",
        f"Rule: default, changed, version {rule.version}",
        "Thresholds: 3 adults, 2 peers",
        "Evidence: any",
        "Observers: student-or-advisor",
        "Adult roles that count: family, mentor",
    ):
        assert f"- {line}\n" in text
    assert re.search(r"^- Made at: 2026-11-24T12:\d\d:\d\dZ$", text, re.MULTILINE)
    assert re.search(
        r"^- Program: support-web \S+, commit \S+.*, files SHA-256 [0-9a-f]{64}$",
        text,
        re.MULTILINE,
    )
    assert re.search(r"^- Fingerprint of the data: [0-9a-f]{64}$", text, re.MULTILINE)


def test_an_earlier_days_knowledge_is_what_was_known_then(desk: Desk) -> None:
    """Everything was brought in today, so a release as it was known yesterday is refused, not
    empty.
    """
    with pytest.raises(BadInput, match="cannot be read"):
        made(desk, known_on="2026-11-23")
    assert len(rows(made(desk, known_on="2026-11-24"))) == 4
    assert made(desk).stamp.made_at > datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("packed", [False, True])
def test_the_commit_is_that_which_is_checked_out(tmp_path: Path, packed: bool) -> None:
    """By a branch's own file or a packed one, from a worktree too, by a detached head, or by the
    file of an image.
    """
    git, worktree = tmp_path / "house" / ".git", tmp_path / "tree"
    inner = git / "worktrees" / "tree"
    inner.mkdir(parents=True)
    worktree.mkdir()
    head, ref = "a" * 40, "refs/heads/main"
    (git / "HEAD").write_text(f"ref: {ref}\n")
    (inner / "HEAD").write_text(f"ref: {ref}\n")
    (inner / "commondir").write_text("../..\n")
    (worktree / ".git").write_text(f"gitdir: {inner}\n")
    if packed:
        (git / "packed-refs").write_text(f"# pack-refs with: peeled\n{head} {ref}\n")
    else:
        (git / ref).parent.mkdir(parents=True)
        (git / ref).write_text(f"{head}\n")
    assert commit_of(tmp_path / "house") == commit_of(worktree) == head
    (git / "HEAD").write_text(f"{'b' * 40}\n")
    assert commit_of(tmp_path / "house") == "b" * 40
    image = tmp_path / "image"
    image.mkdir()
    assert commit_of(image) == ""
    (image / "COMMIT").write_text("c" * 40)
    assert commit_of(image) == "c" * 40
