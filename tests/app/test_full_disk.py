import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.journal import journal_of, size_of
from tests.full_disk import full
from tests.office import Office, embedded_office

ROOM = (0, 40, 300, 800, 1500, 4000, 20_000)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office that is the test's own."""
    with embedded_office(tmp_path / "office") as made:
        yield made


def test_contacts_that_were_answered_are_there_and_those_that_were_not_kept_are_not(
    office: Office, tmp_path: Path
) -> None:
    """The disk fills up at many moments; the service goes on, and the files it would leave if it
    were killed hold the same.
    """
    file = tmp_path / "office" / "support-web.db"
    path = f"/api/v1/students/{office.uid('Ada Lee')}"
    told: dict[str, bool] = {}
    with office.client("advisor") as client:
        before = {entry["held_on"] for entry in client.get(path).json()["contacts"]}
        for number, room in enumerate(ROOM):
            for limited in (True, False):
                day = str(date(2026, 9, 1) + timedelta(2 * number + limited))
                given = {"adult": office.uid("Ms Ito"), "kind": "meeting", "day": day}
                with full(size_of(journal_of(file)) + room if limited else 2**40):
                    answer = client.post(f"{path}/contacts", json=given)
                told[day] = answer.status_code == 200
                if not told[day]:
                    assert answer.status_code == 503
                    assert "this was not kept" in answer.json()["error"]["sentence"]
        there = {entry["held_on"] for entry in client.get(path).json()["contacts"]}
    assert set(told.values()) == {True, False}
    assert there - before == {day for day, kept in told.items() if kept}
    for part in (file, journal_of(file)):
        if part.exists():
            shutil.copy(part, tmp_path / part.name)
    engine = EmbeddedEngine(tmp_path / file.name)
    (met,) = (row["uid"] for row in engine.read("schools") if row["name"] == "Met")
    rows = {
        row["student"]: set(row["held_ons"]) for row in engine.read("school_contacts", school=met)
    }
    assert rows[office.uid("Ada Lee")] == there
    engine.close()
