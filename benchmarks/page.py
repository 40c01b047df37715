"""One student's page, warm, beside the queries it runs and beside bare statements for the same data (embedded engine).

The page is everything between the request and the finished view: scope, queries, judging, measures, explanations.
The bare statements ask for the same ties, reports, answers and contacts with no scope, straight of the driver, on a
copy of the database. ``python -m benchmarks.page [STUDENTS]``
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import ladybug

from analysis.rule import Rule
from benchmarks.contest import contest, report
from benchmarks.importing import NOW, load
from benchmarks.school import DAY, tables
from graph_service.access.reader import Reader
from graph_service.formats.writing import write_tables
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Right
from graph_service.store.opening import open_engine
from graph_service.store.schools import schools
from graph_service.store.web import read_web
from graph_service.workflows.lens import read_lens
from graph_service.workflows.reading import Desk
from graph_service.workflows.student_web import student_web

OURS = "Support Web: the page's view"
PAGES = 20
_ROLES = "ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS"
_TIE = "t.id, t.since, t.until, t.detail, t.recorded_at, t.retracted_at"
_SAID = "t.id, t.round, t.informant, t.support, t.strength, t.kinds, t.reported_on, t.confidential, t.recorded_at"
BARE = (
    f"MATCH (s:Student {{uid: $student}})<-[t:{_ROLES}]-(a:Adult) RETURN a.uid, a.id, a.name, a.kind, {_TIE}",
    f"MATCH (s:Student {{uid: $student}})-[t:PEER_OF]-(p:Student) RETURN p.uid, p.id, p.name, {_TIE}",
    f"MATCH (s:Student {{uid: $student}})-[t:REPORTED]->(a) RETURN a.uid, {_SAID}",
    f"MATCH (s:Student {{uid: $student}})<-[t:REPORTED]-(p:Student) RETURN p.uid, {_SAID}",
    "MATCH (s:Student {uid: $student})-[t:ANSWERED]->(r:Round) RETURN t.about, t.status, t.answered_on, r.uid, r.kind",
    "MATCH (s:Student {uid: $student})<-[t:CONTACTED]-(a:Adult) RETURN a.uid, t.held_on, t.kind",
    f"MATCH (s:Student {{uid: $student}})-[:PEER_OF]-(p:Student)<-[t:{_ROLES}]-(a:Adult) RETURN p.uid, a.uid, {_TIE}",
    f"MATCH (s:Student {{uid: $student}})-[:PEER_OF]-(p:Student)-[t:REPORTED]->(a) RETURN p.uid, a.uid, {_SAID}",
    "MATCH (s:Student {uid: $student})-[:PEER_OF]-(p:Student)-[t:ANSWERED]->(r:Round) RETURN p.uid, r.uid, t.status",
)


def main(students: int = 2000) -> None:
    """Print the figures for pages of a school of this many students, read by its pastoral lead."""
    made = tables(students)
    with TemporaryDirectory() as place:
        folder, file, copy = Path(place) / "tables", Path(place) / "school.db", Path(place) / "copy.db"
        folder.mkdir()
        write_tables(made, folder)
        engine = open_engine(str(file))
        load(engine, folder)
        school = schools(engine)[0][0]
        account = add_account(engine, NewAccount("lead", "Lead", "lead", "-", (Right("LEADS", school),)), NOW, DAY)
        engine.close()
        shutil.copy(file, copy)
        engine = open_engine(str(file))
        connection = ladybug.Connection(ladybug.Database(str(copy), read_only=True))
        desk = Desk(engine, lambda: NOW, "UTC", Rule())
        reader = Reader(account, "Lead", "lead")
        lens = read_lens({}, desk.today(), desk.rule)
        egos = [row.student for row in desk.facts(desk.schools()[0]).enrolments][:PAGES]

        def bare() -> None:
            for ego in egos:
                for statement in BARE:
                    list(connection.execute(statement, {"student": ego}))

        def queries() -> None:
            for ego in egos:
                read_web(engine, account, DAY, ego)

        def pages() -> None:
            for ego in egos:
                student_web(desk, reader, lens, ego)

        seconds = contest({OURS: pages, "the queries it runs": queries, "bare statements": bare})
        engine.close()
    each = {name: taken / PAGES for name, taken in seconds.items()}
    report(f"a student's page in a school of {students}", each, OURS)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
