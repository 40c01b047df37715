"""Microsoft School Data Sync, both versions."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from graph_service.records.tables import AdultRow, StudentRow, TieRow
from tests.formats.files import read_files, sound, write_files


def test_relationships_of_version_2_1_are_typed(tmp_path: Path) -> None:
    """A relative is family, whatever else they are to the school; an advisory is told by the
    mapping.
    """
    files = {
        "orgs": ["sourcedId,name,type,parentSourcedId", "o1,Harbor High,school,"],
        "users": [
            "sourcedId,username,givenName,familyName,password,email",
            "u1,ada,Ada,Lee,hunter2,",
            "t1,ito,Emi,Ito,,ito@school.test",
            "g1,lee,Rosa,Lee,,",
        ],
        "roles": [
            "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate",
            "u1,o1,student,,09,true,2026-08-24,",
            "t1,o1,advisor,,,true,,",
            "g1,o1,guardian,,,true,,",
        ],
        "classes": [
            "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId",
            "c1,o1,Advisory 9A,,",
        ],
        "enrollments": ["classSourcedId,userSourcedId,role", "c1,u1,student", "c1,t1,teacher"],
        "relationships": [
            "userSourcedId,relationshipUserSourcedId,relationshipRole",
            "u1,g1,relative",
            "u1,t1,mentor",
        ],
    }
    reading = sound(read_files(tmp_path / "v2", files, roster={"advisory": "advisory"}))
    assert reading.tables.students == [
        StudentRow(
            2, "u1", "Ada Lee", "Harbor High", "09", "Advisory 9A", enrolled_on=date(2026, 8, 24)
        )
    ]
    assert [(row.id, row.kind, row.school) for row in reading.tables.adults] == [
        ("t1", "staff", "Harbor High"),
        ("g1", "family", None),
    ]
    assert [row[1:4] for row in reading.tables.ties] == [
        ("u1", "t1", "advisor"),
        ("u1", "g1", "family"),
        ("u1", "t1", "mentor"),
    ]
    assert reading.warnings == []
    assert "hunter2" not in repr(reading)


def test_guardians_of_version_1_are_found_by_their_address(tmp_path: Path) -> None:
    """People come from three files, each fault at its own."""
    files = {
        "School": ["SIS ID,Name", "o1,Harbor High"],
        "Student": [
            "SIS ID,School SIS ID,First Name,Last Name,Username,Grade",
            "u1,o1,Ada,Lee,ada,09",
            "u2,o9,Ben,Ono,ben,",
        ],
        "Teacher": ["SIS ID,School SIS ID,First Name,Last Name,Username", "t1,o1,Emi,Ito,ito"],
        "Section": ["SIS ID,School SIS ID,Section Name", "c1,o1,Algebra"],
        "StudentEnrollment": ["Section SIS ID,SIS ID", "c1,u1"],
        "TeacherRoster": ["Section SIS ID,SIS ID", "c1,t1"],
        "User": ["Email,First Name,Last Name,Phone,SIS ID", "rosa@home.test,Rosa,Lee,,"],
        "Guardianrelationship": [
            "SIS ID,Email,Role",
            "u1,Rosa@home.test,Parent",
            "u1,nobody@home.test,Guardian",
        ],
    }
    reading = read_files(tmp_path / "v1", files)
    assert [fault[:4] for fault in reading.faults] == [
        ("Student.csv", 3, "School SIS ID", "required")
    ]
    assert reading.tables.adults == [
        AdultRow(2, "t1", "Emi Ito", "staff", None, "Harbor High"),
        AdultRow(2, "rosa@home.test", "Rosa Lee", "family", "rosa@home.test"),
    ]
    assert reading.tables.ties == [
        TieRow(2, "u1", "t1", "teacher", None, None, "Algebra"),
        TieRow(2, "u1", "rosa@home.test", "family", None, None, "parent"),
    ]
    assert [
        (note.file, note.line, note.rule) for note in reading.warnings if note.rule == "not-there"
    ] == [("Guardianrelationship.csv", 3, "not-there")]


VERSION_1 = {
    "School": ["SIS ID,Name", "o1,Harbor High"],
    "Student": ["SIS ID,School SIS ID,First Name,Last Name,Username", "u1,o1,Ada,Lee,ada"],
    "Teacher": ["SIS ID,School SIS ID,First Name,Last Name,Username", "t1,o1,Emi,Ito,ito"],
    "Section": ["SIS ID,School SIS ID,Section Name,Term EndDate", "c1,o1,Algebra,2026-06-10"],
    "StudentEnrollment": ["Section SIS ID,SIS ID", "c1,u1"],
    "TeacherRoster": ["Section SIS ID,SIS ID", "c1,t1"],
}
VERSION_2 = {
    "orgs": ["sourcedId,name,type,parentSourcedId", "o1,Harbor High,school,"],
    "users": ["sourcedId,username,givenName,familyName", "u1,ada,Ada,Lee", "t1,ito,Emi,Ito"],
    "roles": ["userSourcedId,orgSourcedId,role", "u1,o1,student", "t1,o1,teacher"],
    "academicSessions": [
        "sourcedId,title,type,schoolYear,startDate,endDate",
        "y,2025,schoolYear,2026,,2026-06-10",
    ],
    "classes": ["sourcedId,orgSourcedId,title,sessionSourcedIds", "c1,o1,Algebra,y"],
    "enrollments": ["classSourcedId,userSourcedId,role", "c1,u1,student", "c1,t1,teacher"],
}


@pytest.mark.parametrize("files", [VERSION_1, VERSION_2], ids=["1", "2.1"])
def test_a_class_of_a_term_that_is_over_has_no_teacher_today(
    tmp_path: Path, files: Mapping[str, Sequence[str]]
) -> None:
    """By the section's own column in version 1, by its sessions in version 2.1. A day that nobody
    can read is noted.
    """
    choices = Choices(today=date(2026, 11, 24), effective=date(2026, 11, 24))
    reading = sound(read_tables(write_files(tmp_path / "over", files), choices))
    assert reading.tables.ties == [
        TieRow(2, "u1", "t1", "teacher", None, date(2026, 6, 10), "Algebra")
    ]
    assert {note.rule for note in reading.warnings} == {"term-over"}
    american = {
        name: [line.replace("2026-06-10", "6/10/2026") for line in lines]
        for name, lines in files.items()
    }
    reading = sound(read_tables(write_files(tmp_path / "american", american), choices))
    assert [row.until for row in reading.tables.ties] == [None]
    assert [note.rule for note in reading.warnings] == ["dates"]
