"""The directory: who is at the school today, for picking people; each search is recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording import directory
from tests.office import Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder

MORE = {
    "students": [
        *SCHOOL["students"],
        "s4,José García López,Met,9,Gold,,2025-09-01,,",
        "s5,Ben Ono,Met,11,Gold,,2025-09-01,,",
        "s6,Gone Already,Met,12,,left,2024-09-01,2026-06-30,",
    ],
    "adults": [
        *SCHOOL["adults"],
        "a3,Ms Benna Iqbal,staff,Met",
        "a4,Bena Family,family,",
    ],
    "ties": [*SCHOOL["ties"], "s2,a4,family,,,", "s3,a1,teacher,,,"],
}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Office]:
    """The small school with people of one name, an accent, family, and somebody who left."""
    with embedded_office(tmp_path) as office:
        import_tables(office.desk, write_folder(tmp_path / "more", SCHOOL, **MORE), source="Met")
        yield office


@pytest.fixture
def advisor(school: Office) -> Iterator[TestClient]:
    """The advisor's browser."""
    with school.client("advisor") as client:
        yield client


def asked(school: Office, client: TestClient, text: str, side: str) -> list[tuple[str, str]]:
    """The names that the page's script gets, with what is told of each."""
    path = f"/students/{school.uid('Ada Lee')}/people"
    answer = client.post(path, data={"text": text, "side": side})
    assert answer.status_code == 200
    return [(entry["name"], entry["what"]) for entry in answer.json()]


def test_a_name_is_found_however_it_is_written(school: Office, advisor: TestClient) -> None:
    """Its beginning, another order, no accents, a slip of a letter."""
    jose = [("José García López", "grade 9, Gold")]
    for text in ("jos", "garcia jo", "LOPEZ  jose", "Garcia López, José", "Jose Garcia Lopes"):
        assert asked(school, advisor, text, "peer") == jose, text
    assert asked(school, advisor, "ms ben", "adult") == [("Ms Benna Iqbal", "staff")]
    assert asked(school, advisor, "ito", "adult") == [("Ms Ito", "advisor of Blue and teacher")]


def test_two_of_one_name_are_told_apart_without_an_id(school: Office, advisor: TestClient) -> None:
    """By grade and advisory."""
    found = asked(school, advisor, "ben o", "peer")
    assert found == [("Ben Ono", "grade 11, Gold"), ("Ben Ono", "grade 9, Blue")]


def test_the_directory_tells_of_nobody_else(school: Office, advisor: TestClient) -> None:
    """No family, no mentor from outside, nobody who left, not the student; nothing for a letter."""
    for text, side in (
        ("bena fam", "adult"),
        ("diaz", "adult"),
        ("gone al", "peer"),
        ("ada lee", "peer"),
        ("b", "peer"),
        ("", "peer"),
    ):
        assert asked(school, advisor, text, side) == [], text


def test_each_search_is_recorded_with_whom_it_showed(school: Office, advisor: TestClient) -> None:
    """The words that were typed stand nowhere."""
    jose = school.uid("José García López")
    asked(school, advisor, "jos", "peer")
    with school.client("lead") as lead:
        told = lead.get(f"/api/v1/students/{jose}/record").json()
    assert [entry["action"] for entry in told["entries"]] == ["searched the directory"]
    assert "jos" not in str(told["entries"]).casefold()


def test_searching_without_end_is_stopped(
    school: Office, advisor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many searches one waits."""
    monkeypatch.setattr(directory, "MOST_SEARCHES", 2)
    for _ in range(2):
        asked(school, advisor, "jos", "peer")
    path = f"/students/{school.uid('Ada Lee')}/people"
    assert advisor.post(path, data={"text": "jos", "side": "peer"}).status_code == 422


def test_nobody_who_was_made_known_on_a_page_is_told(school: Office, advisor: TestClient) -> None:
    """A student may have named them in confidence."""
    path = f"/api/v1/students/{school.uid('Ada Lee')}/conversation"
    new = {"side": "adult", "everyone": False, "confidential": True}
    people = [{"person": "Zed Quill", "new_kind": "staff"}]
    with school.client("lead") as lead:
        assert lead.post(path, json={**new, "people": people}).status_code == 200
    assert asked(school, advisor, "zed", "adult") == []
