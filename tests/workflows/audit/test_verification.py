"""The record's soundness: every change, deletion and reordering is found, and a whole record has no
fault.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph_service.records.audit import Head, Look, sealed
from graph_service.store import audit
from graph_service.store.engine import Definable
from graph_service.workflows.audit import verification
from graph_service.workflows.audit.verification import verify
from graph_service.workflows.desk.reading import Desk
from tests.workflows.folder import desk_on

AT = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk(engine: Definable) -> Desk:
    """A desk whose record holds six entries."""
    made = desk_on(engine)
    for number in range(6):
        audit.record(engine, made.now(), "acc", "listed", f"subject {number}", students=["s"])
    return made


def tamper(desk: Desk, statement: str) -> None:
    """Do to the database what the service never does."""
    engine = desk.engine
    assert hasattr(engine, "define")
    engine.define([statement])


@pytest.mark.parametrize("at_once", [2, 5000])
def test_a_whole_record_has_no_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """However much is read at once."""
    monkeypatch.setattr(verification, "AT_ONCE", at_once)
    found = verify(desk)
    assert (found.entries, [head.number for head in found.heads], found.faults) == (6, [6], [])
    assert verify(desk, found.heads).faults == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("MATCH (l:Look) WHERE l.number = 3 SET l.account = 'other'", "entry 3 of"),
        ("MATCH (l:Look) WHERE l.number = 3 SET l.students = ['t']", "entry 3 of"),
        ("MATCH (l:Look) WHERE l.number = 3 SET l.role = null", "entry 3 of"),
        ("MATCH (l:Look) WHERE l.number = 3 SET l.rights = ['x']", "entry 3 of"),
        ("MATCH (l:Look) WHERE l.number = 3 DELETE l", "entry 3 is gone"),
        (
            "MATCH (l:Look) WHERE l.number >= 2 AND l.number <= 4 DELETE l",
            "entries 2 to 4 are gone",
        ),
        ("MATCH (l:Look) WHERE l.number >= 5 DELETE l", "entries 5 to 6 are gone"),
        ("MATCH (c:Chain) SET c.seal = 'x'", "not the one that was written last"),
    ],
)
def test_what_was_changed_or_taken_out_is_found(desk: Desk, statement: str, fault: str) -> None:
    """With the place where it was done."""
    tamper(desk, statement)
    faults = verify(desk).faults
    assert len(faults) == 1
    assert fault in faults[0]


def test_two_entries_that_changed_places_are_found(desk: Desk) -> None:
    """Each is wrong where it now stands."""
    for old, new in ((2, 90), (4, 2), (90, 4)):
        tamper(desk, f"MATCH (l:Look) WHERE l.number = {old} SET l.number = {new}")
    assert [fault.split(" of ")[0].split(": ")[1] for fault in verify(desk).faults] == [
        "entry 2",
        "entry 3",
        "entry 4",
        "entry 5",
    ]


FORGED = (
    "CREATE (l:Look {uid: 'x', at: datetime('2026-11-25T00:00:00'), account: 'acc', action: "
    "'listed', subject: 's', "
    "reason: '', detail: '', students: []})"
)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (FORGED, "Entries stand in no chain, the last of 2026-11-25"),
        ("MATCH (c:Chain) DELETE c", "has no end any more: 6 entries"),
        ("MATCH (c:Chain) SET c.number = 5", "holds 1 entry more"),
    ],
)
def test_an_entry_that_no_chain_leads_to_is_found(desk: Desk, statement: str, fault: str) -> None:
    """Put in beside the chains, or left over when an end was taken away or back."""
    tamper(desk, statement)
    assert fault in verify(desk).faults[0]


def test_entries_from_before_there_were_chains_are_no_fault(desk: Desk) -> None:
    """A database of version 1 holds some."""
    tamper(desk, FORGED.replace("2026-11-25", "2026-11-20"))
    assert verify(desk).faults == []


def wipe(desk: Desk) -> None:
    """Take the whole record away."""
    tamper(desk, "MATCH (l:Look) DELETE l")
    tamper(desk, "MATCH (c:Chain) DELETE c")


def anew(desk: Desk, number: int) -> None:
    """Write the chain anew with right seals, its first entries alone, as only whoever holds the
    database could.
    """
    (head,) = audit.heads(desk.engine)
    kept = audit.links(desk.engine, head.chain, 0, number)
    wipe(desk)
    desk.engine.write(
        lambda tx: audit.append(tx, [look._replace(action="other") for _, _, look in kept])
    )


@pytest.mark.parametrize(
    ("done", "fault"),
    [
        (lambda desk: anew(desk, 6), "written anew"),
        (lambda desk: anew(desk, 3), "is cut"),
        (wipe, "is gone"),
    ],
)
def test_an_end_noted_outside_the_database_finds_what_was_written_anew(
    desk: Desk, done: Callable[[Desk], None], fault: str
) -> None:
    """Right seals alone prove nothing against whoever holds the database."""
    noted = verify(desk).heads
    done(desk)
    assert verify(desk).faults == []
    assert any(fault in sentence for sentence in verify(desk, noted).faults)


def test_a_seal_depends_on_everything_that_an_entry_says() -> None:
    """Another account, place or chain, another seal."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    look = Look(at, "acc", "listed", "sub", "reason", "detail", ("s",), "lead", ("right",))
    changed = [
        look._replace(at=at.replace(microsecond=1)),
        look._replace(account="other"),
        look._replace(action="other"),
        look._replace(subject="other"),
        look._replace(reason="other"),
        look._replace(role="advisor"),
        look._replace(role=None),
        look._replace(rights=("other",)),
        look._replace(detail="other"),
        look._replace(students=()),
    ]
    heads = [
        Head("chain 1", 1, "x"),
        Head("chain 2", 1, "x"),
        Head("chain 1", 2, "x"),
        Head("chain 1", 1, "y"),
    ]
    seals = [sealed(head, look).seal for head in heads] + [
        sealed(heads[0], other).seal for other in changed
    ]
    assert len(set(seals)) == len(heads) + len(changed)


def test_entries_from_before_there_were_roles_and_rights_verify_as_they_were(
    engine: Definable,
) -> None:
    """Sealed over what they say; one that is given a role afterwards is found, and new ones go on
    behind them.
    """
    made, seal = desk_on(engine), ""
    for number in (1, 2):
        at = datetime(2026, 11, 20, 12, number, tzinfo=UTC)
        said = [
            seal,
            audit._chain,
            number,
            at.isoformat(timespec="microseconds"),
            "acc",
            "listed",
            "s",
            "you lead",
            "",
            ["a"],
        ]
        seal = hashlib.sha256(json.dumps(said).encode()).hexdigest()
        entry = (
            f"CREATE (l:Look {{uid: 'u{number}', at: datetime('2026-11-20T12:0{number}:00'), "
            "account: 'acc', "
            f"action: 'listed', subject: 's', reason: 'you lead', detail: '', students: ['a'], "
            f"chain: '{audit._chain}', number: {number}, seal: '{seal}'}})"
        )
        engine.define([entry])
    engine.define([f"CREATE (c:Chain {{name: '{audit._chain}', number: 2, seal: '{seal}'}})"])
    audit.record(
        engine,
        made.now(),
        "acc",
        "listed",
        "s",
        students=["a"],
        role="lead",
        rights=["as pastoral lead of Met"],
    )
    assert verify(made).faults == []
    told = [
        (entry.look.role, entry.look.right_to("a"))
        for entry in audit.at_student(engine, "a", AT, made.now() + DAY)
    ]
    assert told == [("lead", "as pastoral lead of Met"), (None, "you lead"), (None, "you lead")]
    engine.define(["MATCH (l:Look) WHERE l.number = 1 SET l.role = 'lead'"])
    assert "entry 1 of" in verify(made).faults[0]
