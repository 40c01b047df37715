"""The rights matrix of docs/rights.md, tried cell by cell: a route without a row fails, and so does
a wrong answer.
"""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from graph_service.access.reader import OPERATOR, Reader
from graph_service.app.policies import declared_routes
from graph_service.auth.passwords import hash_password
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.current import read_entries
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.opening import StudyForm, open_study
from tests import proofs
from tests.office import PASSWORD, Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder

PAPER = Path(__file__).parent.parent.parent / "docs" / "rights.md"
ACTORS = ["nobody", "advisor", "elsewhere", "lead", "researcher", "administrator", "disabled"]
NAMES = {
    "own": "Ada Lee",
    "same": "Ben Ono",
    "other": "Dee Fox",
    "ended": "Cy Poe",
    "moved": "Eve Moor",
    "adult": "Mr Diaz",
    "family": "Mrs Lee",
}
TARGETS = [*NAMES, "gone"]
REASONS = {
    "advisor": "you are their advisor",
    "elsewhere": "you are their advisor",
    "lead": "you are pastoral lead of Met",
}
UNSEEN = {
    "advisor": ["other", "ended", "moved"],
    "elsewhere": ["own", "same", "ended", "moved"],
    "lead": ["other", "moved"],
    "researcher": list(NAMES),
    "administrator": list(NAMES),
}
NORTH = {
    "students": ["n1,Dee Fox,North,9,Red,,2025-09-01,,"],
    "adults": ["b1,Mr Kay,staff,North"],
    "ties": ["n1,b1,advisor,2025-09-01,,"],
    "rounds": [],
    "answers": [],
    "reports": [],
    "contacts": [],
}
GONE_NORTH = "s9,Eve Moor,North,9,Red,,2024-09-01,,"
NOTHING: dict[str, list[str]] = {table: [] for table in SCHOOL}
ENDING = ["/account/sign-out"]
"""Routes that end the sessions of whoever asks and lead to the sign-in."""
SEARCHED = ("students", "students.csv", "triage", "triage.csv", "search")
"""The last part of a list's address that a name is sent to."""
FAULTY: dict[str, dict[str, Any]] = {
    "conversation": {
        "side": "adult",
        "people": [{"person": "x"}],
        "nobody": True,
        "everyone": True,
    },
    "ties": {"person": "", "role": "advisor"},
    "end": {"until": "2027-01-01"},
    "reports": {"alter": "", "support": "neutral"},
    "contacts": {"adult": "", "kind": ""},
    "confirm": {"password": PASSWORD},
    **{last: {"text": "e"} for last in SEARCHED},
}
"""The body for a route that writes: with a fault, so that an actor who is let in is told of it and
nothing is changed."""


class Row(NamedTuple):
    """One route of the paper, and the cell of each actor."""

    method: str
    path: str
    cells: dict[str, str]

    @property
    def last(self) -> str:
        """The last part of its address."""
        return self.path.rsplit("/", 1)[1]


def rows() -> Iterator[Row]:
    """The rows of the paper's table."""
    for line in PAPER.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            route, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            method, path = route.strip("`").split(" ")
            yield Row(method, path, dict(zip(ACTORS, cells, strict=True)))


ROWS = list(rows())


class World(NamedTuple):
    """The service with its two schools, each actor's client, and each target's uid and a tie of
    theirs.
    """

    office: Office
    clients: dict[str, TestClient]
    uids: dict[str, str]
    ties: dict[str, str]
    account: str
    job: str
    study: str
    entry: str


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two schools and seven actors, signed in; one of them was disabled since. The clock stands:
    nobody's password grows old.
    """
    folder = tmp_path_factory.mktemp("rights")
    with embedded_office(folder) as office, ExitStack() as stack:
        more = {
            "students": [*SCHOOL["students"], GONE_NORTH.replace("North", "Met")],
            "adults": [*SCHOOL["adults"], "a3,Mrs Lee,family,"],
            "ties": [
                *SCHOOL["ties"],
                "s1,a3,family,,,",
                "s3,a1,advisor,2025-09-01,2026-10-31,",
                "s9,a2,mentor,,,",
            ],
        }
        import_tables(office.desk, write_folder(folder / "more", SCHOOL, **more))
        import_tables(office.desk, write_folder(folder / "north", NORTH), source="Met")
        import_tables(
            office.desk, write_folder(folder / "gone", NOTHING, students=[GONE_NORTH]), source="Met"
        )
        administrator = Reader(
            account_of(office, "administrator"), "Administrator", "administrator"
        )
        met = write_folder(folder / "own", NOTHING, contacts=["s2,a1,2026-11-03,meeting,"])
        import_tables(office.desk, met, source="Met", reader=administrator)
        facts = [office.desk.facts(school).known() for school in office.desk.schools()]
        people = {person.name: uid for known in facts for uid, person in known.people.items()}
        add_actors(
            office,
            {"elsewhere": Way("IS", people["Mr Kay"]), "disabled": Way("LEADS", office.school.uid)},
        )
        clients = {
            actor: stack.enter_context(office.client(None if actor == "nobody" else actor))
            for actor in ACTORS
        }
        office.desk.engine.write(
            lambda tx: tx.run("account_disable", login="disabled", at=office.desk.now())
        )
        noon = office.desk.now()
        office.desk._clock = lambda: noon
        uids = {target: people[name] for target, name in NAMES.items()} | {"gone": "x" * 22}
        ties = {
            target: next(
                (
                    tie.id
                    for known in facts
                    for tie in known.ties
                    if uid in (tie.fact.student, tie.fact.alter)
                ),
                "none",
            )
            for target, uid in uids.items()
        }
        account = account_of(office, "researcher")
        faulty = {"files": ("students.csv", b"id,name,school\ns1,,Met\n", "text/csv")}
        job = (
            clients["administrator"]
            .post("/administration/imports/new", files=faulty)
            .headers["location"]
        )
        entry = read_entries(office.desk.engine, "Met")[0][0]
        form = StudyForm("Ties", "to learn", "us", "2036-01-31", ["Met"])
        study = open_study(office.desk, OPERATOR, form)
        yield World(office, clients, uids, ties, account, job.rsplit("/", 1)[1], study, entry)


def account_of(office: Office, login: str) -> str:
    """The uid of an account."""
    return str(office.desk.engine.read("account_by_login", login=login)[0]["uid"])


def add_actors(office: Office, ways: dict[str, Way]) -> None:
    """An advisor at the other school, and a lead."""
    for login, way in ways.items():
        role = "advisor" if way.tie == "IS" else "lead"
        new = NewAccount(login, login.title(), role, hash_password(PASSWORD), (way,))
        add_account(office.desk.engine, new, office.desk.now(), office.desk.today())


def ask(client: TestClient, row: Row, world: World, target: str) -> Any:
    """The route's answer about a target."""
    path = row.path.replace("{uid}", world.uids[target]).replace("{tie_id}", world.ties[target])
    path = path.replace("{account}", world.account).replace("{change}", "role")
    if "{item}" in path:
        path = path.replace("{item}", item_of(client, world, world.uids[target]))
    path = path.replace("{job}", world.job).replace("{kind}", "csv")
    path = path.replace("{study}", world.study)
    if row.method == "GET":
        return client.get(path)
    faulty = FAULTY.get(row.last, {"entry": world.entry})
    if row.path.startswith("/api/"):
        return client.post(path, json=faulty)
    return client.post(
        path, data={name: value for name, value in faulty.items() if isinstance(value, str)}
    )


def item_of(client: TestClient, world: World, student: str) -> str:
    """A contact with the student that the client recorded, if they may; else one that somebody else
    did, if anybody may.
    """
    kind = secrets.token_hex(8)
    for asking in (client, world.clients["lead"], world.clients["elsewhere"]):
        for adult in ("Ms Ito", "Mr Kay"):
            made = asking.post(
                f"/api/v1/students/{student}/contacts", json={"adult": adult, "kind": kind}
            )
            if made.status_code == 200:
                recorded = asking.get(f"/api/v1/students/{student}").json()["recorded"]
                return str(next(item["id"] for item in recorded if kind in item["sentence"]))
    return "contact-none"


def is_sign_in(answer: Any) -> bool:
    """Whether the answer asks to sign in."""
    return bool(
        answer.status_code == 401 or answer.headers.get("location", "").startswith("/sign-in")
    )


def test_every_route_has_a_row_and_every_row_a_route(world: World) -> None:
    """By method and address."""
    routes = {
        f"{method} {route.path}"
        for route in declared_routes(world.office.app.routes)
        for method in route.methods or ()
    }
    assert {f"{row.method} {row.path}" for row in ROWS} == routes


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.method} {row.path}" for row in ROWS])
def test_everyone_gets_what_their_cell_says_and_nothing_else(world: World, row: Row) -> None:
    """A thing that a cell does not name is the same 404 to the last byte, or the way to sign in."""
    nothing, tried = "/api/v1/nothing" if row.path.startswith("/api/") else "/nothing", 0
    for actor, cell in row.cells.items():
        client = world.clients[actor]
        is_open = row.cells["nobody"] == "yes"
        if is_open:
            assert cell == "yes"
            continue
        refused = client.get(nothing)
        for target in TARGETS if "{uid}" in row.path else ["own"]:
            answer = ask(client, row, world, target)
            tried += 1
            told = (actor, target, answer.status_code)
            if cell == "sign in":
                assert is_sign_in(answer), told
            elif cell == "yes" or target in cell.split(", "):
                assert answer.status_code in (200, 303, 422), told
                assert row.path in ENDING or not is_sign_in(answer), told
            else:
                assert (answer.status_code, answer.content) == (404, refused.content), told
                assert answer.headers == refused.headers, told
        if row.path in ENDING and cell == "yes":
            client.post("/sign-in", data={"login": actor, "password": PASSWORD})
    proofs.tell(
        "rights: route, actor and target", tried=tried, held=tried, outcome="as the paper says"
    )


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.cells["nobody"] == "yes"], ids=lambda row: row.path
)
def test_the_door_is_there_for_everyone(world: World, row: Row) -> None:
    """A visitor without a session finds it."""
    with world.office.client() as client:
        assert ask(client, row, world, "own").status_code != 404


@pytest.mark.parametrize("actor", list(REASONS))
def test_what_is_allowed_says_by_which_path(world: World, actor: str) -> None:
    """The reason stands in the answer."""
    cells = next(row.cells for row in ROWS if row.path == "/api/v1/students/{uid}")
    for target in cells[actor].split(", "):
        answer = world.clients[actor].get(f"/api/v1/students/{world.uids[target]}").json()
        assert answer["reason"] == REASONS[actor]


@pytest.mark.parametrize("actor", list(UNSEEN))
def test_no_list_or_file_names_anyone_out_of_reach(world: World, actor: str) -> None:
    """The pages that an actor may open without an id."""
    for row in ROWS:
        if (
            (row.method == "GET" or row.last in SEARCHED)
            and "{" not in row.path
            and row.cells[actor] == "yes"
        ):
            text = ask(world.clients[actor], row, world, "own").text
            assert not any(NAMES[target] in text for target in UNSEEN[actor]), row.path
