"""Microsoft School Data Sync as CSV files: v2.1, with its typed relationships, and v1."""

from collections.abc import Mapping

from graph_service.formats.bundle import Bundle
from graph_service.formats.lines import Cells, lines, missing, several
from graph_service.formats.mapping import ROSTER
from graph_service.formats.roster import STUDENT, Link, Person, Roster, Seat, Section, tell
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Choices, Translation

NAME = "sds"
MAPPING = ROSTER

_V2: Mapping[str, tuple[str, ...]] = {
    "orgs": ("sourcedid", "name"),
    "users": ("sourcedid", "givenname", "familyname", "email"),
    "roles": ("usersourcedid", "orgsourcedid", "role", "grade", "isprimary", "rolestartdate", "roleenddate"),
    "classes": ("sourcedid", "title"),
    "enrollments": ("classsourcedid", "usersourcedid", "role"),
    "relationships": ("usersourcedid", "relationshipusersourcedid", "relationshiprole"),
}
_V1: Mapping[str, tuple[str, ...]] = {
    "school": ("sis id", "name"),
    "student": ("sis id", "school sis id", "first name", "last name", "grade"),
    "teacher": ("sis id", "school sis id", "first name", "last name"),
    "section": ("sis id", "section name"),
    "studentenrollment": ("section sis id", "sis id"),
    "teacherroster": ("section sis id", "sis id"),
    "user": ("sis id", "email", "first name", "last name"),
    "guardianrelationship": ("sis id", "email", "role"),
}
_UNUSED = frozenset(
    "sourcedid username activedirectorymatchid phone sms type parentsourcedid sessionsourcedid sessionsourcedids "
    "coursesourcedid orgsourcedid middlename status secondary email".split()
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "users": ("sourcedid", "givenname", "familyname"),
    "roles": ("usersourcedid", "role"),
    "classes": ("sourcedid", "title"),
    "enrollments": _V2["enrollments"],
    "relationships": _V2["relationships"],
    "student": ("sis id", "school sis id"),
    "teacher": ("sis id",),
    "studentenrollment": _V1["studentenrollment"],
    "teacherroster": _V1["teacherroster"],
    "guardianrelationship": _V1["guardianrelationship"],
}


def is_this(bundle: Bundle) -> bool:
    """Whether the files are called as either version calls them, with the columns that tell it from OneRoster."""
    names = {name.casefold(): name for name in bundle.names()}
    if {"users", "roles"} <= names.keys():
        return "isprimary" in bundle.header(names["roles"]) or "relationships" in names
    return {"school", "student"} <= names.keys() and "sis id" in bundle.header(names["student"])


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """Students, adults and ties. Advisories are the classes whose title holds what the mapping says."""
    found = Translation()
    reader = _Reader(bundle, found)
    roster = Roster(days=choices.days)
    advisory = str(choices.mapping.get("roster", {}).get("advisory", "")).casefold()
    if "users" in reader.names:
        _second(reader, roster, advisory)
    else:
        _first(reader, roster, advisory)
    tell(roster, found)
    return found


class _Reader:
    """The files of a bundle by their names in small letters."""

    def __init__(self, bundle: Bundle, found: Translation) -> None:
        self._bundle = bundle
        self._found = found
        self.names = {name.casefold(): name for name in bundle.names()}

    def lines(self, file: str) -> list[tuple[Sheet, int, Cells]]:
        """The lines of a file that is there: sheet, line and cells."""
        if file not in self.names:
            return []
        known = _V2.get(file) or _V1[file]
        sheet = self._bundle.read(self.names[file], known)
        if missing(sheet, _NEEDED.get(file, ()), self._found):
            return []
        return [(sheet, line, cells) for line, cells in lines(sheet, known, self._found, unused=_UNUSED)]


def _second(reader: _Reader, roster: Roster, advisory: str) -> None:
    schools = {cells.get("sourcedid", ""): cells.get("name", "") for _, _, cells in reader.lines("orgs")}
    roles: dict[str, Cells] = {}
    for _, _, cells in reader.lines("roles"):
        before = roles.get(cells["usersourcedid"])
        if before is None or _rank(cells) > _rank(before):
            roles[cells["usersourcedid"]] = cells
    for sheet, line, cells in reader.lines("users"):
        role = roles.get(cells["sourcedid"], {})
        roster.people[cells["sourcedid"]] = Person(
            sheet,
            line,
            cells["sourcedid"],
            f"{cells['givenname']} {cells['familyname']}".strip(),
            role.get("role", "").casefold(),
            schools.get(role.get("orgsourcedid", ""), ""),
            cells.get("email", ""),
            next(iter(several(role.get("grade", ""))), ""),
            roster.first_day(sheet, line, role.get("rolestartdate", "")),
            roster.last_day(sheet, line, role.get("roleenddate", "")),
        )
    for _, _, cells in reader.lines("classes"):
        roster.sections[cells["sourcedid"]] = _section(cells["title"], advisory)
    for sheet, line, cells in reader.lines("enrollments"):
        teaches = cells["role"].casefold() != STUDENT
        roster.seats.append(Seat(sheet, line, cells["classsourcedid"], cells["usersourcedid"], teaches))
    for sheet, line, cells in reader.lines("relationships"):
        ends = cells["usersourcedid"], cells["relationshipusersourcedid"]
        roster.links.append(Link(sheet, line, *ends, cells["relationshiprole"].casefold()))


def _rank(cells: Cells) -> tuple[bool, bool]:
    return cells["role"].casefold() == STUDENT, cells.get("isprimary", "").casefold() == "true"


def _section(title: str, advisory: str) -> Section:
    return Section(title, bool(advisory) and advisory in title.casefold())


def _first(reader: _Reader, roster: Roster, advisory: str) -> None:
    """Version 1: guardians stand in user.csv, and are named by their address."""
    schools = {cells.get("sis id", ""): cells.get("name", "") for _, _, cells in reader.lines("school")}
    by_address: dict[str, str] = {}
    for file, role in (("student", STUDENT), ("teacher", "teacher"), ("user", "guardian")):
        for sheet, line, cells in reader.lines(file):
            id = cells.get("sis id") or cells.get("email", "")
            by_address[cells.get("email", "").casefold()] = id
            name = f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
            school = schools.get(cells.get("school sis id", ""), "")
            person = Person(sheet, line, id, name, role, school, cells.get("email", ""), cells.get("grade", ""))
            roster.people.setdefault(id, person)
    for _, _, cells in reader.lines("section"):
        roster.sections[cells.get("sis id", "")] = _section(cells.get("section name", ""), advisory)
    for file, teaches in (("studentenrollment", False), ("teacherroster", True)):
        for sheet, line, cells in reader.lines(file):
            roster.seats.append(Seat(sheet, line, cells["section sis id"], cells["sis id"], teaches))
    for sheet, line, cells in reader.lines("guardianrelationship"):
        guardian = by_address.get(cells["email"].casefold(), "")
        roster.links.append(Link(sheet, line, cells["sis id"], guardian, cells["role"].casefold()))
