"""A disabled or inactive person is not read as enrolled, and an unknown word for it is a fault."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.tables import Reading
from tests.formats.files import read_files, sound
from tests.formats.test_recognition import NEWER, SDS, SDS_FIRST


def with_column(lines: Sequence[str], column: str, *cells: str) -> list[str]:
    """A file's lines with a column more, and more lines like the last one, whose ids are
    numbered.
    """
    head, row = lines
    rest = row.partition(",")[2]
    return [
        f"{head},{column}",
        *(f"u{number},{rest},{cell}" for number, cell in enumerate(cells, 1)),
    ]


def ids_of(reading: Reading) -> list[str]:
    """The students' ids."""
    return [row.id for row in reading.tables.students]


@pytest.mark.parametrize(
    ("column", "here", "gone"),
    [
        ("Status", "Active", "Inactive"),
        ("Status", "", "Deleted"),
        ("status", "enrolled", "Withdrawn"),
        ("Enabled", "1", "0"),
        ("Account Enabled".replace(" ", ""), "Yes", "no"),
        ("Disabled", "false", "TRUE"),
        ("isActive", "true", "false"),
    ],
)
def test_a_status_in_any_dress_keeps_out_who_is_gone(
    tmp_path: Path, column: str, here: str, gone: str
) -> None:
    """They are counted in a note; their places in classes and their links are left out too."""
    files = {
        **SDS_FIRST,
        "Student": with_column(SDS_FIRST["Student"], column, here, gone, gone),
        "Teacher": ["SIS ID,School SIS ID,First Name,Last Name", "t1,o1,Emi,Ito"],
        "Section": ["SIS ID,School SIS ID,Section Name", "c1,o1,Algebra"],
        "StudentEnrollment": ["Section SIS ID,SIS ID", "c1,u1", "c1,u2"],
        "TeacherRoster": ["Section SIS ID,SIS ID", "c1,t1"],
        "User": ["Email,First Name,Last Name", "rosa@home.test,Rosa,Lee"],
        "GuardianRelationship": ["SIS ID,Email,Role", "u2,rosa@home.test,parent"],
    }
    reading = sound(read_files(tmp_path / "files", files))
    assert ids_of(reading) == ["u1"]
    assert [(tie.student_id, tie.alter_id) for tie in reading.tables.ties] == [("u1", "t1")]
    assert [(note.file, note.line, note.rule) for note in reading.warnings] == [
        ("Student.csv", 3, "not-active"),
        ("StudentEnrollment.csv", 3, "left-out"),
        ("GuardianRelationship.csv", 2, "left-out"),
    ]
    assert reading.warnings[0].message.endswith("2 rows (the first is this one).")


def test_disabled_users_of_oneroster_and_of_sds_are_not_enrolled(tmp_path: Path) -> None:
    """By enabledUser or by the status of a bulk file, which needs no day."""
    users = ["sourcedId,status,enabledUser,username,givenName,familyName", "u1,,true,a,Ada,Lee",
    "u2,,FALSE,b,Ben,Ono",
             "u3,inactive,true,c,Cy,Poe"]  # fmt: skip
    roles = [NEWER["roles"][0], *(f"r{n},u{n},primary,student,,,o1" for n in (1, 2, 3))]
    assert ids_of(
        sound(read_files(tmp_path / "or", {**NEWER, "users": users, "roles": roles}))
    ) == ["u1"]
    files = {**SDS, "users": with_column(SDS["users"], "enabledUser", "true", "false")}
    files["roles"] = [*SDS["roles"], "u2,o1,student,,09,true"]
    assert ids_of(sound(read_files(tmp_path / "sds", files))) == ["u1"]


def test_roles_and_classes_that_are_not_active_are_left_out(tmp_path: Path) -> None:
    """A role is nobody's, and a class nobody's advisory; both are noted."""
    files = {
        **NEWER,
        "users": [NEWER["users"][0], "u1,true,a,Ada,Lee,o1", "t1,true,b,Emi,Ito,o1"],
        "roles": [
            "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
            "r0,inactive,u1,primary,teacher,,,o1", "r1,,u1,primary,student,,,o1",
            "r2,,t1,primary,teacher,,,o1",
        ],
        "classes": ["sourcedId,status,title,classType,schoolSourcedId",
        "c1,inactive,Blue,homeroom,o1"],
        "enrollments": ["classSourcedId,userSourcedId,role,status", "c1,u1,student,",
        "c1,t1,teacher,inactive"],
    }  # fmt: skip
    reading = sound(read_files(tmp_path / "files", files))
    assert (ids_of(reading), reading.tables.ties) == (["u1"], [])
    assert [(note.file, note.line) for note in reading.warnings] == [
        ("roles.csv", 2), ("enrollments.csv", 3), ("enrollments.csv", 2),
    ]  # fmt: skip


def test_a_word_that_nobody_knows_is_one_fault_and_can_be_told(tmp_path: Path) -> None:
    """With its count, at its column as the file has it; a mapping says what it means."""
    files = {
        **SDS_FIRST,
        "Student": with_column(SDS_FIRST["Student"], "Status", "Active", "Pending", "Pending"),
    }
    (fault,) = read_files(tmp_path / "a", files).faults
    assert fault[:4] == ("Student.csv", 3, "Status", "status")
    assert fault.message.startswith('2 rows (the first is this one) have "Pending" here')
    told: Mapping[str, Any] = {"statuses": {"pending": "inactive"}}
    assert ids_of(sound(read_files(tmp_path / "b", files, roster=told))) == ["u1"]
    told = {"statuses": {"Pending": "active"}}
    assert ids_of(sound(read_files(tmp_path / "c", files, roster=told))) == ["u1", "u2", "u3"]
