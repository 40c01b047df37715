"""One student's page, warm, beside the queries it runs and beside bare statements for the same
data.

The page is everything between the request and the finished view: scope, queries, judging, measures,
explanations. The bare statements ask for the same ties, reports, answers and contacts with no
scope, straight of the driver, on a copy of the database. A Neo4j that SUPPORT_WEB_TEST_NEO4J names
is measured too, in one transaction a page, and emptied. ``python -m benchmarks.page [STUDENTS]``
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import ladybug
import neo4j

from analysis.rule import Rule
from benchmarks.contest import contest, report
from benchmarks.importing import NOW, load
from benchmarks.school import DAY, tables
from graph_service.access.reader import Reader
from graph_service.formats.writing import write_tables
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Right
from graph_service.store.engine import Engine
from graph_service.store.opening import open_engine
from graph_service.store.schools import schools
from graph_service.store.web import read_web
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.webs.student_web import student_web

OURS = "Support Web: the page's view"
PAGES = 20
NEO4J = "SUPPORT_WEB_TEST_NEO4J"
ADDRESS = os.environ.get(NEO4J)
EMPTY = "MATCH (n) WHERE NOT n:Schema DETACH DELETE n"
_ROLES = "ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS"
_TIE = "t.id, t.since, t.until, t.detail, t.recorded_at, t.retracted_at"
_SAID = (
    "t.id, t.round, t.informant, t.support, t.strength, t.kinds, t.reported_on, t.confidential, "
    "t.recorded_at"
)
BARE = (
    (
        f"MATCH (s:Student {{uid: $student}})<-[t:{_ROLES}]-(a:Adult) RETURN a.uid, a.id, "
        f"a.name, a.kind, {_TIE}"
    ),
    (
        "MATCH (s:Student {uid: $student})-[t:PEER_OF]-(p:Student) RETURN p.uid, p.id, "
        f"p.name, {_TIE}"
    ),
    f"MATCH (s:Student {{uid: $student}})-[t:REPORTED]->(a) RETURN a.uid, {_SAID}",
    f"MATCH (s:Student {{uid: $student}})<-[t:REPORTED]-(p:Student) RETURN p.uid, {_SAID}",
    (
        "MATCH (s:Student {uid: $student})-[t:ANSWERED]->(r:Round) RETURN t.about, t.status, "
        "t.answered_on, r.uid, r.kind"
    ),
    "MATCH (s:Student {uid: $student})<-[t:CONTACTED]-(a:Adult) RETURN a.uid, t.held_on, t.kind",
    (
        f"MATCH (s:Student {{uid: $student}})-[:PEER_OF]-(p:Student)<-[t:{_ROLES}]-(a:Adult) "
        f"RETURN p.uid, a.uid, {_TIE}"
    ),
    (
        "MATCH (s:Student {uid: $student})-[:PEER_OF]-(p:Student)-[t:REPORTED]->(a) RETURN "
        f"p.uid, a.uid, {_SAID}"
    ),
    (
        "MATCH (s:Student {uid: $student})-[:PEER_OF]-(p:Student)-[t:ANSWERED]->(r:Round) RETURN "
        "p.uid, r.uid, t.status"
    ),
)


def main(students: int = 2000) -> None:
    """Print the figures for pages of a school of this many students, read by its pastoral lead."""
    with TemporaryDirectory() as place:
        folder, file, copy = (
            Path(place) / "tables",
            Path(place) / "school.db",
            Path(place) / "copy.db",
        )
        folder.mkdir()
        write_tables(tables(students), folder)
        engine = open_engine(str(file))
        account = _lead(engine, folder)
        engine.close()
        shutil.copy(file, copy)
        engine = open_engine(str(file))
        connection = ladybug.Connection(ladybug.Database(str(copy), read_only=True))
        title = f"a student's page in a school of {students}"

        def embedded(ego: str) -> None:
            for statement in BARE:
                list(connection.execute(statement, {"student": ego}))

        _figures(f"{title}, embedded", engine, account, embedded)
        engine.close()
        if ADDRESS is not None:
            _on_neo4j(f"{title}, Neo4j", folder, ADDRESS)


def _on_neo4j(title: str, folder: Path, address: str) -> None:
    """The same on the server; a database that holds a school already is left alone."""
    user, password = (
        os.environ.get(f"{NEO4J}_USER", "neo4j"),
        os.environ.get(f"{NEO4J}_PASSWORD", ""),
    )
    engine = open_engine(address, user, password)
    if schools(engine):
        print(f"{title}: the database is not empty, and was left alone")
        engine.close()
        return
    account = _lead(engine, folder)
    with (
        neo4j.GraphDatabase.driver(address, auth=(user, password)) as driver,
        driver.session() as session,
    ):

        def one(tx: neo4j.ManagedTransaction, ego: str) -> None:
            for statement in BARE:
                tx.run(statement, student=ego).values()

        _figures(title, engine, account, lambda ego: session.execute_read(one, ego))
    engine.define([EMPTY])
    engine.close()


def _lead(engine: Engine, folder: Path) -> str:
    """Import the school and make an account that leads it; the account's uid."""
    load(engine, folder)
    right = Right("LEADS", schools(engine)[0][0])
    return add_account(engine, NewAccount("lead", "Lead", "lead", "-", (right,)), NOW, DAY)


def _figures(title: str, engine: Engine, account: str, bare: Callable[[str], None]) -> None:
    desk = Desk(engine, lambda: NOW, "UTC", Rule())
    reader = Reader(account, "Lead", "lead")
    lens = read_lens({}, desk.today(), desk.rule)
    egos = [row.fact.student for row in desk.facts(desk.schools()[0]).enrolments][:PAGES]
    ways: dict[str, Callable[[str], object]] = {
        OURS: lambda ego: student_web(desk, reader, lens, ego),
        "the queries it runs": lambda ego: read_web(engine, account, DAY, ego),
        "bare statements": bare,
    }
    seconds = contest({name: partial(_each, way, egos) for name, way in ways.items()})
    report(title, {name: taken / PAGES for name, taken in seconds.items()}, OURS)
    print(
        "  the queries against the bare statements: "
        f"{seconds['the queries it runs'] / seconds['bare statements']:.2f}"
    )


def _each(way: Callable[[str], object], egos: Sequence[str]) -> None:
    for ego in egos:
        way(ego)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
