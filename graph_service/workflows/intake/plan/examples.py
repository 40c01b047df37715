"""Some of what a set of changes would add, change and end, by name: what a preview shows before
anything is written. Pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from facts.kinds import Tie, tie_key
from facts.statements import Answer, Contact, Report
from facts.ties import Bond, Enrolment, Membership, Place, RoleTie
from graph_service.errors import Fault
from graph_service.records.changes import AdultNode, Changes, StudentNode
from graph_service.records.current import Current
from graph_service.workflows.intake.plan.counts import TABLES
from graph_service.workflows.intake.plan.removals import Gone, ends

MOST = 3
"""So many examples of each kind of change to each table."""

MOST_ENDED = 5000
"""The most endings that are named for a table: whoever says yes may see all of them."""

STAYS = (
    " (who stays their advisor by what was recorded here, "
    "until that is ended on the student's page)"
)
"""Said of an advisor whose right does not end with the import's tie."""

BESIDE = (
    "Only ties that imports brought end. Where people recorded the same on a student's page, "
    "that goes on, and is ended there."
)
"""Said of every import that ends ties, whether anybody recorded the same or not: of most roles it
tells nobody which."""

Examples = Mapping[str, Mapping[str, list[str]]]
"""Table → added, changed or ended → who or what, in words."""

Ended = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Table → who or what ends, in words → the uids of the students among them."""

_TABLES: dict[type, str] = {
    RoleTie: "ties",
    Answer: "answers",
    Report: "reports",
    Contact: "contacts",
}


def examples(
    changes: Changes,
    current: Current,
    effective: date,
    stays: Collection[Bond] = frozenset(),
    left: Collection[str] = frozenset(),
) -> Examples:
    """At most ``MOST`` of each, in the order of the tables; what there is nothing of is left out.

    A tie ends as the import's counts say it does: by the ``effective`` day. Ties that ``stay``
    beside it are named as in ``ended``. Adults who ``left`` end.
    """
    names = _names(changes, current)
    shown: dict[str, dict[str, list[str]]] = {}
    for table, what, text in [
        *_people(changes, current, names, left),
        *_ties(changes, names, effective, stays),
    ]:
        said = shown.setdefault(table, {}).setdefault(what, [])
        if len(said) < MOST:
            said.append(text)
    return shown


def together(first: Examples, more: Examples) -> Examples:
    """At most ``MOST`` of each of both."""
    shown: dict[str, dict[str, list[str]]] = {}
    for table in TABLES:
        one, other = first.get(table, {}), more.get(table, {})
        if one or other:
            shown[table] = {
                what: [*one.get(what, ()), *other.get(what, ())][:MOST] for what in {**one, **other}
            }
    return shown


def ended(
    gone: Gone,
    changes: Changes,
    current: Current,
    stays: Collection[Bond] = frozenset(),
) -> Ended:
    """Everybody and everything that would end, at most ``MOST_ENDED`` of a table, in the order of
    their names.

    A note tells where a second tie ``stays`` beside the one that ends (role, alter, student).
    """
    names = _names(changes, current)
    told: dict[str, dict[str, tuple[str, ...]]] = {
        "students": {_who(uid, names): (uid,) for uid in gone.students},
        "adults": {_who(uid, names): () for uid in gone.adults},
        "ties": {
            f"{_who(alter, names)}, {role} of {_who(student, names)}"
            f"{STAYS if (role, alter, student) in stays else ''}": (
                (student, alter) if role == "peer" else (student,)
            )
            for role, alter, student in gone.ties
        },
    }
    return {table: dict(sorted(who.items())[:MOST_ENDED]) for table, who in told.items() if who}


def ended_together(first: Ended, more: Ended) -> Ended:
    """At most ``MOST_ENDED`` of a table of both, in the order of their names."""
    both = {table: {**first.get(table, {}), **more.get(table, {})} for table in TABLES}
    return {table: dict(sorted(who.items())[:MOST_ENDED]) for table, who in both.items() if who}


def as_notes(ended: Mapping[str, Collection[str]]) -> list[Fault]:
    """The endings as notes of a report, by their table; a last note where a table names no more."""
    notes = []
    for table, who in ended.items():
        notes += [Fault(table, None, None, "ends", f"{text} would end.") for text in who]
        if table == "ties":
            notes.append(Fault(table, None, None, "goes on", BESIDE))
        if len(who) >= MOST_ENDED:
            more = f"No more than {MOST_ENDED:,} of this table are named; others may end too."
            notes.append(Fault(table, None, None, "ends", more))
    return notes


def _names(changes: Changes, current: Current) -> dict[str, str]:
    """Everybody by uid, as their name and the source's id."""
    known: list[StudentNode | AdultNode] = [*current.students.values(), *current.adults.values()]
    known += [*changes.students, *changes.adults]
    return {node.uid: f"{node.name} ({node.id})" for node in known}


def _people(
    changes: Changes, current: Current, names: Mapping[str, str], left: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Students and adults: new, gone, and those of whom something else is said."""
    gone = {
        kept.tie.student
        for kept in changes.retract
        if isinstance(kept.tie, Enrolment) and kept.tie.status == "enrolled"
    }
    gone -= {
        tie.student
        for tie in changes.add
        if isinstance(tie, Enrolment) and tie.status == "enrolled" and tie.until is None
    }
    moved = [*changes.add, *(kept.tie for kept in changes.retract)]
    students = {tie.student for tie in moved if isinstance(tie, Enrolment | Membership)}
    adults = {tie.uid for tie in moved if isinstance(tie, Place) and tie.what == "adult"}
    for table, nodes, held, touched in (
        ("students", changes.students, current.students, students),
        ("adults", changes.adults, current.adults, adults),
    ):
        new = [node.uid for node in nodes if node.id not in held]
        known = {node.uid for node in held.values()}
        yield from ((table, "added", names[uid]) for uid in new)
        changed = dict.fromkeys(
            [*_uids(nodes), *sorted(touched, key=lambda uid: names.get(uid, uid))]
        )
        for uid in changed:
            if uid in known:
                yield table, "ended" if uid in gone or uid in left else "changed", names[uid]


def _uids(nodes: Iterable[StudentNode | AdultNode]) -> list[str]:
    return [node.uid for node in nodes]


def _ties(
    changes: Changes,
    names: Mapping[str, str],
    effective: date,
    stays: Collection[Bond],
) -> Iterator[tuple[str, str, str]]:
    before = {
        (type(kept.tie), tie_key(kept.tie)): kept.tie
        for kept in changes.retract
        if type(kept.tie) in _TABLES
    }
    after = {(type(tie), tie_key(tie)): tie for tie in changes.add if type(tie) in _TABLES}
    for key, tie in after.items():
        what = _what(before.get(key), tie, effective)
        yield (
            _TABLES[key[0]],
            what,
            _text(tie, names) + (_stays(tie, stays) if what == "ended" else ""),
        )
    for key, tie in before.items():
        if key not in after:
            yield _TABLES[key[0]], "ended", _text(tie, names) + _stays(tie, stays)


def _stays(tie: Tie, stays: Collection[Bond]) -> str:
    return STAYS if isinstance(tie, RoleTie) and tie.bond in stays else ""


def _what(old: Tie | None, new: Tie, effective: date) -> str:
    if old is None:
        return "added"
    return "ended" if ends(old, new, effective) else "changed"


def _text(tie: Tie, names: Mapping[str, str]) -> str:
    """The two people of a tie; never what was said of it."""
    match tie:
        case RoleTie():
            return f"{_who(tie.alter, names)}, {tie.role} of {_who(tie.student, names)}"
        case Answer():
            return _who(tie.informant, names)
        case Report():
            about = f"{_who(tie.ego, names)} and {_who(tie.alter, names)}"
            return f"{_who(tie.informant, names)} on {about}"
        case Contact():
            between = f"{_who(tie.adult, names)} and {_who(tie.student, names)}"
            return f"{between}, {tie.held_on.isoformat()}"
        case _:
            return ""


def _who(uid: str, names: Mapping[str, str]) -> str:
    return names.get(uid, "somebody of another source")
