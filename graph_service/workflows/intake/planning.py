"""The planning of an import: its tables compared with the database, people first, and then the many
rows in portions.

A portion holds the rows of some of the people, with all that the database holds of these, and is
compared as if it were an import of its own. So memory follows the people and not their ties,
answers, reports and contacts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph_service.errors import Fault
from graph_service.formats.checks import fill_answers
from graph_service.formats.partitions import MANY, SLOTS, Slots, portions, slot_of
from graph_service.formats.spill_file import Shelved
from graph_service.formats.tables import Reading
from graph_service.records.changes import Changes
from graph_service.records.current import NO_HISTORY, Current, History
from graph_service.records.tables import Tables, TieRow
from graph_service.store.current import adults_of_students, read_history, read_served, read_ties
from graph_service.store.engine import Engine
from graph_service.store.identity import new_uid
from graph_service.workflows.intake.plan.alterations import Alterations, alterations, both
from graph_service.workflows.intake.plan.comparing import compare
from graph_service.workflows.intake.plan.counts import SAID, TABLES, Count, told
from graph_service.workflows.intake.plan.examples import (
    Ended,
    Examples,
    ended,
    ended_together,
    examples,
    together,
)
from graph_service.workflows.intake.plan.extent import (
    ROSTER,
    Extent,
    absent_adults,
    absent_students,
    extent_of,
    told_to_leave,
)
from graph_service.workflows.intake.plan.import_scope import Horizon
from graph_service.workflows.intake.plan.last_days import told_last_days, without_last_days
from graph_service.workflows.intake.plan.manual_endings import keep_ended
from graph_service.workflows.intake.plan.missing_columns import filled_in
from graph_service.workflows.intake.plan.removals import Endings, gone
from graph_service.workflows.intake.plan.staying import Staying
from graph_service.workflows.intake.plan.still_advising import still_advising, still_advising_notes

TIES_A_PERSON = 14
"""With so many rows of theirs a person of the database is reckoned with, in how many portions it is
read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an import is compared: from which day, whether what is missing ends, and whether the
    source was imported before.

    ``shows``: what would change is to be named; ``stays`` are ties that go on beside those of
    imports (role, alter, student); ``extent`` is how far what is missing ends, or would, and
    ``leaving`` how far the files tell of people who leave.
    """

    effective: date
    complete: bool
    imported: bool
    shows: bool
    extent: Extent | None = None
    leaving: Extent | None = None
    stays: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(slots=True)
class ImportPlan:
    """The changes, how many rows of each table they are, how much and whom they end, examples of
    them, the kinds of change (``alterations``), what is to be noted, and who stays.
    """

    changes: Changes = field(default_factory=Changes)
    counts: dict[str, Count] = field(default_factory=lambda: dict.fromkeys(TABLES, Count()))
    endings: Endings = field(default_factory=Endings)
    examples: Examples = field(default_factory=dict)
    alterations: Alterations = field(default_factory=dict)
    ended: Ended = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)
    staying: Staying = field(default_factory=Staying)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing changes, as far as that may be told: of rows that are ``given`` alone
        nobody is told.
        """
        return not self.changes and not any(count.given for count in self.counts.values())

    def leave_alone(self, table: str, rows: int) -> None:
        """Count rows of a table that are not compared at all."""
        count = self.counts[table]
        self.counts[table] = count._replace(unchanged=count.unchanged + rows)

    def tell_nothing_said(self) -> None:
        """Leave out which answers, reports and contacts are there already: their number stays."""
        self.counts = told(self.counts)
        self.examples = {
            table: shown for table, shown in self.examples.items() if table not in SAID
        }


def unchanged(reading: Reading) -> ImportPlan:
    """The plan where all is there already."""
    return ImportPlan(counts={table: Count(unchanged=reading.count(table)) for table in TABLES})


def extent_for(
    engine: Engine, reading: Reading, horizon: Horizon, day: date, *, complete: bool
) -> Extent | None:
    """How far the files tell everybody (``extent_of``), with the students to whom those adults are
    tied who are not in them.

    Where other schools share the source, only adults of these schools and of their students are
    looked up. Files that are not said to be ``complete`` and hold what changed, or few students,
    tell of nobody but who is in them.
    """
    if not reading.people.given & ROSTER or (reading.whole is False and not complete):
        return None
    people, current = reading.people, horizon.current
    unnamed = not people.students and not any(row.school for row in people.adults)
    tied = {row.student_id for row in reading.rows.take("ties")} if unnamed else ()
    extent = extent_of(people, current, day, tied=tied, fixed=horizon.fixed)
    if (
        extent is not None
        and not complete
        and reading.whole is None
        and _is_part(people, current, extent)
    ):
        return None
    if extent is None or "adults" not in people.given:
        return extent
    absent = {node.uid for node in absent_adults(people, current, extent, day)}
    if not extent.alone:
        absent &= adults_of_students(engine, sorted(extent.schools)) | extent.adults.keys()
    return replace(extent, tied=read_served(engine, sorted(absent), day))


def leaving_for(engine: Engine, reading: Reading, horizon: Horizon, day: date) -> Extent | None:
    """How far the files tell of those who leave, with whom these adults are tied to."""
    people, current = reading.people, horizon.current
    gone = {node.uid for id, node in current.adults.items() if id in people.departed}
    gone.update(told_last_days(people.adults, current))
    leaving = told_to_leave(people, current, day) if gone or people.departed else None
    return (
        None if leaving is None else replace(leaving, tied=read_served(engine, sorted(gone), day))
    )


def _is_part(people: Tables, current: Current, extent: Extent) -> bool:
    """Whether the students of the tables are less than half of those whom earlier imports brought
    to their schools.
    """
    held = sum(row.id in current.students for row in people.students)
    return bool(people.students) and held < sum(1 for _ in absent_students(people, current, extent))


def planned(engine: Engine, reading: Reading, horizon: Horizon, terms: Terms) -> ImportPlan:
    """The changes that checked tables make within the import's scope (of ``read_people``)."""
    plan, current = ImportPlan(), horizon.current
    people = replace(reading.people, given=reading.people.given.difference(MANY))
    people = filled_in(people, current, terms.effective, complete=terms.complete)
    people, plan.notes = without_last_days(
        people, current, terms.leaving, reading.files.get("adults", "adults.csv")
    )
    plan.changes, plan.endings = _compared(plan, people, current, terms)
    file = reading.files.get("ties", "ties.csv")
    later: Shelved[Changes] = Shelved()
    advising: list[TieRow] = []
    after = _after(current, plan.changes)
    own = {id: node for id, node in after.adults.items() if id not in horizon.fixed}
    for slots, who in people_in_portions(current, reading.rows.weights()):
        ties = read_ties(engine, who)
        here = replace(after, ties=horizon.within(ties))
        terms = replace(terms, stays=horizon.advising(ties, terms.effective))
        history = read_history(engine, current.source, who) if terms.imported else NO_HISTORY
        tables = fill_answers(reading.portion(slots), after.students)
        tables = filled_in(tables, here, terms.effective, complete=terms.complete)
        tables, notes = keep_ended(tables, here, history, file)
        plan.notes += notes
        advising += still_advising(tables.ties, own, terms.effective)
        changes, endings = _compared(plan, tables, here, terms, history)
        plan.endings = plan.endings.and_ties(endings)
        if changes:
            later.append(changes)
    plan.changes.later = later
    plan.notes += still_advising_notes(advising, file)
    plan.staying = plan.staying.of_bulk(plan.counts, whole=reading.whole)
    return plan


def _compared(
    plan: ImportPlan, tables: Tables, current: Current, terms: Terms, history: History = NO_HISTORY
) -> tuple[Changes, Endings]:
    """The changes that some of the tables come to, and what they end; their counts and names go
    into the plan.
    """
    changes, counts, absent = compare(
        tables,
        current,
        terms.effective,
        terms.complete,
        new_uid,
        history,
        terms.extent,
        terms.leaving,
    )
    plan.counts = {
        table: Count(*map(sum, zip(plan.counts[table], counts[table], strict=True)))
        for table in TABLES
    }
    departed = frozenset(node.uid for node in changes.adults if node.id in tables.departed)
    left = departed | absent.adults if terms.complete else departed
    leaving = gone(changes, current, terms.effective, left)
    if terms.shows:
        plan.examples = together(
            plan.examples, examples(changes, current, terms.effective, terms.stays, left)
        )
        plan.alterations = both(plan.alterations, alterations(changes, current, terms.effective))
        plan.ended = ended_together(plan.ended, ended(leaving, changes, current, terms.stays))
    if not terms.complete:
        plan.staying.add(absent, changes, current)
    return changes, leaving.endings


def _after(current: Current, changes: Changes) -> Current:
    """People and rounds as they are once the changes are made, without ties."""
    return replace(
        current,
        students=current.students | {node.id: node for node in changes.students},
        adults=current.adults | {node.id: node for node in changes.adults},
        rounds=current.rounds | {node.id: node for node in changes.rounds},
        ties=[],
    )


def people_in_portions(
    current: Current, rows: Sequence[int] = (0,) * SLOTS
) -> Iterator[tuple[Slots, list[str]]]:
    """Everybody whom the database knows (by uid), a portion at a time, with its slots; ``rows`` of
    a file are in each slot.
    """
    known: list[list[str]] = [[] for _ in range(SLOTS)]
    for nodes in (current.students, current.adults):
        for id, node in nodes.items():
            known[slot_of(id)].append(node.uid)
    weights = [max(many, TIES_A_PERSON * len(who)) for many, who in zip(rows, known, strict=True)]
    for slots in portions(weights):
        yield slots, [uid for slot in slots for uid in known[slot]]
