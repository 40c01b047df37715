"""Importing a school's tables: read and check all of them, compare, and write all of it in one
transaction.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from facts.ties import Enrolment, Place
from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Busy, Fault
from graph_service.formats.directory import Directory
from graph_service.formats.tables import Reading, read_tables
from graph_service.formats.translation import Choices
from graph_service.records.current import Current
from graph_service.store.changes import Progress
from graph_service.store.current import latest_import, read_people
from graph_service.store.engine import Engine
from graph_service.store.identity import new_uid
from graph_service.store.transaction_memory import check_room
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.effective import effective_notes, fault_of
from graph_service.workflows.intake.import_commit import LedgerEntry, Outdated, enter
from graph_service.workflows.intake.import_permissions import (
    check_beforehand,
    check_named,
    horizon_of,
    is_bounded,
)
from graph_service.workflows.intake.import_result import (
    ImportOrder,
    ImportResult,
    asks_again,
    question,
    refused,
    result_of,
)
from graph_service.workflows.intake.name_suggestions import proposals, ready_mapping
from graph_service.workflows.intake.plan.completeness import not_complete
from graph_service.workflows.intake.plan.counts import most_rows
from graph_service.workflows.intake.plan.extent import Extent
from graph_service.workflows.intake.plan.import_scope import Horizon
from graph_service.workflows.intake.plan.outcome import outcome_of
from graph_service.workflows.intake.planning import (
    ImportPlan,
    Terms,
    extent_for,
    leaving_for,
    planned,
    unchanged,
)
from graph_service.workflows.intake.sources import (
    new_schools,
    no_source,
    only_school,
    other_sources,
    schools_in,
)

TRIES = 3
CHANGED_SINCE = (
    "Somebody changed the same people since you looked, so nothing was imported: look again."
)

Stage = Callable[[str], None]
"""Told what is being done now: reading, comparing, writing."""


def import_tables(
    desk: Desk,
    path: Path,
    *,
    source: str | None = None,
    effective: date | None = None,
    complete: bool = False,
    dry_run: bool = False,
    yes_end: int | None = None,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
    reader: Reader = OPERATOR,
    as_shown: str | None = None,
    ledger: str | None = None,
    stage: Stage | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Import the folder or workbook at ``path`` in one transaction; with ``dry_run`` only say what
    it would do.

    ``source`` names whose ids these are (else the only school of the tables), ``effective`` is the
    day from which changes hold (else today), ``complete`` ends what the tables do not hold. The
    same content again changes nothing. Where many people or ties would end, ``yes_end`` has to name
    how many (``endings``). ``choices`` is how the files are read. ``reader`` is on whose behalf,
    which bounds what it may touch (``remit``); ``as_shown`` is the outcome of a dry run that
    somebody agreed to: what would come to anything else is refused. ``ledger`` is the uid under
    which it is to stand in the ledger. ``stage`` and ``progress`` are told how far it is, and may
    raise to end it. Raises BadInput with every fault of the tables, NotAllowed, Busy,
    StoreUnavailable, or OutcomeUnknown when nobody can tell whether it was committed.
    """
    at = stage or _nobody
    if wrong_day := fault_of(effective or desk.today(), desk.today()):
        raise BadInput(wrong_day)
    at("reading")
    today = desk.today()
    choices = replace(
        choices,
        today=today,
        zone=desk.zone,
        effective=effective or today,
        directory=_directory(desk, reader, choices, source),
    )
    reading = read_tables(path, choices)
    named = source.strip() if source is not None else only_school(reading.people)
    faults = [*reading.faults]
    if not named and (reading.people.given or not faults):
        faults += [no_source(path, reading.people)]
        faults += reading.check((), (), ()) if "students" in reading.people.given else []
    order = ImportOrder(
        named or "", effective or desk.today(), complete, reader, reading.sha256, yes_end
    )
    at("comparing")
    whole = check_named(desk, reader, schools_in(reading.people), order.source)
    if named:
        faults += other_sources(desk.engine, path, reading.people, order.source)
    if not named or any(fault.rule == "source" for fault in faults):
        raise refused(faults, _notes(path, reading))
    for _ in range(TRIES):
        everything = read_people(desk.engine, order.source)
        horizon = horizon_of(desk, reader, everything, whole=whole)
        current = horizon.current
        faults += [
            *reading.check(current.students, current.adults, current.rounds),
            *horizon.refused(reading),
        ]
        extent = extent_for(desk.engine, reading, horizon, order.effective, complete=complete)
        wrong = not_complete(path, reading, current, extent, order.effective)
        faults += wrong if complete else []
        warnings = [
            *_notes(path, reading),
            *proposals(reading.unmatched, current),
            *horizon.left_alone(reading),
            *horizon.kept_as_they_are(reading),
        ]
        mapping = ready_mapping(choices.mapping, reading.unmatched, current)
        if faults:
            raise refused(faults, warnings, mapping)
        there = desk.schools()
        plan = _planned(desk.engine, reading, horizon, order, extent, shows=dry_run)
        warnings += [
            *(new_schools(path, plan.changes) if there else []),
            *plan.notes,
            *plan.staying.notes(path, may_end=not wrong),
            *([] if plan.is_nothing else effective_notes(path, order.effective, desk.today())),
        ]
        plan.changes.schools |= {
            kept.tie.school for kept in everything.ties if isinstance(kept.tie, Enrolment | Place)
        }
        check_beforehand(desk, reader, plan.changes, shares=True)
        check_room(desk.engine, most_rows(plan.changes, plan.counts, said=not is_bounded(reader)))
        if plan.is_nothing and not dry_run:
            return result_of(order, plan, warnings, mapping, dry_run=False)
        outcome = _outcome(plan, reader) if dry_run or as_shown is not None else ""
        if dry_run:
            result = result_of(order, plan, warnings, mapping, dry_run=True)
            return replace(
                result, people=_named(plan, current, warnings), outcome=outcome, may_end=not wrong
            )
        _check_agreed(plan, order, as_shown, outcome, warnings)
        try:
            at("writing")
            entry = LedgerEntry(
                order.sha256, order.effective, reader, plan.counts, order.complete,
                plan.staying.number,
                uid=ledger or new_uid(),
            )  # fmt: skip
            enter(desk, plan.changes, current, entry, progress)
        except Outdated:
            continue
        return result_of(order, plan, warnings, mapping, dry_run=False)
    raise Busy(
        "Others kept changing the same school while the import was compared; nothing was "
        "changed, try again."
    )


def _directory(desk: Desk, reader: Reader, choices: Choices, source: str | None) -> Directory:
    """The people whom the files may mean, where a mapping names their school: nobody whom the
    reader may not see.
    """
    given = choices.mapping.get("round", {}).get("school")
    school = given.strip() if isinstance(given, str) else ""
    named = source.strip() if source is not None else school
    if not school or not named:
        return Directory()
    whole = check_named(desk, reader, {school}, named)
    return horizon_of(desk, reader, read_people(desk.engine, named), whole=whole).directory()


def _notes(path: Path, reading: Reading) -> list[Fault]:
    """The format that the files were read as, and the notes of the reading."""
    taken = (
        [Fault(path.name or str(path), None, None, "format", reading.taken)]
        if reading.taken
        else []
    )
    return [*taken, *reading.warnings]


def _nobody(stage: str) -> None:
    """Nobody asks how far it is."""


def _named(plan: ImportPlan, current: Current, warnings: list[Fault]) -> dict[str, str]:
    """The students known before whom examples, endings and warnings name: as they are called there,
    with their uid.
    """
    texts = [text for kinds in plan.examples.values() for texts in kinds.values() for text in texts]
    said = "\n".join([*texts, *(warning.message for warning in warnings)])
    every = (*plan.ended.values(), *plan.staying.named.values())
    ended = {uid for who in every for uids in who.values() for uid in uids}
    known = [
        *current.students.values(),
        *(node for node in plan.changes.students if node.id in current.students),
    ]
    labels = ((f"{student.name} ({student.id})", student.uid) for student in known)
    return {label: uid for label, uid in labels if uid in ended or label in said}


def _outcome(plan: ImportPlan, reader: Reader) -> str:
    return outcome_of(plan.changes, plan.counts, said=not is_bounded(reader))


def _check_agreed(
    plan: ImportPlan, order: ImportOrder, as_shown: str | None, outcome: str, warnings: list[Fault]
) -> None:
    """BadInput where somebody agreed to something else, or to less than it ends."""
    if as_shown is not None and as_shown != outcome:
        raise BadInput(CHANGED_SINCE, (), warnings)
    if asks_again(plan.endings, order):
        raise BadInput(f"{question(plan.endings)} Nothing was changed.", (), warnings)


def _planned(
    engine: Engine,
    reading: Reading,
    horizon: Horizon,
    order: ImportOrder,
    extent: Extent | None,
    *,
    shows: bool,
) -> ImportPlan:
    """The changes to make, as the reader is told them; none where this very content was the
    source's latest import.

    A note that it was so tells what the database holds. Where that may not be told, the content is
    compared like any other.
    """
    latest = latest_import(engine, order.source)
    bounded = is_bounded(order.reader)
    again = (
        latest is not None
        and latest.sha256 == order.sha256
        and not (bounded and reading.says_something())
    )
    if latest is not None and again and _says_all(json.loads(latest.counts), order):
        plan = unchanged(reading)
    else:
        leaving = leaving_for(engine, reading, horizon, order.effective)
        terms = Terms(order.effective, order.complete, latest is not None, shows, extent, leaving)
        plan = planned(engine, horizon.without_fixed(reading), horizon, terms)
        plan.leave_alone("adults", len(horizon.left_alone(reading)))
    if bounded:
        plan.tell_nothing_said()
    return plan


def _says_all(latest: Mapping[str, Any], order: ImportOrder) -> bool:
    """Whether the same content again needs no comparison: nothing is to be ended, and nobody stayed
    of whom to tell.
    """
    return bool(latest["complete"]) if order.complete else not latest.get("stays")
