"""Small random schools full of edge cases, their days crowded around the day that is asked about.

``random_tables`` makes one from a seed, fast; ``schools`` gives the same to hypothesis, which looks
for the smallest.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from analysis.rule import NAMED_RULES, Rule
from facts.choices import ADULT_ROLES, EVIDENCE, OBSERVERS
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)

SCHOOL = "North"
OTHER_SCHOOL = "South"
FARAWAY = (-800, -731, -730, -729, -400, -366, -365, -364, -200, -60, -59, -31, -30, -29, -10, -3)
NEAR = (-2, -1, -1, 0, 0, 1, 2, 30)
T = TypeVar("T")


class School(NamedTuple):
    """A school, the day it is asked about and the rule."""

    tables: Tables
    on: date
    rule: Rule


def random_tables(seed: int) -> School:
    """One small school, day and rule: the same for the same seed."""
    return _school(random.Random(seed))  # noqa: S311  seeded chance, not a secret


def schools() -> st.SearchStrategy[School]:
    """Small schools for hypothesis, chosen by the same steps."""
    return st.randoms(use_true_random=False).map(_school)


class _Chance:
    """Chance around one day."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.on = date(2025, 6, 15) + timedelta(days=source.randrange(3))
        self.rule = _rule(source)
        around = (-2 * self.rule.fresh_days, 1 - 2 * self.rule.fresh_days, -self.rule.fresh_days)
        pool = [*FARAWAY, *NEAR, *around, 1 - self.rule.fresh_days]
        fresh = [-source.randrange(self.rule.fresh_days) for _ in range(3)]
        mostly = source.choice((pool, pool, fresh))
        self.days = [source.choice(mostly) for _ in range(source.choice((2, 3, 5, 8)))]
        self.days += [source.choice(pool), source.choice(NEAR), *fresh]

    def often(self, share: float) -> bool:
        return self.source.random() < share

    def one(self, of: Iterable[T]) -> T:
        return self.source.choice(list(of))

    def day(self) -> date:
        return self.on + timedelta(days=self.one(self.days))

    def maybe_day(self, share: float) -> date | None:
        return self.day() if self.often(share) else None

    def span(self, first: float, last: float) -> tuple[date | None, date | None]:
        """Two days in order, each there or not; never an empty span."""
        since, until = self.maybe_day(first), self.maybe_day(last)
        if since is not None and until is not None and until <= since:
            return (until, since) if until < since else (since, since + timedelta(days=1))
        return since, until


def _rule(source: random.Random) -> Rule:
    if source.random() < 0.15:
        return source.choice(list(NAMED_RULES.values()))
    roles = (
        ADULT_ROLES if source.random() < 0.6 else source.sample(ADULT_ROLES, source.randint(1, 4))
    )
    return Rule(
        name="tried",
        adult_threshold=source.randint(1, 3),
        peer_threshold=source.randint(1, 3),
        evidence=source.choice(EVIDENCE),
        observers=source.choice(OBSERVERS),
        least_strength=source.choice((1, 1, 2, 3)),
        fresh_days=source.choice((1, 30, 365, 365, 365)),
        roles=frozenset(roles),
    )


def _school(source: random.Random) -> School:
    chance = _Chance(source)
    tables = Tables()
    tables.students = [_student(chance, number) for number in range(source.randint(2, 7))]
    tables.adults = [_adult(chance, number) for number in range(source.randint(1, 5))]
    names = source.sample(range(1, 30), source.randint(1, 6))
    tables.rounds = [_round(chance, f"r{number}") for number in names]
    pairs = [_pair(chance, tables) for _ in range(source.randint(1, 8))]
    tables.ties = _ties(chance, pairs)
    tables.answers = _answers(chance, tables)
    tables.reports = _reports(chance, tables, pairs)
    tables.contacts = _contacts(chance, pairs, {row.id for row in tables.adults})
    if chance.often(0.4):
        chance.one((_kept_fresh_by_contact, _named_and_ended, _third_people, _said_of_another))(
            chance, tables
        )
    tables.given = {"students", "adults", "ties", "rounds", "answers", "reports", "contacts"}
    return School(tables, chance.on, chance.rule)


def _student(chance: _Chance, number: int) -> StudentRow:
    status, enrolled_on, left_on = "enrolled", chance.maybe_day(0.15), None
    if number and chance.often(0.25):
        status = chance.one(("enrolled", "left", "graduated"))
        enrolled_on, left_on = chance.span(0.3, 0.6)
    elif enrolled_on is not None and enrolled_on > chance.on and not number:
        enrolled_on = None
    school = OTHER_SCHOOL if number and chance.often(0.03) else SCHOOL
    return StudentRow(
        number + 2,
        f"s{number}",
        f"Student {number}",
        school,
        "9",
        "A",
        status,
        enrolled_on,
        left_on,
    )


def _adult(chance: _Chance, number: int) -> AdultRow:
    since, until = chance.span(0.1, 0.1)
    kind = chance.one(("staff", "staff", "mentor", "family", "community"))
    id = chance.one(("a", "t")) + str(number)
    return AdultRow(
        number + 2,
        id,
        f"Adult {number}",
        kind,
        school=SCHOOL,
        active_from=since,
        active_until=until,
    )


def _round(chance: _Chance, id: str) -> RoundRow:
    kind = chance.one(
        ("student_voice", "staff_mapping", "advisor_report", "advisor_report", "conversation")
    )
    opened, closed = chance.day(), chance.maybe_day(0.4)
    if closed is not None and closed < opened:
        opened, closed = closed, opened
    asks = chance.one(("both", "both", "both", "adults", "peers"))
    caps = [chance.one((None, None, None, None, None, 1, 2, 3)) for _ in range(2)]
    return RoundRow(2, id, SCHOOL, kind, asks, opened, closed, caps[0], caps[1])


def _pair(chance: _Chance, tables: Tables) -> tuple[str, str]:
    """An ego and an alter; few egos, so that their webs fill."""
    egos = [row.id for row in tables.students]
    ego = chance.one(egos[: chance.one((1, 2, len(egos)))])
    alters = [row.id for row in tables.adults] * 2 + [id for id in egos if id != ego]
    return ego, chance.one(alters)


def _ties(chance: _Chance, pairs: list[tuple[str, str]]) -> list[TieRow]:
    rows: dict[Any, TieRow] = {}
    for ego, alter in pairs:
        for _ in range(chance.one((0, 1, 1, 1, 2, 3))):
            if alter.startswith("s"):
                role, ends = "peer", chance.one(((ego, alter), (alter, ego)))
            else:
                role, ends = chance.one(("advisor", "advisor", *ADULT_ROLES)), (ego, alter)
            since, until = chance.span(0.5, 0.35)
            key = (frozenset(ends), role, since)
            rows.setdefault(key, TieRow(len(rows) + 2, *ends, role, since, until))
    return list(rows.values())


def _answers(chance: _Chance, tables: Tables) -> list[AnswerRow]:
    students, adults = [row.id for row in tables.students], [row.id for row in tables.adults]
    rows: dict[Any, AnswerRow] = {}
    for _ in range(chance.source.randint(0, 16)):
        about: str | None
        if chance.often(0.6):
            informant = about = chance.one(students[: chance.one((1, 2, len(students)))])
            if chance.often(0.04):
                about = chance.one(students)
        else:
            advisors = [
                (tie.alter_id, tie.student_id) for tie in tables.ties if tie.role == "advisor"
            ]
            informant, about = chance.one(advisors or [(adults[0], students[0])])
            if chance.often(0.3):
                informant = chance.one(adults)
            if chance.often(0.25):
                about = None
        round_id = chance.one(tables.rounds).id
        status = "answered" if chance.often(0.85) else chance.one(("asked", "declined", "absent"))
        row = AnswerRow(
            len(rows) + 2,
            round_id,
            informant,
            about,
            status,
            chance.maybe_day(0.6),
            chance.one((0, 0, 0, 0, 0, 0, 1, 2)),
            chance.one((0, 0, 0, 0, 0, 0, 1, 2)),
        )
        rows.setdefault((round_id, informant, about), row)
    return list(rows.values())


def _reports(chance: _Chance, tables: Tables, pairs: list[tuple[str, str]]) -> list[ReportRow]:
    everyone = [row.id for row in tables.students] + [row.id for row in tables.adults]
    rows: dict[Any, ReportRow] = {}
    for _ in range(chance.source.randint(0, 16)):
        pair = chance.one(pairs)
        ego, alter = (
            pair if not pair[1].startswith("s") or chance.often(0.6) else (pair[1], pair[0])
        )
        advisors = [
            tie.alter_id for tie in tables.ties if tie.role == "advisor" and tie.student_id == ego
        ]
        informant = chance.one(
            (ego, ego, ego, alter, alter, chance.one(advisors or [alter]), chance.one(everyone))
        )
        answered = [row.round_id for row in tables.answers if row.informant_id == informant]
        round_id = chance.one(
            answered if answered and chance.often(0.6) else [row.id for row in tables.rounds]
        )
        row = ReportRow(
            len(rows) + 2,
            round_id,
            ego,
            alter,
            informant,
            chance.one(("supportive",) * 6 + ("neutral", "stressful", "none")),
            chance.one((None, 1, 2, 3, 3)),
            (),
            chance.maybe_day(0.5),
            chance.often(0.15),
        )
        rows.setdefault((round_id, ego, alter, informant), row)
    return list(rows.values())


def _contacts(chance: _Chance, pairs: list[tuple[str, str]], adults: set[str]) -> list[ContactRow]:
    rows: dict[Any, ContactRow] = {}
    with_adults = [pair for pair in pairs if pair[1] in adults]
    for ego, adult in with_adults:
        if chance.often(0.4):
            day = chance.day()
            rows.setdefault(
                (ego, adult, day),
                ContactRow(len(rows) + 2, ego, adult, day, "meeting", "the adult"),
            )
    return list(rows.values())


def _more_reports(tables: Tables, *more: ReportRow) -> None:
    """Add the reports whose key is not taken."""
    rows = {
        (r.round_id, r.student_id, r.alter_id, r.informant_id): r for r in (*more, *tables.reports)
    }
    tables.reports = list(rows.values())


def _supportive(
    chance: _Chance, tables: Tables, ego: str, alter: str, informant: str, on: date | None
) -> ReportRow:
    return ReportRow(
        2, chance.one(tables.rounds).id, ego, alter, informant, "supportive", 3, (), on
    )


def _kept_fresh_by_contact(chance: _Chance, tables: Tables) -> None:
    """An adult once called supportive, too long ago but for a contact since."""
    fresh, ego, adult = chance.rule.fresh_days, tables.students[0].id, chance.one(tables.adults).id
    said = chance.on - timedelta(
        days=chance.one((fresh, fresh, 2 * fresh - 2, 2 * fresh - 1, 2 * fresh))
    )
    _more_reports(tables, _supportive(chance, tables, ego, adult, chance.one((ego, adult)), said))
    since = [chance.on - timedelta(days=ago) for ago in (fresh, fresh - 1, 0, -1)]
    held = chance.one((said, said + timedelta(days=1), *since))
    rows = {
        (c.student_id, c.adult_id, c.on): c
        for c in [*tables.contacts, ContactRow(2, ego, adult, held, "meeting")]
    }
    tables.contacts = list(rows.values())


def _named_and_ended(chance: _Chance, tables: Tables) -> None:
    """A tie ended a while after one end or both called it supportive."""
    ego, adult, said = tables.students[0].id, chance.one(tables.adults).id, chance.day()
    ends = chance.one(((ego,), (adult,), (ego, adult)))
    tables.ties = [tie for tie in tables.ties if (tie.student_id, tie.alter_id) != (ego, adult)]
    ended = said + timedelta(days=chance.one((0, 1, 1, 5)))
    tables.ties.append(TieRow(2, ego, adult, chance.one(ADULT_ROLES), None, ended))
    _more_reports(tables, *(_supportive(chance, tables, ego, adult, end, said) for end in ends))


def _third_people(chance: _Chance, tables: Tables) -> None:
    """People who are neither end of a tie say on one day what is wrong with it."""
    ego, alter, said = tables.students[0].id, tables.adults[0].id, chance.day()
    thirds = [row.id for row in tables.students[1:]] + [row.id for row in tables.adults[1:]]
    words = [_supportive(chance, tables, ego, alter, third, said) for third in thirds]
    _more_reports(
        tables,
        *(word._replace(support=chance.one(("neutral", "stressful", "none"))) for word in words),
    )


def _said_of_another(chance: _Chance, tables: Tables) -> None:
    """A student answers about another whom they know, and later, or earlier, about themselves."""
    ego, informant = tables.students[0].id, tables.students[1].id
    said = chance.day()
    word = _supportive(chance, tables, ego, informant, informant, said)
    about = AnswerRow(
        2, word.round_id, informant, ego, "answered", said + timedelta(days=chance.one((0, 1, 2)))
    )
    own_day = said + timedelta(days=chance.one((0, 1, 2, 3)))
    own = AnswerRow(3, chance.one(tables.rounds).id, informant, informant, "answered", own_day)
    rows = {(a.round_id, a.informant_id, a.student_id): a for a in (*tables.answers, about, own)}
    tables.answers = list(rows.values())
    _more_reports(tables, word)
