"""Signing in as a program: JSON in, a cookie out, and nothing that a page of another site could
send.
"""

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from tests.office import PASSWORD, Office

README = Path(__file__).parent.parent.parent / "README.md"
RIGHT = {"login": "lead", "password": PASSWORD}


def test_a_program_signs_in_reads_and_signs_out(office: Office) -> None:
    """Without Origin and Sec-Fetch-Site; the cookie is worth nothing afterwards."""
    with office.client() as client:
        del client.headers["sec-fetch-site"]
        signed_in = client.post("/api/v1/sign-in", json=RIGHT)
        assert (signed_in.status_code, signed_in.json()["role"]) == (200, "lead")
        assert "HttpOnly" in signed_in.headers["set-cookie"]
        kept = dict(client.cookies)
        assert client.get("/api/v1/me").json() == signed_in.json()
        signed_out = client.post("/api/v1/sign-out", headers={"content-type": "application/json"})
        assert signed_out.json() == {"done": "sign-out"}
        client.cookies.update(kept)
        assert client.get("/api/v1/me").status_code == 401


def test_a_wrong_password_and_an_unknown_login_are_told_alike(office: Office) -> None:
    """401 in the one shape, but for the id to quote."""
    with office.client() as client:
        answers = [
            client.post("/api/v1/sign-in", json={"login": login, "password": "not this one"})
            for login in ("lead", "x")
        ]
    told = [{**answer.json()["error"], "id": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""]
)
def test_what_another_sites_page_can_send_without_asking_is_refused(
    office: Office, kind: str
) -> None:
    """A write that says neither where it comes from nor that it is JSON."""
    with office.client("lead") as client:
        del client.headers["sec-fetch-site"]
        for path in (
            "/api/v1/sign-in",
            "/api/v1/sign-out",
            f"/api/v1/students/{office.uid('Ada Lee')}/contacts",
        ):
            answer = client.post(path, content=json.dumps(RIGHT), headers={"content-type": kind})
            assert (path, answer.status_code) == (path, 403)
        assert client.get("/api/v1/me").status_code == 200


def test_json_from_another_site_is_refused(office: Office) -> None:
    """Every request that says that it comes from elsewhere is refused."""
    with office.client() as client:
        for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://elsewhere.example"}):
            if "origin" in headers:
                del client.headers["sec-fetch-site"]
            assert client.post("/api/v1/sign-in", json=RIGHT, headers=headers).status_code == 403


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The service at a port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(office.app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.skipif(
    shutil.which("curl") is None, reason="no curl: install it to try the README's example"
)
def test_the_readmes_example_does_what_it_says(office: Office, tmp_path: Path) -> None:
    """Its four lines, as a person would type them."""
    section = README.read_text(encoding="utf-8").split("\n## As a program\n", 1)[1]
    lines = section.split("```", 2)[1].strip().splitlines()
    uid = office.uid("Ada Lee")
    with served(office) as address:
        said = []
        for line in lines:
            typed = (
                line.replace("http://127.0.0.1:8000", address)
                .replace("STUDENT", uid)
                .replace("its password", PASSWORD)
            )
            done = subprocess.run(
                ["sh", "-c", typed], cwd=tmp_path, capture_output=True, text=True, check=True
            )
            said.append(json.loads(done.stdout))
    assert [set(said[0]), said[1]["title"], said[2], said[3]] == [
        {"account", "name", "role"},
        "Triage",
        {"done": "contact"},
        {"done": "sign-out"},
    ]
