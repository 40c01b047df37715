"""The record of looks: whatever names a student is recorded before it leaves, and without a record
nothing leaves.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from fastapi.testclient import TestClient

from graph_service.access.reader import OPERATOR
from graph_service.auth.account_management import change_role
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import account_called
from graph_service.errors import StoreUnavailable
from graph_service.records.audit import Look
from graph_service.store import audit
from graph_service.workflows.audit.log import user_name
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.release import release_named
from tests.office import Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder

LISTS = [
    "/students",
    "/triage?tab=all",
    "/students.csv",
    "/triage.csv?tab=all",
    "/api/v1/students",
    "/api/v1/flags",
    "/school/picture",
]
WEBS = [
    "/students/{}",
    "/students/{}/web.svg",
    "/students/{}/explore",
    "/students/{}/advisory/explore",
    "/api/v1/students/{}",
]
ADULTS = ["/adults/{}", "/api/v1/adults/{}"]
NAMES = [line.split(",")[1] for line in SCHOOL["students"]]


def record_of(office: Office) -> list[Look]:
    """Every entry, oldest first."""
    engine = office.desk.engine
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]


def added_by(
    office: Office, client: TestClient, path: str, form: dict[str, str] | None = None
) -> tuple[str, list[Look]]:
    """The text of a page, and the entries recorded of it."""
    before = len(record_of(office))
    answer = client.get(path) if form is None else client.post(path, data=form)
    assert answer.status_code == 200, path
    return answer.text, record_of(office)[before:]


def check_named(office: Office, text: str, entries: list[Look]) -> None:
    """Exactly the students whom the answer names stand in its entry."""
    named = {office.uid(name) for name in NAMES if name in text or name.split()[0] in text}
    assert named
    assert [set(entry.students) for entry in entries] == [named]
    assert all(
        entry.role and entry.right_to(uid).startswith(("as ", "in the web"))
        for entry in entries
        for uid in named
    )


@pytest.mark.parametrize("login", ["advisor", "lead"])
def test_every_student_whom_an_answer_names_is_recorded(office: Office, login: str) -> None:
    """Lists, files, webs and adults' pages, of pages and of JSON; peers whom an explanation names
    too.
    """
    webs = [path.format(office.uid("Ada Lee")) for path in WEBS]
    adults = [path.format(office.uid("Mr Diaz")) for path in ADULTS]
    lists = [path for path in LISTS if login == "lead" or "triage" not in path]
    with office.client(login) as client:
        for path in [*lists, *webs, *adults]:
            check_named(office, *added_by(office, client, path))


def test_a_student_whose_word_is_told_is_recorded(office: Office, tmp_path: Path) -> None:
    """Somebody of no tie of theirs, who said something of a tie of the student's."""
    later = {
        "rounds": ["r2,Met,student_voice,2026-11-01"],
        "answers": ["r2,s3,answered,2026-11-02"],
        "reports": ["r2,s1,a2,s3,supportive,3"],
    }
    import_tables(office.desk, write_folder(tmp_path / "later", later), source="Met")
    addresses = ["/students.csv", "/api/v1/flags", "/students/{}", "/api/v1/students/{}"]
    with office.client("advisor") as client:
        for path in addresses:
            text, entries = added_by(office, client, path.format(office.uid("Ada Lee")))
            assert "Cy Poe" in text
            assert [office.uid("Cy Poe") in entry.students for entry in entries] == [True], path
            assert entries[0].right_to(office.uid("Cy Poe")).startswith("in the web")


@pytest.mark.parametrize(
    "path", ["/students.csv?least_strength=3", "/api/v1/flags?least_strength=3"]
)
def test_a_peer_who_does_not_count_is_recorded_as_one_who_does(office: Office, path: str) -> None:
    """The explanation names them with the reason, also where they are no student of the
    reader's.
    """
    with office.client("advisor") as client:
        text, entries = added_by(office, client, path)
    assert "Ben Ono (weak)" in text
    assert [office.uid("Ben Ono") in entry.students for entry in entries] == [True]


def test_a_list_records_the_students_of_the_page_that_is_shown(office: Office) -> None:
    """Not those whom the filters leave out."""
    with office.client("lead") as client:
        text, entries = added_by(office, client, "/triage?tab=all", {"text": "Cy"})
    assert "Ben Ono" not in text
    assert [entry.students for entry in entries] == [(office.uid("Cy Poe"),)]


def test_the_command_line_is_recorded_with_the_name_of_who_runs_it(office: Office) -> None:
    """Flags and releases, with every student that is in them."""
    lens = read_lens({}, office.desk.today(), office.desk.rule)
    before = len(record_of(office))
    flags(office.desk, "Met", lens)
    release_named(office.desk, "Met", lens)
    everyone = tuple(sorted(office.uid(name) for name in NAMES))
    given = ("command line", office.school.uid, user_name(), everyone)
    assert [
        (entry.account, entry.subject, entry.detail, entry.students)
        for entry in record_of(office)[before:]
    ] == [
        given,
        given,
    ]


def test_a_release_is_recorded_with_every_student_that_is_in_it(office: Office) -> None:
    """Without a name, a look all the same."""
    with office.client("researcher") as client:
        before = len(record_of(office))
        assert client.post("/research/release").status_code == 200
        assert client.get("/api/v1/release").status_code == 200
    assert [(entry.action, len(entry.students)) for entry in record_of(office)[before:]] == [
        ("exported a release", 3)
    ] * 2


def test_a_refusal_is_recorded_with_its_address(office: Office) -> None:
    """A forbidden try leaves a trace."""
    with office.client("advisor") as client:
        before = len(record_of(office))
        client.get(f"/students/{office.uid('Cy Poe')}")
        client.get("/administration")
    assert [(entry.action, entry.subject) for entry in record_of(office)[before:]] == [
        ("refused", f"/students/{office.uid('Cy Poe')}"),
        ("refused", "/administration"),
    ]


def fail(*_: object, **__: object) -> NoReturn:
    """A database that does not answer."""
    raise StoreUnavailable("The database does not answer.")


def test_what_cannot_be_recorded_does_not_leave(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, and no name in it, for everything that names a student."""
    paths = [*LISTS, *[path.format(office.uid("Ada Lee")) for path in WEBS]]
    paths += [path.format(office.uid("Ms Ito")) for path in ADULTS]
    with office.client("lead") as client:
        monkeypatch.setattr(office.desk.engine, "write", fail)
        for path in paths:
            answer = client.get(path)
            assert (path, answer.status_code) == (path, 503)
            assert not any(name in answer.text for name in NAMES)


@pytest.fixture
def own_office(tmp_path: Path) -> Iterator[Office]:
    """An office that the test may change."""
    with embedded_office(tmp_path) as made:
        yield made


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("contacts", {"adult": "Mr Diaz", "kind": "meeting"}),
    ("ties", {"person": "Ms Ito", "role": "teacher"}),
    ("conversation", {"side": "peer", "nobody": True, "everyone": True}),
]


@pytest.mark.parametrize(("what", "given"), CHANGES, ids=[what for what, _ in CHANGES])
def test_a_change_and_its_entry_are_there_together_or_not_at_all(
    own_office: Office, monkeypatch: pytest.MonkeyPatch, what: str, given: dict[str, Any]
) -> None:
    """An entry that cannot be written takes the change back."""
    uid = own_office.uid("Ada Lee")
    with own_office.client("lead") as client:
        seen = client.get(f"/api/v1/students/{uid}").json()
        with monkeypatch.context() as patched:
            patched.setattr("graph_service.workflows.recording.forms.append", fail)
            assert client.post(f"/api/v1/students/{uid}/{what}", json=given).status_code == 503
        assert client.get(f"/api/v1/students/{uid}").json() == seen
        before = len(record_of(own_office))
        assert client.post(f"/api/v1/students/{uid}/{what}", json=given).status_code == 200
        entries = record_of(own_office)[before:]
        assert client.get(f"/api/v1/students/{uid}").json() != seen
    assert [(entry.subject, entry.students) for entry in entries] == [(uid, (uid,))]


def test_a_form_with_faults_is_recorded_as_refused(own_office: Office) -> None:
    """A fault may tell who is known at the school."""
    uid = own_office.uid("Ada Lee")
    with own_office.client("lead") as client:
        before = len(record_of(own_office))
        tie = {"person": "Nobody Known", "role": "teacher"}
        assert client.post(f"/api/v1/students/{uid}/ties", json=tie).status_code == 422
    entries = record_of(own_office)[before:]
    assert [(entry.action, entry.subject, entry.students) for entry in entries] == [
        ("was refused: added a tie", uid, (uid,))
    ]


def test_an_import_is_recorded(own_office: Office) -> None:
    """In the transaction that writes it."""
    assert record_of(own_office)[0].action == "imported"


def test_people_who_look_at_once_are_all_recorded(own_office: Office) -> None:
    """Threads of one process share a chain, and lose nothing."""
    lens = read_lens({}, own_office.desk.today(), own_office.desk.rule)
    before = len(record_of(own_office))
    threads = [
        threading.Thread(target=flags, args=(own_office.desk, "Met", lens)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(record_of(own_office)) == before + 8


def test_a_lead_reads_on_a_page_and_in_json_who_saw_a_student(own_office: Office) -> None:
    """From a link on the student's page; an advisor gets what is not there."""
    uid = own_office.uid("Ada Lee")
    with own_office.client("advisor") as client:
        assert "Who saw this student" not in client.get(f"/students/{uid}").text
        assert client.get(f"/students/{uid}/record").content == client.get("/nothing").content
    with own_office.client("lead") as client:
        assert f"/students/{uid}/record" in client.get(f"/students/{uid}").text
        page = client.get(f"/students/{uid}/record")
        found = client.get(f"/api/v1/students/{uid}/record").json()
        later = client.get(f"/students/{uid}/record?since=2026-11-25")
        assert client.get(f"/students/{uid}/record?since=soon").status_code == 422
    assert "Advisor (advisor)" in page.text
    assert ">as their advisor</td>" in page.text
    assert re.search(r'data-label="When">24 Nov 2026, \d\d:\d\d<', page.text)
    assert {"read who saw a student", "looked at a student"} == {
        row["action"] for row in found["entries"]
    }
    assert "Nobody was shown this student" in later.text


def test_an_administrator_reads_what_accounts_did_and_no_name(own_office: Office) -> None:
    """Sign-ins, looks and refusals of the accounts they keep, with how many students each
    showed.
    """
    with own_office.client("advisor") as client:
        client.get("/students")
        client.get("/triage")
        assert client.get("/administration/record").status_code == 404
    with own_office.client("administrator") as client:
        assert "/administration/record" in client.get("/administration").text
        page = client.get("/administration/record").text
    assert all(words in page for words in ("Advisor (advisor)", "listed", "refused", "sign-in"))
    assert not any(name in page for name in NAMES)
    assert record_of(own_office)[-1].action == "read what accounts did"


def test_who_is_meant_by_a_form_that_is_refused_has_the_entry_too(own_office: Office) -> None:
    """The message that Cy is no adult tells that Cy is a student."""
    ada, cy = own_office.uid("Ada Lee"), own_office.uid("Cy Poe")
    with own_office.client("advisor") as client:
        for path, given in (
            ("ties", {"person": "Cy Poe", "role": "mentor"}),
            ("contacts", {"adult": "Cy Poe", "kind": "call"}),
        ):
            assert client.post(f"/api/v1/students/{ada}/{path}", json=given).status_code == 422
            assert set(record_of(own_office)[-1].students) == {ada, cy}


def test_no_record_tells_how_many_peers_were_named(own_office: Office) -> None:
    """An administrator would learn of a confidential word that a peer was spoken of; a refused form
    tells none either.
    """
    ada = own_office.uid("Ada Lee")
    said = {
        "side": "peer",
        "people": [{"person": "Cy Poe"}],
        "everyone": False,
        "confidential": True,
    }
    with own_office.client("lead") as client:
        for day in ("2026-11-24", "2030-01-01"):
            client.post(f"/api/v1/students/{ada}/conversation", json=said | {"day": day})
        found = client.get(f"/api/v1/students/{own_office.uid('Cy Poe')}/record").json()["entries"]
    with own_office.client("administrator") as client:
        page = client.get("/administration/record").text
    rows = [row for row in page.split("<tr>") if "recorded what the student said" in row]
    assert len(rows) == 2
    assert all('data-label="Students shown">–<' in row for row in rows)
    assert [row["students"] for row in found if "what the student said" in row["action"]] == [
        None,
        None,
    ]


THROUGH = "in the web of a student whose advisor they are"


def test_who_is_named_with_a_student_has_the_entry_too(own_office: Office) -> None:
    """A peer who was named, and one whom a refused form would have named: by the right to the
    student.
    """
    ada, ben, cy = (own_office.uid(name) for name in ("Ada Lee", "Ben Ono", "Cy Poe"))
    said = {
        "side": "peer",
        "people": [{"person": "Cy Poe"}, {"person": "Ben Ono"}],
        "everyone": True,
    }
    with own_office.client("advisor") as client:
        before = len(record_of(own_office))
        assert (
            client.post(
                f"/api/v1/students/{ada}/conversation", json=said | {"day": "2030-01-01"}
            ).status_code
            == 422
        )
        assert client.post(f"/api/v1/students/{ada}/conversation", json=said).status_code == 200
        assert client.get(f"/students/{ada}").status_code == 200
        entries = record_of(own_office)[before:]
    assert [entry.action for entry in entries] == [
        "was refused: recorded what the student said", "recorded what the student said",
        "looked at a student",
    ]  # fmt: skip
    for entry in entries:
        assert {uid: entry.right_to(uid) for uid in entry.students} == {
            ada: "as their advisor", ben: THROUGH, cy: THROUGH,
        }  # fmt: skip
        assert (entry.role, entry.reason) == ("advisor", "as their advisor")
    with own_office.client("lead") as client:
        found = client.get(f"/api/v1/students/{cy}/record").json()["entries"]
        assert client.get(f"/adults/{own_office.uid('Ms Ito')}").status_code == 200
    assert {(row["role"], row["reason"]) for row in found} == {("advisor", THROUGH)}
    last = record_of(own_office)[-1]
    assert (last.role, last.reason) == (
        "lead",
        "in the web of a student whose pastoral lead they are",
    )
    assert {last.right_to(uid) for uid in last.students} == {"as pastoral lead of Met"}


def test_the_role_that_is_told_is_that_of_the_moment(own_office: Office) -> None:
    """The account may have changed since; the acts of others upon it stand with its own."""
    with own_office.client("advisor") as client:
        client.get("/students")
    account = account_called(own_office.desk, OPERATOR, "advisor")
    change_role(own_office.desk, OPERATOR, account, "lead", AccountPlace("Met"))
    with own_office.client("administrator") as client:
        page = client.get("/administration/record").text
    with own_office.client("lead") as client:
        found = client.get(f"/api/v1/students/{own_office.uid('Ada Lee')}/record").json()["entries"]
    assert [(row["who"], row["role"]) for row in found] == [("Advisor", "advisor")]
    assert "made an account lead: Advisor" in page
