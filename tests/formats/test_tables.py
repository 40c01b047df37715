"""Reading a school's folder: what comes out, and every fault at once."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.errors import Fault
from graph_service.formats import our_tables
from graph_service.formats.columns import TABLES
from graph_service.formats.tables import read_tables
from graph_service.formats.writing import write_tables
from graph_service.records.tables import AnswerRow, ReportRow, RoundRow, StudentRow, Tables, TieRow
from tests.formats.school import SCHOOL, write_school


def places(faults: Sequence[Fault]) -> list[tuple[str, int | None, str | None, str]]:
    """File, line, column and rule of each fault."""
    return [fault[:4] for fault in faults]


def test_a_school_is_read_whole(tmp_path: Path) -> None:
    """Days, numbers, lists, words, attributes and blanks come out as the tables' documentation
    says.
    """
    reading = read_tables(write_school(tmp_path))
    tables = reading.tables
    assert (reading.faults, reading.unread) == ([], frozenset())
    assert places(reading.warnings) == [("students.csv", 1, None, "attributes")]
    assert tables.given == set(TABLES) - {"stays"}
    enrolled = date(2024, 9, 1)
    assert tables.students[0] == StudentRow(
        2,
        "1001",
        "Zoë Ito",
        "Met",
        "9",
        None,
        "enrolled",
        enrolled,
        None,
        ("art", "music"),
        (("lunch", "free"),),
    )
    assert tables.students[1].attributes == ()
    assert tables.adults[0].capacity == 3
    assert tables.ties[1] == TieRow(3, "1001", "1002", "peer")
    assert tables.rounds == [
        RoundRow(
            2, "R1", "Met", "student_voice", "both", date(2025, 1, 1), date(2025, 1, 31), None, 5
        )
    ]
    assert tables.reports[0] == ReportRow(
        2, "R1", "1001", "A1", "1001", "supportive", 3, ("advice", "listens"), None, False
    )
    assert tables.reports[1].confidential
    assert tables.contacts[0].on == date(2025, 2, 3)


def test_a_students_blank_answer_is_about_themselves(tmp_path: Path) -> None:
    """The informant is filled in for a student, and nobody for an adult."""
    answers = read_tables(write_school(tmp_path)).tables.answers
    assert answers == [
        AnswerRow(2, "R1", "1001", "1001", "answered", None, 1, 0),
        AnswerRow(3, "R1", "A1", None, "asked"),
    ]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """Faults planted at known lines of several files come back, and no others."""
    reading = read_tables(
        write_school(
            tmp_path,
            students=SCHOOL["students"]
            + '1003,"Two\nlines",Met,,,,,,\n'
            + "1004,,Met,,gone,31/12/2025,,,\n"
            + ",Nobody,Met,,,,,,\n"
            + "1005,A,Met,,,2025-02-01,2025-01-01,,\n",
            ties=SCHOOL["ties"]
            + "1001,A1,friend,,,\n\n1001,A1,mentor,2025-02-02,2025-02-01,\n1001,A1\n",
            rounds=SCHOOL["rounds"] + "R2,Met,student_voice,,,2025-01-01,0\n",
            answers="round_id,informant_id,status,status\nR1,1001,answered,\n",
            reports=SCHOOL["reports"] + "R1,1002,A1,1002,supportive,4,,maybe\n",
            contacts="student_id,adult_id,kind\n1001,A1,meeting\n",
        )
    )
    assert places(reading.faults) == [
        ("students.csv", 4, "name", "characters"),
        ("students.csv", 6, "enrolled_on", "date"),
        ("students.csv", 6, "name", "required"),
        ("students.csv", 6, "status", "choice"),
        ("students.csv", 7, "id", "required"),
        ("students.csv", 8, "left_on", "order"),
        ("ties.csv", 4, "role", "choice"),
        ("ties.csv", 6, "until", "order"),
        ("ties.csv", 7, None, "ragged"),
        ("rounds.csv", 3, "max_peers", "number"),
        ("rounds.csv", 3, "opened_on", "required"),
        ("answers.csv", 1, "status", "duplicate-column"),
        ("reports.csv", 4, "confidential", "boolean"),
        ("reports.csv", 4, "strength", "number"),
        ("contacts.csv", 1, "on", "missing-column"),
    ]
    assert 'The date "31/12/2025" must be written YYYY-MM-DD' in str(reading.faults[1])
    assert reading.unread == {"students", "ties"}


def test_a_row_with_a_bad_cell_is_held_against_the_others_all_the_same(tmp_path: Path) -> None:
    """All faults of a row come at once: a bad day does not hide an unknown alter."""
    reading = read_tables(
        write_school(
            tmp_path,
            ties="student_id,alter_id,role,since\n1001,nobody,advisor,31/12/2025\n99,A1,boss,\n",
            reports="round_id,student_id,alter_id,informant_id,support\nR9,1001,A1,98,fond\n",
        )
    )
    told = places([*reading.faults, *reading.check(set(), set(), set())])
    assert {place for place in told if place[0] in ("ties.csv", "reports.csv")} == {
        ("ties.csv", 2, "since", "date"),
        ("ties.csv", 2, "alter_id", "nobody"),
        ("ties.csv", 3, "role", "choice"),
        ("ties.csv", 3, "student_id", "nobody"),
        ("reports.csv", 2, "support", "choice"),
        ("reports.csv", 2, "round_id", "nobody"),
        ("reports.csv", 2, "informant_id", "nobody"),
    }


def test_people_with_a_fault_can_still_be_referred_to(tmp_path: Path) -> None:
    """One wrong cell of a person is one fault, not one more for each row about them."""
    reading = read_tables(
        write_school(tmp_path, adults="id,name,kind\nA1,Ms Ito,boss\nA2,Mr Diaz,family\n")
    )
    assert places(reading.faults) == [("adults.csv", 2, "kind", "choice")]
    assert reading.check(set(), set(), set()) == []


def test_what_could_not_be_read_is_nobodys_fault(tmp_path: Path) -> None:
    """A file that breaks off does not make faults of the rows that refer to its people."""
    reading = read_tables(
        write_school(tmp_path, adults='id,name,kind\nA1,"Ms Ito,staff\nA2,Mr Diaz,family\n')
    )
    assert places(reading.faults) == [("adults.csv", 2, None, "quotes")]
    assert reading.check(set(), set(), set()) == []


def test_unknown_columns_are_warned_of_and_students_keep_them(tmp_path: Path) -> None:
    """A further column is an attribute of students, a warning elsewhere, and a password is never
    read.
    """
    reading = read_tables(
        write_school(
            tmp_path,
            students="ID,Name,school,Income,Password,\n1001,A,Met,low,secret,x\n1002,B,Met,,,\n",
            adults="id,name,kind,note\nA1,Ms Ito,Staff,hello\nA2,B,FAMILY,\n",
        )
    )
    assert reading.faults == []
    assert places(reading.warnings) == [
        ("students.csv", 1, None, "attributes"),
        ("students.csv", 1, "Password", "unknown-column"),
        ("students.csv", 1, None, "unknown-column"),
        ("adults.csv", 1, "note", "unknown-column"),
    ]
    assert reading.warnings[0].message.startswith(
        'The column "Income" is kept as attributes, for equity tables only'
    )
    assert [row.attributes for row in reading.tables.students] == [(("Income", "low"),), ()]
    assert [row.kind for row in reading.tables.adults] == ["staff", "family"]


def test_a_missing_file_is_an_empty_table_that_was_not_given(tmp_path: Path) -> None:
    """Only the files that are there are given."""
    (tmp_path / "Students.CSV").write_text("id,name,school\n1,A,Met\n", encoding="utf-8")
    (tmp_path / "student.csv").write_text("id\n", encoding="utf-8")
    reading = read_tables(tmp_path)
    assert reading.tables.given == {"students"}
    assert reading.tables.ties == []
    assert reading.files == {"students": "Students.CSV"}
    assert places(reading.warnings) == [("student.csv", None, None, "unknown-table")]


def test_further_columns_of_students_are_named_once(tmp_path: Path) -> None:
    """However many portions the file is read in; of very many the first."""
    further = [f"c{number:02}" for number in range(our_tables.MOST_NAMED + 1)]
    students = f"id,name,school,{','.join(further)}\n1,A,Met{',' * len(further)}\n"
    (note,) = read_tables(write_school(tmp_path, students=students)).warnings
    assert note.message.startswith('The columns "c00", "c01", ')
    assert '"c19" … are kept as attributes, for equity tables only' in note.message


def test_a_file_that_looks_like_a_table_is_told_its_name(tmp_path: Path) -> None:
    """By the columns that a table needs; not where that table is there already."""
    for name, table in (
        ("pupils", "students"),
        ("Teachers", "adults"),
        ("links", "ties"),
        ("words", "reports"),
    ):
        (tmp_path / f"{name}.csv").write_text(SCHOOL[table], encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    said = {note.file: note.message for note in read_tables(tmp_path).warnings}
    for name, table in (
        ("pupils", "students"),
        ("Teachers", "adults"),
        ("links", "ties"),
        ("words", "reports"),
    ):
        assert f"looks like {table} and was not read; name it {table}.csv" in said[f"{name}.csv"]
    assert "is not one of our tables" in said["empty.csv"]
    (tmp_path / "students.csv").write_text(SCHOOL["students"], encoding="utf-8")
    assert (
        "is not one of our tables"
        in {note.file: note.message for note in read_tables(tmp_path).warnings}["pupils.csv"]
    )


@pytest.mark.parametrize(("name", "rule"), [("empty", "no-table"), ("notes.txt", "unknown-file")])
def test_nothing_to_read_is_one_clear_fault(tmp_path: Path, name: str, rule: str) -> None:
    """A folder without tables, another kind of file: one fault each."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert places(read_tables(tmp_path / name).faults) == [(name, None, None, rule)]


def test_what_cannot_be_opened_is_one_clear_fault(tmp_path: Path) -> None:
    """A folder where a table should be, and the same table twice, are told by name."""
    write_school(tmp_path)
    (tmp_path / "ties.csv").unlink()
    (tmp_path / "ties.csv").mkdir()
    (tmp_path / "STUDENTS.csv").write_text(SCHOOL["students"], encoding="utf-8")
    faults = read_tables(tmp_path).faults
    assert {(fault.file, fault.rule) for fault in faults} == {
        ("ties.csv", "unreadable"),
        ("students.csv", "duplicate-table"),
    }


def test_the_hash_is_of_what_the_tables_say(tmp_path: Path) -> None:
    """Row order, encoding, separator and line ends change nothing; a cell does, and so does a
    missing table.
    """
    plain = read_tables(write_school(tmp_path / "plain")).sha256
    header, first, second = SCHOOL["students"].splitlines()
    same = write_school(
        tmp_path / "same", answers=SCHOOL["answers"].replace("R1,1001,,", "R1,1001,1001,")
    )
    turned = (
        f"{header}\r\n{second}\r\n\r\n{first}".replace(";", "|")
        .replace(",", ";")
        .replace("art| music", '"art;music"')
    )
    (same / "students.csv").write_bytes(turned.encode("cp1252"))
    assert read_tables(same).sha256 == plain
    (same / "contacts.csv").unlink()
    assert read_tables(same).sha256 != plain
    other = write_school(tmp_path / "other", contacts=SCHOOL["contacts"].replace("02-03", "02-04"))
    assert read_tables(other).sha256 != plain


def test_a_column_that_is_not_there_is_told_from_a_blank_one(tmp_path: Path) -> None:
    """The tables say which columns their files do not have, and the hash differs."""
    needed, blank, wide = (
        "id,name,school\n1,A,Met\n",
        "id,name,school,grade\n1,A,Met,\n",
        "id,name,school,x\n1,A,Met,\n",
    )
    read = [read_tables(write_school(tmp_path, students=text)) for text in (needed, blank, wide)]
    assert [reading.tables.students for reading in read] == [[StudentRow(2, "1", "A", "Met")]] * 3
    assert [("grade" in reading.tables.missing["students"]) for reading in read] == [
        True,
        False,
        True,
    ]
    assert [reading.tables.attributes for reading in read] == [
        frozenset(),
        frozenset(),
        frozenset({"x"}),
    ]
    assert len({reading.sha256 for reading in read}) == 3


def test_thirty_thousand_rows_are_read_and_checked_whole(tmp_path: Path) -> None:
    """A school of 2,000 comes in without a fault, and no row is lost."""
    opened = date(2025, 1, 1)
    students = [StudentRow(0, str(number), f"Name {number}", "Met") for number in range(2000)]
    reports = [
        ReportRow(
            0,
            "R1",
            str(number % 2000),
            str((number * 7 + number // 2000 + 1) % 2000),
            "1",
            "supportive",
        )
        for number in range(28_000)
    ]
    reports = [row for row in reports if row.student_id != row.alter_id]
    rounds = [RoundRow(0, "R1", "Met", "student_voice", "both", opened)]
    write_tables(Tables(students=students, rounds=rounds, reports=reports), tmp_path)
    reading = read_tables(tmp_path)
    assert list(reading.check(set(), set(), set())) == []
    assert len(reading.tables.reports) == len(reports)


def test_what_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is looked at before the file is."""
    monkeypatch.setattr("graph_service.formats.bundle.MOST_BYTES", 100)
    reading = read_tables(write_school(tmp_path))
    assert places(reading.faults)[0] == ("students.csv", None, None, "size")
    assert "students" in reading.unread


def test_an_attribute_must_have_a_name_that_can_be_shown(tmp_path: Path) -> None:
    """A further column's name is held to what a name is held to."""
    reading = read_tables(
        write_school(tmp_path, students='id,name,school,"a\nb"\n1001,A,Met,x\n1002,B,Met,\n')
    )
    assert places(reading.faults) == [("students.csv", 1, None, "characters")]
    assert reading.tables.students[0].line == 3


def pack(path: Path, folder: Path, prefix: str = "") -> Path:
    """The files of a folder as a ZIP archive, within a folder of their own where there is a
    prefix.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, prefix + file.name)
    return path


def test_an_archive_gives_the_same_tables_as_its_folder(tmp_path: Path) -> None:
    """Also where the files lie in a folder of the archive, wherever that says it is, beside what a
    computer leaves there for itself.
    """
    folder = write_school(tmp_path / "met")
    for prefix in ("", "met/", "../../"):
        path = pack(tmp_path / "met.zip", folder, prefix)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("__MACOSX/met/._students.csv", b"\0\0")
        reading = read_tables(path)
        assert (reading.faults, [note.rule for note in reading.warnings]) == ([], ["attributes"])
        assert reading.sha256 == read_tables(folder).sha256
        assert reading.files["ties"] == "ties.csv"


def test_an_archive_that_is_damaged_locked_or_far_too_large_is_one_fault(tmp_path: Path) -> None:
    """Nothing of it is read; two files of one name are told."""
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 no archive")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("students.csv", b" " * 8_000_000)
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        for name in ("a/students.csv", "b/students.csv"):
            archive.writestr(name, SCHOOL["students"])
    found = {
        name: read_tables(tmp_path / f"{name}.zip").faults for name in ("damaged", "bomb", "twice")
    }
    assert {name: [fault.rule for fault in faults] for name, faults in found.items()} == {
        "damaged": ["unreadable"],
        "bomb": ["size"],
        "twice": ["duplicate-table"],
    }


def test_what_takes_too_much_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that opens archives is ended when its time is over, and the import is refused."""
    path = pack(tmp_path / "met.zip", write_school(tmp_path / "met"))
    monkeypatch.setattr("graph_service.formats.sandboxed_child.SECONDS", 0.001)
    assert [fault.rule for fault in read_tables(path).faults] == ["unreadable"]


def test_a_file_that_stands_twice_but_for_capitals_is_told(tmp_path: Path) -> None:
    """Nobody can tell which of the two is meant."""
    (write_school(tmp_path) / "students.CSV").write_text(SCHOOL["students"], encoding="utf-8")
    assert [fault.rule for fault in read_tables(tmp_path).faults] == ["duplicate-table"]


def test_a_workbook_in_a_folder_of_tables_is_named_as_unread(tmp_path: Path) -> None:
    """An archive too; what spreadsheets leave beside an open file is not spoken of."""
    folder = write_school(tmp_path)
    for name in ("adults.xlsx", "more.ZIP", "~$adults.xlsx", "notes.txt"):
        (folder / name).write_bytes(b"x")
    told = [(warning.file, warning.rule) for warning in read_tables(folder).warnings]
    assert told == [
        ("adults.xlsx", "unknown-file"),
        ("more.ZIP", "unknown-file"),
        ("students.csv", "attributes"),
    ]


def test_a_folder_that_is_not_there_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    """So that a slip in the middle of a path is seen."""
    typed = tmp_path / "not" / "there"
    assert places(read_tables(typed).faults) == [(str(typed), None, None, "not-there")]
