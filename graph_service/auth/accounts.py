"""The accounts that somebody keeps: the operator all of them, an administrator those of the schools
they administer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, NotThere
from graph_service.records.reserved import RECORDED_ADULT
from graph_service.store.grants import (
    AccountAdult,
    Grant,
    Reached,
    accounts,
    administered_schools,
    adults_of,
    reached,
    ways,
)
from graph_service.workflows.desk.reading import Desk, School

T = TypeVar("T", Grant, Reached)


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account as its keeper sees it.

    ``schools`` are those it leads to, or where it leads nowhere any more, those it led to; ``ways``
    the paths it holds. ``whole`` when the keeper keeps all of these schools: only then may they
    change the password or the role or enable it, since whoever sets a password could sign in with
    it. Any keeper may shut it out. ``first_password``: its owner has not replaced the one that was
    set for them.
    """

    uid: str
    login: str
    name: str
    role: str
    disabled: bool
    signed_in_at: datetime | None
    schools: tuple[str, ...]
    ways: tuple[Grant, ...]
    whole: bool
    own: bool
    first_password: bool

    @property
    def state(self) -> str:
        """Disabled, with a first password that its owner has not replaced, or active."""
        if self.disabled:
            return "disabled"
        return "first password" if self.first_password else "active"

    @property
    def adult(self) -> str:
        """The name of the adult it is, or ''."""
        return next((way.name for way in self.ways if way.tie == "IS"), "")

    @property
    def studies(self) -> tuple[str, ...]:
        """The names of the studies it works within."""
        return tuple(way.name for way in self.ways if way.tie == "STUDIES")


def kept_schools(desk: Desk, reader: Reader) -> list[School]:
    """The schools whose accounts the reader keeps."""
    if reader == OPERATOR:
        return desk.schools()
    mine = dict(administered_schools(desk.engine, reader.account, desk.today()))
    return [school for school in desk.schools() if school.uid in mine]


def kept_accounts(desk: Desk, reader: Reader) -> list[AccountView]:
    """The accounts the reader keeps, by login."""
    today = desk.today()
    mine = {school.uid for school in kept_schools(desk, reader)}
    reach = _grouped(reached(desk.engine, today))
    held = _grouped(ways(desk.engine, today))
    found = []
    for row in accounts(desk.engine):
        leads = _in_force(reach.get(row["uid"], []))
        view = AccountView(
            uid=row["uid"],
            login=row["login"],
            name=row["name"],
            role=row["role"],
            disabled=row["disabled_at"] is not None,
            signed_in_at=row["signed_in_at"],
            schools=tuple(dict.fromkeys(school.name for school in leads)),
            ways=tuple(held.get(row["uid"], [])),
            whole=reader == OPERATOR
            or (bool(leads) and {school.school for school in leads} <= mine),
            own=row["uid"] == reader.account,
            first_password=row["first_at"] is not None,
        )
        if reader == OPERATOR or mine & {school.school for school in leads}:
            found.append(view)
    return found


def kept_adults(desk: Desk, reader: Reader) -> list[tuple[AccountAdult, list[str]]]:
    """The staff of the schools whose accounts the reader keeps, by name, each with these schools:
    those who an advisor's account may be.

    Without those whom somebody made known on a page: that a student named them may be in
    confidence.
    """
    found: dict[AccountAdult, list[str]] = {}
    for school in kept_schools(desk, reader):
        for adult in adults_of(desk.engine, school.uid, desk.today()):
            if adult.kind == "staff" and not adult.id.startswith(RECORDED_ADULT):
                found.setdefault(adult, []).append(school.name)
    return sorted(
        found.items(), key=lambda choice: (choice[0].name, choice[0].source, choice[0].id)
    )


def account_called(desk: Desk, reader: Reader, login: str) -> AccountView:
    """The account of that login, in whatever letters; BadInput when the reader keeps none of that
    name.
    """
    for account in kept_accounts(desk, reader):
        if account.login.lower() == login.strip().lower():
            return account
    raise BadInput(f"There is no account “{login}”.")


def kept_account(desk: Desk, reader: Reader, uid: str) -> AccountView:
    """The account of that uid; NotThere when the reader keeps none."""
    for account in kept_accounts(desk, reader):
        if account.uid == uid:
            return account
    raise NotThere("There is no such account.")


def adult_called(desk: Desk, school: School, id: str, source: str | None = None) -> AccountAdult:
    """The adult of a school by the school's own id, whatever source they were imported from;
    BadInput when that is nobody or several.
    """
    there = adults_of(desk.engine, school.uid, desk.today())
    found = [adult for adult in there if adult.id == id and source in (None, adult.source)]
    if len(found) == 1:
        return found[0]
    if not found:
        where = school.name if source is None else f"{school.name} from the source “{source}”"
        raise BadInput(f"“{id}” is no adult of {where}.")
    sources = ", ".join(f"“{adult.source}” ({adult.name})" for adult in found)
    raise BadInput(f"“{id}” is an adult of several sources: {sources}. Say which with --source.")


def _in_force(reach: list[Reached]) -> list[Reached]:
    """The schools an account leads to; where there are none, those it led to."""
    return [path for path in reach if path.held] or reach


def _grouped(rows: Iterable[T]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(row.account, []).append(row)
    return groups
