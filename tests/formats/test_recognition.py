"""A format is told by several columns of its files; what only resembles one is one fault that says
what it lacks.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from tests.formats.files import read_files, write_files
from tests.formats.test_egos import EGOR, EGOWEB, OPENEDDI
from tests.formats.test_network_canvas import CASES as NETWORK_CANVAS
from tests.formats.test_oneroster import BULK

Files = Mapping[str, Sequence[str]]

OLDEST: Files = {
    "orgs": ["sourcedId,name,type", "o1,Harbor High,school"],
    "users": [
        "sourcedId,orgSourcedIds,role,username,givenName,familyName",
        "u1,o1,student,ada,Ada,Lee",
    ],
}
NEWER: Files = {
    "orgs": OLDEST["orgs"],
    "users": [
        "sourcedId,enabledUser,username,givenName,familyName,primaryOrgSourcedId",
        "u1,true,ada,Ada,Lee,o1",
    ],
    "roles": [
        "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
        "r1,u1,primary,student,,,o1",
    ],
}
SDS: Files = {
    "orgs": ["sourcedId,name,type,parentSourcedId", "o1,Harbor High,school,"],
    "users": ["sourcedId,username,givenName,familyName,activeDirectoryMatchId", "u1,ada,Ada,Lee,"],
    "roles": [
        "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary",
        "u1,o1,student,,09,true",
    ],
}
SDS_FIRST: Files = {
    "School": ["SIS ID,Name", "o1,Harbor High"],
    "Student": ["SIS ID,School SIS ID,First Name,Last Name", "u1,o1,Ada,Lee"],
}


@pytest.mark.parametrize(
    ("files", "called"),
    [
        (
            OLDEST,
            (
                "OneRoster 1.1: users.csv has sourcedId, givenName, familyName, orgSourcedIds, "
                "role, username; orgs.csv"
            ),
        ),
        (BULK, "OneRoster 1.1"),
        (NEWER, "OneRoster 1.2"),
        (SDS, "Microsoft School Data Sync 2.1"),
        (SDS_FIRST, "Microsoft School Data Sync 1"),
        (NETWORK_CANVAS, "Network Canvas"),
        (EGOR, "egor"),
        (EGOWEB, "EgoWeb 2.0"),
        (OPENEDDI, "OpenEddi"),
    ],
)
def test_each_format_is_told_from_its_files_and_says_why(
    tmp_path: Path, files: Files, called: str
) -> None:
    """The sentence names the format, and the columns by which it was told."""
    assert read_files(tmp_path / "files", files).taken.startswith(f"Read as {called}")


@pytest.mark.parametrize(
    ("files", "like", "lacks"),
    [
        ({"users": BULK["users"]}, "OneRoster 1.1", "orgs.csv is missing"),
        ({**NEWER, "roles": ["x,y", "1,2"]}, "OneRoster 1.2",
        "roles.csv needs the columns userSourcedId, role, orgSourcedId"),
        ({name: lines for name, lines in SDS.items() if name != "roles"}, "Microsoft",
        "roles.csv is missing"),
        ({"Student": SDS_FIRST["Student"]}, "Microsoft School Data Sync 1",
        "School.csv is missing"),
        ({"egos": ["sex,age", "w,1"], "alters": ["egoID,alterID", "1,1"]}, "egor",
        "egos.csv needs a column egoID"),
        ({"egos": ["egoID,sex", "1,w"], "alters": ["egoID,number", "1,2"]}, "egor",
        "alters.csv needs a column "),
        ({**OLDEST, "users": ["sourcedId,orgSourcedIds,role,name", "u1,o1,student,Ada"]},
        "OneRoster 1.1",
         "users.csv needs the columns givenName, familyName"),
        ({"a_attributeList_Person": ["nodeID,networkCanvasEgoUUID,networkCanvasUUID", "1,e1,a1"]},
        "Network Canvas",
         "…_ego.csv is missing"),
    ],
)  # fmt: skip
def test_a_near_miss_is_one_fault(tmp_path: Path, files: Files, like: str, lacks: str) -> None:
    """It names the format that the files resemble, and what is missing, however many rows they
    have.
    """
    (fault,) = read_files(tmp_path / "files", files).faults
    assert fault.rule == "near-miss"
    assert fault.message.startswith(f"The files look like {like}")
    assert lacks in fault.message


def test_a_format_that_was_named_is_held_to_its_files_too(tmp_path: Path) -> None:
    """The same one fault."""
    path = write_files(tmp_path / "files", {"users": BULK["users"]})
    assert [fault.rule for fault in read_tables(path, Choices("oneroster")).faults] == ["near-miss"]


def test_one_column_is_no_format(tmp_path: Path) -> None:
    """Users that say no more than that they are enabled are nobody's files."""
    (fault,) = read_files(tmp_path / "files", {"users": ["sourcedId,enabledUser", "1,true"]}).faults
    assert fault.rule in ("near-miss", "no-table")


def test_our_own_tables_need_no_word(tmp_path: Path) -> None:
    """Their names say it; files beside them of another name are noted."""
    files = {"students": ["id,name,school", "1,Ada Lee,Harbor High"], "users": ["a,b", "1,2"]}
    reading = read_files(tmp_path / "files", files)
    assert (reading.taken, [note.rule for note in reading.warnings]) == ("", ["unknown-table"])
