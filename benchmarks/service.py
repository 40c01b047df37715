"""The real service in a process of its own, with an invented school and people who may sign in."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from analysis.rule import Rule
from graph_service.access.reader import OPERATOR
from graph_service.auth.account_management import create_account
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import adult_called
from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.settings import PREFIX
from graph_service.store.opening import open_engine
from graph_service.workflows.demo.synthetic import synthetic_school
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from tests.neo4j_server import USER, Server

ADVISORS, LEADS = 40, 10
START_SECONDS, STOP_SECONDS = 120, 60


class Account(NamedTuple):
    """Somebody who may sign in: their login, password and role."""

    login: str
    password: str
    role: str


class Database(NamedTuple):
    """Where a database is, and who may open it."""

    place: str
    user: str | None = None
    password: str | None = None

    def settings(self) -> dict[str, str]:
        """The same as the service's settings."""
        given = {"": self.place, "_USER": self.user, "_PASSWORD": self.password}
        return {f"{PREFIX}DATABASE{end}": text for end, text in given.items() if text is not None}


@contextmanager
def database(folder: Path, *, neo4j: bool) -> Iterator[Database]:
    """A new database while this lasts: a file in the folder, or a Neo4j of its own."""
    if not neo4j:
        yield Database(str(folder / "school.db"))
        return
    server = Server()
    try:
        yield Database(server.address, USER, server.password)
    finally:
        server.stop()


def fill(at: Database, students: int) -> list[Account]:
    """Import an invented school of so many students, and make accounts of advisors and leads."""
    engine = open_engine(*at)
    try:
        desk = Desk(engine, lambda: datetime.now(UTC), "UTC", Rule())
        tables = synthetic_school(1, desk.today(), students=students)
        with TemporaryDirectory() as folder:
            write_tables(tables, Path(folder))
            import_tables(desk, Path(folder))
        return list(_accounts(desk, tables))
    finally:
        engine.close()


def _accounts(desk: Desk, tables: Tables) -> Iterator[Account]:
    school = school_named(desk, tables.students[0].school)
    today = desk.today()
    advisors = {
        tie.alter_id: None
        for tie in tables.ties
        if tie.role == "advisor" and (tie.until is None or tie.until > today)
    }
    for number, advisor in enumerate(list(advisors)[:ADVISORS], 1):
        adult = adult_called(desk, school, advisor)
        yield _account(desk, f"advisor{number}", "advisor", AccountPlace(school.name, adult.uid))
    for number in range(1, LEADS + 1):
        yield _account(desk, f"lead{number}", "lead", AccountPlace(school.name))


def _account(desk: Desk, login: str, role: str, place: AccountPlace) -> Account:
    password = secrets.token_urlsafe(16)
    name = login.title()
    create_account(
        desk, OPERATOR, login=login, name=name, role=role, place=place, password=password
    )
    return Account(login, password, role)


class Service:
    """The running service: its port, and the memory that it takes."""

    def __init__(self, at: Database, folder: Path, *, workers: int = 1) -> None:
        """Returns once it answers; ``workers`` are its processes."""
        self.port = _free_port()
        several = {f"{PREFIX}WORKERS": str(workers)} if workers > 1 else {}
        others = {name: os.environ[name] for name in os.environ if not name.startswith(PREFIX)}
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [str(Path(sys.executable).with_name("support-web")), "serve"],
            stdout=subprocess.DEVNULL,
            env={
                **others,
                **at.settings(),
                **several,
                f"{PREFIX}PORT": str(self.port),
                f"{PREFIX}UPLOAD_FOLDER": str(folder / "uploads"),
            },
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    @property
    def pid(self) -> int:
        """The number of its first process."""
        return self._process.pid

    def memory(self) -> int:
        """The MiB that its processes hold of the machine's memory now (Linux alone tells)."""
        return sum(_resident(pid) for pid in [self.pid, *_children(self.pid)]) // 1024

    def processor(self) -> float:
        """The seconds of processor time that its processes have taken (Linux alone tells)."""
        return sum(_worked(pid) for pid in [self.pid, *_children(self.pid)])

    def stop(self) -> None:
        """End it as the system that runs it does."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _worked(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    return [int(child) for child in told.split()]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
