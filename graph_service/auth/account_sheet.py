"""Accounts from a CSV file: read and checked as a whole, and made all at once, or none of them."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graph_service.access.reader import Reader
from graph_service.auth.account_columns import ACCOUNTS, AccountRow
from graph_service.auth.account_management import change_by, clean_login
from graph_service.auth.account_paths import LONGEST, AccountPaths, AccountPlace, StudyPath
from graph_service.auth.accounts import AccountView, kept_accounts
from graph_service.auth.passwords import first_password, hash_password
from graph_service.errors import BadInput, Fault
from graph_service.formats.faults import MOST_FAULTS
from graph_service.formats.rows import Broken, parse
from graph_service.formats.sheets import read_parts
from graph_service.records.texts import unfit
from graph_service.store.accounts import NewAccount, add_accounts
from graph_service.store.accounts import Path as AccountPath
from graph_service.store.grants import AccountAdult
from graph_service.workflows.desk.reading import Desk, School

EVERY = "all"
"""Stands in the column school for all schools of whoever makes the accounts."""
MOST_ROWS = 20_000


class Newcomer(NamedTuple):
    """An account that is made: how its owner signs in, once. ``password`` is None where none was
    asked for.
    """

    login: str
    name: str
    role: str
    schools: tuple[str, ...]
    password: str | None


class MadeAccounts(NamedTuple):
    """The accounts that were made, the logins of those that were there already, and what is to be
    noted.
    """

    made: list[Newcomer]
    left: list[str]
    notes: list[Fault]


class _Wanted(NamedTuple):
    login: str
    name: str
    role: str
    schools: tuple[str, ...]
    paths: list[AccountPath | StudyPath]


def accounts_from(
    desk: Desk,
    reader: Reader,
    file: Path,
    *,
    passwords: bool,
    keep: Callable[[Sequence[Newcomer]], None],
    dry_run: bool = False,
) -> MadeAccounts:
    """Make the accounts of the file, each with a first password where ``passwords`` are wanted.

    A login that has an account of the same role already is left as it is. ``keep`` is given the
    passwords before anything is kept in the database: what it raises ends it. Raises BadInput with
    every fault of the file.
    """
    reading = _Reading(file.name, AccountPaths(desk, reader), kept_accounts(desk, reader))
    reading.read(file)
    if reading.faults:
        raise BadInput(
            "No account was made: put these right, and try again.",
            sorted(reading.faults, key=lambda fault: (fault.line or 0, fault.column or "")),
            reading.notes,
        )
    told = passwords and not dry_run
    made = [
        Newcomer(want.login, want.name, want.role, want.schools, first_password() if told else None)
        for want in reading.wanted
    ]
    if made and not dry_run:
        keep(made)
        add_accounts(
            desk.engine,
            [
                _new(want, newcomer, reading.paths)
                for want, newcomer in zip(reading.wanted, made, strict=True)
            ],
            change_by(desk, reader),
        )
    return MadeAccounts(made, reading.left, reading.notes)


def _new(want: _Wanted, newcomer: Newcomer, paths: AccountPaths) -> NewAccount:
    """The account to keep; where there is no password, it has one that nobody was ever told."""
    password = newcomer.password or secrets.token_urlsafe(32)
    hashed = hash_password(password, (want.login, want.name))
    return NewAccount(want.login, want.name, want.role, hashed, paths.given(want.paths), first=True)


@dataclass(slots=True)
class _Reading:
    """The file as it is read: what is wanted, what is wrong, and what is there already."""

    file: str
    paths: AccountPaths
    there: Sequence[AccountView]
    wanted: list[_Wanted] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, file: Path) -> None:
        """Read the whole file; a row that has a fault in one cell is held against the rest all the
        same.
        """
        names = [column.name for column in ACCOUNTS.columns]
        with file.open("rb") as stream:
            for part in read_parts(file.name, stream, names, MOST_ROWS):
                found = parse(part, ACCOUNTS)
                self.faults += found.faults
                self.notes += found.warnings
                rows = [Broken(row, frozenset()) for row in found.rows] + found.broken
                for row, wrong in sorted(rows, key=lambda read: read.row.line):
                    self._take(row, wrong)
        if not (self.wanted or self.left or self.faults):
            self._refuse(None, None, "The file holds no account; write a row for each.")

    def _take(self, row: AccountRow, wrong: frozenset[str]) -> None:
        before = len(self.faults)
        schools = self._schools(row, wrong)
        adult, at = None, None
        if row.role == "advisor" and len(self.faults) == before:
            adult, at = self._adult(row, schools, wrong)
        name = " ".join(row.name.split()) or (adult.name if adult else "")
        login = self._login(row, wrong)
        if not name and not wrong & {"name", "role"} and row.role != "advisor":
            self._refuse(row.line, "name", "The person's name is needed.")
        if why := unfit(name, LONGEST):
            self._refuse(row.line, "name", why)
        if wrong or len(self.faults) > before or self._is_there(row, login, adult):
            return
        if adult and _plain(name) != _plain(adult.name):
            message = f"This address or id is that of {adult.name}, and the row names {name}."
            self.notes.append(Fault(self.file, row.line, "name", "account", message))
        first, *others = [at] if at else schools
        place = AccountPlace(
            first.name, adult.uid if adult else None, row.study, tuple(one.name for one in others)
        )
        told: list[Fault] = []
        paths = self.paths.wanted(row.role, place, told)
        self.faults += [fault._replace(file=self.file, line=row.line) for fault in told]
        named = (place.school, *place.also)
        self.wanted.append(_Wanted(login, name, row.role, named, paths))

    def _schools(self, row: AccountRow, wrong: frozenset[str]) -> Sequence[School]:
        """The schools that the row names; an advisor's may be left out."""
        every = self.paths.schools
        found = {school.name: school for school in every}
        if [name.casefold() for name in row.school] == [EVERY] and EVERY not in found:
            return every
        for name in row.school:
            if name not in found:
                self._refuse(
                    row.line,
                    "school",
                    f"There is no school “{name}” here; write its name as it was brought in.",
                )
        if row.school or row.role == "advisor" or len(every) == 1:
            return [found[name] for name in row.school if name in found] or every
        if not wrong & {"school", "role"}:
            self._refuse(
                row.line, "school", f"Name the school; several as A;B, all of them as “{EVERY}”."
            )
        return []

    def _adult(
        self, row: AccountRow, schools: Sequence[School], wrong: frozenset[str]
    ) -> tuple[AccountAdult | None, School | None]:
        """The adult that an advisor's account is, and their school: by the school's own id, else by
        e-mail address.
        """
        if wrong & {"email", "adult_id", "school", "source"}:
            return None, None
        column = "adult_id" if row.adult_id else "email"
        said = row.adult_id or row.email
        if not said:
            self._refuse(
                row.line, "email", "Say which adult the advisor is: by e-mail address, or adult_id."
            )
            return None, None
        found: dict[AccountAdult, School] = {}
        for school in schools:
            for adult in self.paths.adults(school):
                if _is_meant(adult, row):
                    found.setdefault(adult, school)
        if len(found) == 1:
            return next(iter(found.items()))
        what = "e-mail address" if column == "email" else "id"
        if not found:
            where = "the schools here" if len(schools) != 1 else schools[0].name
            self._refuse(
                row.line,
                column,
                f"Nobody on the staff of {where} has the {what} “{said}”. Correct it, or bring the "
                "address in with the adults first.",
            )
        else:
            those = ", ".join(sorted(f"{adult.name} ({adult.id})" for adult in found))
            self._refuse(
                row.line,
                column,
                f"Several have the {what} “{said}”: {those}. Say which with school, adult_id and "
                "source.",
            )
        return None, None

    def _login(self, row: AccountRow, wrong: frozenset[str]) -> str:
        """The login; the e-mail address where the row names none."""
        if wrong & {"login", "email"}:
            return ""
        told: list[Fault] = []
        login = clean_login(row.login or row.email, told)
        self.faults += [fault._replace(file=self.file, line=row.line) for fault in told]
        first = self.lines.setdefault(login, row.line)
        if login and first != row.line:
            self._refuse(row.line, "login", f"The login “{login}” stands in line {first} already.")
        return login

    def _is_there(self, row: AccountRow, login: str, adult: AccountAdult | None) -> bool:
        """Whether the account is there already, and is left as it is; one of another role is a
        fault.
        """
        for account in self.there:
            is_adult = adult is not None and any(way.target == adult.uid for way in account.ways)
            if account.login.lower() != login:
                if is_adult and account.role == "advisor":
                    message = f"{account.name} has the account “{account.login}” already."
                    self.notes.append(Fault(self.file, row.line, "email", "account", message))
                continue
            if account.role == row.role and (adult is None or is_adult):
                self.left.append(login)
                return True
            what = f"There is an account “{login}” already, and it is another one"
            self._refuse(
                row.line,
                "login",
                f"{what} ({account.role}, {account.name}). Take another login, or change that "
                "account.",
            )
            return True
        return False

    def _refuse(self, line: int | None, column: str | None, message: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, line, column, "account", message))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_meant(adult: AccountAdult, row: AccountRow) -> bool:
    if row.source and adult.source != row.source:
        return False
    if row.adult_id:
        return adult.id == row.adult_id
    return adult.kind == "staff" and adult.email.casefold() == row.email.casefold()
