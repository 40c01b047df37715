"""An administrator's remit: an import of theirs may touch the schools that they administer today,
and no other.

An administrator of every school may bring in a new one, and administers it from then on.
"""

import secrets
from collections.abc import Collection
from datetime import date, datetime

from graph_service.access.reader import Reader
from graph_service.errors import NotAllowed
from graph_service.records.audit import Look
from graph_service.records.changes import Changes
from graph_service.records.current import Current
from graph_service.store.affected_schools import touched
from graph_service.store.current import school_sources
from graph_service.store.engine import Transaction
from graph_service.store.grants import administered_schools
from graph_service.store.owners import (
    owners_of_adults,
    owners_of_rounds,
    owners_of_students,
    students_of_adults,
)
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.plan.import_scope import Horizon, of_imports, of_remit, uids_of

MOST_NAMED = 5
SECONDS = 600.0


def is_bounded(reader: Reader) -> bool:
    """Whether a remit bounds what the reader imports: everybody's but the operator's, who holds the
    database itself.
    """
    return reader.role != "operator"


def schools_of(desk: Desk, reader: Reader) -> set[str]:
    """The uids of the schools that the reader administers today."""
    return {uid for uid, _ in administered_schools(desk.engine, reader.account, desk.today())}


def check_named(desk: Desk, reader: Reader, named: Collection[str], source: str) -> bool:
    """Raise NotAllowed where the files name a school that is not the reader's, or a source that is
    other schools' alone.

    Whether all students who stand under the source are at schools of the reader's.
    """
    if not is_bounded(reader):
        return True
    there = {school.name for school in desk.schools()}
    mine = {name for _, name in administered_schools(desk.engine, reader.account, desk.today())}
    others = sorted(set(named) - mine)
    if others and (there - mine or there & set(others)):
        raise NotAllowed(_not_theirs(others))
    held = {
        school
        for school, sources in school_sources(desk.engine, sorted(there)).items()
        if source in sources
    }
    if held and not held & mine:
        raise NotAllowed(
            "This source holds another school's ids, so nothing was imported. Name your own "
            "source, or none."
        )
    return held <= mine


def horizon_of(desk: Desk, reader: Reader, current: Current, *, whole: bool) -> Horizon:
    """The part of the database that the reader's files are compared with.

    To a reader with a remit these are the students, adults and rounds that are the business of
    their schools (``owners``), and the adults tied to a student who is their schools' alone: these
    they may tie, and change where no other school has business with them. People without any school
    are theirs where the ``whole`` source is.
    """
    if not is_bounded(reader):
        return of_imports(current)
    today, read = desk.today(), desk.engine.read
    mine = schools_of(desk, reader)
    students, adults, rounds = (
        uids_of(current.students),
        uids_of(current.adults),
        uids_of(current.rounds),
    )
    owned = {
        **owners_of_students(read, students, today), **owners_of_rounds(read, rounds, today),
        **owners_of_adults(read, adults, today),
    }  # fmt: skip
    everybody = students | adults | rounds
    changed = {uid for uid in everybody if (owned[uid] <= mine if uid in owned else whole)}
    alone = {uid for uid in students & owned.keys() if owned[uid] <= mine}
    tied = {uid for uid, whom in students_of_adults(read, adults).items() if whom & alone}
    at = {uid for uid in (students | adults) & owned.keys() if owned[uid] & mine}
    return of_remit(current, changed | tied | at, changed)


def check_beforehand(desk: Desk, reader: Reader, changes: Changes, *, shares: bool) -> None:
    """``check_touched`` as the database stands now: what is only looked at is refused as the real
    thing would be.
    """
    if is_bounded(reader):
        desk.engine.read_together(
            lambda tx: check_touched(tx, reader, desk.today(), changes, shares=shares),
            seconds=SECONDS,
        )


def check_touched(
    tx: Transaction, reader: Reader, today: date, changes: Changes, *, shares: bool
) -> None:
    """Raise NotAllowed where the changes are about a school that is not the reader's, as the
    database stands in ``tx``.

    With ``shares``, ties of a student who is at one of the reader's schools and at another's too
    are the reader's to change. An undoing does not share: it may take back what the other school
    brought.
    """
    if not is_bounded(reader):
        return
    mine = {
        row["school"]
        for row in tx.run("account_schools_administered", account=reader.account, today=today)
    }
    new = {school.uid for school in changes.new_schools}
    there = {row["uid"] for row in tx.run("current_schools")}
    about = touched(tx, changes, today)
    theirs = about.schools if shares else about.all_schools()
    apart = any(mine.isdisjoint(schools) for schools in about.of_ties)
    if theirs - mine - new or apart or (new and there - mine):
        raise NotAllowed(
            "This is also about people of a school that is not yours, so nothing was changed; "
            "leave them out, or ask whoever runs the service."
        )


def take_on(
    tx: Transaction, reader: Reader, at: datetime, today: date, changes: Changes
) -> list[Look]:
    """Make the reader administrator of the schools that the changes brought in; what the record is
    to say of it.
    """
    if not is_bounded(reader):
        return []
    for school in changes.new_schools:
        id = secrets.token_urlsafe(16)
        tx.run(
            "account_administers",
            account=reader.account,
            target=school.uid,
            id=id,
            at=at,
            since=today,
        )
    return [
        Look(at, reader.account, "brought in a school", school.uid, role=reader.role)
        for school in changes.new_schools
    ]


def _not_theirs(schools: list[str]) -> str:
    named = ", ".join(f"“{name[:80]}”" for name in schools[:MOST_NAMED]) + (
        " …" if len(schools) > MOST_NAMED else ""
    )
    return (
        f"The files name {named}, which is no school of yours, so nothing was imported. Leave it "
        "out; only who "
        "administers every school here brings in a new one, and whoever runs the service "
        "may import any."
    )
