"""The log carries no name, no note and no student number, whatever is asked and whatever goes
wrong.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording import forms
from tests.office import PASSWORD, Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder

MARKS = ["Zaphira", "Quillon", "NUM-7731", "a-note-in-amber", "violet-detail", "what-nobody-knows"]
MARKED = {
    **SCHOOL,
    "students": [*SCHOOL["students"], "NUM-7731,Zaphira Quillon,Met,9,Blue,,2025-09-01,,"],
    "ties": [*SCHOOL["ties"], "NUM-7731,a2,mentor,2026-01-10,,violet-detail"],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A school with marks that stand nowhere else."""
    with embedded_office(tmp_path) as made:
        import_tables(made.desk, write_folder(tmp_path / "marked", MARKED))
        yield made


def fail(*_: object, **__: object) -> NoReturn:
    """An error that says more than it should."""
    raise KeyError(" ".join(MARKS))


def unavailable(*_: object, **__: object) -> NoReturn:
    """A database that says more than it should."""
    raise StoreUnavailable(" ".join(MARKS))


def test_no_mark_is_logged(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Looks, changes, refusals, wrong passwords, and errors that hold a name."""
    uid = office.uid("Zaphira Quillon")
    with caplog.at_level(logging.DEBUG), office.client("lead") as client:
        for path in ("/triage?tab=all", "/students.csv", f"/students/{uid}", "/api/v1/flags"):
            assert client.get(path).status_code == 200
        assert client.post("/triage?tab=all", data={"text": "Zaphira"}).status_code == 200
        assert client.get("/triage?text=Zaphira").status_code == 422
        contact = {"adult": "Mr Diaz", "kind": "a-note-in-amber"}
        assert client.post(f"/api/v1/students/{uid}/contacts", json=contact).status_code == 200
        assert (
            client.post(f"/api/v1/students/{uid}/contacts", json={"adult": "Zaphira"}).status_code
            == 422
        )
        client.post("/sign-in", data={"login": "Zaphira Quillon", "password": "what-nobody-knows"})
        client.get("/students/Zaphira Quillon")
        with monkeypatch.context() as patched:
            patched.setattr(forms, "append", fail)
            assert (
                client.post(
                    f"/api/v1/students/{uid}/contacts", json=contact | {"day": "2026-11-01"}
                ).status_code
                == 500
            )
        monkeypatch.setattr(office.desk.engine, "write", unavailable)
        assert client.get(f"/students/{uid}").status_code == 503
    ours = [
        record for record in caplog.records if not record.name.startswith(("httpx", "asyncio"))
    ]  # the test's own
    told = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in ours)
    assert not any(mark in told for mark in [*MARKS, PASSWORD])
    assert "KeyError" in told


def test_an_error_page_shows_an_id_and_no_content(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error's text stays out of the answer."""
    with office.client("lead") as client:
        monkeypatch.setattr("graph_service.pages.students.student_web", fail)
        answer = client.get(f"/students/{office.uid('Zaphira Quillon')}")
    assert answer.status_code == 500
    assert not any(mark in answer.text for mark in MARKS)
