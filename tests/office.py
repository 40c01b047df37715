"""A service over a small school, with one account of each role, and clients that are signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from graph_service.app.service import create_app
from graph_service.auth.passwords import hash_password
from graph_service.settings import Settings
from graph_service.store.accounts import NewAccount, add_account, add_study
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Engine
from graph_service.store.migrations import migrate
from graph_service.store.reach import adults_of
from graph_service.workflows.importing import import_tables
from graph_service.workflows.reading import School
from tests.workflows.folder import SCHOOL, desk_on, write_folder

PASSWORD = "a long enough password"


class Office:
    """The service, its desk, and a client for each login."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.desk = desk_on(engine)
        import_tables(self.desk, write_folder(folder, SCHOOL))
        self.school = next(each for each in self.desk.schools() if each.name == "Met")
        adult = next(each.uid for each in adults_of(engine, self.school.uid, self.desk.today()) if each.id == "a1")
        study = add_study(engine, "Webs", "measures", self.school.uid, self.desk.now(), self.desk.today())
        ways = {
            "advisor": Way("IS", adult),
            "lead": Way("LEADS", self.school.uid),
            "researcher": Way("STUDIES", study),
            "administrator": Way("ADMINISTERS", self.school.uid),
        }
        hashed = hash_password(PASSWORD)
        for role, way in ways.items():
            add_account(
                engine, NewAccount(role, role.title(), role, hashed, (way,)), self.desk.now(), self.desk.today()
            )
        self.uploads = folder / "uploads"
        self.app = create_app(self.desk, Settings(upload_folder=str(self.uploads)))

    def uid(self, name: str) -> str:
        """The uid of a person of the school by their name."""
        people = self.desk.facts(self._school_now()).people.values()
        return next(person.uid for person in people if person.name == name)

    def _school_now(self) -> School:
        return next(each for each in self.desk.schools() if each.name == "Met")

    @contextmanager
    def client(self, login: str | None = None) -> Iterator[TestClient]:
        """A client, signed in when a login is given."""
        headers = {"sec-fetch-site": "same-origin"}
        with TestClient(self.app, base_url="http://testserver", headers=headers, follow_redirects=False) as client:
            if login is not None:
                answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
                assert answer.status_code == 303
            yield client


@contextmanager
def embedded_office(folder: Path) -> Iterator[Office]:
    """An office over a file of its own, for tests that the database makes no difference to."""
    engine = EmbeddedEngine(folder / "support-web.db")
    migrate(engine)
    yield Office(engine, folder / "met")
    engine.close()
