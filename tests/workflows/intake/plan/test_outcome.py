"""The changes of an import, as one number."""

from dataclasses import replace
from datetime import date

from facts.recorded import Kept
from facts.statements import Report
from facts.ties import Enrolment, RoleTie
from graph_service.records.changes import Changes, SchoolNode, StudentNode
from graph_service.workflows.intake.plan.counts import TABLES, Count
from graph_service.workflows.intake.plan.outcome import outcome_of

COUNTS = dict.fromkeys(TABLES, Count(1))


def changes_of(
    *uids: str, name: str = "Ada Lee", role: str = "advisor", support: str = "supportive"
) -> Changes:
    """A new student at a new school, a tie retracted, and a tie and a report in a later portion."""
    student, school = uids
    return Changes(
        new_schools=[SchoolNode(school, "Met")],
        students=[StudentNode(student, "Met", "s1", name, (), "{}")],
        add=[Enrolment(student, school, "9", "enrolled", None, None)],
        retract=[Kept("k", RoleTie("mentor", "a2", student, None, date(2026, 1, 2), None))],
        later=[
            Changes(
                add=[
                    RoleTie(role, "a1", student, None, None, None),
                    Report(
                        "r", student, "a1", False, student, support, None, (), None, False, None
                    ),
                ]
            )
        ],
    )


def test_the_same_plan_made_twice_is_the_same_number() -> None:
    """With other random ids, in another order and in other portions."""
    one, other = changes_of("u1", "c1"), changes_of("u2", "c2")
    (later,) = other.later
    parted = replace(other, add=[*later.add, *other.add], later=[])
    assert {outcome_of(outcome, COUNTS, said=True) for outcome in (one, other, parted)} == {
        outcome_of(one, COUNTS, said=True)
    }


def test_another_name_tie_word_or_count_is_another_number() -> None:
    """Also a tie that is retracted and not added, and one that is there twice."""
    one = changes_of("u", "c")
    others = [
        changes_of("u", "c", name="Ada Leigh"),
        changes_of("u", "c", role="teacher"),
        changes_of("u", "c", support="none"),
    ]
    turned = replace(one, retract=[], add=[*one.add, *(kept.tie for kept in one.retract)])
    numbers = {
        outcome_of(outcome, COUNTS, said=True)
        for outcome in (one, *others, turned, replace(one, add=one.add * 2))
    }
    numbers.add(outcome_of(one, {**COUNTS, "ties": Count(2)}, said=True))
    assert len(numbers) == 7


def test_whoever_is_not_told_what_was_said_does_not_learn_it_by_the_number() -> None:
    """Another word, or one that is there already, is the same number."""
    one, other = changes_of("u", "c"), changes_of("u", "c", support="stressful")
    there = replace(one, later=[Changes(add=one.later[0].add[:1])])
    assert len({outcome_of(outcome, COUNTS, said=False) for outcome in (one, other, there)}) == 1
    assert len({outcome_of(outcome, COUNTS, said=True) for outcome in (one, other, there)}) == 3
