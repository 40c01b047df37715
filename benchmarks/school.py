"""A school of any size for the benchmarks: 14 ties and reports a student, seeded, with every kind
of tie and word.
"""

import random
from datetime import UTC, date, datetime, timedelta

from analysis.facts import Answer, Enrolment, Facts, Person, Report, RoleTie, Round
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)

DAY = date(2026, 10, 1)
NAME = "Benchmark"
_RECORDED = datetime(2026, 10, 1, tzinfo=UTC)
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
    """The same as facts, as a database would give them: a person's opaque key is here their own
    id.
    """
    people = {row.id: Person(row.id, row.id, row.name, "student") for row in made.students}
    people |= {row.id: Person(row.id, row.id, row.name, row.kind) for row in made.adults}
    return Facts(
        people=people,
        enrolments=[
            Enrolment(row.id, NAME, row.grade, row.status, None, None, _RECORDED)
            for row in made.students
        ],
        memberships=[],
        ties=[
            RoleTie(
                f"t{row.line}",
                row.student_id,
                row.alter_id,
                row.role,
                row.since,
                row.until,
                row.detail,
                _RECORDED,
            )
            for row in made.ties
        ],
        rounds={
            row.id: Round(row.id, row.id, row.kind, row.asks, row.opened_on, row.closed_on)
            for row in made.rounds
        },
        answers=[
            Answer(
                f"a{row.line}",
                row.round_id,
                row.informant_id,
                row.student_id,
                row.status,
                DAY,
                0,
                0,
                None,
                _RECORDED,
            )
            for row in made.answers
        ],
        reports=[_report(row) for row in made.reports],
        contacts=[],
    )


def _report(row: ReportRow) -> Report:
    said = (row.support, row.strength, row.kinds, row.reported_on, row.confidential)
    return Report(
        f"r{row.line}",
        row.round_id,
        row.student_id,
        row.alter_id,
        row.informant_id,
        *said,
        None,
        _RECORDED,
    )
