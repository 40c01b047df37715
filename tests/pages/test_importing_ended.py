"""The service is told to end while files wait for a yes, or still come in: none of them stays on
the disk.
"""

import signal
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from analysis.rule import Rule
from graph_service.auth.passwords import hash_password
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests.office import PASSWORD
from tests.pages.bringing import MORE, NEW, settled, words
from tests.pages.serving import free_port, sent_in, served
from tests.workflows.folder import write_folder

ENDED = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""How a process says that it was told to end."""


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database with a school and its administrator."""
    place = tmp_path / "support.web"
    engine = EmbeddedEngine(place)
    migrate(engine)
    desk = Desk(engine, lambda: datetime.now(UTC), "UTC", Rule())
    import_tables(desk, write_folder(tmp_path / "met"))
    ways = (Way("ADMINISTERS", desk.schools()[0].uid),)
    add_account(
        engine,
        NewAccount("admin", "Admin", "administrator", hash_password(PASSWORD), ways),
        desk.now(),
        desk.today(),
    )
    engine.close()
    return str(place)


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A browser at a port that is free."""
    headers = {"sec-fetch-site": "same-origin"}
    with httpx.Client(
        base_url=f"http://127.0.0.1:{free_port()}", headers=headers, timeout=60
    ) as made:
        yield made


def kept(uploads: Path) -> list[Path]:
    """The remains of files that were sent in."""
    return [path for path in uploads.rglob("*") if path.is_file()]


def ended(process: "subprocess.Popen[str]", by: signal.Signals) -> int:
    """The exit code of the service, told to end."""
    process.send_signal(by)
    return process.wait(timeout=60)


@pytest.mark.parametrize("by", list(ENDED))
def test_files_that_wait_for_a_yes_go_as_the_service_ends(
    tmp_path: Path, database: str, client: httpx.Client, by: signal.Signals
) -> None:
    """By Ctrl+C and by the system; nothing of them or of whom they name is left, and the page says
    so afterwards.
    """
    uploads, folder, port = tmp_path / "uploads", tmp_path / "more", client.base_url.port or 0
    write_folder(folder, {"students": MORE})
    with served([database], uploads, port) as process:
        client.post("/sign-in", data={"login": "admin", "password": PASSWORD})
        address = sent_in(client, folder)
        assert [path.name for path in kept(uploads) if path.parent.name == "files"] == [
            "students.csv"
        ]
        assert ended(process, by) == ENDED[by]
    assert list(uploads.glob("jobs/*")) == []
    engine = EmbeddedEngine(Path(database))
    (job,) = engine.read("job_list")
    (row,) = engine.read("job_by_uid", uid=job["uid"])
    engine.close()
    assert "Ada" not in row["body"]
    assert "Di Ra" not in row["body"]
    with served([database], uploads, port):
        assert "The files are gone" in words(settled(client, address))


def test_files_that_are_still_coming_in_go_and_keep_nobody_waiting(
    tmp_path: Path, database: str, client: httpx.Client
) -> None:
    """A browser that sends the first of a file and then no more."""
    uploads, port = tmp_path / "uploads", client.base_url.port or 0
    with served([database], uploads, port) as process:
        client.post("/sign-in", data={"login": "admin", "password": PASSWORD})
        part = (
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="students.csv"\r\n\r\n'
        )
        request = client.build_request(
            "POST", NEW, headers={"content-type": "multipart/form-data; boundary=b"}
        )
        lines = [f"POST {NEW} HTTP/1.1", "content-length: 99999"]
        lines += [
            f"{name}: {value}"
            for name, value in request.headers.items()
            if name != "content-length"
        ]
        with socket.create_connection(("127.0.0.1", port)) as browser:
            browser.sendall(
                "\r\n".join([*lines, "", ""]).encode()
                + part
                + b"id,name\ns9,Zaphira Quillon\n" * 500
            )
            while not any(
                path.stat().st_size for path in kept(uploads) if path.name == "students.csv"
            ):
                assert process.poll() is None
            assert ended(process, signal.SIGTERM) == ENDED[signal.SIGTERM]
    assert list(uploads.glob("jobs/*")) == []
