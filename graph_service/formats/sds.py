"""Microsoft School Data Sync as CSV files: v2.1, with its typed relationships, and v1."""

from collections.abc import Mapping
from typing import NamedTuple

from graph_service.formats import statuses
from graph_service.formats.bundle import Bundle
from graph_service.formats.held_roles import STUDENT, HeldRole
from graph_service.formats.lines import Cells, lines, missing, several
from graph_service.formats.mapping import ROSTER
from graph_service.formats.organisations import Organisation, Organisations
from graph_service.formats.roster import (
    PersonLink,
    Roster,
    RosterPerson,
    Seat,
    Section,
    last_end,
    roster_of,
)
from graph_service.formats.roster_tables import tell
from graph_service.formats.sheets import Sheet
from graph_service.formats.signature import Signature, sign
from graph_service.formats.statuses import Statuses
from graph_service.formats.translation import Choices, Translation

NAME = "sds"
MAPPING = ROSTER
SIGNATURES = (
    Signature(
        "Microsoft School Data Sync 2.1",
        (
            sign("users.csv", ("sourcedId", "givenName", "familyName"),
            "username activeDirectoryMatchId email phone sms"),
            sign(
                "roles.csv", ("userSourcedId", "orgSourcedId", "role"),
                "sessionSourcedId grade isPrimary roleStartDate roleEndDate",
            ),
            sign("orgs.csv", ("sourcedId", "name"), "type parentSourcedId"),
            sign("classes.csv", ("sourcedId",),
            "title orgSourcedId sessionSourcedIds courseSourcedId", needed=False),
            sign("enrollments.csv", ("classSourcedId", "userSourcedId", "role"), needed=False),
            sign("academicSessions.csv", ("sourcedId",), "title type startDate endDate schoolYear",
            needed=False),
            sign(
                "relationships.csv",
                ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"), needed=False
            ),
        ),
    ),
    Signature(
        "Microsoft School Data Sync 1",
        (
            sign("School.csv", ("SIS ID", "Name"), "Address Principal"),
            sign("Student.csv", ("SIS ID", "School SIS ID"), "Username Grade"),
            sign("Section.csv", ("SIS ID",), "", needed=False),
            sign("Teacher.csv", ("SIS ID", "School SIS ID"), "Username", needed=False),
            sign("StudentEnrollment.csv", ("Section SIS ID", "SIS ID"), needed=False),
            sign("TeacherRoster.csv", ("Section SIS ID", "SIS ID"), needed=False),
        ),
    ),
)  # fmt: skip

_V2: Mapping[str, tuple[str, ...]] = {
    "orgs": ("sourcedid", "name", "type", "parentsourcedid"),
    "users": ("sourcedid", "givenname", "familyname", "email"),
    "roles": (
        "usersourcedid",
        "orgsourcedid",
        "role",
        "grade",
        "isprimary",
        "rolestartdate",
        "roleenddate",
    ),
    "classes": ("sourcedid", "orgsourcedid", "title", "sessionsourcedids"),
    "academicsessions": ("sourcedid", "enddate"),
    "enrollments": ("classsourcedid", "usersourcedid", "role"),
    "relationships": ("usersourcedid", "relationshipusersourcedid", "relationshiprole"),
}
_V1: Mapping[str, tuple[str, ...]] = {
    "school": ("sis id", "name"),
    "student": ("sis id", "school sis id", "first name", "last name", "grade"),
    "teacher": ("sis id", "school sis id", "first name", "last name"),
    "section": ("sis id", "school sis id", "section name", "term enddate"),
    "studentenrollment": ("section sis id", "sis id"),
    "teacherroster": ("section sis id", "sis id"),
    "user": ("sis id", "email", "first name", "last name"),
    "guardianrelationship": ("sis id", "email", "role"),
}
_UNUSED = frozenset(
    "sourcedid username activedirectorymatchid phone sms type parentsourcedid sessionsourcedid "
    "sessionsourcedids "
    "coursesourcedid orgsourcedid middlename status secondary email "
    "title schoolyear startdate".split()
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "orgs": ("sourcedId", "name"),
    "users": ("sourcedId", "givenName", "familyName"),
    "roles": ("userSourcedId", "role"),
    "classes": ("sourcedId", "title"),
    "enrollments": ("classSourcedId", "userSourcedId", "role"),
    "relationships": ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"),
    "academicsessions": ("sourcedId",),
    "school": ("SIS ID", "Name"),
    "student": ("SIS ID", "School SIS ID"),
    "teacher": ("SIS ID",),
    "section": ("SIS ID",),
    "studentenrollment": ("Section SIS ID", "SIS ID"),
    "teacherroster": ("Section SIS ID", "SIS ID"),
    "guardianrelationship": ("SIS ID", "Email", "Role"),
}
_LABELS = {"id": "sourcedId", "name": "familyName", "school": "orgSourcedId"}
_LABELS_OF_FIRST = {
    "id": "SIS ID",
    "name": "Last Name",
    "school": "School SIS ID",
    "grade": "Grade",
}
_NOT_ACTIVE = "{} that are not active were not read"


class _SdsLine(NamedTuple):
    """A line that we have use for, and whether it says that its subject is gone."""

    sheet: Sheet
    number: int
    cells: Cells
    gone: bool


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """Students, adults and ties. Advisories are the classes whose title holds what the mapping
    says.
    """
    found = Translation()
    said = choices.mapping.get("roster", {})
    reader = _SdsReader(bundle, found, Statuses(said.get("statuses", {})))
    advisory = str(said.get("advisory", "")).casefold()
    schools = said.get("schools", ())
    second = "users" in reader.names
    organisations = _organisations(
        reader, "orgs" if second else "school", [schools] if isinstance(schools, str) else schools
    )
    roster = roster_of(choices, found, organisations, reader.statuses)
    (_second if second else _first)(reader, roster, advisory)
    tell(roster)
    return found


class _SdsReader:
    """The files of a bundle by their names in small letters."""

    def __init__(self, bundle: Bundle, found: Translation, said: Statuses) -> None:
        self._bundle = bundle
        self._found = found
        self.statuses = said
        self.names = {name.strip().casefold(): name for name in bundle.names()}

    def lines(self, file: str) -> list[_SdsLine]:
        """The lines of a file that is there."""
        if file not in self.names:
            return []
        known = (*(_V2.get(file) or _V1[file]), *statuses.ALL)
        sheet = self._bundle.read(self.names[file], known)
        if missing(sheet, _NEEDED.get(file, ()), self._found):
            return []
        every = lines(sheet, known, self._found, unused=_UNUSED)
        return [
            _SdsLine(sheet, line, cells, self.statuses.is_gone(sheet, line, cells))
            for line, cells in every
        ]

    def active(self, file: str, what: str, roster: Roster) -> list[_SdsLine]:
        """The lines that are in force; of the others it is noted how many there are."""
        every = self.lines(file)
        for line in every:
            if line.gone:
                roster.note(line.sheet, line.number, _NOT_ACTIVE.format(what), "not-active")
        return [line for line in every if not line.gone]


def _organisations(reader: _SdsReader, file: str, said: list[str]) -> Organisations:
    id = "sourcedid" if file == "orgs" else "sis id"
    rows = [
        Organisation(
            line.sheet, line.number, line.cells.get(id, ""), line.cells.get("name", ""),
            line.cells.get("type", ""),
            line.cells.get("parentsourcedid", ""),
        )
        for line in reader.lines(file)
        if not line.gone
    ]  # fmt: skip
    return Organisations(rows, said)


def _second(reader: _SdsReader, roster: Roster, advisory: str) -> None:
    roles: dict[str, list[HeldRole]] = {}
    for sheet, number, cells, _ in reader.active("roles", "Roles", roster):
        since, until = roster.between(
            sheet,
            number,
            ("roleStartDate", cells.get("rolestartdate", "")),
            ("roleEndDate", cells.get("roleenddate", "")),
        )
        role = HeldRole(
            sheet, number, cells["role"].casefold(), cells.get("orgsourcedid", ""),
            next(iter(several(cells.get("grade", ""))), ""), since, until,
            cells.get("isprimary", "").casefold() == "true",
        )  # fmt: skip
        roles.setdefault(cells["usersourcedid"], []).append(role)
    for sheet, number, cells, gone in reader.lines("users"):
        name = f"{cells['givenname']} {cells['familyname']}".strip()
        held = tuple(roles.get(cells["sourcedid"], ()))
        roster.add(
            RosterPerson(
                sheet,
                number,
                cells["sourcedid"],
                name,
                held,
                cells.get("email", ""),
                "",
                gone,
                _LABELS,
            )
        )
    ends = {
        cells["sourcedid"]: roster.term_end(sheet, number, cells.get("enddate", ""))
        for sheet, number, cells, gone in reader.lines("academicsessions")
        if not gone
    }
    for _, _, cells, gone in reader.lines("classes"):
        until = last_end(ends, several(cells.get("sessionsourcedids", "")))
        section = _section(cells["title"], advisory, cells.get("orgsourcedid", ""), gone=gone)
        roster.sections[cells["sourcedid"]] = section._replace(until=until)
    for sheet, number, cells, _ in reader.active("enrollments", "Places in classes", roster):
        seat = Seat(
            sheet, number, cells["classsourcedid"], cells["usersourcedid"], cells["role"].casefold()
        )
        roster.seats.append(seat)
    for sheet, number, cells, _ in reader.active("relationships", "Relationships", roster):
        pair = cells["usersourcedid"], cells["relationshipusersourcedid"]
        roster.links.append(PersonLink(sheet, number, *pair, cells["relationshiprole"].casefold()))


def _section(title: str, advisory: str, school: str, *, gone: bool) -> Section:
    return Section(title, bool(advisory) and advisory in title.casefold(), school, gone)


def _first(reader: _SdsReader, roster: Roster, advisory: str) -> None:
    """Version 1: guardians stand in user.csv, and are named by their address."""
    by_address: dict[str, str] = {}
    for file, role in (("student", STUDENT), ("teacher", "teacher"), ("user", "guardian")):
        for sheet, number, cells, gone in reader.lines(file):
            id = cells.get("sis id") or cells.get("email", "")
            by_address[cells.get("email", "").casefold()] = id
            if file == "user" and id in roster.people:
                continue
            name = f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
            held = HeldRole(sheet, number, role, cells.get("school sis id", ""))
            person = RosterPerson(
                sheet,
                number,
                id,
                name,
                (held,),
                cells.get("email", ""),
                cells.get("grade", ""),
                gone,
                _LABELS_OF_FIRST,
            )
            roster.add(person)
    for sheet, number, cells, gone in reader.lines("section"):
        title, school = cells.get("section name", ""), cells.get("school sis id", "")
        until = roster.term_end(sheet, number, cells.get("term enddate", ""))
        roster.sections[cells.get("sis id", "")] = _section(
            title, advisory, school, gone=gone
        )._replace(until=until)
    for file, role in (("studentenrollment", STUDENT), ("teacherroster", "teacher")):
        for sheet, number, cells, _ in reader.active(file, "Places in classes", roster):
            roster.seats.append(Seat(sheet, number, cells["section sis id"], cells["sis id"], role))
    for sheet, number, cells, _ in reader.active("guardianrelationship", "Relationships", roster):
        guardian = by_address.get(cells["email"].casefold(), "")
        roster.links.append(
            PersonLink(sheet, number, cells["sis id"], guardian, cells["role"].casefold())
        )
