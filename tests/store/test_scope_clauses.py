"""Each clause of each query that decides who may see whom matters: taken out, somebody sees what
they may not.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import product
from typing import Any

import pytest

from graph_service.store import queries
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable, Transaction
from graph_service.store.migrations import migrate
from graph_service.store.scope import paths_among, scope, viewers
from graph_service.store.scope import studied as studies_of
from tests import proofs
from tests.store.lives import LATER, LIVES, SEEN, SINCE, TODAY, live

AT = datetime(2026, 1, 10, 12, 30, tzinfo=UTC)
STUDENTS = [f"s{n}" for n in range(8)]
LAST_DAYS = {0: LATER, 7: TODAY}
"""The last days of adults who have one: the first goes on, the other has left."""
LASTING = {
    "WHEN e.since > $today THEN ''": "",
    "e.until > $today OR ": "",
    " OR (e.until IS NULL AND e.status = 'enrolled')": "",
    "e.until IS NULL AND ": "",
    " AND e.status = 'enrolled'": "",
    "coalesce(e.until, ": "coalesce(",
    "e.until, e.since, ": "e.until, ",
    "e.until, e.since, date('0001-01-01')": "e.until, e.since, date('9999-12-31')",
    " + toString(coalesce(e.since, date('0001-01-01')))": "",
    "(coalesce(e.since, ": "(coalesce(",
    "coalesce(e.since, date('0001-01-01'))": "coalesce(e.since, date('9999-12-31'))",
    "CASE WHEN x.uid = led.uid THEN lasts END": "lasts",
}
"""The parts of what says how late an enrolment lasts, and what stands there without each; where a
day is unknown, another one."""
RIGHTLY = ("advisor", "lead", "researcher")
WRONGLY = {
    "advised-as-lead": ("lead", "account_is", "a0"),
    "led-as-advisor": ("advisor", "account_leads", "x0"),
    "studied-as-lead": ("lead", "account_studies", "y0"),
    "off-advisor": ("advisor", "account_is", "a0"),
    "off-lead": ("lead", "account_leads", "x0"),
    "off-researcher": ("researcher", "account_studies", "y0"),
}
"""Accounts whose path is whole, but who are of another role or disabled: role, the statement of the
path, its end."""
ACCOUNTS = (*RIGHTLY, *WRONGLY)
PATH = {
    "retracted": "SET r.retracted_at = r.recorded_at",
    "ended": "SET r.until = date('2026-04-01')",
}


def broken(pattern: str, how: str) -> str:
    """A statement after which a tie is retracted, or has ended today."""
    return f"MATCH {pattern} {PATH[how]}"


@pytest.fixture
def laid(engine: Definable) -> Definable:
    """A graph in which each path to a student is whole, or broken at one place alone."""
    lay(engine)
    return engine


def lay(engine: Definable) -> None:
    """Write the graph: the numbers of adults, schools and students say which tie of their path is
    broken, and how.
    """
    engine.write(_people)
    engine.write(_paths)
    engine.write(lambda tx: live(tx, "x0", "x6", AT))
    ends = (("IS", "a"), ("LEADS", "x"), ("STUDIES", "y"))
    for tie, letter in ends:
        for number, how in ((1, "retracted"), (3, "ended")):
            engine.define(
                [broken(f"(:Account)-[r:{tie}]->(b) WHERE b.uid = '{letter}{number}'", how)]
            )
    for number, how in ((4, "retracted"), (6, "ended")):
        engine.define(
            [
                broken(f"(:Adult)-[r:ADVISES]->(b:Student) WHERE b.uid = 's{number}'", how),
                broken(f"(a:Study)-[r:ABOUT]->(:School) WHERE a.uid = 'y{number}'", how),
            ]
        )
    engine.define(
        [broken("(b:Student)-[r:ENROLLED_AT]->(:School) WHERE b.uid = 's4'", "retracted")]
    )
    engine.define(
        ["MATCH (a:Account) WHERE a.uid STARTS WITH 'off' SET a.disabled_at = a.created_at"]
    )


def _people(tx: Transaction) -> None:
    tx.run("add_school", rows=[{"name": f"School {n}", "uid": f"x{n}"} for n in range(7)])
    blank: dict[str, Any] = {"interests": [], "attributes": "{}", "email": None, "source": "S"}
    rows = [{"key": f"S\x1f{uid}", "uid": uid, "id": uid, "name": uid, **blank} for uid in STUDENTS]
    tx.run("change_student", rows=rows)
    adult: dict[str, Any] = {
        "source": "S", "email": None, "organisation": None, "capacity": None, "interests": [],
        "kind": "staff", "active_from": SINCE,
    }  # fmt: skip
    adults = [
        {
            "key": f"S\x1fa{n}",
            "uid": f"a{n}",
            "id": f"a{n}",
            "name": f"Adult {n}",
            "active_until": LAST_DAYS.get(n),
            **adult,
        }
        for n in (*range(4), 7)
    ]
    tx.run("change_adult", rows=adults)
    roles = {uid: uid for uid in RIGHTLY} | {uid: role for uid, (role, _, _) in WRONGLY.items()}
    for uid, role in roles.items():
        tx.run("account_add", login=uid, uid=uid, name=uid, role=role, password_hash="-", at=AT)


def _paths(tx: Transaction) -> None:
    begins = {2: LATER}
    tx.run("account_is", account="advisor", target="a7", id="i7", at=AT, since=SINCE)
    for n in range(4):
        given: dict[str, Any] = {"at": AT, "since": begins.get(n, SINCE)}
        tx.run("account_is", account="advisor", target=f"a{n}", id=f"i{n}", **given)
        tx.run("account_leads", account="lead", target=f"x{n}", id=f"l{n}", **given)
    for n in range(7):
        about = LATER if n == 5 else SINCE
        given = {
            "name": f"Study {n}",
            "purpose": "to learn",
            "school": f"x{n}",
            "at": AT,
            "since": about,
        }
        tx.run("account_study_add", uid=f"y{n}", id=f"b{n}", **given)
        tx.run(
            "account_studies",
            account="researcher",
            target=f"y{n}",
            id=f"st{n}",
            at=AT,
            since=begins.get(n, SINCE),
        )
    for uid, (_, path, target) in WRONGLY.items():
        tx.run(path, account=uid, target=target, id=f"path of {uid}", at=AT, since=SINCE)
    tie: dict[str, Any] = {"until": None, "detail": None, "recorded_by": None}
    advised = [
        {
            "id": f"t{n}",
            "alter": f"a{n if n in (*range(4), 7) else 0}",
            "student": f"s{n}",
            "since": LATER if n == 5 else SINCE,
            **tie,
        }
        for n in range(8)
    ]
    tx.run("add_advises", rows=advised, at=AT)
    enrolled = [
        {
            "id": f"e{n}",
            "student": f"s{n}",
            "school": f"x{n if n < 4 else 0}",
            "grade": "9",
            "status": "enrolled",
            "since": SINCE,
            "until": None,
        }
        for n in range(5)
    ]
    tx.run("add_enrolled_at", rows=enrolled, at=AT)


Found = dict[str, object]


def scopes(engine: Definable) -> Found:
    """The students that each account sees."""
    return _there(
        {account: [row[:2] for row in scope(engine, account, TODAY)] for account in ACCOUNTS}
    )


def among(engine: Definable) -> Found:
    """The view of each account: one student, and all others."""
    found: Found = {}
    for account, some in product(ACCOUNTS, (["s0"], [*STUDENTS[1:], *LIVES])):
        ways = engine.read_together(
            partial(paths_among, account=account, today=TODAY, students=some)
        )
        found[f"{account} among {some[0]} …"] = [way[:2] for way in ways]
    return _there(found)


def seers(engine: Definable) -> Found:
    """The accounts that see each student."""
    students = (*STUDENTS, *LIVES)
    return _there(
        {
            student: [tuple(viewer)[:2] for viewer in viewers(engine, student, TODAY)]
            for student in students
        }
    )


def studied(engine: Definable) -> Found:
    """The schools each account studies."""
    return _there(
        {
            account: [school for _, school, _ in studies_of(engine, account, TODAY)]
            for account in ACCOUNTS
        }
    )


def _there(found: Found) -> Found:
    return {what: value for what, value in found.items() if value}


LED = sorted((student, "leads") for student in SEEN)
WHOLE: dict[Callable[[Definable], Found], Found] = {
    scopes: {"advisor": [("s0", "advises")], "lead": sorted([("s0", "leads"), *LED])},
    among: {
        "advisor among s0 …": [("s0", "advises")],
        "lead among s0 …": [("s0", "leads")],
        "lead among s1 …": LED,
    },
    seers: {
        "s0": [("advisor", "advises"), ("lead", "leads")],
        **{student: [("lead", "leads")] for student in SEEN},
    },
    studied: {"researcher": ["x0"]},
}
DECIDING = {
    "scope_advises": scopes,
    "scope_leads": scopes,
    "scope_among_advises": among,
    "scope_among_leads": among,
    "viewers_advise": seers,
    "viewers_lead": seers,
    "studied_schools": studied,
}
"""The queries that decide who may see whom, and by what each is noticed."""


@pytest.mark.parametrize("what", list(WHOLE))
def test_only_a_path_that_is_whole_gives_a_right(
    laid: Definable, what: Callable[[Definable], Found]
) -> None:
    """Retracted, ended, not begun, of another role, disabled or of an adult who has left: each
    alone is enough to see nobody.

    A lead's path is an enrolment of today, else the last one: who moved is the other school's
    alone.
    """
    assert what(laid) == WHOLE[what]


def clauses(query: str) -> Iterator[tuple[str, str]]:
    """Each clause that narrows a query, and the query without it."""
    text = queries.path_of(query).read_text(encoding="utf-8")
    for inline in re.findall(r" \{uid: \$\w+\}", text):
        yield inline.strip(), text.replace(inline, "", 1)
    for where in re.finditer(r"\nWHERE (.*?)(?=\n(?:WITH|RETURN)\b)", text, re.DOTALL):
        conjuncts = [part.strip() for part in re.split(r"\bAND\b", where[1])]
        for place, clause in enumerate(conjuncts):
            kept = " AND ".join(conjuncts[:place] + conjuncts[place + 1 :])
            yield (
                clause,
                text[: where.start()] + (f"\nWHERE {kept}" if kept else "") + text[where.end() :],
            )
    if "ENROLLED_AT" in text:
        for clause, rest in LASTING.items():
            assert clause in text, f"{query} has no {clause}"
            yield clause, text.replace(clause, rest, 1)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Definable]:
    """The same graph in a file, once for all clauses."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("clauses") / "support.web")
    migrate(engine)
    lay(engine)
    yield engine
    engine.close()


def without(monkeypatch: pytest.MonkeyPatch, query: str, text: str) -> None:
    """Have one of the queries be another."""
    whole = queries.text
    statement = "\n".join(text.split("\n")[2:]).strip()
    monkeypatch.setattr(queries, "text", lambda name: statement if name == query else whole(name))


@pytest.mark.parametrize(
    ("query", "clause", "rest"), [(q, *clause) for q in DECIDING for clause in clauses(q)]
)
def test_a_clause_taken_out_is_noticed(
    embedded: Definable, monkeypatch: pytest.MonkeyPatch, query: str, clause: str, rest: str
) -> None:
    """Without any one of its clauses a query lets somebody see what they may not."""
    with monkeypatch.context() as patch:
        without(patch, query, rest)
        noticed = DECIDING[query](embedded) != WHOLE[DECIDING[query]]
    which = f"{query} without {clause}"
    proofs.tell("clauses of scope taken out", tried=1, held=noticed, outcome="noticed", which=which)
    assert noticed, f"{which} shows the same"


def test_every_query_that_asks_about_an_account_s_rights_is_among_them() -> None:
    """A new query that goes by an account's path has to be held here too."""
    asking = {name for name in queries.names() if re.search(r"\bme:Account\b", queries.text(name))}
    assert asking == DECIDING.keys()


def test_every_query_says_in_the_same_words_how_late_an_enrolment_lasts() -> None:
    """A proof of one of them holds for all."""
    words = [
        part
        for name in queries.names()
        for part in re.findall(r"CASE\n.*? END(?=\W)", queries.text(name), re.DOTALL)
    ]
    assert len(set(words)) == 1
    assert all(clause in words[0] for clause in list(LASTING)[:-1])
