"""A service over a small school, with one account of each role, and clients that are signed in."""

import atexit
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fastapi.testclient import TestClient

from graph_service.app.service import create_app
from graph_service.auth.passwords import hash_password
from graph_service.auth.tokens import PREFIX, token_hash
from graph_service.settings import Settings
from graph_service.store.accounts import (
    Change,
    NewAccount,
    account_of_login,
    add_account,
    add_study,
)
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Engine
from graph_service.store.grants import adults_of
from graph_service.store.migrations import migrate
from graph_service.store.tokens import add as keep_token
from graph_service.workflows.desk.reading import Desk, School
from graph_service.workflows.intake.importing import import_tables
from tests.fresh import copied
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder

PASSWORD = "a long enough password"


class Office:
    """The service, its desk, and a client for each login."""

    def __init__(self, engine: Engine, folder: Path, *, filled_until: int | None = None) -> None:
        """``filled_until`` is how many seconds after noon a database was filled that is so
        already.
        """
        self.desk = desk_on(engine, begins=filled_until or 0)
        if filled_until is None:
            _fill(self.desk, folder)
        self.school = self._school_now()
        self.uploads = folder / "uploads"
        self.app = create_app(self.desk, Settings(upload_folder=str(self.uploads)))

    def uid(self, name: str) -> str:
        """The uid of a person of the school by their name."""
        people = self.desk.facts(self._school_now()).people.values()
        return next(person.uid for person in people if person.name == name)

    def token(self, login: str, *scopes: str, days: int = 30) -> str:
        """A token of the account as it is kept: also one for what its role can do nothing with, of
        which older programs made some.
        """
        token = PREFIX + secrets.token_urlsafe(32)
        change = Change(self.desk.now(), self.desk.today())
        account = account_of_login(self.desk.engine, login)
        assert account is not None
        until = change.at + timedelta(days=days)
        keep_token(self.desk.engine, token_hash(token), account["uid"], "x", scopes, until, change)
        return token

    def _school_now(self) -> School:
        return next(school for school in self.desk.schools() if school.name == "Met")

    @contextmanager
    def client(self, login: str | None = None) -> Iterator[TestClient]:
        """A client, signed in when a login is given."""
        headers = {"sec-fetch-site": "same-origin"}
        with TestClient(
            self.app, base_url="http://testserver", headers=headers, follow_redirects=False
        ) as client:
            if login is not None:
                answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
                assert answer.status_code == 303
            yield client


def _fill(desk: Desk, folder: Path) -> None:
    """Bring the small school in, with a study of it and an account of each role."""
    engine = desk.engine
    import_tables(desk, write_folder(folder, SCHOOL))
    school = next(school.uid for school in desk.schools() if school.name == "Met")
    adult = next(adult.uid for adult in adults_of(engine, school, desk.today()) if adult.id == "a1")
    study = add_study(engine, "Webs", "measures", school, desk.now(), desk.today())
    ways = {
        "advisor": Way("IS", adult),
        "lead": Way("LEADS", school),
        "researcher": Way("STUDIES", study),
        "administrator": Way("ADMINISTERS", school),
    }
    hashed = hash_password(PASSWORD)
    for role, way in ways.items():
        add_account(
            engine, NewAccount(role, role.title(), role, hashed, (way,)), desk.now(), desk.today()
        )


@cache
def _filled() -> tuple[Path, int]:
    """A filled file, made once a process, and the first whole minute after it was filled, in
    seconds after noon.
    """
    file = Path(mkdtemp(prefix="support-web-office-")) / "support-web.db"
    atexit.register(rmtree, file.parent, ignore_errors=True)
    engine = EmbeddedEngine(file)
    migrate(engine)
    desk = desk_on(engine)
    _fill(desk, file.parent / "met")
    engine.close()
    seconds = (desk.now() - datetime.combine(TODAY, time(12), UTC)).seconds
    return file, 60 * (1 + seconds // 60)


@contextmanager
def embedded_office(folder: Path) -> Iterator[Office]:
    """An office over a file of its own, for tests that the database makes no difference to."""
    filled, until = _filled()
    engine = copied(filled, folder / "support-web.db")
    yield Office(engine, folder / "met", filled_until=until)
    engine.close()
