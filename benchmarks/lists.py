"""A school's list: the first after a start, after each write, and warm, beside bare reading.

The list is everything between the request and the finished view of its first fifty students, for a
pastoral lead. The bare reading is the statements for the school's facts, their rows taken apart.
In memory, the school is judged whole, by all measures, and then anew as far as one contact alters
it. ``python -m benchmarks.lists [STUDENTS]``
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from analysis.altered import altered
from analysis.by_person import Difference, Rows, by_person
from analysis.evidence import Evidence
from analysis.rule import Rule
from analysis.states import judge_all
from benchmarks.importing import NOW, load
from benchmarks.school import DAY, facts, tables
from facts.recorded import Recorded
from facts.statements import Contact
from graph_service.access.reader import Reader
from graph_service.formats.writing import write_tables
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Right
from graph_service.store.facts import school_rows
from graph_service.store.opening import open_engine
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.contact_forms import log_contact

WRITES = 7


def seconds(work: Callable[[], object]) -> float:
    """How long it takes the processor once."""
    begun = process_time()
    work()
    return process_time() - begun


def in_memory(students: int) -> None:
    """Judging alone: the whole school, and after a contact."""
    known = facts(tables(students))
    egos = [row.fact.student for row in known.enrolments]
    whole = seconds(lambda: judge_all(Evidence(known, Rule(), DAY), egos))
    begun = process_time()
    parts = by_person(known)
    grouped = process_time() - begun
    taken = []
    for number in range(WRITES):
        held = Recorded(
            f"c{number}",
            Contact("mentor-0", egos[number], DAY, "meeting"),
            known.ties[0].recorded_at,
        )
        change = Difference(come=Rows(contacts=[held]))
        begun = process_time()
        parts = parts.changed(change, {}, {}, {})
        anew = altered(parts, change)
        judge_all(Evidence(parts.around(anew), Rule(), DAY), anew)
        taken.append(process_time() - begun)
    anew_s = median(taken)
    print(f"{students} students in memory")
    print(f"  judged whole                    {whole:9.4f} s")
    print(f"  grouped by person, once         {grouped:9.4f} s")
    print(f"  judged anew after a contact     {anew_s:9.4f} s   {whole / anew_s:.0f} x less")


def on_the_embedded_engine(students: int) -> None:
    """The lists of a service's desk."""
    with TemporaryDirectory() as place:
        folder, file = Path(place) / "tables", Path(place) / "school.db"
        write_tables(tables(students), folder)
        engine = open_engine(str(file))
        load(engine, folder)
        days = count()
        desk = Desk(engine, lambda: NOW + timedelta(seconds=next(days)), "UTC", Rule())
        (school,) = desk.schools()
        right = Right("LEADS", school.uid)
        account = add_account(engine, NewAccount("lead", "Lead", "lead", "-", (right,)), NOW, DAY)
        reader = Reader(account, "Lead", "lead")
        lens = read_lens({}, desk.today(), desk.rule)
        bare = median(seconds(lambda: school_rows(engine, school.uid)) for _ in range(3))

        def shown() -> object:
            return caseload(desk, reader, lens, Filters())

        first = seconds(shown)
        warm = median(seconds(shown) for _ in range(WRITES))
        people = [line.uid for line in caseload(desk, reader, lens, Filters()).lines]
        after = []
        for number in range(WRITES):
            log_contact(
                desk, reader, people[number], day=DAY - timedelta(number), kind="meeting",
                person="advisor 0",
            )  # fmt: skip
            after.append(seconds(shown))
        engine.close()
    print(f"{students} students on the embedded engine, beside bare reading in {bare:.4f} s")
    for name, taken in (("first", first), ("after a write", median(after)), ("warm", warm)):
        print(f"  {name + ' list':<32}{taken:9.4f} s   {taken / bare:.2f} x")


def main(students: int = 2000) -> None:
    """Print the figures for a school of this many students."""
    in_memory(students)
    on_the_embedded_engine(students)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
