"""One student's page, warm, beside its bare query for the same data, on the embedded engine.

The page is everything between the request and the finished view: scope, query, judging, measures, explanations.
``python -m benchmarks.page [STUDENTS]``
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.rule import Rule
from benchmarks.contest import contest, report
from benchmarks.importing import NOW, load
from benchmarks.school import DAY, tables
from graph_service.access.reader import Reader
from graph_service.formats.writing import write_tables
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Right
from graph_service.store.facts import web_rows
from graph_service.store.opening import open_engine
from graph_service.store.schools import schools
from graph_service.workflows.lens import read_lens
from graph_service.workflows.reading import Desk
from graph_service.workflows.student_web import student_web

OURS = "Support Web: the page's view"
PAGES = 20


def main(students: int = 2000) -> None:
    """Print the figures for pages of a school of this many students, read by its pastoral lead."""
    made = tables(students)
    with TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        folder.mkdir()
        write_tables(made, folder)
        engine = open_engine(str(Path(place) / "school.db"))
        load(engine, folder)
        desk = Desk(engine, lambda: NOW, "UTC", Rule())
        school = schools(engine)[0][0]
        account = add_account(engine, NewAccount("lead", "Lead", "lead", "-", (Right("LEADS", school),)), NOW, DAY)
        reader = Reader(account, "Lead", "lead")
        lens = read_lens({}, desk.today(), desk.rule)
        egos = [row.student for row in desk.facts(desk.schools()[0]).enrolments][:PAGES]

        def bare() -> None:
            for ego in egos:
                web_rows(engine, account, DAY, ego)

        def pages() -> None:
            for ego in egos:
                student_web(desk, reader, lens, ego)

        seconds = contest({OURS: pages, "its bare query": bare})
        engine.close()
    report(f"{PAGES} students' pages in a school of {students}", seconds, OURS)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
