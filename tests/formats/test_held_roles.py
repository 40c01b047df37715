"""The school and the role that hold on the import's day, out of several that a roster names."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.tables import Reading, read_tables
from graph_service.formats.translation import Choices
from tests.formats.files import sound, write_files
from tests.formats.test_oneroster import BULK

DAY = date(2026, 11, 30)
LAST_YEAR, THIS_YEAR, NEXT_YEAR = (
    "2025-08-18,2026-06-12",
    "2026-08-17,2027-06-11",
    "2027-08-16,2028-06-09",
)
ORGS = ["sourcedId,name,type,parentSourcedId", "D1,Riverbend District,district,",
"S1,Oak School,school,D1",
        "S2,Elm School, School ,D1"]  # fmt: skip


def read_roles(
    folder: Path, roles: Sequence[str], *, format_: str = "oneroster", day: date = DAY
) -> Reading:
    """A student and a teacher with these roles: user, role, days, organisation, and whether it is
    the primary one.
    """
    if format_ == "oneroster":
        head = "userSourcedId,role,beginDate,endDate,orgSourcedId,roleType"
    else:
        head = "userSourcedId,role,roleStartDate,roleEndDate,orgSourcedId,isPrimary"
    users = ["sourcedId,givenName,familyName", *(f"{id},Ada,Lee" for id in ("u1", "t1"))]
    said = dict(zip(("oneroster", "sds"), ("primary", "true"), strict=True))[format_]
    files = {
        "orgs": ORGS,
        "users": users,
        "roles": [head, *(row.replace("first", said) for row in roles)],
    }
    return read_tables(write_files(folder, files), Choices(format_, today=DAY, effective=day))


@pytest.mark.parametrize("format_", ["oneroster", "sds"])
def test_the_role_of_the_day_decides_wherever_it_stands(tmp_path: Path, format_: str) -> None:
    """Neither the ended one, which stands first and is primary, nor next year's."""
    roles = [f"u1,student,{NEXT_YEAR},S1,first", f"u1,student,{LAST_YEAR},S1,first",
    f"u1,student,{THIS_YEAR},S2,",
             f"t1,teacher,{LAST_YEAR},S1,first", f"t1,teacher,{THIS_YEAR},S2,first"]  # fmt: skip
    reading = sound(read_roles(tmp_path / "now", roles, format_=format_))
    (student,) = reading.tables.students
    assert (student.school, student.enrolled_on, student.left_on) == (
        "Elm School",
        date(2026, 8, 17),
        date(2027, 6, 11),
    )
    days = [(stay.person_id, stay.school, stay.since, stay.until) for stay in reading.tables.stays]
    assert days == [
        ("u1", "Oak School", date(2025, 8, 18), date(2026, 6, 12)),
        ("u1", "Oak School", date(2027, 8, 16), date(2028, 6, 9)),
        ("t1", "Elm School", date(2026, 8, 17), date(2027, 6, 11)),
        ("t1", "Oak School", date(2025, 8, 18), date(2026, 6, 12)),
    ]
    (teacher,) = reading.tables.adults
    assert (teacher.school, teacher.active_until) == ("Elm School", date(2027, 6, 11))
    reading = sound(read_roles(tmp_path / "then", roles, format_=format_, day=date(2026, 3, 2)))
    assert [row.school for row in reading.tables.students] == ["Oak School"]


def test_between_two_years_it_is_the_next_and_after_the_last_they_have_left(tmp_path: Path) -> None:
    """A person to come has a day of coming, and one who is gone a day of leaving; nobody is
    enrolled by a role that is over.
    """
    between = [
        f"u1,student,{LAST_YEAR},S1,first",
        f"u1,student,{THIS_YEAR},S2,first",
        f"t1,teacher,{THIS_YEAR},S1,",
    ]
    reading = sound(read_roles(tmp_path / "between", between, day=date(2026, 7, 1)))
    assert [(row.school, row.enrolled_on) for row in reading.tables.students] == [
        ("Elm School", date(2026, 8, 17))
    ]
    assert [row.active_from for row in reading.tables.adults] == [date(2026, 8, 17)]
    reading = sound(read_roles(tmp_path / "after", between[:1]))
    assert [(row.status, row.left_on) for row in reading.tables.students] == [
        ("left", date(2026, 6, 12))
    ]


def test_a_district_is_no_school(tmp_path: Path) -> None:
    """The student is at the school, although the primary role is at the district; an adult of the
    district is at none.
    """
    roles = ["u1,student,,,D1,first", "u1,student,,,S1,", "t1,teacher,,,D1,first"]
    reading = sound(read_roles(tmp_path / "roles", roles))
    assert [row.school for row in reading.tables.students] == ["Oak School"]
    assert [row.school for row in reading.tables.adults] == [None]


def test_a_student_at_no_school_is_one_fault_with_its_count(tmp_path: Path) -> None:
    """At the line and the column that say where they are; a mapping may call a district a
    school.
    """
    users = [
        BULK["users"][0],
        *(f"u{n},,,true,{org},student,a,,Ada,Lee,,,," for n, org in enumerate(["D1", "D1", "x"])),
    ]
    path = write_files(tmp_path / "files", {"orgs": ORGS, "users": users})
    faults = read_tables(path).faults
    assert [fault[:4] for fault in faults] == [
        ("users.csv", 2, "orgSourcedIds", "required"),
        ("users.csv", 4, "orgSourcedIds", "required"),
    ]  # fmt: skip
    assert faults[0].message.startswith(
        'A student is at "Riverbend District" (district), which is no school (2 rows,'
    )
    assert faults[1].message.startswith(
        'A student is at "x", which is not in the file of organisations (1 row)'
    )
    mapping: Mapping[str, Any] = {"roster": {"schools": ["riverbend district", "x"]}}
    read = read_tables(path, Choices(mapping=mapping))
    assert [row.school for row in read.tables.students] == ["Riverbend District"] * 2


def test_where_nothing_is_called_a_school_the_lowest_are_read_as_schools(tmp_path: Path) -> None:
    """With a note that names them; the ones above them are none."""
    orgs = [ORGS[0], "N1,Land,national,", "L1,Riverbend,local,N1", "L2,Harbor,local,N1"]
    users = [BULK["users"][0], 'u1,,,true,"N1,L2",student,a,,Ada,Lee,,,,']
    reading = sound(read_tables(write_files(tmp_path / "files", {"orgs": orgs, "users": users})))
    assert [row.school for row in reading.tables.students] == ["Harbor"]
    (note,) = reading.warnings
    assert note[:4] == ("orgs.csv", 3, None, "no-school")
    assert '"Riverbend" (local), "Harbor" (local)' in note.message


def test_a_row_a_school_is_one_person_and_two_people_of_one_id_are_a_fault(tmp_path: Path) -> None:
    """Systems write a user of several schools on several lines; under another name it is somebody
    else.
    """
    rows = ["u1,,,true,D1,student,a,,Ada,Lee,,,,", "u1,,,true,S2,student,a,,Ada,Lee,,,,"]
    files = {"orgs": ORGS, "users": [BULK["users"][0], *rows]}
    reading = sound(read_tables(write_files(tmp_path / "one", files)))
    assert [row.school for row in reading.tables.students] == ["Elm School"]
    files["users"].append("u1,,,true,S1,student,b,,Ben,Ono,,,,")
    (fault,) = read_tables(write_files(tmp_path / "two", files)).faults
    assert fault[:2] == ("users.csv", 4)
    assert "somebody else's in users.csv, line 2" in fault.message


def test_days_that_cannot_be_read_are_told_where_they_stand(tmp_path: Path) -> None:
    """In the file of roles, in its own column, and not in that of the users."""
    faults = read_roles(
        tmp_path / "a", ["u1,student,06/12/2026,,S1,", "t1,teacher,2026-08-17,2026-08-01,S1,"]
    ).faults
    assert [fault[:4] for fault in faults] == [
        ("roles.csv", 2, "beginDate", "date"), ("roles.csv", 3, "endDate", "order"),
    ]  # fmt: skip


def test_a_delta_keeps_the_school_of_the_day_alone(tmp_path: Path) -> None:
    """It does not tell all of somebody's roles; the others are counted in a note."""
    rows = [BULK["users"][0], 'u1,active,2026-11-02,true,"S1,S2",student,a,,Ada,Lee,,,,']
    files = {"orgs": ORGS, "users": rows, "manifest": ["propertyName,value", "file.users,delta"]}
    reading = sound(read_tables(write_files(tmp_path / "delta", files)))
    assert ([row.school for row in reading.tables.students], reading.tables.stays) == (
        ["Oak School"],
        [],
    )
    assert "stays" not in reading.tables.given
    assert [note.rule for note in reading.warnings] == ["left-out"]


@pytest.mark.parametrize(
    ("roles", "until"),
    [
        ([f"t1,teacher,{LAST_YEAR},S1"], date(2026, 6, 12)),
        ([f"t1,teacher,{LAST_YEAR},S1", "t1,teacher,2026-08-17,,S2"], date(2026, 6, 12)),
        ([f"t1,teacher,{LAST_YEAR},S1", "t1,administrator,,,S1"], None),
        ([f"t1,teacher,{THIS_YEAR},S1"], None),
        (["t1,teacher,,,S2"], None),
    ],
)
def test_nobody_advises_by_a_place_in_a_class_after_their_role_is_over(
    tmp_path: Path, roles: list[str], until: date | None
) -> None:
    """Rosters leave teachers in classes when they have left the school; as an advisor they could
    still open the students' pages.
    """
    files = {
        "orgs": ORGS,
        "users": ["sourcedId,givenName,familyName", "u1,Ada,Lee", "u2,Ben,Ono", "t1,Emi,Ito"],
        "roles": ["userSourcedId,role,beginDate,endDate,orgSourcedId", "u1,student,,,S1",
        "u2,student,,,S1", *roles],
        "classes": ["sourcedId,title,classType,schoolSourcedId", "c1,Blue,homeroom,S1"],
        "enrollments": [("sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,"
                        "endDate"),
                        "e1,c1,S1,u1,student,,", "e2,c1,S1,u2,student,2026-08-17,",
                        "e3,c1,S1,t1,teacher,,"],
    }  # fmt: skip
    reading = sound(
        read_tables(
            write_files(tmp_path / "x", files), Choices("oneroster", today=DAY, effective=DAY)
        )
    )
    begun_later = until and date(2026, 8, 17)
    ties = {(tie.student_id, tie.role, tie.until) for tie in reading.tables.ties}
    assert ties == {("u1", "advisor", until), ("u2", "advisor", begun_later)}
    assert [note.line for note in reading.warnings if note.rule == "over"] == ([4] if until else [])
