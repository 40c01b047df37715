"""OneRoster 1.1 and 1.2 as CSV files: bulk and delta, with the headers that real exporters write."""

from collections.abc import Mapping

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.lines import Cells, day_of, lines, missing, several
from graph_service.formats.mapping import ROSTER
from graph_service.formats.roster import STUDENT, Link, Person, Roster, Seat, Section, tell
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Choices, Translation

NAME = "oneroster"
MAPPING = ROSTER

_ALIASES = {"userid": "userids", "agents": "agentsourcedids", "grade": "grades"}
_FILES: Mapping[str, tuple[str, ...]] = {
    "manifest": ("propertyname", "value"),
    "orgs": ("sourcedid", "status", "datelastmodified", "name", "type"),
    "users": (
        "sourcedid", "status", "datelastmodified", "orgsourcedids", "primaryorgsourcedid", "role", "givenname",
        "familyname", "preferredgivenname", "preferredfamilyname", "email", "agentsourcedids", "grades",
    ),
    "roles": ("status", "datelastmodified", "usersourcedid", "roletype", "role", "begindate", "enddate", "orgsourcedid"),
    "classes": ("sourcedid", "status", "datelastmodified", "title", "classcode", "classtype"),
    "enrollments": (
        "status", "datelastmodified", "classsourcedid", "usersourcedid", "role", "primary", "begindate", "enddate",
    ),
    "demographics": (
        "sourcedid", "sex", "americanindianoralaskanative", "asian", "blackorafricanamerican",
        "nativehawaiianorotherpacificislander", "white", "demographicracetwoormoreraces", "hispanicorlatinoethnicity",
    ),
}  # fmt: skip
_UNUSED = frozenset(
    "sourcedid status datelastmodified identifier parentsourcedid enableduser username userids middlename sms phone "
    "usermasteridentifier resourcesourcedids preferredmiddlename pronouns grades coursesourcedid location "
    "schoolsourcedid termsourcedids subjects subjectcodes periods userprofilesourcedid birthdate countryofbirthcode "
    "stateofbirthabbreviation cityofbirth publicschoolresidencestatus".split()
)
_NEEDED = {
    "orgs": ("sourcedid", "name"),
    "users": ("sourcedid", "givenname", "familyname"),
    "classes": ("sourcedid",),
    "enrollments": ("classsourcedid", "usersourcedid", "role"),
    "demographics": ("sourcedid",),
    "roles": ("usersourcedid", "role"),
}
_LABELS = {"id": "sourcedId", "name": "familyName", "school": "orgSourcedIds", "grade": "grades"}
_GONE = frozenset({"tobedeleted", "inactive"})
_FIRST = "primary"


def is_this(bundle: Bundle) -> bool:
    """Whether there are users with their names, as OneRoster writes them."""
    users = next((name for name in bundle.names() if name.casefold() == "users"), None)
    return users is not None and {"sourcedid", "enableduser"} <= set(bundle.header(users))


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """Students, adults and ties; passwords, results and all that is not about people are not read."""
    found = Translation()
    reader = _Reader(bundle, found)
    roster = Roster(whole=not reader.delta, labels=_LABELS, days=choices.days)
    schools = {cells.get("sourcedid", ""): cells.get("name", "") for _, _, cells, _ in reader.lines("orgs")}
    roles = _roles(reader)
    _people(reader, roster, schools, roles)
    _sections(reader, roster, str(choices.mapping.get("roster", {}).get("advisory", "")).casefold())
    _seats(reader, roster)
    for _, _, cells, _ in reader.lines("demographics"):
        values = {name: value for name, value in cells.items() if name != "sourcedid" and value}
        roster.attributes[cells.get("sourcedid", "")] = values
    tell(roster, found)
    return found


class _Reader:
    """The files of a bundle, those left out that the manifest calls absent."""

    def __init__(self, bundle: Bundle, found: Translation) -> None:
        self._bundle = bundle
        self._found = found
        self._names = {name.casefold(): name for name in bundle.names()}
        told = {
            cells.get("propertyname", "").casefold(): cells.get("value", "")
            for _, _, cells, _ in self.lines("manifest")
        }
        self._states = {name.removeprefix("file."): state.casefold() for name, state in told.items()}
        self.delta = "delta" in self._states.values()
        for name in ("orgs", "users", "classes", "enrollments"):
            if self._states.get(name) in ("bulk", "delta") and name not in self._names:
                message = f"The manifest says that {name}.csv is here, and it is not; export again."
                found.faults.append(Fault(f"{name}.csv", None, None, "missing-table", message))

    def lines(self, file: str) -> list[tuple[Sheet, int, Cells, bool]]:
        """The lines of a file that we have use for: sheet, line, cells, and whether it says that its subject is gone."""
        if file not in self._names or (file != "manifest" and self._states.get(file) == "absent"):
            return []
        known = _FILES[file]
        aliases = {**_ALIASES, "usersourcedid": "sourcedid"} if file == "demographics" else _ALIASES
        sheet = self._bundle.read(self._names[file], known)
        if missing(sheet, _NEEDED.get(file, ()), self._found, aliases):
            return []
        every = lines(sheet, known, self._found, aliases, _UNUSED)
        return [(sheet, line, cells, self._gone(sheet, line, cells)) for line, cells in every]

    def _gone(self, sheet: Sheet, line: int, cells: Cells) -> bool:
        """Whether the line says that its subject is to be deleted; it needs the day."""
        gone = cells.get("status", "").casefold() in _GONE
        if gone and not cells.get("datelastmodified"):
            message = "What is to be deleted needs the day in dateLastModified; fill it in."
            self._found.faults.append(Fault(sheet.file, line, "dateLastModified", "required", message))
        return gone


def _roles(reader: _Reader) -> dict[str, Cells]:
    """A user's role by 1.2's roles.csv: that of a student if there is one, else the primary one."""
    roles: dict[str, Cells] = {}
    for _, _, cells, gone in reader.lines("roles"):
        before = roles.get(cells["usersourcedid"])
        if not gone and (before is None or _rank(cells) > _rank(before)):
            roles[cells["usersourcedid"]] = cells
    return roles


def _rank(cells: Cells) -> tuple[bool, bool]:
    return cells.get("role", "").casefold() == STUDENT, cells.get("roletype", "").casefold() == _FIRST


def _people(reader: _Reader, roster: Roster, schools: Mapping[str, str], roles: Mapping[str, Cells]) -> None:
    for sheet, line, cells, gone in reader.lines("users"):
        id = cells["sourcedid"]
        role = roles.get(id, {})
        orgs = [
            role.get("orgsourcedid", ""),
            cells.get("primaryorgsourcedid", ""),
            *several(cells.get("orgsourcedids", "")),
        ]
        given = cells.get("preferredgivenname") or cells["givenname"]
        family = cells.get("preferredfamilyname") or cells["familyname"]
        roster.people[id] = Person(
            sheet,
            line,
            id,
            f"{given} {family}".strip(),
            (role.get("role") or cells.get("role", "")).casefold(),
            next((schools[org] for org in orgs if org in schools), ""),
            cells.get("email", ""),
            next(iter(several(cells.get("grades", ""))), ""),
            roster.first_day(sheet, line, role.get("begindate", "")),
            _until(roster, sheet, line, cells, role, gone=gone),
        )
        roster.links += [Link(sheet, line, id, agent) for agent in several(cells.get("agentsourcedids", ""))]


def _sections(reader: _Reader, roster: Roster, advisory: str) -> None:
    """Classes; advisories are those called so by the mapping, else homerooms."""
    for _, _, cells, gone in reader.lines("classes"):
        title = cells.get("title", "")
        named = f"{title} {cells.get('classcode', '')}".casefold()
        is_advisory = advisory in named if advisory else cells.get("classtype", "").casefold() == "homeroom"
        if not gone:
            roster.sections[cells["sourcedid"]] = Section(title, is_advisory)


def _seats(reader: _Reader, roster: Roster) -> None:
    for sheet, line, cells, gone in reader.lines("enrollments"):
        role = cells["role"].casefold()
        if role not in (STUDENT, "teacher"):
            continue
        until = _until(roster, sheet, line, cells, cells, gone=gone)
        roster.seats.append(
            Seat(
                sheet,
                line,
                cells["classsourcedid"],
                cells["usersourcedid"],
                role == "teacher",
                cells.get("primary", "").casefold() == "true",
                roster.first_day(sheet, line, cells.get("begindate", "")),
                until,
            )
        )


def _until(roster: Roster, sheet: Sheet, line: int, cells: Cells, ends: Cells, *, gone: bool) -> str:
    """The first day no longer: of what is gone that on which this was said."""
    return day_of(cells.get("datelastmodified", "")) if gone else roster.last_day(sheet, line, ends.get("enddate", ""))
