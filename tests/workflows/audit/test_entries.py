"""The record as it is read: who saw a student, for leads and for the operator, and that reading it
leaves its own entry.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph_service.access.reader import OPERATOR, Reader
from graph_service.auth.passwords import hash_password
from graph_service.errors import BadInput, NotThere
from graph_service.store.accounts import NewAccount, account_of_login, add_account
from graph_service.store.accounts import Path as Way
from graph_service.workflows.audit.entries import (
    EARLIEST,
    accounts_record,
    read_since,
    student_record,
    student_record_named,
)
from graph_service.workflows.audit.log import user_name
from graph_service.workflows.intake.importing import import_tables
from tests.office import PASSWORD, Office, embedded_office
from tests.workflows.folder import write_folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with a record of its own."""
    with embedded_office(tmp_path) as made:
        yield made


def reader_of(office: Office, login: str) -> Reader:
    """The account that signs in with that login."""
    row = account_of_login(office.desk.engine, login)
    assert row is not None
    return Reader(row["uid"], row["name"], login)  # type: ignore[arg-type] # the office's logins are its roles


def test_a_lead_reads_who_saw_a_student_and_leaves_an_entry(office: Office) -> None:
    """The look itself, the list that showed them, and that the record was read, the latest
    first.
    """
    ada, today = office.uid("Ada Lee"), office.desk.today()
    with office.client("advisor") as client:
        client.get(f"/students/{ada}")
        client.get("/students")
    lead = reader_of(office, "lead")
    found = student_record(office.desk, lead, ada, today)
    assert (found.name, found.cut) == ("Ada Lee", False)
    assert [(entry.who, entry.role, entry.action) for entry in found.entries] == [
        ("Advisor", "advisor", "listed"),
        ("Advisor", "advisor", "looked at a student"),
    ]
    assert found.entries[1].reason == "as their advisor"
    assert [entry.login for entry in found.entries] == ["advisor", "advisor"]
    again = student_record(office.desk, lead, ada, today)
    assert (again.entries[0].who, again.entries[0].action) == ("Lead", "read who saw a student")


def peer_named(office: Office, login: str) -> None:
    """Ada names Cy in confidence, once as it is recorded and once in a form that is refused; then
    her page is looked at.
    """
    ada = office.uid("Ada Lee")
    said = {
        "side": "peer",
        "people": [{"person": "Cy Poe", "support": "stressful"}],
        "everyone": False,
    }
    with office.client(login) as client:
        client.get(f"/students/{ada}")
        for day in ("2026-11-24", "2030-01-01"):
            form = said | {"confidential": True, "day": day}
            client.post(f"/api/v1/students/{ada}/conversation", json=form)
        client.get(f"/students/{ada}")


def test_that_somebody_elses_student_spoke_of_one_is_not_told(
    office: Office, tmp_path: Path
) -> None:
    """Cy is at another school now: its lead leads Ada not, and reads neither the naming nor any uid
    but Cy's.
    """
    moved = {"students": ["s3,Cy Poe,Other,10,,,,,", "s1,Ada Lee,Met,9,Blue,,2025-09-01,,red"]}
    import_tables(
        office.desk,
        write_folder(tmp_path / "moved", moved),
        source="Met",
        effective=date(2026, 11, 1),
    )
    other = next(school for school in office.desk.schools() if school.name == "Other")
    lead = NewAccount(
        "other", "Other Lead", "lead", hash_password(PASSWORD), (Way("LEADS", other.uid),)
    )
    add_account(office.desk.engine, lead, office.desk.now(), office.desk.today())
    peer_named(office, "advisor")
    ada = office.uid("Ada Lee")
    with office.client("other") as client:
        cy = client.get("/api/v1/students").json()["lines"][0]["uid"]
        assert client.get(f"/students/{ada}").status_code == 404
        page = client.get(f"/students/{cy}/record").text
        found = client.get(f"/api/v1/students/{cy}/record")
    assert ada not in page + found.text
    assert "what the student said" not in page + found.text
    assert {entry["subject"] for entry in found.json()["entries"]} <= {cy, ""}
    looked = [
        entry["students"]
        for entry in found.json()["entries"]
        if entry["action"] == "looked at a student"
    ]
    assert looked
    assert set(looked) == {None}
    told = student_record_named(office.desk, "Other", "s3", office.desk.today()).entries
    assert [entry.subject for entry in told if "what the student said" in entry.action] == [
        ada,
        ada,
    ]


def test_a_lead_of_both_reads_that_one_spoke_of_the_other(office: Office) -> None:
    """It is theirs to know whom a student of theirs named."""
    peer_named(office, "lead")
    ada, cy = office.uid("Ada Lee"), office.uid("Cy Poe")
    found = student_record(office.desk, reader_of(office, "lead"), cy, office.desk.today()).entries
    assert [row.subject for row in found if "what the student said" in row.action] == [ada, ada]


def test_an_administrator_cannot_count_whom_a_student_named(office: Office) -> None:
    """Neither by the recording, nor by how many the web shows after it or a list, which tells of
    the account's own alone.
    """

    def shown() -> dict[str, set[str]]:
        with office.client("advisor") as client:
            client.get("/students")
        with office.client("administrator") as client:
            rows = re.findall(
                r"<tr>(.*?)</tr>", client.get("/administration/record").text, re.DOTALL
            )
        what, number = r'data-label="What">(.*?)<', r'data-label="Students shown">(.*?)<'
        found: dict[str, set[str]] = {}
        for row in rows[1:]:
            found.setdefault(re.findall(what, row)[0], set()).add(re.findall(number, row)[0])
        return found

    assert shown()["listed"] == {"1"}
    peer_named(office, "advisor")
    after = shown()
    assert after["listed"] == {"1"}
    assert after["looked at a student"] == {"–"} == after["recorded what the student said"]


@pytest.mark.parametrize("login", ["advisor", "researcher", "administrator"])
def test_nobody_but_a_lead_reads_it(office: Office, login: str) -> None:
    """Not even the student's advisor; the sentence is that of a student who is not there."""
    with pytest.raises(NotThere, match="There is no such page"):
        student_record(
            office.desk, reader_of(office, login), office.uid("Ada Lee"), office.desk.today()
        )


def test_the_operator_reads_it_by_the_schools_own_id(office: Office) -> None:
    """And is recorded by the operating system's name."""
    today = office.desk.today()
    assert student_record_named(office.desk, "Met", "s1", today).entries == ()
    (entry,) = student_record_named(office.desk, "Met", "s1", today).entries
    assert (entry.who, entry.role, entry.action) == (
        user_name(),
        "command line",
        "read who saw a student",
    )
    with pytest.raises(NotThere, match="no student “x” at Met"):
        student_record_named(office.desk, "Met", "x", today)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_days_of_a_record_have_their_bounds(office: Office, zone: str) -> None:
    """From the first day on that may be asked for it is read in every zone; a day before is refused
    in a sentence.
    """
    office.desk.zone = ZoneInfo(zone)
    lead = reader_of(office, "lead")
    for since in (EARLIEST.isoformat(), "9999-12-31"):
        student_record(
            office.desk,
            lead,
            office.uid("Ada Lee"),
            read_since({"since": since}, office.desk.today()),
        )
    for since in ("1999-12-31", "0001-01-01", "yesterday"):
        with pytest.raises(BadInput) as refused:
            read_since({"since": since}, office.desk.today())
        assert [fault.message for fault in refused.value.faults] == [
            f"“{since}” is not a day since 2000-01-01; write it as YYYY-MM-DD."
        ]


def test_what_an_account_did(office: Office) -> None:
    """Signing in, looks and refusals, with how many students each showed; and a guess at its
    password, whoever made it.
    """
    with office.client("advisor") as client:
        client.get("/students")
        client.get("/administration")
        client.post("/sign-in", data={"login": "advisor", "password": "not mine at all"})
        client.post("/sign-in", data={"login": "nobody", "password": "not mine at all"})
    advisor = reader_of(office, "advisor")
    found = accounts_record(office.desk, OPERATOR, [advisor.account], office.desk.today())
    assert [(entry.action, entry.students) for entry in found.entries] == [
        ("sign-in failed", 0), ("refused", 0), ("listed", 2), ("sign-in", 0),
        ("made an account", 0),
    ]  # fmt: skip
    assert [entry.who for entry in found.entries] == ["Advisor"] * 4 + ["command line"]
    assert [entry.role for entry in found.entries] == ["advisor"] * 4 + ["command line"]
    assert [entry.about for entry in found.entries] == [""] * 4 + ["Advisor (advisor)"]
    assert found.entries[1].subject == "/administration"
    assert accounts_record(office.desk, OPERATOR, [], office.desk.today()).entries == ()


def test_the_record_is_cut_to_what_fits(office: Office) -> None:
    """The latest, and it says so."""
    with office.client("advisor") as client:
        for _ in range(3):
            client.get("/students")
    advisor = reader_of(office, "advisor")
    found = accounts_record(office.desk, OPERATOR, [advisor.account], office.desk.today(), 2)
    assert (len(found.entries), found.cut) == (2, True)


def test_the_day_from_which_it_is_read(office: Office) -> None:
    """Ninety days ago unless another is given; what is no day is refused."""
    today = office.desk.today()
    assert read_since({}, today) == today - timedelta(days=90)
    assert read_since({"since": "2026-11-01"}, today).isoformat() == "2026-11-01"
    with pytest.raises(BadInput):
        read_since({"since": "soon"}, today)
