"""One random change of a school's facts: what people record, import, take back and correct."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from analysis.by_person import Difference, Rows
from analysis.facts import Facts
from facts.kinds import tie_key
from facts.people import STUDENT, Person
from facts.recorded import Recorded
from facts.statements import IN_CONFIDENCE, Answer, Contact, Report, Round
from facts.ties import RoleTie
from tests.analysis.random_schools import SCHOOL
from tests.analysis.tables_to_facts import RECORDED

T = TypeVar("T")
CAPPED = "capped"
LATER = RECORDED + timedelta(hours=1)


class Changed(NamedTuple):
    """The facts after a change, and the change."""

    facts: Facts
    change: Difference


def random_change(facts: Facts, on: date, chance: random.Random) -> Changed:
    """The facts after one to three changes, by chance, around the day."""
    people = {uid: person.kind == STUDENT for uid, person in facts.people.items()}
    students = sorted(uid for uid, is_student in people.items() if is_student)
    adults = sorted(uid for uid, is_student in people.items() if not is_student)
    after = facts
    for number in range(chance.choice((1, 1, 1, 2, 3))):
        step = chance.choice(_STEPS)
        after = step(after, _Chance(chance, on, students, adults, f"new-{number}"))
    return Changed(after, difference(facts, after))


def nearly_named_out(facts: Facts, on: date, chance: random.Random) -> Facts:
    """The facts with a student who once named a peer, and who since named another in a round that
    has room for two.
    """
    students = sorted(uid for uid, person in facts.people.items() if person.kind == STUDENT)
    if len(students) < 3:
        return facts
    ego, once, since = chance.sample(students, 3)
    opened = on - timedelta(days=chance.randint(2, 9))
    rounds = {
        "once": Round("once", "once", "student_voice", "both", opened - timedelta(days=9)),
        CAPPED: Round(CAPPED, CAPPED, "student_voice", "both", opened, None, 2, 2),
    }
    said = [
        Recorded(f"named-{uid}", Report(held, ego, uid, True, ego, "supportive", 3), RECORDED)
        for held, uid in (("once", once), (CAPPED, since))
    ]
    answer = Recorded("named", Answer(CAPPED, ego, True, ego, "answered"), RECORDED)
    return replace(
        facts,
        rounds={**facts.rounds, **rounds},
        answers=[*facts.answers, answer],
        reports=[*facts.reports, *said],
    )


def difference(before: Facts, after: Facts) -> Difference:
    """The differences between the two."""
    return Difference(
        Rows(*(_without(getattr(before, name), getattr(after, name)) for name in Rows._fields)),
        Rows(*(_without(getattr(after, name), getattr(before, name)) for name in Rows._fields)),
        frozenset(uid for uid, person in after.people.items() if before.people.get(uid) != person),
        frozenset(uid for uid, held in after.rounds.items() if before.rounds.get(uid) != held),
    )


def _without(rows: Sequence[T], others: Sequence[T]) -> list[T]:
    held = set(others)
    return [row for row in rows if row not in held]


class _Chance(NamedTuple):
    source: random.Random
    on: date
    students: list[str]
    adults: list[str]
    id: str

    def day(self) -> date:
        return self.on + timedelta(
            days=self.source.choice((-400, -364, -60, -30, -29, -10, -3, -2, -1, 0, 0, 0, 1, 30))
        )

    def maybe_day(self) -> date | None:
        return self.source.choice((None, self.day(), self.day()))

    def student(self) -> str:
        return self.source.choice(self.students)

    def alter(self, ego: str) -> str:
        return self.source.choice([uid for uid in (*self.students, *self.adults) if uid != ego])


def _tie(facts: Facts, chance: _Chance) -> Facts:
    ego = chance.student()
    alter = chance.alter(ego)
    role = (
        "peer"
        if alter in chance.students
        else chance.source.choice(("advisor", "mentor", "family", "other"))
    )
    tie = Recorded(chance.id, RoleTie(role, alter, ego, chance.maybe_day()), LATER)
    return replace(facts, ties=[*facts.ties, tie])


def _report(facts: Facts, chance: _Chance) -> Facts:
    ego = chance.student()
    alter = chance.alter(ego)
    informant = chance.source.choice((ego, ego, ego, alter, *chance.adults, *chance.students))
    support = chance.source.choice(("supportive", "supportive", "neutral", "stressful", "none"))
    said = Report(
        _round(facts, chance), ego, alter, alter in chance.students, informant, support,
        chance.source.choice((None, 1, 3)), (), chance.maybe_day(), chance.source.random() < 0.2,
        chance.source.choice((None, "clerk")),
    )  # fmt: skip
    return _with_report(facts, chance, said)


def _with_report(facts: Facts, chance: _Chance, said: Report) -> Facts:
    return replace(facts, reports=[*facts.reports, Recorded(chance.id, said, LATER)])


def _named_out(facts: Facts, chance: _Chance) -> Facts:
    """The student who nearly named as many as there is room for names one more."""
    ego = next((row.fact.ego for row in facts.reports if row.fact.round == CAPPED), None)
    if ego is None:
        return _report(facts, chance)
    alter = chance.alter(ego)
    said = Report(CAPPED, ego, alter, alter in chance.students, ego, "supportive", 3)
    return _with_report(facts, chance, said)


def _answer(facts: Facts, chance: _Chance) -> Facts:
    informant = chance.source.choice((*chance.students, *chance.students, *chance.adults))
    about = chance.source.choice(
        (informant if informant in chance.students else None, chance.student(), None)
    )
    status = chance.source.choice(("answered", "answered", "answered", "asked"))
    given = Answer(
        _round(facts, chance), informant, informant in chance.students, about, status,
        chance.maybe_day(), chance.source.choice((0, 0, 0, 1)), chance.source.choice((0, 0, 0, 1)),
        chance.source.choice((None, "clerk")),
    )  # fmt: skip
    if any(tie_key(row.fact) == tie_key(given) for row in facts.answers if row.known()):
        return facts
    return replace(facts, answers=[*facts.answers, Recorded(chance.id, given, LATER)])


def _contact(facts: Facts, chance: _Chance) -> Facts:
    adult = chance.source.choice(chance.adults)
    contact = Contact(adult, chance.student(), chance.day(), "meeting")
    held = Recorded(chance.id, contact, LATER)
    return replace(facts, contacts=[*facts.contacts, held])


def _round(facts: Facts, chance: _Chance) -> str:
    return chance.source.choice(sorted(facts.rounds))


def _new_round(facts: Facts, chance: _Chance) -> Facts:
    kind = chance.source.choice(("student_voice", "advisor_report", "conversation", IN_CONFIDENCE))
    held = Round(
        chance.id,
        chance.id,
        kind,
        "both",
        chance.day(),
        None,
        None,
        chance.source.choice((None, 1)),
    )
    facts = replace(facts, rounds={**facts.rounds, chance.id: held})
    ego = chance.student()
    alter = chance.alter(ego)
    answer = Answer(chance.id, ego, True, ego, "answered", chance.day(), 0, 0, "clerk")
    said = Report(
        chance.id, ego, alter, alter in chance.students, ego, "supportive", None, (), None,
        kind == IN_CONFIDENCE, "clerk",
    )  # fmt: skip
    facts = replace(facts, answers=[*facts.answers, Recorded(chance.id, answer, LATER)])
    return _with_report(facts, chance, said)


def _new_adult(facts: Facts, chance: _Chance) -> Facts:
    person = Person(
        chance.id, chance.id, "Somebody New", chance.source.choice(("staff", "mentor", "family"))
    )
    ego = chance.student()
    tie = Recorded(chance.id, RoleTie("mentor", chance.id, ego, chance.maybe_day()), LATER)
    people = {**facts.people, chance.id: person}
    facts = replace(facts, people=people, ties=[*facts.ties, tie])
    said = Report(_round(facts, chance), ego, chance.id, False, ego, "supportive", 2)
    return _with_report(facts, chance, said)


def _person(facts: Facts, chance: _Chance) -> Facts:
    uid = chance.source.choice(sorted(facts.people))
    person = facts.people[uid]._replace(name="Another Name")
    if uid in chance.adults:
        person = person._replace(
            kind=chance.source.choice(("staff", "family")),
            active_until=chance.maybe_day(),
            id=chance.id,
        )
    return replace(facts, people={**facts.people, uid: person})


def _held_round(facts: Facts, chance: _Chance) -> Facts:
    uid = _round(facts, chance)
    held = facts.rounds[uid]._replace(
        opened_on=chance.day(),
        max_peers=chance.source.choice((None, 1, 2)),
        asks=chance.source.choice(("both", "peers")),
    )
    return replace(facts, rounds={**facts.rounds, uid: held})


def _changed_row(
    name: str, fields: dict[str, Callable[[_Chance], Any]]
) -> Callable[[Facts, _Chance], Facts]:
    """A step that retracts, takes out or corrects a row."""

    def step(facts: Facts, chance: _Chance) -> Facts:
        rows = list(getattr(facts, name))
        if not rows:
            return facts
        place = chance.source.randrange(len(rows))
        way = chance.source.choice(("retract", "take out", *fields))
        if way == "take out":
            del rows[place]
        elif way == "retract":
            rows[place] = rows[place]._replace(retracted_at=LATER)
        else:
            fact = rows[place].fact._replace(**{way: fields[way](chance)})
            rows[place] = rows[place]._replace(fact=fact)
        changed: dict[str, Any] = {name: rows}
        return replace(facts, **changed)

    return step


_STEPS: tuple[Callable[[Facts, _Chance], Facts], ...] = (
    _tie, _report, _report, _named_out, _answer, _answer,
    _contact, _new_round, _new_adult, _person, _held_round,
    _changed_row("ties", {"since": _Chance.maybe_day, "until": _Chance.maybe_day}),
    _changed_row("reports", {
        "reported_on": _Chance.maybe_day,
        "confidential": lambda chance: chance.source.random() < 0.5,
        "support": lambda chance: chance.source.choice(("supportive", "none")),
    }),
    _changed_row("answers", {
        "answered_on": _Chance.maybe_day,
        "unnamed_peers": lambda chance: chance.source.randrange(2),
        "status": lambda chance: chance.source.choice(("answered", "asked", "declined")),
    }),
    _changed_row("contacts", {"held_on": _Chance.day}),
    _changed_row("enrolments", {
        "since": _Chance.maybe_day, "until": _Chance.maybe_day,
        "school": lambda chance: chance.source.choice((SCHOOL, "Elsewhere")),
    }),
    _changed_row("memberships", {"until": _Chance.maybe_day}),
)  # fmt: skip
