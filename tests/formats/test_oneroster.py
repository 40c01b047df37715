"""OneRoster, bulk and delta, as exporters write it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from graph_service.records.tables import AdultRow, StudentRow, TieRow
from tests.formats.files import read_files, sound, write_files

SINCE = date(2026, 8, 24)
BULK: Mapping[str, Sequence[str]] = {
    "manifest": [
        "propertyName,value",
        "oneroster.version,1.1",
        "file.users,bulk",
        "file.results,absent",
    ],
    "orgs": [
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
        "o1,,,Harbor High,school,,",
    ],
    "users": [
        (
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,email,"
            "agentSourcedIds,grades,password"
        ),
        'u1,,,true,o1,student,ada,,Ada,Lee,ada@school.test,g1,"09,10",hunter2',
        "u2,,,true,o1,student,ben,,Ben,Ono,,,09,",
        "t1,,,true,o1,teacher,ito,,Emi,Ito,ito@school.test,,,",
        "t2,,,true,o1,aide,diaz,,Leo,Diaz,,,,",
        'g1,,,true,o1,parent,lee,,Rosa,Lee,,"u1,u2",,',
    ],
    "classes": [
        "sourcedId,title,classType,schoolSourcedId",
        "c1,Advisory 9A,homeroom,o1",
        "c2,Algebra,scheduled,o1",
        "c3,Algebra Lab,scheduled,o1",
    ],
    "enrollments": [
        "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
        "e1,c1,o1,u1,student,,2026-08-24,",
        "e2,c1,o1,t1,teacher,true,2026-08-01,",
        "e3,c1,o1,t2,teacher,false,,",
        "e4,c2,o1,u1,student,,2026-08-24,2027-01-20",
        "e5,c3,o1,u1,student,,2026-09-01,2027-06-01",
        "e6,c2,o1,t2,teacher,true,,",
        "e7,c3,o1,t2,teacher,true,,",
        "e8,c9,o1,u1,student,,,",
    ],
    "demographics": [
        "sourcedId,birthDate,sex,hispanicOrLatinoEthnicity",
        "u1,2011-02-03,female,true",
    ],
}


def test_a_bulk_export_becomes_students_adults_and_ties(tmp_path: Path) -> None:
    """Guardians are linked from either side once, advisories are homerooms and their primary
    teachers.
    """
    reading = sound(read_files(tmp_path / "bulk", BULK))
    assert reading.tables.students == [
        StudentRow(2, "u1", "Ada Lee", "Harbor High", "09", "Advisory 9A",
                   attributes=(("hispanicorlatinoethnicity", "true"), ("sex", "female")),
                   email="ada@school.test"),
        StudentRow(3, "u2", "Ben Ono", "Harbor High", "09"),
    ]  # fmt: skip
    assert reading.tables.adults == [
        AdultRow(4, "t1", "Emi Ito", "staff", "ito@school.test", "Harbor High"),
        AdultRow(5, "t2", "Leo Diaz", "staff", None, "Harbor High"),
        AdultRow(6, "g1", "Rosa Lee", "family"),
    ]
    assert reading.tables.ties == [
        TieRow(2, "u1", "t1", "advisor", SINCE, None, "Advisory 9A"),
        TieRow(5, "u1", "t2", "teacher", SINCE, date(2027, 6, 1), "Algebra; Algebra Lab"),
        TieRow(2, "u1", "g1", "family", None, None, "parent"),
        TieRow(6, "u2", "g1", "family", None, None, "parent"),
    ]
    assert [(note.file, note.line, note.rule) for note in reading.warnings] == [
        ("enrollments.csv", 9, "not-there")
    ]


def test_a_password_is_never_read(tmp_path: Path) -> None:
    """Nothing that was read holds it, and no note names it."""
    assert "hunter2" not in repr(read_files(tmp_path / "bulk", BULK))


def test_advisories_may_be_told_by_a_mapping(tmp_path: Path) -> None:
    """A class whose title or code holds the word is one, and homerooms are then classes like
    others.
    """
    reading = read_files(tmp_path / "bulk", BULK, roster={"advisory": "algebra"})
    assert {(tie.alter_id, tie.role) for tie in reading.tables.ties} >= {
        ("t2", "advisor"),
        ("t1", "teacher"),
    }


def test_version_1_2_has_its_roles_in_a_file_of_their_own(tmp_path: Path) -> None:
    """Preferred names are used, a mentor is one by ext:mentor, and who has no role is left out with
    a note.
    """
    files = {
        "orgs": BULK["orgs"],
        "users": [
            "sourcedId,enabledUser,username,givenName,familyName,preferredGivenName,agentSourcedIds,grades,primaryOrgSourcedId",
            "u1,true,ada,Adelaide,Lee,Ada,m1,09,o1",
            "m1,true,poe,Cy,Poe,,,,",
            "x1,true,noone,No,One,,,,",
        ],
        "roles": [
            "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
            "r1,u1,primary,student,2026-08-24,,o1,",
            "r2,m1,primary,ext:mentor,,,o1,",
        ],
    }
    reading = sound(read_files(tmp_path / "new", files))
    assert [(row.name, row.enrolled_on) for row in reading.tables.students] == [("Ada Lee", SINCE)]
    assert [(row.id, row.kind) for row in reading.tables.adults] == [("m1", "mentor")]
    assert [(row.alter_id, row.role) for row in reading.tables.ties] == [("m1", "mentor")]
    assert [(note.line, note.rule) for note in reading.warnings] == [(4, "not-there")]


def test_a_delta_says_who_is_gone_since_when(tmp_path: Path) -> None:
    """People and places that are to be deleted end on the day of the change, which is needed."""
    files = {
        "manifest": ["propertyName,value", "file.users,delta", "file.enrollments,delta"],
        "orgs": BULK["orgs"],
        "users": [
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,givenName,familyName",
            "u1,tobedeleted,2026-11-02T09:00:00.000Z,true,o1,student,Ada,Lee",
            "t1,inactive,2026-11-03,true,o1,teacher,Emi,Ito",
            "t2,tobedeleted,,true,o1,teacher,Leo,Diaz",
        ],
        "classes": BULK["classes"],
        "enrollments": [
            "classSourcedId,userSourcedId,role,status,dateLastModified,beginDate",
            "c1,u9,student,tobedeleted,2026-11-04 08:01:05,2026-08-24",
            "c1,t9,teacher,active,2026-11-04,2026-08-24",
        ],
    }
    reading = read_files(tmp_path / "delta", files)
    assert [(row.status, row.left_on) for row in reading.tables.students] == [
        ("left", date(2026, 11, 2))
    ]
    assert [row.active_until for row in reading.tables.adults][:1] == [date(2026, 11, 3)]
    assert reading.tables.ties == [
        TieRow(2, "u9", "t9", "advisor", SINCE, date(2026, 11, 4), "Advisory 9A")
    ]
    assert [fault[:4] for fault in reading.faults] == [
        ("users.csv", 4, "dateLastModified", "required")
    ]


def test_days_that_stand_for_none_are_left_out_and_said_so(tmp_path: Path) -> None:
    """1900 and 9999 in enrolments and roles are no days; the day on which somebody is gone is never
    left out.
    """
    files = {
        **BULK,
        "enrollments": [
            BULK["enrollments"][0],
            "e1,c1,o1,u1,student,,1900-01-01,2099-12-31",
            "e2,c1,o1,t1,teacher,true,2026-08-24,9999-12-31",
        ],
    }
    choices = Choices(today=date(2026, 11, 24))
    reading = sound(read_tables(write_files(tmp_path / "bulk", files), choices))
    assert reading.tables.ties[0] == TieRow(2, "u1", "t1", "advisor", SINCE, None, "Advisory 9A")
    (note,) = [note for note in reading.warnings if note.rule == "far"]
    assert note[:3] == ("enrollments.csv", 2, None)
    assert note.message.startswith("A first day before 1950 or a last day more than")
    assert note.message.endswith("was read as none: 3 rows (the first is this one).")
    users = [*BULK["users"][:1], "u1,tobedeleted,9999-12-31,true,o1,student,ada,,Ada,Lee,,,09,"]
    delta = {**files, "users": users, "manifest": ["propertyName,value", "file.users,delta"]}
    reading = read_tables(write_files(tmp_path / "gone", delta), choices)
    assert ("users.csv", 2, "dateLastModified", "required") in [
        fault[:4] for fault in reading.faults
    ]


def test_headers_of_older_exporters_are_understood(tmp_path: Path) -> None:
    """Other orders, other capitals, agents for agentSourcedIds, grade for grades; what is not known
    is noted once a file.
    """
    files = {
        "Orgs": BULK["orgs"],
        "Users": [
            "\ufeffgrade,sourcedId,enabledUser,orgSourcedIds,role,userId,givenName,familyName,agents,ext_secret",
            "09,u1,TRUE,o1,Student,abc,Ada,Lee,g1,x",
            ",g1,TRUE,,guardian,abd,Rosa,Lee,,y",
        ],
    }
    reading = sound(read_files(tmp_path / "old", files))
    assert reading.tables.students == [StudentRow(2, "u1", "Ada Lee", "Harbor High", "09")]
    assert [row.role for row in reading.tables.ties] == ["family"]
    assert [(note.file, note.rule, "ext_secret" in note.message) for note in reading.warnings] == [
        ("Users.csv", "unknown-column", True)
    ]


def test_faults_keep_their_place_and_their_column(tmp_path: Path) -> None:
    """A school that is not there, a missing column and a file that the manifest promises are told
    where they are.
    """
    users = [BULK["users"][0], "u1,,,true,o9,student,ada,,Ada,Lee,,,,"]
    reading = read_files(tmp_path / "a", {**BULK, "users": users})
    assert [fault[:4] for fault in reading.faults] == [
        ("users.csv", 2, "orgSourcedIds", "required")
    ]
    classless = {name: lines for name, lines in BULK.items() if name != "classes"}
    classless["manifest"] = [*BULK["manifest"], "file.classes,bulk"]
    classless["enrollments"] = ["classSourcedId,userSourcedId", "c1,u1"]
    reading = read_tables(write_files(tmp_path / "b", classless))
    assert [fault[:4] for fault in reading.faults] == [
        ("classes.csv", None, None, "missing-table"),
        ("enrollments.csv", 1, "role", "missing-column"),
    ]


def test_headers_alone_are_a_fault(tmp_path: Path) -> None:
    """An export in which nobody stands is told, and not taken for a school without people."""
    reading = read_files(tmp_path / "empty", {"orgs": BULK["orgs"][:1], "users": BULK["users"][:1]})
    assert [fault.rule for fault in reading.faults] == ["no-table"]


def test_aides_and_others_in_classes_are_counted(tmp_path: Path) -> None:
    """They are no teachers of the class, and neither are students its teachers."""
    enrollments = [
        *BULK["enrollments"],
        "e9,c2,o1,t1,aide,,,",
        "e10,c2,o1,t1,proctor,,,",
        "e11,c1,o1,u2,teacher,,,",
    ]
    reading = sound(read_files(tmp_path / "bulk", {**BULK, "enrollments": enrollments}))
    assert ("u1", "t1", "teacher") not in {tie[1:4] for tie in reading.tables.ties}
    assert [(note.line, note.message.rpartition(": ")[2]) for note in reading.warnings] == [
        (9, "1 row."), (10, "2 rows (the first is this one)."), (12, "1 row."),
    ]  # fmt: skip


def test_an_advisory_that_is_over_or_elsewhere_is_not_the_students(tmp_path: Path) -> None:
    """On the import's day, at the student's own school; its advisor stays one for the days of the
    class.
    """
    files = {
        **BULK,
        "orgs": [*BULK["orgs"], "o2,,,Elm School,school,,"],
        "classes": [*BULK["classes"], "c4,Advisory 9B,homeroom,o1", "c5,Elsewhere,homeroom,o2"],
        "enrollments": [
            BULK["enrollments"][0], "e1,c1,o1,u1,student,,2026-08-24,2026-10-01",
            "e2,c4,o1,u1,student,,2026-10-01,",
            "e3,c5,o2,u1,student,,,", "e4,c1,o1,t1,teacher,true,,",
        ],
    }  # fmt: skip
    choices = Choices(today=date(2026, 11, 24), effective=date(2026, 11, 24))
    reading = sound(read_tables(write_files(tmp_path / "bulk", files), choices))
    assert [row.advisory for row in reading.tables.students] == ["Advisory 9B", None]
    assert reading.tables.ties[0] == TieRow(
        2, "u1", "t1", "advisor", SINCE, date(2026, 10, 1), "Advisory 9A"
    )


@pytest.mark.parametrize(
    ("terms", "end", "until"),
    [
        ("y25", "", date(2026, 6, 10)),
        ("y26", "", None),
        ('"y25,y26"', "", None),
        ('"y25,gone"', "", None),
        ("", "", None),
        ("y25", "2027-06-10", date(2027, 6, 10)),
    ],
)
def test_who_advised_a_class_of_a_term_that_is_over_no_longer_does(
    tmp_path: Path, terms: str, end: str, until: date | None
) -> None:
    """All its terms are over, and no place has days of its own that say more. A note counts the
    places.
    """
    files = {
        **BULK,
        "academicSessions": [
            "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
            "y25,active,,2025,schoolYear,2025-08-20,2026-06-10,,2026",
            "y26,active,,2026,schoolYear,2026-08-20,2027-06-10,,2027",
        ],
        "classes": ["sourcedId,title,classType,schoolSourcedId,termSourcedIds",
        f"c1,Advisory 8A,homeroom,o1,{terms}"],
        "enrollments": [
            BULK["enrollments"][0], f"e1,c1,o1,u1,student,,,{end}", "e2,c1,o1,t1,teacher,true,,",
        ],
    }  # fmt: skip
    choices = Choices(today=date(2026, 11, 24), effective=date(2026, 11, 24))
    reading = sound(read_tables(write_files(tmp_path / "bulk", files), choices))
    assert reading.tables.ties[0] == TieRow(2, "u1", "t1", "advisor", None, until, "Advisory 8A")
    over = until == date(2026, 6, 10)
    assert reading.tables.students[0].advisory == (None if over else "Advisory 8A")
    assert [note[1:4] for note in reading.warnings] == ([(2, None, "term-over")] if over else [])


@pytest.mark.parametrize("gone_first", [True, False])
def test_an_inactive_line_of_somebody_says_nothing_of_where_they_are(
    tmp_path: Path, gone_first: bool
) -> None:
    """Systems write a line a school: who left one of two is at the other alone. A note counts the
    lines.
    """
    header, *_ = BULK["users"]
    gone, there = (
        "u1,inactive,,true,o1,student,a,,Ada,Lee,,,09,",
        "u1,active,,true,o2,student,a,,Ada,Lee,,,10,",
    )
    files = {
        "manifest": BULK["manifest"],
        "orgs": [*BULK["orgs"], "o2,,,Elm School,school,,"],
        "users": [header, *((gone, there) if gone_first else (there, gone))],
    }
    reading = sound(read_files(tmp_path / "bulk", files))
    assert [(row.id, row.school, row.grade) for row in reading.tables.students] == [
        ("u1", "Elm School", "10")
    ]
    assert reading.tables.stays == []
    assert [note[1:4] for note in reading.warnings] == [
        (2 if gone_first else 3, None, "not-active")
    ]
