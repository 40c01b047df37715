import errno
import logging

import pytest

from graph_service.api import routes as api
from graph_service.errors import Busy, NoRoom, OutcomeUnknown, StoreUnavailable
from graph_service.pages import lists as pages
from tests.office import Office

FIELDS = {"error": {"id", "sentence", "faults"}}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/students/nobody", 404),
        ("DELETE", "/api/v1/me", 405),
        ("GET", "/api/v1/students?page=none", 422),
        ("GET", "/api/v1/students?on=soon", 422),
    ],
)
def test_every_failure_has_one_shape_for_programs(
    office: Office, method: str, path: str, status: int
) -> None:
    """An id to quote (but for 404, which is the same to the last byte), a sentence, and the
    faults.
    """
    with office.client("lead") as client:
        answer = client.request(method, path)
    assert answer.status_code == status
    problem = answer.json()["error"]
    assert {"error": set(problem)} == FIELDS
    assert bool(problem["id"]) == (status != 404)
    assert problem["sentence"].endswith(".")


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/triage?tab=none", 422), ("/students/nobody", 404)]
)
def test_every_failure_is_one_page_for_people(office: Office, path: str, status: int) -> None:
    """With a way back, and the headers of every answer."""
    with office.client("lead") as client:
        answer = client.get(path)
    assert answer.status_code == status
    assert "To your first page" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def fail(error: Exception) -> object:
    """A part that fails when it is called."""

    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Busy("x."), "x."),
        (OutcomeUnknown("x."), "x."),
        (
            StoreUnavailable("The database at bolt://inner:7687 does not answer."),
            (
                "Nothing was changed. Please try again shortly; if it goes on, tell whoever runs "
                "the service."
            ),
        ),
    ],
)
def test_a_database_that_cannot_answer_is_503(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    sentence: str,
) -> None:
    """For people and programs, without where the database is; the log has the error's kind under
    the id that they can quote.
    """
    monkeypatch.setattr(api, "caseload", fail(error))
    monkeypatch.setattr(pages, "caseload", fail(error))
    with office.client("lead") as client:
        page, given = client.get("/triage"), client.get("/api/v1/students")
    assert (page.status_code, given.status_code, given.json()["error"]["sentence"]) == (
        503,
        503,
        sentence,
    )
    assert f"Error {given.json()['error']['id']}: {type(error).__name__}" in caplog.text


def test_what_nobody_foresaw_is_answered_and_logged_without_names(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A page or JSON with the doors' headers; the log has the id and the place, and nothing that
    the error says.
    """
    monkeypatch.setattr(api, "caseload", fail(KeyError("Ada Lee")))
    monkeypatch.setattr(pages, "caseload", fail(KeyError("Ada Lee")))
    with caplog.at_level(logging.ERROR), office.client("lead") as client:
        page, given = client.get("/triage"), client.get("/api/v1/students")
    assert (page.status_code, given.status_code) == (500, 500)
    assert given.json()["error"]["id"] in caplog.text
    assert "KeyError" in caplog.text
    assert "Ada Lee" not in caplog.text + page.text + given.text
    for answer in (page, given):
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/", "/sign-in", "/triage", "/triage.csv", "/static/style.css", "/api/v1/me", "/nothing"],
)
def test_head_is_answered_as_get_without_a_body(office: Office, path: str) -> None:
    """The same status and headers, and nothing else."""
    with office.client("lead") as client:
        head, get = client.head(path), client.get(path)
    assert (head.status_code, head.headers, head.content) == (get.status_code, get.headers, b"")


def test_a_method_that_an_address_does_not_take_is_405_with_those_it_takes(office: Office) -> None:
    """All of them, HEAD where GET is, whoever asks."""
    with office.client() as client:
        answers = {
            path: client.put(path) for path in ("/sign-in", "/sign-out", "/api/v1/me", "/nothing")
        }
    assert {path: answer.headers.get("allow") for path, answer in answers.items()} == {
        "/sign-in": "GET, HEAD, POST",
        "/sign-out": "POST",
        "/api/v1/me": "GET, HEAD",
        "/nothing": None,
    }
    assert [answer.status_code for answer in answers.values()] == [405, 405, 405, 404]
    assert (
        answers["/api/v1/me"].json()["error"]["sentence"]
        == "This address takes GET and HEAD alone."
    )


def test_nothing_is_traced_and_no_folder_is_listed(office: Office) -> None:
    """The request is not sent back, and files are had by their names alone."""
    with office.client("lead") as client:
        assert client.request("TRACE", "/sign-in").status_code == 405
        assert [
            client.get(path).status_code
            for path in ("/static/", "/static/vendor/", "/static/%2e%2e/rendering.py")
        ] == [404] * 3


def test_a_write_on_a_full_disk_is_told_as_not_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request is to be sent again."""
    monkeypatch.setattr(api, "log_contact", fail(NoRoom("/srv/web.db is full.")))
    with office.client("advisor") as client:
        path = f"/api/v1/students/{office.uid('Ada Lee')}/contacts"
        given = client.post(path, json={"adult": office.uid("Ms Ito"), "kind": "meeting"})
    assert given.status_code == 503
    assert given.json()["error"]["sentence"].startswith(
        "The disk that holds the database is full, so this was not kept."
    )


def test_a_full_disk_is_told_without_where_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's disk, on which no look can be recorded, or the one that files are received
    on.
    """
    told = {}
    for error in (
        NoRoom("/srv/web.db is full."),
        OSError(errno.ENOSPC, "No space left on device", "/srv/in"),
    ):
        monkeypatch.setattr(api, "caseload", fail(error))
        with office.client("lead") as client:
            given = client.get("/api/v1/students")
        assert given.status_code == 503
        assert "/srv" not in given.text
        told[type(error)] = given.json()["error"]["sentence"]
    assert told[NoRoom].startswith(
        "The disk that holds the database is full. A page is shown only where the look"
    )
    assert told[OSError].startswith("A disk of the service is full, so this could not be done.")
