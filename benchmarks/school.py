"""A school of any size for the benchmarks: 14 ties and reports a student, seeded,
with every kind of tie and word.
"""

import random
from datetime import date, timedelta

from analysis.facts import Facts
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.demo.demo_figures import facts_of_tables

DAY = date(2026, 10, 1)
NAME = "Benchmark"
_ADULTS = (
    ("advisor", "staff", 15),
    ("teacher", "staff", 40),
    ("mentor", "mentor", 4),
    ("family", "family", 4),
)
_SUPPORTS = ("supportive",) * 7 + ("neutral", "stressful", "none")


def tables(students: int, seed: int = 1) -> Tables:
    """A school's own tables: for each student 7 ties (advisor, teacher, mentor, family, three
    peers) and 7 reports.

    One round has asked everyone, and three in four have answered. Each student knows the next three
    on the roster, which needs seven students or more.
    """
    chance = random.Random(seed)
    made = Tables(given={"students", "adults", "ties", "rounds", "answers", "reports"})
    made.rounds.append(
        RoundRow(2, "voice", NAME, "student_voice", "both", DAY - timedelta(days=30), DAY)
    )
    for role, kind, of in _ADULTS:
        for number in range(-(-students // of)):
            made.adults.append(
                AdultRow(
                    len(made.adults) + 2, f"{role}-{number}", f"{role} {number}", kind, school=NAME
                )
            )
    for number in range(students):
        ego = f"s{number}"
        advisory = f"Advisory {number // 15}"
        made.students.append(StudentRow(number + 2, ego, f"Student {number}", NAME, "10", advisory))
        status = "answered" if chance.random() < 0.75 else "asked"
        made.answers.append(AnswerRow(number + 2, "voice", ego, ego, status))
        alters = [(f"{role}-{number // of}", role) for role, _, of in _ADULTS]
        alters += [(f"s{(number + step) % students}", "peer") for step in (1, 2, 3)]
        for alter, role in alters:
            made.ties.append(
                TieRow(len(made.ties) + 2, ego, alter, role, DAY - timedelta(days=200))
            )
            support, strength = chance.choice(_SUPPORTS), chance.randint(1, 3)
            informant = ego if status == "answered" else alter
            line = len(made.reports) + 2
            made.reports.append(ReportRow(line, "voice", ego, alter, informant, support, strength))
    return made


def facts(made: Tables) -> Facts:
    """The same as facts: a person's opaque key is here their own id."""
    return facts_of_tables(made)
