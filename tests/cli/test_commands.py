import csv
import io
import json
import re
import shutil
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph_service.store.accounts import Change, set_password
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import latest
from tests.cli.support_web import DAY, PROGRAM, SCHOOL, Office


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with the tables of an invented school in ``tables``, imported; tests of it only
    read.
    """
    office = Office(tmp_path_factory.mktemp("loaded"))
    office.said("demo-data", "--out", "tables", "--preset", "pilot", "--on", DAY)
    note, imported = office.said("import", "tables").splitlines()[:2]
    assert note.startswith(
        'Note: students.csv, line 1: The column "low_income" is kept as attributes'
    )
    assert imported.startswith(f"Imported: {SCHOOL}, ")
    return office


@pytest.fixture
def office(loaded: Office, tmp_path: Path) -> Office:
    """An office of one's own, with a copy of the loaded tables and database."""
    shutil.copytree(loaded.folder, tmp_path, dirs_exist_ok=True)
    return Office(tmp_path)


def table(office: Office, name: str) -> list[dict[str, str]]:
    """The rows of one of the office's tables."""
    return list(
        csv.DictReader(
            io.StringIO((office.folder / "tables" / f"{name}.csv").read_text(encoding="utf-8"))
        )
    )


def enrolled(office: Office) -> set[str]:
    """The own ids of the students whose enrolment spans the day, read from the table itself."""
    return {
        row["id"]
        for row in table(office, "students")
        if row["enrolled_on"] <= DAY and not (row["left_on"] and row["left_on"] <= DAY)
    }


def flags(office: Office, *words: str) -> dict[str, Any]:
    """The flags of the school on the day, as JSON."""
    text = office.said("flags", "--school", SCHOOL, "--on", DAY, "--format", "json", *words)
    found: dict[str, Any] = json.loads(text)
    return found


def change(office: Office, name: str, old: str, new: str) -> None:
    """Change the first place where a table of the office says something."""
    path = office.folder / "tables" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_invented_school_is_told_with_all_its_students_and_those_enrolled(
    tmp_path: Path,
) -> None:
    """The sentence tells the students of the tables from those enrolled on the day."""
    office = Office(tmp_path)
    said = office.said("demo-data", "--out", "tables", "--preset", "pilot", "--on", DAY)
    students, now = len(table(office, "students")), len(enrolled(office))
    assert f"It holds {students} students, of whom {now} are enrolled on {DAY}." in said
    assert not office.database.exists()


def test_the_same_tables_again_change_nothing(office: Office) -> None:
    """A second import of the same tables says so."""
    said = office.said("import", "tables")
    assert "\nNothing to change: " in said
    assert ", 0 unchanged" not in said


def test_a_dry_run_says_what_would_change_and_changes_nothing(office: Office) -> None:
    """Flags are the same after a dry run of changed tables, and the import still finds the
    change.
    """
    before = flags(office)
    name = table(office, "students")[0]["name"]
    change(office, "students", name, "Somebody Else")
    dry = office.said("import", "tables", "--dry-run")
    assert "students: 0 added, 1 changed" in dry
    assert flags(office) == before
    assert "students: 0 added, 1 changed" in office.said("import", "tables")


def test_flags_as_json_are_one_object_of_every_enrolled_student(loaded: Office) -> None:
    """Rule, day, figures with their bounds, and each student's two sides with what they follow
    from.
    """
    found = flags(loaded)
    assert (found["school"], found["on"], found["synthetic"]) == (SCHOOL, DAY, True)
    assert (
        found["rule"]["name"],
        found["rule"]["adult_threshold"],
        found["rule"]["peer_threshold"],
    ) == (
        "default",
        2,
        2,
    )
    assert {student["id"] for student in found["students"]} == enrolled(loaded)
    for side in ("adult", "peer"):
        states = [student[side]["state"] for student in found["students"]]
        figure = found["figures"][side]
        counts = {
            state: states.count(state) for state in ("supported", "thin", "isolated", "unknown")
        }
        assert {state: figure[state] for state in counts} == counts
        assert figure["total"] == len(states)
        assert figure["known"] == len(states) - counts["unknown"]
        assert figure["share"] == pytest.approx(counts["supported"] / figure["known"])
        assert figure["low"] == pytest.approx(counts["supported"] / len(states))
        assert figure["high"] == pytest.approx(
            (counts["supported"] + counts["unknown"]) / len(states)
        )
        for student in found["students"]:
            assert set(student[side]) >= {"state", "counted", "not_counted", "sentence"}
            assert all(set(alter) >= {"alter", "reason"} for alter in student[side]["not_counted"])


def test_a_day_to_come_and_one_before_there_is_anything_are_refused(loaded: Office) -> None:
    """With a sentence, not with nobody."""
    for option, day, sentence in (
        ("--on", "1990-01-01", "Nothing is known for 1 Jan 1990: records here begin on"),
        ("--on", "2999-01-01", "2999-01-01 lies in the future; choose today or an earlier day."),
        (
            "--known-on",
            "2020-01-01",
            "Nothing was recorded by the end of 1 Jan 2020. Choose a later day.",
        ),
        ("--known-on", "2999-01-01", "2999-01-01 lies in the future"),
    ):
        assert sentence in loaded.refused("flags", "--school", SCHOOL, option, day)


def test_only_those_who_need_a_look_are_listed_when_asked_for(loaded: Office) -> None:
    """Every listed student is thin or isolated on a side, none is left out, and the figures stay
    the school's.
    """
    found, everyone = flags(loaded, "--needs-a-look"), flags(loaded)
    needing = [
        student
        for student in everyone["students"]
        if {student["adult"]["state"], student["peer"]["state"]} & {"thin", "isolated"}
    ]
    assert found["students"] == needing
    assert 0 < len(needing) < len(everyone["students"])
    assert found["figures"] == everyone["figures"]


def test_flags_as_csv_are_a_row_a_student_and_side(loaded: Office) -> None:
    """The CSV says what the JSON says."""
    said = loaded.said("flags", "--school", SCHOOL, "--on", DAY, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said)))
    parts = {
        name: part
        for name, part in flags(loaded)["rule"].items()
        if name not in ("name", "version")
    }
    judged_by = {
        "known_on": "",
        **{n: ";".join(p) if isinstance(p, list) else str(p) for n, p in parts.items()},
    }
    assert [row for row in rows if row != {**row, **judged_by}] == []
    told = {(row["id"], row["side"]): (row["state"], row["counted"]) for row in rows}
    assert told == {
        (student["id"], side): (student[side]["state"], ";".join(student[side]["counted"]))
        for student in flags(loaded)["students"]
        for side in ("adult", "peer")
    }


def test_flags_as_a_table_begin_with_the_rule_and_the_figures(loaded: Office) -> None:
    """The day, the rule and both references stand on lines of their own, whole."""
    lines = loaded.said(
        "flags", "--school", SCHOOL, "--on", DAY, "--rule", "student-voice"
    ).splitlines()
    assert lines[0].startswith(f"{SCHOOL}. As of 24 Nov 2026, rule “student-voice” version 3")
    assert lines[1] == "The people of this school are invented."
    assert [line.rsplit("; ", 1)[1] for line in lines[2:4]] == [
        "advisor-reported reference 90%.",
        "advisor-reported reference 87%.",
    ]


def test_a_release_has_every_enrolled_student_and_names_nobody(office: Office) -> None:
    """One row a student, undefined values as NA, each column in the codebook, no own id and no name
    in any file.
    """
    office.said("export", "--school", SCHOOL, "--out", "release", "--on", DAY)
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in (office.folder / "release").iterdir()
    }
    assert set(files) == {"egos.csv", "codebook.csv", "README.md"}
    rows = list(csv.DictReader(io.StringIO(files["egos.csv"])))
    assert len(rows) == len({row["code"] for row in rows}) == len(enrolled(office))
    codebook = [row["column"] for row in csv.DictReader(io.StringIO(files["codebook.csv"]))]
    assert codebook == list(rows[0])
    values = [value for row in rows for value in row.values()]
    assert "NA" in values
    assert not {"", "nan", "None"} & set(values)
    people = table(office, "students") + table(office, "adults")
    everything = "\n".join(files.values())
    assert [
        row["id"] for row in people if row["id"] in everything or row["name"] in everything
    ] == []


PARTS = ("--rule", "student-voice", "--evidence", "any", "--observers", "student-or-advisor",
        "--adult-threshold", "3", "--peer-threshold", "1", "--least-strength", "2", "--fresh-days",
        "300", "--roles", "advisor,mentor")  # fmt: skip
"""Every part of the rule."""


def test_a_release_takes_what_flags_take_and_differs_from_them_by_unknown_alone(
    loaded: Office,
) -> None:
    """The same day, rule and parts: each state as often as the flags have it, but for those that
    may not leave.
    """
    today = json.loads(loaded.said("flags", "--school", SCHOOL, "--format", "json"))["on"]
    lens = ("--known-on", today, *PARTS)
    found = flags(loaded, *lens)
    loaded.said("export", "--school", SCHOOL, "--out", "changed", "--on", DAY, *lens)
    folder = loaded.folder / "changed"
    rows = list(csv.DictReader(io.StringIO((folder / "egos.csv").read_text(encoding="utf-8"))))
    readme = (folder / "README.md").read_text(encoding="utf-8")
    shutil.rmtree(folder)
    assert len(rows) == len(found["students"])
    for side in ("adult", "peer"):
        for state in ("supported", "thin", "isolated"):
            assert (
                sum(row[f"{side}_state"] == state for row in rows) <= found["figures"][side][state]
            )
    rule = found["rule"]
    assert (
        f"- Rule: {rule['name']}, version {rule['version']}\n- Thresholds: 3 adults, 1 peers\n"
        in readme
    )
    assert (
        "- Least strength: 2\n- Fresh for: 300 days\n- Adult roles that count: advisor, mentor\n"
        in readme
    )


@pytest.mark.parametrize("brief", [(), ("--brief",)])
def test_flags_are_read_on_eighty_columns(loaded: Office, brief: tuple[str, ...]) -> None:
    """Every student with both states as a sign, a word and a count, and the reasons, wrapped,
    unless it is to be brief.

    For a side that nobody observed, the count is the least there are.
    """
    found = flags(loaded)
    said = loaded.said("flags", "--school", SCHOOL, "--on", DAY, *brief, COLUMNS="80")
    lines = said.split("\n\n", 1)[1].splitlines()
    assert [line for line in lines if len(line) > 80] == []
    signs = {"supported": "●", "thin": "◐", "isolated": "○", "unknown": "?"}
    for student in found["students"]:
        at = next(
            number for number, line in enumerate(lines) if line.split()[:1] == [student["id"]]
        )
        block = " ".join(lines[at : at + (1 if brief else 12)])
        for side in ("adult", "peer"):
            state, count = student[side]["state"], len(student[side]["counted"])
            told = (
                f", {count}"
                if student[side]["observed"]
                else f", at least {count}"
                if count
                else ""
            )
            assert f"{signs[state]} {state}{told}" in block
    reason = found["students"][0]["adult"]["sentence"].split()[-1]
    assert (reason in said.split("\n\n", 1)[1]) != bool(brief)


def test_a_folder_that_is_not_empty_is_written_over_only_when_forced(office: Office) -> None:
    """Files that would be overwritten are named, and stay as they are."""
    words = ["export", "--school", SCHOOL, "--out", "release", "--on", DAY]
    office.said(*words)
    first = (office.folder / "release" / "egos.csv").read_bytes()
    told = (
        "release is not empty: egos.csv, codebook.csv, README.md would be overwritten. Name "
        "another folder, or say --force."
    )
    assert told in office.refused(*words)
    assert (office.folder / "release" / "egos.csv").read_bytes() == first
    office.said(*words, "--force")
    assert (office.folder / "release" / "egos.csv").read_bytes() != first
    data = ["demo-data", "--out", "release", "--students", "9"]
    assert "release is not empty: files of ours would stand among others." in office.refused(*data)
    assert "students.csv" not in {path.name for path in (office.folder / "release").iterdir()}
    office.said(*data, "--force")
    assert "students.csv, adults.csv, " in office.refused(*data)


@pytest.mark.parametrize(
    ("name", "column", "value", "told"),
    [
        (
            "students",
            "enrolled_on",
            "31/12/2025",
            ["students.csv, line 2, column enrolled_on", "31/12/2025"],
        ),
        ("ties", "alter_id", "NOBODY", ["ties.csv, line 2, column alter_id", "NOBODY"]),
        ("students", "id", "", ["students.csv, line 2, column id"]),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    office: Office, name: str, column: str, value: str, told: list[str]
) -> None:
    """The file, the line and the column are told, and the database holds what it held."""
    before = flags(office)
    rows = table(office, name)
    rows[0][column] = value
    with (office.folder / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    error = office.refused("import", "tables")
    assert error.startswith("The import was refused and nothing was changed: ")
    assert [part for part in told if part not in error] == []
    assert flags(office) == before


def test_a_missing_column_is_refused_by_its_name(office: Office) -> None:
    """The header's fault is told once, and nothing is changed."""
    before = flags(office)
    change(office, "students", ",name,", ",called,")
    assert "students.csv, line 1, column name: The column name is missing" in office.refused(
        "import", "tables"
    )
    assert flags(office) == before


def test_an_id_that_stands_twice_is_refused_with_both_lines(office: Office) -> None:
    """The second line is told, and the one it repeats."""
    path = office.folder / "tables" / "students.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    error = office.refused("import", "tables")
    assert (
        f"students.csv, line {len(lines) + 1}, column id: The row has the same id as line 2"
        in error
    )


def test_an_empty_file_and_folders_without_tables_are_refused(office: Office) -> None:
    """An empty file, an empty folder and a folder that is not there each have their sentence."""
    before = flags(office)
    (office.folder / "tables" / "students.csv").write_text("", encoding="utf-8")
    (office.folder / "bare").mkdir()
    assert "students.csv: The file is empty" in office.refused("import", "tables", "--complete")
    assert "None of our tables is here" in office.refused("import", "bare")
    assert "There is no such folder or file" in office.refused("import", "nowhere")
    assert flags(office) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["flags", "--school", "Elsewhere"],
            f"There is no school “Elsewhere” in the database; there is “{SCHOOL}”.",
        ),
        (["export", "--school", "Elsewhere", "--out", "x"], "There is no school “Elsewhere”"),
        (
            ["flags", "--school", SCHOOL, "--rule", "best"],
            "there is no rule “best”; the rules are default",
        ),
        (
            ["flags", "--school", SCHOOL, "--on", "31/12/2025"],
            "“31/12/2025” is not a day; write it as YYYY-MM-DD.",
        ),
        (
            ["flags", "--school", SCHOOL, "--adult-threshold", "two"],
            "“two” is not a whole number from 1 to 50.",
        ),
        (["import", "tables", "--effective", "soon"], "--effective: “soon” is not a day"),
        (
            ["demo-data", "--out", "x", "--preset", "big"],
            "There is no preset “big”; there are met and pilot.",
        ),
        (["demo-data", "--out", "support-web.db"], "support-web.db cannot be a folder"),
        (
            ["export", "--school", SCHOOL, "--out", "support-web.db"],
            "support-web.db cannot be a folder",
        ),
        (["demo", "--no-serve", "--folder", "support-web.db"], "support-web.db cannot be a folder"),
        (["account", "disable", "nobody"], "There is no account “nobody”."),
    ],
)
def test_a_wrong_word_is_told_in_a_sentence(loaded: Office, words: list[str], told: str) -> None:
    """The fault is named, with the choices there are, and no folder is left behind."""
    assert told in loaded.refused(*words)
    assert not (loaded.folder / "x").exists()


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("SUPPORT_WEB_PORT", "99999", "SUPPORT_WEB_PORT: "),
        ("SUPPORT_WEB_TIME_ZONE", "Atlantis", "there is no time zone “Atlantis”"),
        ("SUPPORT_WEB_COLOUR", "red", "SUPPORT_WEB_COLOUR is not a setting"),
        ("SUPPORT_WEB_DATABASE", "tables", "The database tables is a folder"),
        ("SUPPORT_WEB_DATABASE", "tables/students.csv", "is not a Support Web database."),
        (
            "SUPPORT_WEB_DATABASE",
            "bolt://127.0.0.1:1",
            "The database at bolt://127.0.0.1:1 does not answer.",
        ),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(
    loaded: Office, setting: str, value: str, told: str
) -> None:
    """One line names the setting or the database that cannot be used."""
    error = loaded.refused("flags", "--school", SCHOOL, **{setting: value})
    assert told in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["flags", "--school", SCHOOL],
        ["export", "--school", SCHOOL, "--out", "x"],
        ["audit", "verify"],
        ["imports"],
        ["account", "list"],
        ["account", "create", "a", "--role", "lead", "--name", "A"],
        ["serve"],
        ["import", "--undo", "x"],
    ],
)
def test_what_only_reads_makes_no_database(tmp_path: Path, words: list[str]) -> None:
    """A mistyped path is told in a sentence, and nothing stands there afterwards."""
    told = Office(tmp_path).refused(*words, SUPPORT_WEB_DATABASE="deep/x.db")
    assert told == (
        f"There is no database at {tmp_path / 'deep' / 'x.db'}. Check SUPPORT_WEB_DATABASE, which "
        "is to be set in each new shell, or import a school first.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_makes_a_database_makes_no_folder_for_it(tmp_path: Path) -> None:
    """The commands that may be the first ones; a first dry run says all that would be added, and
    makes nothing.
    """
    office = Office(tmp_path)
    office.said("demo-data", "--out", "tables", "--preset", "pilot", "--on", DAY)
    for words in (["import", "tables"], ["import", "tables", "--dry-run"], ["migrate"]):
        told = office.refused(*words, SUPPORT_WEB_DATABASE="deep/x.db")
        assert (
            "There is no folder deep for the database deep/x.db; check SUPPORT_WEB_DATABASE" in told
        )
    assert "A dry run, nothing was changed" in office.said("import", "tables", "--dry-run")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_second_process_on_the_file_is_told_so(office: Office) -> None:
    """While one process holds the embedded file another is refused, and afterwards it reads what
    was there.
    """
    before = flags(office)
    held = EmbeddedEngine(office.database)
    try:
        assert "is in use by another process" in office.refused("import", "tables")
    finally:
        held.close()
    assert flags(office) == before


def test_accounts_are_made_listed_and_shut_out(office: Office) -> None:
    """The program makes the first password and prints it once, another one for who forgot
    theirs.
    """
    words = [
        "account",
        "create",
        "lead1",
        "--role",
        "lead",
        "--school",
        SCHOOL,
        "--name",
        "Lee Lead",
    ]
    made = office.said(*words, SUPPORT_WEB_FIRST_PASSWORD_HOURS="5")
    told = re.fullmatch(
        r"Made lead account “lead1”\.\n"
        r"First password, shown this once: ([a-z2-9]{4}(?:-[a-z2-9]{4}){3})\n"
        r"It is good for 5 hours, and for taking another one when first signing in\.\n",
        made,
    )
    assert told is not None
    assert "There is an account “lead1” already." in office.refused(*words)
    assert "first" in office.said("account", "list")
    again = office.said("account", "password", "lead1")
    assert "First password, shown this once: " in again
    assert told[1] not in again
    assert office.said("account", "disable", "lead1") == "“lead1” is disabled.\n"
    assert "disabled" in office.said("account", "list")


def test_tokens_are_made_listed_and_revoked(office: Office) -> None:
    """The token is all that is printed, so that a script can take it. There is none before the
    owner has replaced their first password, which would end it.
    """
    words = [
        "account",
        "create",
        "lead1",
        "--role",
        "lead",
        "--school",
        SCHOOL,
        "--name",
        "Lee Lead",
    ]
    office.said(*words)
    token = ("account", "token", "create", "lead1", "--name", "the timetable", "--scope")
    assert "still has its first password" in office.refused(*token, "read")
    engine = EmbeddedEngine(office.database)
    now = datetime.now(UTC)
    set_password(engine, "lead1", "-", Change(now, now.date()), action="set a password")
    engine.close()
    assert "can do nothing with release" in office.refused(*token, "release")
    made = office.said(*token, "read")
    assert made.startswith("swt_")
    line = office.said("account", "token", "list", "lead1").splitlines()[1]
    assert "the timetable" in line
    assert (
        office.said("account", "token", "revoke", "lead1", line.split()[0])
        == "The token is revoked.\n"
    )
    assert "has no token" in office.refused("account", "token", "revoke", "lead1", line.split()[0])


def test_migrating_again_finds_nothing_to_do(office: Office) -> None:
    """The version is told, not how many steps were taken to it."""
    known = latest("embedded")
    assert office.said("migrate") == f"The database's model is at version {known}: nothing to do.\n"


def test_imports_are_listed_and_undone(office: Office) -> None:
    """The list names each with its id, instant and recorder; an undone one says so."""
    uid = office.said("imports").split()[0]
    assert "by command line (" in office.said("imports")
    assert "Undone" in office.said("import", "--undo", uid)
    said = office.said("imports")
    assert f"undoes {uid}" in said
    assert ", undone" in said
    assert "undone already" in office.refused("import", "--undo", uid)
    assert "one of the two" in office.refused("import")


def test_a_report_holds_every_fault_and_note(office: Office) -> None:
    """As JSON and as CSV, beside what is told; the file's name says which."""
    change(office, "students", "enrolled_on", "enrolled")
    change(office, "contacts", "kind", "Kind of")
    said = office.refused("import", "tables", "--report", "faults.json")
    assert "Note: contacts.csv, line 1, column Kind of" in said
    faults = json.loads((office.folder / "faults.json").read_text(encoding="utf-8"))
    assert {fault["rule"] for fault in faults if fault["level"] == "fault"} == {"missing-column"}
    assert {fault["rule"] for fault in faults if fault["level"] == "warning"} == {
        "attributes",
        "unknown-column",
    }
    office.refused("import", "tables", "--report", "faults.csv")
    rows = list(
        csv.DictReader(io.StringIO((office.folder / "faults.csv").read_text(encoding="utf-8")))
    )
    assert [row["message"] for row in rows] == [fault["message"] for fault in faults]
    assert "neither .json nor .csv" in office.refused("import", "tables", "--report", "faults.txt")


def test_a_report_may_be_the_mapping_that_is_to_be_looked_through(office: Office) -> None:
    """It holds what the mapping held and whom the names may be, is used as it is, and takes no
    file's place.
    """
    with (office.folder / "tables" / "students.csv").open(encoding="utf-8") as stream:
        student = next(csv.DictReader(stream))
    (office.folder / "form.csv").write_text(
        f"id,friends\n{student['id']},\n{student['name']},none\n", encoding="utf-8"
    )
    held = (
        f'[round]\nid = "v"\nschool = "{student["school"]}"\nopened_on = {DAY}\n[survey]\n'
        'student = "id"\npeers = "friends"\n'
    )
    (office.folder / "mapping.toml").write_text(held, encoding="utf-8")
    taken = office.refused(
        "import", "form.csv", "--mapping", "mapping.toml", "--report", "mapping.toml"
    )
    assert "mapping.toml is there already" in taken
    office.refused("import", "form.csv", "--mapping", "mapping.toml", "--report", "names.toml")
    ready = tomllib.loads((office.folder / "names.toml").read_text(encoding="utf-8"))
    assert ready == {**tomllib.loads(held), "people": {"matches": {student["name"]: student["id"]}}}


def test_the_report_of_a_dry_run_names_all_that_would_end(office: Office) -> None:
    """As the question for a second yes says."""
    office.said("import", "tables")
    place = office.folder / "tables" / "ties.csv"
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    place.write_text("".join(lines[:-40]), encoding="utf-8")
    said = office.said("import", "tables", "--complete", "--dry-run", "--report", "ends.csv")
    assert "--dry-run --report FILE names all of them" in said
    rows = list(
        csv.DictReader(io.StringIO((office.folder / "ends.csv").read_text(encoding="utf-8")))
    )
    number = said.partition("--yes-end ")[2].partition(".")[0]
    assert str(len([row for row in rows if row["rule"] == "ends"])) == number
    assert {row["file"] for row in rows if row["message"].endswith(" would end.")} == {"ties"}


def test_what_is_written_is_for_whoever_runs_the_program_alone(tmp_path: Path) -> None:
    """The database, what stands beside it, and tables and releases: nobody else on the machine
    reads them.
    """
    office = Office(tmp_path)
    office.said("demo-data", "--out", "tables", "--preset", "pilot")
    office.said("import", "tables")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert office.database in written
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


def test_an_adult_is_for_advisors_accounts(loaded: Office) -> None:
    """Beside another role it is refused with its reason."""
    given = (
        "account",
        "create",
        "zoe",
        "--school",
        SCHOOL,
        "--name",
        "Zoe",
        "--role",
        "lead",
        "--adult",
        "x",
    )
    told = "--adult names the adult that an advisor's account is; leave it out for the role lead.\n"
    assert loaded.refused(*given) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import", "x", "--yes-end", "x"], "--yes-end: this is a whole number."),
        (
            ["account", "create", "a", "--role", "boss", "--school", "M", "--name", "N"],
            "--role: 'boss' is not one of 'advisor', 'lead', 'researcher', 'administrator'.",
        ),
        (
            ["account", "create", "a"],
            "--role is needed: one of advisor, lead, researcher, administrator.",
        ),
        (["audit", "student", "1"], "--school is needed."),
        (
            ["flags", "--scool", "M"],
            "There is no option --scool (Possible options: --all-schools, --school).",
        ),
        (["nope"], "There is no command nope."),
    ],
)
def test_wrong_words_are_told_in_one_sentence(loaded: Office, words: list[str], told: str) -> None:
    """The allowed values in our own words, and nothing else."""
    assert loaded.refused(*words) == f"{told}\n"


def test_a_reader_that_goes_away_ends_the_command_quietly(loaded: Office) -> None:
    """As `| head` does."""
    piped = f"{PROGRAM} flags --school '{SCHOOL}' --on {DAY} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", piped],
        cwd=loaded.folder,
        env=loaded.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


ROWS = "role,school,email,login,name"


def test_accounts_from_a_file_leave_a_list_that_its_owner_alone_reads(office: Office) -> None:
    """Advisors by the address that the roster has; the list is new, whole, and never overwritten;
    refused accounts leave none.
    """
    adult = next(row for row in table(office, "adults") if row["kind"] == "staff")
    lines = [ROWS, f"advisor,,{adult['email']},,", "lead,all,,boss,Bo Boss"]
    (office.folder / "accounts.csv").write_text("\n".join(lines), encoding="utf-8")
    words = ("account", "import", "accounts.csv")
    assert "--passwords FILE" in office.refused(*words)
    dry = office.said(*words, "--dry-run")
    assert f"  {adult['email']}: advisor, {adult['name']}, {SCHOOL}\n" in dry
    said = office.said(*words, "--passwords", "list.txt")
    assert said.startswith("Made 2 accounts.\nTheir first passwords are in list.txt")
    listed = office.folder / "list.txt"
    assert listed.stat().st_mode & 0o777 == 0o600
    slips = listed.read_text(encoding="utf-8")
    assert f"{adult['name']}, advisor" in slips
    assert re.search(r"Sign in as +boss\nFirst password +[a-z0-9]{4}(-[a-z0-9]{4}){3}\n", slips)
    again = office.said(*words, "--passwords", "other.txt")
    assert f"there already: {adult['email']}, boss." in again
    (office.folder / "accounts.csv").write_text(f"{ROWS}\nlead,,,new,New", encoding="utf-8")
    assert "list.txt is there already" in office.refused(*words, "--passwords", "list.txt")
    assert listed.read_text(encoding="utf-8") == slips
    (office.folder / "accounts.csv").write_text(f"{ROWS}\nlead,No,,new,New", encoding="utf-8")
    assert "line 2, column school" in office.refused(*words, "--passwords", "other.txt")
    assert not (office.folder / "other.txt").exists()


def test_one_command_is_for_several_schools(office: Office) -> None:
    """Where there are several, each is named or all are asked for; flags are a list then, and each
    release has a folder of its own.
    """
    one = json.loads(office.said("flags", "--format", "json"))
    assert one["school"] == SCHOOL
    for path in (office.folder / "tables").glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(SCHOOL, "North")
        (office.folder / "north").mkdir(exist_ok=True)
        (office.folder / "north" / path.name).write_text(text, encoding="utf-8")
    office.said("import", "north")
    assert office.refused("flags") == (
        "There are 2 schools: say which with --school (again for each), or --all-schools.\n"
    )
    told = office.refused("flags", "--school", "North", "--school", "A", "--school", "B")
    assert told == (
        f"There is no school “A” and no “B” in the database; there is “{SCHOOL}”, “North”.\n"
    )
    both = json.loads(office.said("flags", "--all-schools", "--format", "json", "--on", DAY))
    assert {school["school"] for school in both} == {SCHOOL, "North"}
    rows = office.said("flags", "--all-schools", "--format", "csv", "--on", DAY).splitlines()
    assert len(rows) == 1 + 2 * sum(len(school["students"]) for school in both)
    office.said("export", "--all-schools", "--out", "out")
    assert {path.name for path in (office.folder / "out").iterdir()} == {
        "Harbor-Pilot-invented", "North"
    }  # fmt: skip
    office.said("account", "create", "boss", "--role", "lead", "--name", "Bo", "--all-schools")
    assert "is lead of 2 schools too" in office.said("account", "give", "boss", "--all-schools")
    listed = office.said("account", "list")
    assert ("boss" in listed, "North" in listed) == (True, True)


def test_several_folders_are_imported_each_for_itself(office: Office) -> None:
    """One that is refused tells its faults and leaves the others; the report has them all, each
    file with its folder.
    """
    for name in ("north", "south"):
        (office.folder / name).mkdir()
        for path in (office.folder / "tables").glob("*.csv"):
            text = path.read_text(encoding="utf-8").replace(SCHOOL, name.title())
            (office.folder / name / path.name).write_text(text, encoding="utf-8")
    broken = office.folder / "south" / "students.csv"
    broken.write_text(broken.read_text(encoding="utf-8").replace("enrolled,", "here,", 1), "utf-8")
    done = office.run("import", "north", "south", "tables", "--report", "report.csv")
    assert done.returncode == 2
    assert "Imported: North, " in done.stdout
    assert "Nothing to change: " in done.stdout
    assert "south: The import was refused and nothing was changed: 1 fault" in done.stderr
    assert done.stderr.endswith("2 of 3 were imported. Refused, with their faults above: south.\n")
    report = (office.folder / "report.csv").read_text(encoding="utf-8")
    assert "fault,south/students.csv,2,status," in report
    assert [line for line in report.splitlines() if line.startswith("fault")][1:] == []
    assert json.loads(office.said("flags", "--school", "North", "--format", "json"))["students"]
    assert "no school “South”" in office.refused("flags", "--school", "North", "--school", "South")
    for words, told in (
        (["--yes-end", "3"], "--yes-end is a number for one import"),
        (["--report", "names.toml"], "names.toml would be a mapping, which is for one folder"),
    ):
        assert told in office.refused("import", "north", "tables", *words)
