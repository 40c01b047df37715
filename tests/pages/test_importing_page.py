"""Bringing data in on pages: looked at first, imported only then, stopped, undone; the truth
whatever happens.
"""

import io
import json
import logging
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

import pytest
from fastapi.testclient import TestClient

from analysis.rule import Rule
from graph_service.app.service import create_app
from graph_service.auth.passwords import hash_password
from graph_service.errors import OutcomeUnknown, StoreUnavailable, TooLarge
from graph_service.formats.bundle import open_bundle
from graph_service.formats.columns import TABLES
from graph_service.formats.explanations import EXPLANATIONS
from graph_service.formats.tables import read_tables
from graph_service.formats.template import write_template
from graph_service.pages.rendering import moment
from graph_service.records.audit import Look
from graph_service.settings import Settings
from graph_service.store import audit
from graph_service.store.accounts import Change, NewAccount, add_account, take_path
from graph_service.store.accounts import Path as Way
from graph_service.store.current import read_entries
from graph_service.store.engine import Definable
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.uploads import queue, work
from graph_service.workflows.intake.uploads.job import RUNNING
from graph_service.workflows.intake.uploads.queue import ABANDONED, KEPT, SILENT
from tests.office import PASSWORD, Office
from tests.pages.bringing import (
    HOME,
    MORE,
    NEW,
    WAIT_SECONDS,
    csv_of,
    held,
    left,
    looked_at,
    send,
    settled,
    words,
    written,
)
from tests.pages.hostile import PIECES
from tests.pages.test_hostile import structure
from tests.workflows.folder import SCHOOL, TODAY, facts_now, write_folder

LESS = csv_of("students", SCHOOL["students"][:1])


@pytest.fixture
def admin(office: Office) -> Iterator[TestClient]:
    """The administrator of Met, signed in."""
    with office.client("administrator") as client:
        yield client


def test_files_are_looked_at_imported_and_undone(engine: Definable, tmp_path: Path) -> None:
    """Nothing is written before the yes; the yes does what was shown; undoing is shown and done the
    same way.
    """
    office = Office(engine, tmp_path / "met")
    with office.client("administrator") as admin:
        before = held(office)
        address, page = looked_at(admin, csv_of("students", MORE))
        assert (
            "1 row would be added, 1 changed and 0 ended; 2 stay as they are. Nothing is "
            "written yet."
        ) in words(page)
        assert "students added , for example: Di Ra (s4)" in words(page)
        assert re.search(r"Students that change [^:]+: 1 student ", words(page))
        assert held(office) == before
        assert "Imported: 1 row added, 1 changed, 0 ended." in words(written(admin, address))
        after = held(office)
        assert after != before
        assert left(office) == []
        home = admin.get("/administration").text
        assert "students: 1 added, 1 changed" in home
        (entry,) = re.findall(r'name="entry" value="([^"]+)"', home)
        undo = admin.post(f"{HOME}/undo", data={"entry": entry}).headers["location"]
        shown = words(settled(admin, undo))
        assert "1 row would no longer hold, 0 would hold again, 1 would be as before" in shown
        assert "put in confidence would be as open as before it" in shown
        assert held(office) == after
        assert "The import is undone." in words(written(admin, undo))
        assert held(office) == before
        assert "<strong>undone</strong>" in admin.get("/administration").text


def test_the_same_files_again_change_nothing_and_say_so(admin: TestClient) -> None:
    """There is no button to import them, and the other one throws them away."""
    roster = [csv_of(name, SCHOOL[name]) for name in ("students", "adults", "ties", "rounds")]
    address, page = looked_at(admin, *roster)
    assert "Nothing would change: the database already says what these files say." in words(page)
    assert f"{address}/write" not in page


def test_a_tie_that_was_ended_on_a_page_is_noted_by_name_and_stays_ended(
    office: Office, admin: TestClient
) -> None:
    """A named student finds the look in their record, and once it is imported no name is kept."""
    ada = office.uid("Ada Lee")
    with office.client("lead") as lead:
        (tie,) = re.findall(r"/ties/([^/]+)/end", lead.get(f"/students/{ada}").text)[:1]
        lead.post(f"/students/{ada}/ties/{tie}/end", data={"until": TODAY.isoformat()})
        (role,) = [tie.fact.role for tie in facts_now(office.desk).ties if tie.fact.until == TODAY]
    rows = [f"{line}again" if f",{role}," in line else line for line in SCHOOL["ties"]]
    address, page = looked_at(admin, csv_of("ties", [*rows, "s3,a2,mentor,,,"]), source="Met")
    told = (
        f"{role} of Ada Lee (s1), was ended here on 24 Nov 2026; the file's row does not "
        "begin it again."
    )
    assert told in unescape(words(page))
    assert ada in record_of(office)[-1].students
    assert "Ada Lee" not in words(written(admin, address))


def test_of_what_people_said_the_number_of_rows_is_told_alone(admin: TestClient) -> None:
    """Rows that are there look like rows that are not, when they are looked at, done, listed and
    undone.
    """
    told = set()
    for alter, support in (("a1", "supportive,3"), ("a1", "stressful,"), ("a2", "stressful,")):
        address, page = looked_at(
            admin, csv_of("reports", [f"r1,s1,{alter},s1,{support}"]), source="Met"
        )
        assert "1 more is of what people said: that will be as the files say" in words(page)
        assert "reports 1 as the files say" in words(page)
        done = words(written(admin, address))
        home = admin.get("/administration").text
        (entry,) = re.findall(r'name="entry" value="([^"]+)"', home)
        undo = admin.post(f"{HOME}/undo", data={"entry": entry}).headers["location"]
        undoing = words(settled(admin, undo))
        assert "reports 1 as before the import" in undoing
        written(admin, undo)
        told.add((words(page), done, "reports: 1 given" in home, undoing))
    assert len(told) == 1, told


def test_a_round_that_people_recorded_cannot_be_asked_about(
    office: Office, admin: TestClient
) -> None:
    """Its id can be guessed from the day and the account; the answer is the same whoever was named,
    and nothing opens.
    """
    ada, day = office.uid("Ada Lee"), office.desk.today().isoformat()
    with office.client("advisor") as advisor:
        account = advisor.get("/api/v1/me").json()["account"]
        said = {
            "side": "adult",
            "people": [{"person": "Mr Diaz", "support": "stressful"}],
            "everyone": True,
            "confidential": True,
        }
        assert advisor.post(f"/api/v1/students/{ada}/conversation", json=said).status_code == 200
    id, before = f"conversation-adults-{day}-{account}-in-confidence", held(office)
    pages = set()
    for alter, support in (("a1", "supportive"), ("a2", "stressful"), ("a2", "neutral")):
        rounds = (
            "rounds.csv",
            f"id,school,kind,asks,opened_on\n{id},Met,conversation,adults,{day}\n".encode(),
            "text/csv",
        )
        header = "round_id,student_id,alter_id,informant_id,support,confidential"
        reports = (
            "reports.csv",
            f"{header}\n{id},s1,{alter},s1,{support},false\n".encode(),
            "text/csv",
        )
        address, page = looked_at(admin, rounds, reports)
        assert "kept for what people record on pages" in words(page)
        assert f"{address}/write" not in page
        pages.add(words(page))
    assert len(pages) == 1
    assert held(office) == before


def test_what_ends_much_asks_for_its_number(office: Office, admin: TestClient) -> None:
    """Another number, none, and what is no number are refused beside the field."""
    before = held(office)
    address, page = looked_at(admin, LESS, complete="yes")
    assert "This would end 2 of 5 people and 0 of 3 ties: 2 together." in words(page)
    for wrong in ("", "3", "all"):
        refused = admin.post(f"{address}/write", data={"ends": wrong})
        assert refused.status_code == 422
        assert 'id="fault-write-ends-0"' in refused.text
        assert "Nothing was imported. One thing needs correcting:" in words(refused.text)
        assert "students: 2 would end Ben Ono (s2) Cy Poe (s3)" in words(refused.text)
    assert held(office) == before
    assert "Imported: 0 rows added, 0 changed, 2 ended." in words(written(admin, address, ends="2"))


def test_all_that_would_end_is_named_and_recorded(office: Office, admin: TestClient) -> None:
    """However many; folded where they are many; as a file too; and nothing of them is kept once
    that is decided.
    """
    many = [f"m{number},Mia {number:02},Met,9,,,,," for number in range(50)]
    written(admin, looked_at(admin, csv_of("students", [*SCHOOL["students"], *many]))[0])
    address, page = looked_at(admin, LESS, csv_of("ties", SCHOOL["ties"][1:]), complete="yes")
    shown = words(page)
    assert "students: 52 would end" in shown
    assert all(f"Mia {number:02} (m{number})" in shown for number in range(50))
    assert page.count("<details>") == 1
    assert page.count("<details open>") == 1
    (looked,) = [
        entry
        for entry in record_of(office)
        if entry.subject == address[-22:] and entry.action.startswith("looked")
    ]
    assert len(looked.students) >= 52
    told = json.loads(admin.get(f"{address}/report.json").content)
    assert sum(row["rule"] == "ends" and row["file"] == "students" for row in told) == 52
    admin.post(f"{address}/stop")
    assert "Mia" not in admin.get(address).text + admin.get(f"{address}/report.json").text
    assert "Mia" not in kept_texts(office)


def test_names_that_mean_nobody_yet_come_as_a_mapping_to_be_looked_through(
    office: Office, admin: TestClient
) -> None:
    """Used as it is, it matches whoever has the whole name; nothing of it is kept once the files
    are thrown away.
    """
    sheet = "form.csv", b"id,adults\ns1,Ito Ms; Mr Diazz\n", "text/csv"
    round_of = (
        f'[round]\nid = "v"\nschool = "Met"\nopened_on = {TODAY}\n[survey]\nstudent = "id"\n'
        'adults = "adults"\n'
    )

    def shown(mapping: str) -> tuple[str, str]:
        files = [
            ("files", sheet),
            ("mapping", ("mapping.toml", mapping.encode(), "application/toml")),
        ]
        address = admin.post(NEW, files=files).headers["location"]
        return address, settled(admin, address)

    address, page = shown(round_of)
    assert "take the mapping with proposals for them" in words(page)
    ready = admin.get(f"{address}/report.toml")
    assert ready.headers["content-disposition"] == 'attachment; filename="mapping.toml"'
    assert '\n"Ito Ms" = "a1"' in ready.text
    assert '\n# "Mr Diazz" = "a2"' in ready.text
    admin.post(f"{address}/stop")
    assert "Diazz" not in admin.get(f"{address}/report.toml").text
    assert "Diazz" not in kept_texts(office)
    _, page = shown(ready.text)
    assert ["“Ito Ms” was named" in words(page), "“Mr Diazz” was named" in words(page)] == [
        False,
        True,
    ]


def test_every_fault_is_told_at_once_and_as_a_file(office: Office, admin: TestClient) -> None:
    """In a table with file, line and column; nothing is kept of the files, and there is nothing to
    say yes to.
    """
    students = csv_of("students", ["s1,,Met,9,,,,,", "s1,Bo,Met,9,,,31/1/2026,,"])
    address, page = looked_at(admin, students, csv_of("ties", ["zz,a1,boss,,,"]))
    for row in (
        "students.csv 2 name",
        "students.csv 3 id",
        "students.csv 3 enrolled_on",
        "ties.csv 2 role",
    ):
        assert row in words(page)
    assert "“How days are written in them” day-first" in words(page)
    assert "/write" not in page
    assert left(office) == []
    told = json.loads(admin.get(f"{address}/report.json").content)
    assert {(row["file"], row["line"], row["column"]) for row in told} >= {
        ("students.csv", 2, "name")
    }
    report = admin.get(f"{address}/report.csv")
    assert report.headers["content-disposition"] == 'attachment; filename="report.csv"'
    assert report.text.count("\n") == len(told) + 1


def test_the_page_lists_the_columns_and_has_the_empty_workbook(
    office: Office, admin: TestClient, tmp_path: Path
) -> None:
    """The tables of the command's template, in its words; that it was taken is recorded; it may be
    sent in as it is.
    """
    page = unescape(words(admin.get(NEW).text))
    for table in TABLES.values():
        for column in table.columns:
            assert f"{column.name} {EXPLANATIONS[table.name][column.name].sentence}" in page
    before = len(record_of(office))
    answer = admin.get(f"{HOME}/template.xlsx")
    assert [entry.action for entry in record_of(office)[before:]] == [
        "looked at the administration"
    ]
    assert answer.headers["content-disposition"] == 'attachment; filename="school.xlsx"'
    (tmp_path / "school.xlsx").write_bytes(answer.content)
    reading = read_tables(tmp_path / "school.xlsx")
    assert (reading.faults, reading.tables.given) == ([], set(TABLES))


def test_archives_workbooks_and_mappings_are_read(admin: TestClient, tmp_path: Path) -> None:
    """By the same workflow as at the command line; the choices are its options."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("roster/students.csv", csv_of("students", MORE)[1])
    _, page = looked_at(
        admin, ("roster.zip", packed.getvalue(), "application/zip"), format="tables"
    )
    assert "1 row would be added, 1 changed" in words(page)
    write_template(tmp_path / "empty.xlsx")
    _, page = looked_at(
        admin, ("empty.xlsx", (tmp_path / "empty.xlsx").read_bytes(), "application/x")
    )
    assert "Nothing would change" in words(page) or "Refused" in words(page)
    american = [MORE[-1].replace("2025-09-01", "9/1/2025")]
    _, page = looked_at(
        admin, csv_of("students", american), dates="month-first", effective="2026-09-01"
    )
    assert "1 row would be added" in words(page)
    assert "changes hold from 1 Sep 2026" in words(page)
    bad = admin.post(
        NEW, files=[("files", LESS), ("mapping", ("m.toml", b"[nothing]", "text/plain"))]
    )
    assert "has no section [nothing]" in words(settled(admin, bad.headers["location"]))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "Choose the files to bring in."),
        ([("", b"", "text/csv")], "Choose the files to bring in."),
        ([("list.pdf", b"x", "text/csv")], "none of the files that are read"),
        ([LESS, LESS], "Two of the files are called"),
        ([LESS, ("x.zip", b"PK", "application/zip")], "choose an archive or a workbook alone"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_form(
    office: Office, admin: TestClient, files: list[tuple[str, bytes, str]], told: str
) -> None:
    """In a sentence beside the field; what else was typed stands there still, and nothing is
    kept.
    """
    answer = admin.post(
        NEW, data={"source": "Met"}, files=[("files", file) for file in files] or {"x": ("", b"")}
    )
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert "Not sent in: 1 thing to correct." in words(answer.text)
    assert "Nothing was sent in. One thing needs correcting:" in words(answer.text)
    assert "ecorded" not in words(answer.text)
    assert 'value="Met"' in answer.text
    assert list(office.uploads.glob("jobs/*")) == []


def test_wrong_choices_and_broken_forms_are_told(office: Office, admin: TestClient) -> None:
    """Each beside its field; a form that breaks off, one that is none."""
    answer = send(admin, LESS, effective="soon", dates="x", format="y", source="\x07")
    for field in ("effective", "dates", "format", "source"):
        assert f'id="fault-new-{field}-0"' in answer.text, field
    cut = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="students.csv"\r\n\r\nid,na'
    )
    broken = admin.post(
        NEW, content=cut, headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert (broken.status_code, "broke off" in broken.text) == (422, True)
    endless = f"multipart/form-data; boundary={'b' * 5000}"
    broken = admin.post(NEW, content=cut, headers={"content-type": endless})
    assert (broken.status_code, "cannot be read" in broken.text) == (422, True)
    assert admin.post(NEW, data={"files": "x"}).status_code == 422
    assert list(office.uploads.glob("jobs/*")) == []


def test_a_bomb_is_refused_in_a_sentence(admin: TestClient) -> None:
    """An archive that unpacks to far more than it weighs is never opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("students.csv", b"0" * 20_000_000)
    _, page = looked_at(admin, ("bomb.zip", packed.getvalue(), "application/zip"))
    assert "Refused: nothing was changed" in words(page)
    assert "or 50 times its size, so it was not opened" in words(page)


def test_what_is_too_large_is_refused_before_it_is_read(office: Office) -> None:
    """The cap is told on the form, is a setting, and is that of this address alone."""
    settings = Settings(upload_folder=str(office.uploads), upload_mib=2)
    office.app = create_app(office.desk, settings)
    with office.client("administrator") as admin:
        assert "2 MiB at most" in words(admin.get(NEW).text)
        large = send(admin, ("students.csv", b" " * (2 * 1024 * 1024), "text/csv"))
        assert (large.status_code, "Send no more than 2 MiB at once." in large.text) == (413, True)
        fits = send(admin, ("students.csv", b" " * (2 * 1024 * 1024 - 2000), "text/csv"))
        assert fits.status_code == 303
        assert admin.post(f"{HOME}/undo", content=b" " * (1024 * 1024 + 1)).status_code == 413


def test_whatever_a_file_is_called_it_stays_in_its_folder(
    office: Office, admin: TestClient, tmp_path: Path
) -> None:
    """Names are text: no path, no markup, and the formats still tell files by how their names
    end.
    """
    turn = office.app.state.jobs.turn
    assert turn.acquire()
    names = [
        "../../../evil.csv",
        "..\\..\\evil2.csv",
        "/etc/evil3.csv",
        "a" * 500 + "_ego.csv",
        "<b>x</b>.csv",
        "..csv",
    ]
    address = send(admin, *[(name, LESS[1], "text/csv") for name in names]).headers["location"]
    kept = left(office)
    assert {path.parent.name for path in kept} == {"files"}
    assert len(kept) == len(names)
    assert any(path.name.endswith("a_ego.csv") for path in kept)
    assert [path for path in tmp_path.rglob("evil*") if path not in kept] == []
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert {
        path.stat().st_mode & 0o077 for path in [office.uploads, *office.uploads.glob("jobs/*")]
    } == {0}
    turn.release()
    assert "<b>x" not in settled(admin, address)


@pytest.mark.parametrize("piece", [piece for piece in PIECES if "," not in piece][:12:5])
def test_hostile_cells_stay_text(admin: TestClient, piece: str) -> None:
    """In examples and in faults: the page has the same elements as with plain words."""
    quoted = piece.replace('"', '""')
    for lines in (
        ['h1,"{}",Met,9,Blue,,,,'],
        ["h1,Mx,Met,9,Blue,,{},,"],
        ["h1,Mx,Met,9,Blue,{},,,", "h1,,Met,,,,,,"],
    ):
        pages = [
            looked_at(admin, csv_of("students", [line.format(text) for line in lines]))[1]
            for text in (
                quoted if '"{}"' in lines[0] else f'"{quoted}"',
                '"plain"' if '"{}"' not in lines[0] else "plain",
            )
        ]
        assert structure(pages[0]) == structure(pages[1])


def test_an_import_is_its_accounts_alone(office: Office, admin: TestClient) -> None:
    """Another administrator of the same school gets what is not there, byte for byte, and stops
    nothing.
    """
    address, _ = looked_at(admin, LESS)
    way = Way("ADMINISTERS", office.school.uid)
    new = NewAccount("hal", "Hal", "administrator", hash_password(PASSWORD), (way,))
    add_account(office.desk.engine, new, office.desk.now(), TODAY)
    with office.client("hal") as other:
        nothing = other.get("/nothing")
        for method, end in (
            ("GET", ""),
            ("GET", "/report.csv"),
            ("POST", "/write"),
            ("POST", "/stop"),
        ):
            assert other.request(method, address + end).content == nothing.content
        for wrong in ("../x", "x" * 22, "%2e%2e"):
            assert other.get(f"{HOME}/{wrong}").status_code == 404
        assert "This is what would change" in admin.get(address).text


def test_the_password_of_the_last_ten_minutes_is_asked_for(
    office: Office, admin: TestClient
) -> None:
    """Before files are sent, imported, undone or taken out as a report; never before one is
    stopped.
    """
    address, _ = looked_at(admin, csv_of("students", MORE))
    until = moment(office.desk.now() + timedelta(minutes=10), office.desk.zone)
    assert f"Send them in before {until}: after that your password is asked for again" in words(
        admin.get(NEW).text
    )
    then = office.desk.now() + timedelta(minutes=11)
    office.desk._clock = lambda: then
    before, back = held(office), {"referer": f"http://testserver{address}"}
    entry = read_entries(office.desk.engine, "Met")[0][0]
    for method, end, data in (
        ("GET", NEW, None),
        ("POST", NEW, None),
        ("POST", f"{HOME}/undo", {"entry": entry}),
        ("POST", f"{address}/write", None),
        ("GET", f"{address}/report.csv", None),
    ):
        answer = admin.request(method, end, data=data, headers=back)
        assert answer.headers["location"].startswith("/confirm?next=/administration/imports"), end
    assert held(office) == before
    assert admin.get(address).status_code == 200
    assert admin.post(f"{address}/stop").headers["location"] == address


def test_what_changed_in_between_is_shown_anew(engine: Definable, tmp_path: Path) -> None:
    """The yes was to something else: nothing is written, and the number of the second yes is that
    of now.
    """
    office = Office(engine, tmp_path / "met")
    with office.client("administrator") as admin:
        address, page = looked_at(admin, LESS, complete="yes")
        assert "2 together" in words(page)
        import_tables(office.desk, write_folder(tmp_path / "more", {"students": MORE}))
        before = held(office)
        page = written(admin, address, ends="2")
        assert (
            "Somebody changed the same people since you looked, so nothing was imported"
            in words(page)
        )
        assert "3 together" in words(page)
        assert held(office) == before
        assert admin.post(f"{address}/write", data={"ends": "2"}).status_code == 422
        assert "3 ended" in words(written(admin, address, ends="3"))


def test_other_changes_of_the_same_number_are_shown_anew(
    office: Office, admin: TestClient, tmp_path: Path
) -> None:
    """A yes is to people and values, not to counts: nobody ends, and nobody is renamed, who was not
    shown.
    """
    ended = [line for line in SCHOOL["students"] if not line.startswith("s2,")]
    another = ["z1,Zed Ray,Met,9,Blue,,2025-09-01,,", "z2,Yan Foe,Met,9,Blue,,2025-09-01,,"]
    renamed = SCHOOL["students"][0].replace("Ada Lee", "Ada Leigh")
    import_tables(
        office.desk,
        write_folder(tmp_path / "first", {"students": [*SCHOOL["students"], another[0]]}),
    )
    for number, (sent, between, name, fields) in enumerate(
        [
            (
                [*ended, another[0]],
                {"students": [*ended, *another]},
                "Yan Foe",
                {"complete": "yes"},
            ),
            (
                [renamed, another[0]],
                {"students": [renamed, another[0].replace("Zed", "Zoe")]},
                "Zed Ray",
                {},
            ),
        ]
    ):
        address, page = looked_at(admin, csv_of("students", sent), **fields)
        assert name not in words(page)
        ends = re.findall(r"(\d+) together", words(page))
        import_tables(
            office.desk,
            write_folder(tmp_path / str(number), between),
            complete=bool(fields),
            yes_end=1,
        )
        before = held(office)
        page = written(admin, address, ends=ends[0] if ends else "")
        assert "since you looked, so nothing was imported" in words(page)
        assert name in words(page)
        assert held(office) == before


def test_taking_back_does_what_was_shown_or_is_shown_anew(
    office: Office, admin: TestClient, tmp_path: Path
) -> None:
    """Another yes than to what is there now takes nothing back."""
    import_tables(office.desk, write_folder(tmp_path / "more", {"students": MORE}))
    entry = read_entries(office.desk.engine, "Met")[0][0]
    address = admin.post(f"{HOME}/undo", data={"entry": entry}).headers["location"]
    settled(admin, address)
    jobs = office.app.state.jobs.queue
    job = jobs.find(_account(office), address[-22:])
    assert jobs.move(replace(job, outcome="0" * 64), "shown")
    before = held(office)
    page = written(admin, address)
    assert "since you looked, so nothing was taken back: look again." in words(page)
    assert held(office) == before
    assert "The import is undone." in words(written(admin, address))


def test_files_that_are_not_those_that_were_looked_at_are_refused(
    office: Office, admin: TestClient
) -> None:
    """A change of files in the folder changes nothing else."""
    address, _ = looked_at(admin, csv_of("students", MORE))
    before = held(office)
    left(office)[0].write_bytes(csv_of("students", [MORE[0].replace("Ada", "Eve")])[1])
    assert "The files are not those that were looked at" in words(written(admin, address))
    assert (held(office), left(office)) == (before, [])


def test_rights_that_ended_since_are_no_rights(office: Office, admin: TestClient) -> None:
    """The school was taken from the account after it had looked: the import's page, which names
    people, is not there.
    """
    address, page = looked_at(admin, csv_of("students", MORE))
    assert "Ada L. Lee" in page
    before, nowhere = held(office), f"{HOME}/{'x' * 22}"
    take_path(
        office.desk.engine, "administrator", office.school.uid, Change(office.desk.now(), TODAY)
    )
    for method, after in (
        ("GET", ""),
        ("GET", "/report.json"),
        ("POST", "/write"),
        ("POST", "/stop"),
    ):
        answers = [admin.request(method, f"{path}{after}") for path in (address, nowhere)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert words(answers[0].text) == words(answers[1].text)
    assert address not in admin.get("/administration").text
    assert held(office) == before


def test_a_right_that_ends_before_the_yes_is_worked_on_ends_the_import(
    office: Office, admin: TestClient
) -> None:
    """It is refused as it is compared anew, and the record says so."""
    address, _ = looked_at(admin, csv_of("students", MORE))
    before, jobs = held(office), office.app.state.jobs
    turn = jobs.turn
    assert turn.acquire()
    assert admin.post(f"{address}/write").status_code == 303
    take_path(
        office.desk.engine, "administrator", office.school.uid, Change(office.desk.now(), TODAY)
    )
    turn.release()
    until = time.monotonic() + WAIT_SECONDS
    while (
        job := jobs.queue.find(_account(office), address[-22:])
    ).state in RUNNING and time.monotonic() < until:
        time.sleep(0.05)
    assert (job.state, held(office)) == ("refused", before)
    assert ("refused", job.id) in [(entry.action, entry.subject) for entry in record_of(office)]


def _account(office: Office) -> str:
    return str(office.desk.engine.read("account_by_login", login="administrator")[0]["uid"])


def still(office: Office, later: timedelta = timedelta()) -> Desk:
    """A desk whose clock stands still, so that nobody looks dead who only takes a while."""
    now = office.desk.now() + later
    return Desk(office.desk.engine, lambda: now, "UTC", Rule())


def kept_texts(office: Office) -> str:
    """All that the database keeps of what was sent in."""
    engine = office.desk.engine
    return "".join(
        row["body"]
        for job in engine.read("job_list")
        for row in engine.read("job_by_uid", uid=job["uid"])
    )


def record_of(office: Office) -> list[Look]:
    """Every entry, oldest first."""
    engine = office.desk.engine
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]


def test_what_is_not_ones_school_is_refused(
    office: Office, admin: TestClient, tmp_path: Path
) -> None:
    """A file about another school, in one sentence."""
    import_tables(
        office.desk, write_folder(tmp_path / "high", {"students": ["h1,Flo,High,9,,,,,"]})
    )
    before = held(office)
    _, page = looked_at(admin, csv_of("students", ["n1,Dee,North,9,,,,,"]))
    assert "The files name “North”, which is no school of yours, so nothing was imported." in words(
        page
    )
    assert (held(office), left(office)) == (before, [])


def test_every_step_is_in_the_record(office: Office, admin: TestClient) -> None:
    """With the students who were there and whom a preview names; the files by their hash alone."""
    number = len(record_of(office))
    address, _ = looked_at(admin, csv_of("students", MORE))
    written(admin, address)
    entries = [(entry.action, entry.students) for entry in record_of(office)[number:]]
    ada = office.uid("Ada L. Lee")
    assert "Ada" not in kept_texts(office)
    assert [action for action, _ in entries] == [
        "sent in an import", "looked at an import", "imported", "looked at an import",
    ]  # fmt: skip
    assert ada in entries[1][1]
    sent = record_of(office)[number]
    assert re.fullmatch("[0-9a-f]{64}", sent.detail)
    assert sent.subject == address.rsplit("/", 1)[1]


def test_one_import_is_worked_on_at_a_time_and_one_that_waits_can_be_stopped(
    office: Office, admin: TestClient
) -> None:
    """It says that it waits, looks again by itself without scripts, and leaves nothing when it is
    stopped.
    """
    turn = office.app.state.jobs.turn
    assert turn.acquire()
    address = send(admin, csv_of("students", MORE)).headers["location"]
    page = admin.get(address).text
    assert "Another import is being worked on; this one waits for it." in words(page)
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "http-equiv" not in admin.get(f"{address}?still=yes").text
    assert "being worked on" in admin.get("/administration").text
    admin.post(f"{address}/stop")
    assert "Stopped: nothing was changed" in words(settled(admin, address))
    assert left(office) == []
    turn.release()


@pytest.mark.parametrize("undoes", [False, True])
def test_an_import_that_is_stopped_while_it_is_written_leaves_nothing(
    engine: Definable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undoes: bool
) -> None:
    """Somebody presses Stop when the first rows are written."""
    office = Office(engine, tmp_path / "met")
    jobs, far = office.app.state.jobs, work.Work._far
    with office.client("administrator") as admin:
        if undoes:
            entry = read_entries(engine, "Met")[0][0]
            address = admin.post(f"{HOME}/undo", data={"entry": entry}).headers["location"]
            settled(admin, address)
        else:
            address, _ = looked_at(admin, csv_of("students", MORE))
        before = held(office)

        def press(at_work: work.Work, done: int, total: int) -> None:
            if done:
                admin.post(f"{address}/stop")
            far(at_work, done, total)

        monkeypatch.setattr(work.Work, "_far", press)
        assert "Stopped: nothing was changed" in words(written(admin, address))
        assert held(office) == before
        assert left(office) == []
        assert (
            engine.read(
                "import_by_uid", uid=jobs.queue.find(_account(office), address[-22:]).ledger
            )
            == []
        )


def test_a_stopping_service_stops_what_is_not_done(office: Office) -> None:
    """An import that waits for its turn ends with it, and its files."""
    with ExitStack() as held_turn:
        turn = office.app.state.jobs.turn
        assert turn.acquire()
        held_turn.callback(turn.release)
        with office.client("administrator") as admin:
            address = send(admin, LESS).headers["location"]
        assert left(office) == []
        with office.client("administrator") as admin:
            assert "Stopped: nothing was changed" in words(admin.get(address).text)


@pytest.mark.parametrize("committed", [True, False])
def test_an_answer_that_is_lost_is_told_truthfully(
    engine: Definable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """Nobody can tell while the database is gone; once it is back, the page says what its ledger
    says.
    """
    office = Office(engine, tmp_path / "met")

    def lost(*given: Any, dry_run: bool = False, **more: Any) -> Any:
        if committed or dry_run:
            import_tables(*given, dry_run=dry_run, **more)
        raise OutcomeUnknown("lost")

    def gone(*_: object) -> NoReturn:
        raise StoreUnavailable("gone")

    with office.client("administrator") as admin:
        address, _ = looked_at(admin, csv_of("students", MORE))
        with monkeypatch.context() as patched:
            patched.setattr(work, "import_tables", lost)
            patched.setattr(queue, "was_imported", gone)
            page = written(admin, address)
            assert "Nobody can tell yet" in words(page)
        page = admin.get(address).text
        assert (
            "Imported: 1 row added"
            if committed
            else "The database does not hold it: nothing was changed."
        ) in words(page)


def test_a_server_with_too_little_memory_is_told_in_its_own_words(
    office: Office, admin: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to raise, and by how much; the files wait for another yes."""

    def full(*_: object, **__: object) -> NoReturn:
        raise TooLarge("Raise server.memory.heap.max_size to 4096m.")

    address, _ = looked_at(admin, csv_of("students", MORE))
    with monkeypatch.context() as patched:
        patched.setattr(work, "import_tables", full)
        page = written(admin, address)
    assert "Raise server.memory.heap.max_size to 4096m. 1 row would be added" in words(page)
    assert len(left(office)) == 1


def test_a_mistake_of_ours_is_told_by_its_number_and_logged_without_names(
    office: Office,
    admin: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The page says that nothing was changed, and the log what kind of error it was."""
    marks = ["Zaphira", "students.csv", "z1"]

    def fail(*_: object, **__: object) -> NoReturn:
        raise KeyError(" ".join(marks))

    monkeypatch.setattr(work, "import_tables", fail)
    with caplog.at_level(logging.DEBUG):
        _, page = looked_at(admin, csv_of("students", ["z1,Zaphira Quillon,Met,9,,,,,"]))
    (number,) = re.findall("tell whoever runs it this number: ([0-9a-f]{8})", page)
    assert "Nothing was changed." in words(page)
    told = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("httpx")
    )
    assert f"Error {number}: KeyError" in told
    assert not any(mark in told for mark in marks)
    assert left(office) == []


def test_files_that_nobody_says_yes_to_are_removed(office: Office, admin: TestClient) -> None:
    """After an hour, and by the next start of the service; the page then says so, and after a day
    it is gone.
    """
    address, _ = looked_at(admin, csv_of("students", MORE))
    jobs = office.app.state.jobs
    jobs.sweep(office.desk.now())
    assert len(left(office)) == 1
    jobs.sweep(office.desk.now() + ABANDONED + timedelta(minutes=1))
    assert left(office) == []
    assert "The files are gone" in words(admin.get(address).text)
    assert admin.post(f"{address}/write").status_code == 303
    jobs.sweep(office.desk.now() + KEPT + timedelta(hours=2))
    assert admin.get(address).status_code == 404


def test_archives_are_unpacked_where_a_next_start_removes_them(
    office: Office, admin: TestClient
) -> None:
    """In the job's own folder: what a killed service leaves there goes with the files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("students.csv", csv_of("students", MORE)[1])
    address, _ = looked_at(admin, ("roster.zip", packed.getvalue(), "application/zip"))
    jobs = office.app.state.jobs
    job = jobs.queue.find(_account(office), address.rsplit("/", 1)[1])
    with open_bundle(jobs.files.path_of(job), None, jobs.files.room_of(job)) as bundle:
        assert jobs.files.room_of(job) in bundle.files["students"].parents
    (jobs.files.room_of(job) / "left.csv").touch()
    jobs.sweep(office.desk.now() + ABANDONED + timedelta(minutes=1))
    assert not jobs.files.room_of(job).exists()


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_another_process_shows_an_import_takes_its_yes_and_stops_it(
    engine: Definable, tmp_path: Path
) -> None:
    """Its state is in the database, and the start of a process leaves alone what is another's."""
    office = Office(engine, tmp_path / "met")
    shared = Settings(upload_folder=str(office.uploads), database="bolt://127.0.0.1")
    office.app, there = (create_app(still(office), shared) for _ in range(2))
    with office.client("administrator") as admin:
        shown, _ = looked_at(admin, csv_of("students", MORE))
        turn = office.app.state.jobs.turn
        assert turn.acquire()
        waiting = send(admin, LESS).headers["location"]
        here, office.app = office.app, there
        with office.client("administrator") as other:
            assert len(left(office)) == 2
            assert "This is what would change" in other.get(shown).text
            assert "this one waits for it" in other.get(waiting).text
            other.post(f"{waiting}/stop")
            assert "Stopped: nothing was changed" in settled(other, waiting)
            turn.release()
            assert "Imported: 1 row added" in words(written(other, shown))
            assert left(office) == []
        office.app = here
        assert "Imported: 1 row added" in words(admin.get(shown).text)


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_a_process_that_is_taken_for_dead_writes_no_more(
    engine: Definable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one says that its import was interrupted and wrote nothing, and that stays true."""
    office = Office(engine, tmp_path / "met")
    shared = Settings(upload_folder=str(office.uploads), database="bolt://127.0.0.1")
    office.app, there = create_app(still(office), shared), create_app(still(office, SILENT), shared)
    began, go_on, at = threading.Event(), threading.Event(), work.Work._at

    def slow(at_work: work.Work, stage: str) -> None:
        at(at_work, stage)
        if stage == "writing":
            began.set()
            assert go_on.wait(WAIT_SECONDS)

    monkeypatch.setattr(work.Work, "_at", slow)
    with office.client("administrator") as admin:
        address, _ = looked_at(admin, csv_of("students", MORE))
        before = held(office)
        assert admin.post(f"{address}/write").status_code == 303
        assert began.wait(WAIT_SECONDS)
        here, office.app = office.app, there
        with office.client("administrator") as other:
            told = words(other.get(address).text)
            assert "The service was stopped while this was being worked on." in told
            assert "The database does not hold it: nothing was changed." in told
            go_on.set()
            until = time.monotonic() + WAIT_SECONDS
            while here.state.jobs._work is not None and time.monotonic() < until:
                time.sleep(0.05)
            assert (held(office), words(other.get(address).text)) == (before, told)


def test_an_account_has_three_at_once(office: Office, admin: TestClient) -> None:
    """An older one makes room; three that are worked on are told of."""
    first, _ = looked_at(admin, csv_of("students", MORE))
    turn = office.app.state.jobs.turn
    assert turn.acquire()
    waiting = [send(admin, LESS).headers["location"] for _ in range(3)]
    assert admin.get(first).status_code == 404
    full = send(admin, LESS)
    assert (full.status_code, "3 imports of yours are being worked on" in full.text) == (503, True)
    turn.release()
    for address in waiting:
        settled(admin, address)
