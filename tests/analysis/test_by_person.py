"""Judging by parts: after a change only the students whom it can alter are judged anew, and
everybody is judged as before.
"""

import random
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analysis.altered import altered
from analysis.by_person import ByPerson, by_person, place_order
from analysis.confidence import side_in_confidence
from analysis.evidence import Evidence
from analysis.explanation import explain, in_short
from analysis.facts import Facts
from analysis.rule import Rule
from analysis.states import enrolled, judge_all
from analysis.visible import Sight, visible
from facts.people import STUDENT
from tests import proofs
from tests.analysis.random_changes import nearly_named_out, random_change
from tests.analysis.random_schools import SCHOOL, random_tables
from tests.analysis.tables_to_facts import facts_of
from tests.sizes import tries

GROUPS = ("enrolments", "memberships", "ties", "reports", "said", "answers", "about", "contacts")


def told(
    facts: Facts, sight: Sight | None, rule: Rule, on: date, students: Collection[str]
) -> dict[str, Any]:
    """A list's words on these students, for a reader (None: one who sees everything)."""
    seen = facts.known() if sight is None else visible(facts.known(), sight)
    evidence = Evidence(seen, rule, on)
    here = [uid for uid in enrolled(seen, on, SCHOOL) if uid in students]
    return {
        uid: (
            seen.people[uid],
            [row for row in seen.enrolments if row.fact.student == uid],
            [row for row in seen.memberships if row.fact.student == uid],
            evidence.ties.get(uid),
            evidence.latest_contact(uid),
            [(side, explain(evidence, side), in_short(evidence, side)) for side in states],
            [side_in_confidence(evidence, side) for side in states],
        )
        for uid, states in judge_all(evidence, here).items()
    }


def in_order(facts: Facts) -> Facts:
    """The facts in the order in which a database's are read."""
    rows: dict[str, Any] = {
        name: sorted(getattr(facts, name), key=lambda row: row.id)
        for name in ("ties", "answers", "reports", "contacts")
    }
    rows |= {
        name: sorted(getattr(facts, name), key=place_order)
        for name in ("enrolments", "memberships")
    }
    return replace(facts, **rows)


def random_sight(facts: Facts, chance: random.Random) -> Sight:
    """Some students in scope, some of them led, by chance as an account or an adult who said
    something.
    """
    students = sorted(uid for uid, person in facts.people.items() if person.kind == STUDENT)
    adults = sorted(facts.people.keys() - set(students))
    scope = chance.sample(students, chance.randint(1, len(students)))
    led = scope[: chance.randint(0, len(scope))]
    return Sight(
        frozenset(scope),
        frozenset(led),
        chance.choice((None, "clerk")),
        chance.choice((None, *adults)),
    )


def same(one: ByPerson, other: ByPerson, people: Collection[str]) -> bool:
    """Whether both hold the same rows of each person."""
    return (one.people, one.rounds) == (other.people, other.rounds) and all(
        set(getattr(one, name)[uid]) == set(getattr(other, name)[uid])
        for name in GROUPS
        for uid in people
    )


def tried(seed: int) -> tuple[int, int]:
    """One change of one school, judged as a whole and by parts, for everybody and for a reader; how
    many were judged anew, of how many.
    """
    chance = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    school = random_tables(seed)
    facts = facts_of(school.tables)
    if chance.random() < 0.4:
        facts = nearly_named_out(facts, school.on, chance)
    facts = in_order(facts)
    after, change = random_change(facts, school.on, chance)
    after = in_order(after)
    whole_parts = by_person(after)
    parts = by_person(facts).changed(
        change,
        {uid: after.people[uid] for uid in change.people},
        {uid: after.rounds[uid] for uid in change.rounds},
        {},
    )
    assert same(parts, whole_parts, after.people), f"seed {seed}: the facts by person"
    anew = altered(parts, change)
    on = (
        school.on
        if chance.random() < 0.8
        else chance.choice(sorted({row.opened_on for row in after.rounds.values()}))
    )
    students = {uid for uid, person in after.people.items() if person.kind == STUDENT}
    for sight in (None, random_sight(facts, chance)):
        scope = students if sight is None else set(sight.students)
        kept = told(facts, sight, school.rule, on, scope - anew)
        found = told(parts.around(anew & scope), sight, school.rule, on, anew & scope)
        assert {**kept, **found} == told(after, sight, school.rule, on, scope), (
            f"seed {seed}, for {sight}"
        )
        one = chance.choice(sorted(scope))
        alone = told(parts.around([one]), sight, school.rule, on, [one])
        assert alone == told(after, sight, school.rule, on, [one]), (
            f"seed {seed}, {one} alone for {sight}"
        )
    return len(anew), len(students)


@pytest.mark.parametrize("block", range(tries(4, 40)))
def test_a_change_judged_by_parts_is_the_same_as_judged_as_a_whole(block: int) -> None:
    """For every reader, those whom a change cannot alter are told as before it, and the others
    from what is around them alone.
    """
    counts = [tried(seed) for seed in range(block * 500, block * 500 + 500)]
    proofs.tell(
        "changes judged by parts and as a whole",
        tried=len(counts),
        held=len(counts),
        outcome="the same",
    )
    assert sum(anew for anew, _ in counts) < sum(everybody for _, everybody in counts)
