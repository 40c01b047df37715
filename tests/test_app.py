"""The service as its users meet it: who comes in, what they see, what they may write, and what
every answer carries.
"""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from anyio import to_thread
from fastapi import APIRouter, FastAPI

from graph_service.app.service import THREADS, create_app
from graph_service.errors import WrongSetting
from graph_service.settings import Settings
from graph_service.store.accounts import Change, set_disabled
from graph_service.store.engine import Definable
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import read_lens
from tests.office import PASSWORD, Office


@pytest.fixture
def office(engine: Definable, tmp_path: Path) -> Office:
    """The service over a small school on each engine."""
    return Office(engine, tmp_path / "met")


@pytest.mark.parametrize(
    ("login", "home"),
    [
        ("advisor", "/students"),
        ("lead", "/triage"),
        ("researcher", "/research"),
        ("administrator", "/administration"),
    ],
)
def test_everyone_opens_on_their_own_page(office: Office, login: str, home: str) -> None:
    """Each role's first page is its own, it opens, and one can sign out from there."""
    with office.client(login) as client:
        assert client.get("/").headers["location"] == home
        page = client.get(home)
        assert page.status_code == 200
        assert 'action="/sign-out"' in page.text


def test_a_bounded_number_of_requests_is_worked_on_at_a_time(office: Office) -> None:
    """The engine keeps memory for each thread that ever asked it something."""

    def most() -> float:
        return to_thread.current_default_thread_limiter().total_tokens

    with office.client() as client:
        assert client.portal is not None
        assert client.portal.call(most) == THREADS


def test_nobody_sees_anything_without_signing_in(office: Office) -> None:
    """Pages lead to the sign-in, JSON says 401."""
    with office.client() as client:
        assert client.get("/triage").headers["location"] == "/sign-in?next=/triage"
        assert client.get("/api/v1/students").status_code == 401


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(office: Office) -> None:
    """Neither says which of the two it was."""
    with office.client() as client:
        wrong = client.post("/sign-in", data={"login": "lead", "password": "not this password"})
        unknown = client.post("/sign-in", data={"login": "dael", "password": "not this password"})
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert wrong.content.replace(b"lead", b"dael") == unknown.content


def test_the_old_cookie_is_worth_nothing_after_signing_out(office: Office) -> None:
    """Sessions live on the server."""
    with office.client("lead") as client:
        cookies = dict(client.cookies)
        client.post("/sign-out")
        client.cookies.update(cookies)
        assert client.get("/triage").status_code == 303


def test_a_disabled_account_is_out_from_the_next_request(office: Office) -> None:
    """Disabling counts at once."""
    with office.client("lead") as client:
        set_disabled(
            office.desk.engine,
            "lead",
            Change(office.desk.now(), office.desk.today()),
            disabled=True,
        )
        assert client.get("/triage").status_code == 303
        assert (
            client.post("/sign-in", data={"login": "lead", "password": PASSWORD}).status_code == 403
        )


def test_out_of_scope_and_not_there_are_the_same_to_the_last_byte(office: Office) -> None:
    """An advisor learns nothing of a student who is not theirs."""
    other = office.uid("Cy Poe")
    with office.client("advisor") as client:
        for path in (
            "/students/{}",
            "/students/{}/web.svg",
            "/students/{}/explore",
            "/api/v1/students/{}",
        ):
            theirs, nobody = (
                client.get(path.format(other)),
                client.get(path.format("x" * len(other))),
            )
            assert theirs.status_code == nobody.status_code == 404
            assert theirs.content == nobody.content
            assert dict(theirs.headers) == dict(nobody.headers)
        posted = client.post(
            f"/students/{other}/contacts",
            data={"adult": "x", "kind": "meeting", "day": "2026-11-20"},
        )
        assert posted.status_code == 404


def test_an_advisor_sees_their_own_students_and_a_lead_everyone(office: Office) -> None:
    """Scope is the path in the graph."""
    with office.client("advisor") as client:
        assert [line["name"] for line in client.get("/api/v1/students").json()["lines"]] == [
            "Ada Lee"
        ]
    with office.client("lead") as client:
        names = {line["name"] for line in client.get("/api/v1/students").json()["lines"]}
    assert names == {"Ada Lee", "Ben Ono", "Cy Poe"}


@pytest.mark.parametrize("login", ["researcher", "administrator"])
def test_who_studies_or_administers_sees_no_student(office: Office, login: str) -> None:
    """Neither has a path to a student."""
    with office.client(login) as client:
        for path in (
            "/students",
            "/triage",
            "/school",
            "/triage.csv",
            f"/students/{office.uid('Ada Lee')}",
        ):
            assert client.get(path).status_code == 404


def test_a_page_its_json_and_the_command_line_give_the_same(office: Office) -> None:
    """One workflow, three doors."""
    lens = read_lens({}, office.desk.today(), office.desk.rule)
    printed = {student["id"]: student for student in flags(office.desk, "Met", lens)["students"]}
    with office.client("lead") as client:
        lines = client.get("/api/v1/students").json()["lines"]
        rows = list(csv.DictReader(io.StringIO(client.get("/students.csv").text)))
        for line in lines:
            page = client.get(f"/students/{line['uid']}").text
            web = client.get(f"/api/v1/students/{line['uid']}").json()
            row = next(row for row in rows if row["id"] == line["id"])
            for side in ("adult", "peer"):
                sentence = printed[line["id"]][side]["sentence"]
                assert (
                    line[side]["sentence"]
                    == web[side]["sentence"]
                    == row[f"{side}_sentence"]
                    == sentence
                )
                assert (
                    line[side]["state"] == web[side]["state"] == printed[line["id"]][side]["state"]
                )
                assert sentence.replace("'", "&#39;") in page


def test_a_student_leaves_the_queue_by_being_asked(office: Office) -> None:
    """A student's words about both sides, recorded on their page, settle an unknown side."""
    uid = office.uid("Cy Poe")
    with office.client("lead") as client:
        assert "Cy Poe" in client.get("/triage?tab=ask").text
        ito = office.uid("Ms Ito")
        form = {
            "adult-tick": ito, f"support-{ito}": "supportive", f"strength-{ito}": "3",
            "adult-name": "Mr Diaz", "adult-support": "supportive", "adult-strength": "",
            "adult-unnamed": "0", "adult-are": "all", "day": "2026-11-23",
        }  # fmt: skip
        assert (
            client.post(f"/students/{uid}/conversation", data=form)
            .headers["location"]
            .endswith("done=conversation")
        )
        nobody = {"side": "peer", "people": [], "nobody": True, "everyone": True}
        assert client.post(f"/api/v1/students/{uid}/conversation", json=nobody).status_code == 200
        web = client.get(f"/api/v1/students/{uid}").json()
        assert (web["adult"]["state"], web["peer"]["state"]) == ("supported", "isolated")
        assert "Cy Poe" not in client.get("/triage?tab=ask").text


def test_a_blank_form_is_no_answer(office: Office) -> None:
    """Yes to everyone with nobody named and nobody marked is refused, and nothing is recorded."""
    uid = office.uid("Cy Poe")
    with office.client("lead") as client:
        blank = {"name": "", "support": "supportive", "strength": "", "kind": "", "are": "all"}
        form = {f"adult-{name}": value for name, value in blank.items()}
        refused = client.post(f"/students/{uid}/conversation", data=form)
        assert refused.status_code == 303
        assert "Nothing was recorded" in client.get(refused.headers["location"]).text
        assert client.get(f"/api/v1/students/{uid}").json()["adult"]["state"] == "unknown"


def test_a_tie_is_added_and_ended_and_a_contact_logged(office: Office) -> None:
    """The other forms of the page."""
    uid = office.uid("Ada Lee")
    with office.client("advisor") as client:
        tie = {
            "role": "teacher",
            "person": "Ms New Face",
            "new_kind": "staff",
            "since": "2026-11-01",
        }
        assert client.post(f"/students/{uid}/ties", data=tie).status_code == 303
        alters = client.get(f"/api/v1/students/{uid}").json()["alters"]
        new = next(alter for alter in alters if alter["name"] == "Ms New Face")
        ended = client.post(
            f"/students/{uid}/ties/{new['ties'][0]['id']}/end", data={"until": "2026-11-20"}
        )
        assert ended.status_code == 303
        contact = {"adult": new["uid"], "day": "2026-11-10", "kind": "meeting"}
        assert client.post(f"/students/{uid}/contacts", data=contact).status_code == 303
        report = {
            "alter": new["uid"],
            "support": "supportive",
            "strength": "2",
            "day": "2026-11-20",
        }
        assert client.post(f"/students/{uid}/reports", data=report).status_code == 303
        web = client.get(f"/api/v1/students/{uid}").json()
    assert (
        web["contacts"][0]["adult"] == "Ms New Face" or web["contacts"][1]["adult"] == "Ms New Face"
    )
    assert any(alter["name"] == "Ms New Face" and alter["words"] for alter in web["alters"])


def test_a_confidential_word_is_for_its_recorder_and_the_leads(office: Office) -> None:
    """An advisor does not learn what a lead recorded in confidence, by no count, state or
    picture.
    """
    uid = office.uid("Ada Lee")
    with office.client("advisor") as client:
        before = client.get(f"/api/v1/students/{uid}").json()
    with office.client("lead") as client:
        said = {"person": "Mr Diaz", "support": "stressful"}
        given = {"side": "adult", "people": [said], "everyone": False, "confidential": True}
        assert client.post(f"/api/v1/students/{uid}/conversation", json=given).status_code == 200
        assert "stressful" in client.get(f"/students/{uid}").text.split("What you can do")[0]
    with office.client("advisor") as client:
        assert client.get(f"/api/v1/students/{uid}").json() == before


MARKED = (
    "/students/{}",
    "/students/{}/web.svg",
    "/students/{}/explore",
    "/students/{}/advisory/explore",
    "/school/picture",
    "/students",
    "/adults/{}",
)


def test_what_rests_on_a_confidential_word_says_so_to_those_who_may_read_it(office: Office) -> None:
    """Pages, pictures, JSON and files of the lead are marked; those of an advisor are not, nor is
    anything before.
    """
    ada, diaz = office.uid("Ada Lee"), office.uid("Mr Diaz")
    pages = [path.format(diaz if "adults" in path else ada) for path in MARKED]
    warning = "do not pass on"

    def marks(login: str) -> tuple[list[str], dict[str, str], set[bool], set[bool]]:
        with office.client(login) as client:
            shown = [page for page in pages if warning in client.get(page).text]
            rows = list(csv.DictReader(io.StringIO(client.get("/students.csv").text)))
            web = client.get(f"/api/v1/students/{ada}").json()
            (flags,) = client.get("/api/v1/flags").json()
        told = {alter["confidential"] for alter in [web["adult"], *web["alters"]]}
        sides = {student["adult"]["confidential"] for student in flags["students"]}
        return shown, {row["name"]: row["confidential"] for row in rows}, told, sides

    nothing: tuple[list[str], dict[str, str], set[bool], set[bool]] = (
        [],
        {"Ada Lee": "FALSE", "Ben Ono": "FALSE", "Cy Poe": "FALSE"},
        {False},
        {False},
    )
    assert marks("lead") == nothing
    advised = marks("advisor")
    with office.client("lead") as client:
        said = {"person": "Mr Diaz", "support": "stressful"}
        given = {"side": "adult", "people": [said], "everyone": False, "confidential": True}
        assert client.post(f"/api/v1/students/{ada}/conversation", json=given).status_code == 200
    shown, rows, told, sides = marks("lead")
    assert shown == pages
    assert rows == {"Ada Lee": "TRUE", "Ben Ono": "FALSE", "Cy Poe": "FALSE"}
    assert (told, sides) == ({True, False}, {True, False})
    assert marks("advisor") == advised
    assert advised[0] == []


def test_the_release_holds_every_student_and_no_name(office: Office) -> None:
    """A researcher downloads codes, never names or numbers."""
    with office.client("researcher") as client:
        packed = zipfile.ZipFile(io.BytesIO(client.post("/research/release").content))
    egos = list(csv.DictReader(io.StringIO(packed.read("egos.csv").decode())))
    assert len(egos) == 3
    for name in packed.namelist():
        text = packed.read(name).decode()
        assert not any(mark in text for mark in ("Ada", "Ben Ono", "Cy Poe", "Ito", "Diaz", "s1,"))
    unasked = [row for row in egos if row["adult_observed"] == row["peer_observed"] == "FALSE"]
    assert len(unasked) == 2
    assert all(row["network_size"] == row["adults"] == row["density"] == "NA" for row in unasked)


def test_a_route_without_a_policy_stops_the_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deny is the start: a new route has to say whose it is."""
    bare = APIRouter()
    bare.add_api_route("/bare", lambda: "", methods=["GET"])
    include = FastAPI.include_router

    def with_bare(self: FastAPI, router: APIRouter) -> None:
        include(self, router)
        include(self, bare)

    monkeypatch.setattr(FastAPI, "include_router", with_bare)
    with pytest.raises(WrongSetting, match="GET /bare"):
        create_app(office.desk, Settings())
