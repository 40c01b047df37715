"""OneRoster 1.0, 1.1 and 1.2 as CSV files: bulk and delta, with the headers that real exporters
write.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats import statuses
from graph_service.formats.bundle import Bundle
from graph_service.formats.held_roles import HeldRole
from graph_service.formats.lines import Cells, lines, missing, several
from graph_service.formats.mapping import ROSTER
from graph_service.formats.oneroster_files import ALIASES, FILES, LABELS, NEEDED, SIGNATURES, UNUSED
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
from graph_service.formats.statuses import Statuses
from graph_service.formats.translation import Choices, Translation

__all__ = ["MAPPING", "NAME", "SIGNATURES", "translate"]

NAME = "oneroster"
MAPPING = ROSTER

_FIRST = "primary"


class _OneRosterLine(NamedTuple):
    """A line that we have use for, and whether it says that its subject is gone."""

    sheet: Sheet
    number: int
    cells: Cells
    gone: bool


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """Students, adults and ties; passwords, results and all that is not about people are not
    read.
    """
    found = Translation()
    said = choices.mapping.get("roster", {})
    reader = _OneRosterReader(bundle, found, Statuses(said.get("statuses", {})))
    schools = said.get("schools", ())
    roster = roster_of(
        choices,
        found,
        _organisations(reader, [schools] if isinstance(schools, str) else schools),
        reader.statuses,
    )
    roster.whole = not reader.delta
    _people(reader, roster, _roles(reader, roster))
    _sections(reader, roster, str(said.get("advisory", "")).casefold())
    _seats(reader, roster)
    for line in reader.lines("demographics"):
        values = {
            name: value for name, value in line.cells.items() if name != "sourcedid" and value
        }
        roster.attributes[line.cells.get("sourcedid", "")] = values
    tell(roster)
    return found


class _OneRosterReader:
    """The files of a bundle, those left out that the manifest calls absent."""

    def __init__(self, bundle: Bundle, found: Translation, said: Statuses) -> None:
        self._bundle = bundle
        self._found = found
        self.statuses = said
        self._names = {name.strip().casefold(): name for name in bundle.names()}
        told = {
            line.cells.get("propertyname", "").casefold(): line.cells.get("value", "")
            for line in self.lines("manifest")
        }
        self._states = {
            name.removeprefix("file."): state.casefold() for name, state in told.items()
        }
        self.delta = "delta" in self._states.values()
        for name in ("orgs", "users", "classes", "enrollments"):
            if self._states.get(name) in ("bulk", "delta") and name not in self._names:
                message = f"The manifest says that {name}.csv is here, and it is not; export again."
                found.faults.append(Fault(f"{name}.csv", None, None, "missing-table", message))

    def lines(self, file: str) -> list[_OneRosterLine]:
        """The lines of a file that we have use for."""
        if file not in self._names or (file != "manifest" and self._states.get(file) == "absent"):
            return []
        known = (
            FILES[file] if file in ("manifest", "demographics") else (*FILES[file], *statuses.ALL)
        )
        aliases = {**ALIASES, "usersourcedid": "sourcedid"} if file == "demographics" else ALIASES
        sheet = self._bundle.read(self._names[file], known)
        if missing(sheet, NEEDED.get(file, ()), self._found, aliases):
            return []
        every = lines(sheet, known, self._found, aliases, UNUSED)
        return [
            _OneRosterLine(sheet, line, cells, self.statuses.is_gone(sheet, line, cells))
            for line, cells in every
        ]

    def is_dated(self, line: _OneRosterLine) -> bool:
        """Whether the line is a delta's that says on which day its subject went: of what is merely
        disabled none does.
        """
        return self.delta and line.cells.get("status", "").casefold() in ("tobedeleted", "inactive")


def _organisations(reader: _OneRosterReader, said: list[str]) -> Organisations:
    rows = [
        Organisation(
            line.sheet, line.number, line.cells.get("sourcedid", ""), line.cells.get("name", ""),
            line.cells.get("type", ""), line.cells.get("parentsourcedid", ""),
        )
        for line in reader.lines("orgs")
        if not line.gone
    ]  # fmt: skip
    return Organisations(rows, said)


def _roles(reader: _OneRosterReader, roster: Roster) -> dict[str, list[HeldRole]]:
    """Each user's roles by 1.2's roles.csv."""
    roles: dict[str, list[HeldRole]] = {}
    for line in reader.lines("roles"):
        cells = line.cells
        if line.gone and not reader.is_dated(line):
            roster.note(
                line.sheet, line.number, "Roles that are not active were not read", "not-active"
            )
            continue
        since, until = _days(reader, roster, line)
        role = HeldRole(
            line.sheet, line.number, cells["role"].casefold(), cells.get("orgsourcedid", ""), "",
            since, until,
            cells.get("roletype", "").casefold() == _FIRST,
        )  # fmt: skip
        roles.setdefault(cells["usersourcedid"], []).append(role)
    return roles


def _days(
    reader: _OneRosterReader, roster: Roster, line: _OneRosterLine
) -> tuple[date | None, date | None]:
    """From when until when the line holds; what a delta calls gone, until the day on which this was
    said.
    """
    cells = line.cells
    begins, ends = ("beginDate", cells.get("begindate", "")), ("endDate", cells.get("enddate", ""))
    if not (line.gone and reader.is_dated(line)):
        return roster.between(line.sheet, line.number, begins, ends)
    since, _ = roster.between(line.sheet, line.number, begins, ("endDate", ""))
    return since, roster.gone_on(
        line.sheet, line.number, "dateLastModified", cells.get("datelastmodified", "")
    )


def _people(reader: _OneRosterReader, roster: Roster, roles: Mapping[str, list[HeldRole]]) -> None:
    for line in reader.lines("users"):
        cells, sheet, number = line.cells, line.sheet, line.number
        id = cells["sourcedid"]
        given = cells.get("preferredgivenname") or cells["givenname"]
        family = cells.get("preferredfamilyname") or cells["familyname"]
        dated = line.gone and reader.is_dated(line)
        held = _held(line, roles.get(id, []))
        if dated:
            _, until = _days(reader, roster, line)
            held = [role._replace(until=until) for role in held]
        grade = next(iter(several(cells.get("grades", ""))), "")
        roster.add(
            RosterPerson(
                sheet,
                number,
                id,
                f"{given} {family}".strip(),
                tuple(held),
                cells.get("email", ""),
                grade,
                line.gone and not dated,
                _labels(sheet, held),
            )
        )
        roster.links += [
            PersonLink(sheet, number, id, agent)
            for agent in several(cells.get("agentsourcedids", ""))
        ]


def _held(line: _OneRosterLine, roles: list[HeldRole]) -> list[HeldRole]:
    """The roles of a user, at all of their organisations; what the row itself says, where it has no
    roles of its own.
    """
    cells = line.cells
    orgs = list(
        dict.fromkeys(
            [cells.get("primaryorgsourcedid", ""), *several(cells.get("orgsourcedids", ""))]
        )
    )
    named = [org for org in orgs if org]
    if roles:
        home = cells.get("primaryorgsourcedid", "")
        return [
            role._replace(
                school=role.school or (named[0] if named else ""),
                primary=role.primary and home in ("", role.school),
            )
            for role in roles
        ]
    role = cells.get("role", "").casefold()
    return [HeldRole(line.sheet, line.number, role, org) for org in named or [""]] if role else []


def _labels(sheet: Sheet, held: list[HeldRole]) -> Mapping[str, str]:
    """The headers of our columns in the file where somebody stands, and of their school's in the
    file that says it.
    """
    at_school = "orgSourcedIds" if all(role.sheet is sheet for role in held) else "orgSourcedId"
    return {**LABELS, "school": at_school}


def _sections(reader: _OneRosterReader, roster: Roster, advisory: str) -> None:
    """Classes; advisories are those called so by the mapping, else homerooms."""
    ends = {
        line.cells["sourcedid"]: roster.term_end(
            line.sheet, line.number, line.cells.get("enddate", "")
        )
        for line in reader.lines("academicsessions")
        if not line.gone
    }
    for line in reader.lines("classes"):
        cells = line.cells
        title = cells.get("title", "")
        named = f"{title} {cells.get('classcode', '')}".casefold()
        is_advisory = (
            advisory in named if advisory else cells.get("classtype", "").casefold() == "homeroom"
        )
        until = last_end(ends, several(cells.get("termsourcedids", "")))
        school = cells.get("schoolsourcedid", "")
        roster.sections[cells["sourcedid"]] = Section(title, is_advisory, school, line.gone, until)


def _seats(reader: _OneRosterReader, roster: Roster) -> None:
    for line in reader.lines("enrollments"):
        cells = line.cells
        if line.gone and not reader.is_dated(line):
            roster.note(
                line.sheet,
                line.number,
                "Places in classes that are no longer active were not read",
                "not-active",
            )
            continue
        role, primary = cells["role"].casefold(), cells.get("primary", "").casefold() == "true"
        days = _days(reader, roster, line)
        roster.seats.append(
            Seat(
                line.sheet,
                line.number,
                cells["classsourcedid"],
                cells["usersourcedid"],
                role,
                primary,
                *days,
            )
        )
