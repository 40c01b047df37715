"""A reader's view: confidential reports have their readers, and nothing outside the scope changes
anything.
"""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.answers import AnswerKey
from analysis.evidence import Evidence
from analysis.explanation import explain
from analysis.facts import Facts
from analysis.rule import NAMED_RULES, Rule
from analysis.states import enrolled, judge_all
from analysis.visible import Sight, visible
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.statements import IN_CONFIDENCE, Answer, Report
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
)
from tests.analysis.judged import judge
from tests.analysis.random_schools import SCHOOL, School, schools
from tests.analysis.tables_to_facts import RECORDED, facts_of, saying, uid_of

DAY = date(2026, 3, 2)
ANN, BEA, CAL, DEE = (uid_of(id) for id in ("s0", "s1", "s2", "s3"))
TESS, UMA = uid_of("t0"), uid_of("t1")


def told(
    reports: Iterable[ReportRow], answers: Iterable[AnswerRow] = (), max_peers: int | None = None
) -> Facts:
    """Four students and two teachers of whom these reports and answers were given in one round."""
    students = [
        StudentRow(2, f"s{number}", name, SCHOOL)
        for number, name in enumerate(("Ann", "Bea", "Cal", "Dee"))
    ]
    adults = [
        AdultRow(2, f"t{number}", name, "staff") for number, name in enumerate(("Tess", "Uma"))
    ]
    asked = RoundRow(2, "r", SCHOOL, "student_voice", "both", DAY, max_peers=max_peers)
    return facts_of(Tables(students, adults, [], [asked], list(answers), list(reports)))


def said(
    ego: str, alter: str, informant: str, support: str = "supportive", *, confidential: bool = False
) -> ReportRow:
    """One report of the round."""
    return ReportRow(2, "r", ego, alter, informant, support, None, (), DAY, confidential)


def sight(
    students: Iterable[str],
    led: Iterable[str] = (),
    account: str | None = None,
    adult: str | None = None,
) -> Sight:
    """Whose facts a reader may see."""
    return Sight(frozenset(students), frozenset(led), account, adult)


@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        (sight([ANN, BEA], adult=TESS), True),
        (sight([ANN, BEA], account="clerk"), True),
        (sight([ANN, BEA], led=[ANN]), True),
        (sight([ANN, BEA], account="another", adult=UMA), False),
        (sight([ANN, BEA], led=[BEA], account="another"), False),
        (sight([ANN, BEA]), False),
        (sight([BEA], adult=TESS, account="clerk"), False),
    ],
)
def test_a_confidential_report_is_for_informant_recorder_and_lead(
    reader: Sight, reads: bool
) -> None:
    """It is seen by the adult who gave it, the account that recorded it and the student's lead,
    within scope, by nobody else.
    """
    facts = told([said("s0", "t1", "t0", "stressful", confidential=True), said("s1", "t1", "s1")])
    facts = replace(
        facts, reports=[saying(report, recorded_by="clerk") for report in facts.reports]
    )
    left = visible(facts, reader)
    assert any(report.fact.confidential for report in left.reports) is reads


@pytest.mark.parametrize(("led", "reads"), [(ANN, True), (BEA, False), (CAL, False)])
def test_a_students_confidential_word_on_a_peer_is_for_their_own_leads(
    led: str, reads: bool
) -> None:
    """A lead of the peer alone, at another school perhaps, does not read words told to somebody
    else.
    """
    facts = told([said("s0", "s1", "s0", "stressful", confidential=True)])
    assert bool(visible(facts, sight([ANN, BEA, CAL], led=[led])).reports) is reads


def test_a_confidential_report_nobody_may_read_leaves_no_trace() -> None:
    """To everybody else all is as if it had not been given: the report, the alter known by it
    alone, the state.
    """
    secret = said("s0", "t1", "t0", confidential=True)
    known = [said("s0", "s1", "s0"), said("s0", "t0", "s0")]
    reader = sight([ANN])
    left = visible(told([*known, secret]), reader)
    assert left == visible(told(known), reader)
    assert UMA not in left.people


@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        (sight([ANN], account="clerk"), True),
        (sight([ANN], led=[ANN]), True),
        (sight([ANN], account="another", adult=TESS), False),
    ],
)
def test_an_answer_in_confidence_is_for_its_recorder_and_the_lead(
    reader: Sight, reads: bool
) -> None:
    """To others it is as if nobody had asked: an answer without its reports would say
    *isolated*.
    """
    facts = told([], [AnswerRow(2, "r", "s0", "s0", "answered", DAY)])
    rounds = {uid: round_._replace(kind=IN_CONFIDENCE) for uid, round_ in facts.rounds.items()}
    answers = [saying(answer, recorded_by="clerk") for answer in facts.answers]
    left = visible(replace(facts, rounds=rounds, answers=answers), reader)
    assert bool(left.answers) is reads
    state = judge(left, NAMED_RULES["default"], DAY, [ANN])[ANN].adult.state
    assert state == ("isolated" if reads else "unknown")


def test_an_adult_reads_their_own_answer_in_confidence() -> None:
    """As they read their own reports."""
    facts = told([], [AnswerRow(2, "r", "t1", "s0", "answered", DAY)])
    rounds = {uid: round_._replace(kind=IN_CONFIDENCE) for uid, round_ in facts.rounds.items()}
    (informant,) = (answer.fact.informant for answer in facts.answers)
    closed = replace(facts, rounds=rounds)
    assert visible(closed, sight([ANN], adult=informant)).answers
    assert not visible(closed, sight([ANN], adult=f"not {informant}")).answers


def test_a_tie_is_seen_if_one_end_is_in_scope() -> None:
    """An advisor sees the ties of their one student from either end; ties among others stay unseen,
    and so do their people.
    """
    left = visible(
        told([said("s0", "s1", "s0"), said("s2", "s0", "s2"), said("s3", "t1", "s3")]), sight([ANN])
    )
    assert {(report.fact.ego, report.fact.alter) for report in left.reports} == {
        (ANN, BEA),
        (CAL, ANN),
    }
    assert set(left.people) == {ANN, BEA, CAL}


@pytest.mark.parametrize(("max_peers", "reason"), [(2, "not confirmed yet"), (3, "not mutual")])
def test_masked_stand_ins_keep_a_peers_naming_cap(max_peers: int, reason: str) -> None:
    """A peer who named as many as there was room for may have meant the student too; whom they
    named is not told.
    """
    answers = [AnswerRow(2, "r", id, id, "answered", DAY) for id in ("s0", "s1")]
    named = [said("s0", "s1", "s0"), said("s1", "s2", "s1", "stressful"), said("s1", "s3", "s1")]
    facts = told(named, answers, max_peers)
    left = visible(facts, sight([ANN]))
    for known in (facts, left):
        (verdict,) = judge(known, NAMED_RULES["mutual"], DAY, [ANN])[ANN].peer.not_counted
        assert (verdict.alter, verdict.reason) == (BEA, reason)
    assert not {CAL, DEE} & (left.people.keys() | {report.fact.alter for report in left.reports})
    masked = [report for report in left.reports if report.fact.ego == BEA]
    assert {
        (report.fact.support, report.fact.strength, report.fact.kinds) for report in masked
    } == {("neutral", None, ())}
    assert len({report.fact.alter for report in masked}) == 2


def readable(facts: Facts, reader: Sight) -> list[Recorded[Report]]:
    """The reports with an end in scope that are not confidential from the reader."""
    within = [
        report for report in facts.reports if {report.fact.ego, report.fact.alter} & reader.students
    ]
    return [
        report for report in within if not report.fact.confidential or reader.may_read(report.fact)
    ]


def came_with(report: Recorded[Report]) -> AnswerKey:
    """The answer that a report may have come with: as its informant gave it in its round about the
    same student.
    """
    return report.fact.round, report.fact.informant, report.fact.ego


def otherwise_outside(facts: Facts, reader: Sight, chance: random.Random) -> Facts:
    """Another world: what the reader may see is the same, and everything else is lost, invented or
    otherwise.

    How many others a peer of the scope named in a round stays, as that is what their answer's
    naming cap is judged by. A report in confidence and the answer that it came with are both
    outside: where one of them is invented or lost, so is the other, and what was left unnamed in
    such an answer is anything.
    """
    scope = reader.students
    inside = readable(facts, reader)
    ties = [tie for tie in facts.ties if {tie.fact.student, tie.fact.alter} & scope]
    near = {end for row in inside for end in (row.fact.ego, row.fact.alter)} | {
        e for t in ties for e in (t.fact.student, t.fact.alter)
    }
    counted = [
        report
        for report in facts.reports
        if not {report.fact.ego, report.fact.alter} & scope
        and report.fact.informant == report.fact.ego
        and report.fact.ego in near
        and (not report.fact.confidential or reader.may_read(report.fact))
    ]
    support = chance.choice(("supportive", "stressful", "none"))
    changed = [
        saying(report, support=support, strength=chance.choice((None, 1, 3))) for report in counted
    ]
    invented = [
        saying(report, id=f"invented {report.id}", informant=informant, support=support)
        for report in counted
        for informant in sorted(facts.people.keys() - {report.fact.ego})
        if not report.fact.confidential
    ]
    shut = [
        report
        for report in facts.reports
        if report.fact.confidential and not reader.may_read(report.fact)
    ]
    given = {
        (answer.fact.round, answer.fact.informant, answer.fact.about) for answer in facts.answers
    }
    withheld = given & {came_with(report) for report in shut}
    still_shut = [saying(report, support=support) for report in shut if came_with(report) in given]
    secret = [
        saying(r, confidential=True, recorded_by=None, informant=r.fact.ego)
        for r in inside
        if r.fact.ego not in reader.led
    ]
    unreadable = [
        saying(report, id=f"secret {report.id}", support=support)
        for report in secret
        if not reader.may_read(report.fact)
    ]
    chosen = chance.sample(unreadable, chance.randint(0, len(unreadable)))
    alone = [report for report in chosen if came_with(report) not in given]
    asked = next(iter(facts.rounds.values()))._replace(
        uid="hidden", id="hidden", asks="both", max_adults=None, max_peers=None
    )
    with_answers = [saying(report, id=f"hidden {report.id}", round="hidden") for report in chosen]
    speaking = near | {report.fact.informant for report in inside}
    unasked = [
        answer
        for answer in facts.answers
        if answer.fact.about in scope
        or (answer.fact.informant in near and answer.fact.about == answer.fact.informant)
        or (answer.fact.informant in speaking and answer.fact.about is None)
    ]
    otherwise = [
        saying(answer, unnamed_adults=chance.randint(0, 3))
        if (answer.fact.round, answer.fact.informant, answer.fact.about) in withheld
        else answer
        for answer in unasked
    ]
    return replace(
        facts,
        ties=ties,
        rounds={**facts.rounds, "hidden": asked},
        answers=[
            *otherwise,
            *(_answered(ego) for ego in sorted({report.fact.ego for report in with_answers})),
        ],
        reports=[*inside, *changed, *invented, *still_shut, *alone, *with_answers],
        contacts=[contact for contact in facts.contacts if contact.fact.student in scope],
        memberships=[row for row in facts.memberships if row.fact.student in scope],
        enrolments=[row for row in facts.enrolments if row.fact.student in scope | near],
    )


def _answered(ego: str) -> Recorded[Answer]:
    """The student answered in the hidden round, and left nobody unnamed."""
    return Recorded(f"hidden {ego}", Answer("hidden", ego, True, ego, "answered"), RECORDED)


def told_to(facts: Facts, reader: Sight, rule: Rule, on: date) -> dict[str, Any]:
    """Everything that is said of each student in scope, explanations included."""
    evidence = Evidence(visible(facts, reader), rule, on)
    judged = judge_all(evidence, sorted(set(enrolled(facts, on, SCHOOL)) & reader.students))
    return {
        uid: (both, explain(evidence, both.adult), explain(evidence, both.peer))
        for uid, both in judged.items()
    }


@given(schools(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_out_of_scope_changes_what_an_advisor_sees(
    school: School, chance: random.Random
) -> None:
    """Two worlds that differ only outside the scope give its students the same states, alters,
    reasons and sentences.
    """
    facts = facts_of(school.tables)
    students = sorted(person.uid for person in facts.people.values() if person.kind == STUDENT)
    adults = sorted(facts.people.keys() - set(students))
    scope = chance.sample(students, chance.randint(1, len(students)))
    reader = sight(scope, scope[: chance.choice((0, 0, 1))], None, chance.choice(adults))
    other = otherwise_outside(facts, reader, chance)
    assume(other != facts)
    assert told_to(other, reader, school.rule, school.on) == told_to(
        facts, reader, school.rule, school.on
    )


@given(schools(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_within_the_scope_nothing_is_lost(school: School, chance: random.Random) -> None:
    """Where nothing is confidential, a student is judged from what their advisor sees as from the
    whole school.
    """
    facts = facts_of(school.tables)
    facts = replace(facts, reports=[saying(report, confidential=False) for report in facts.reports])
    here = enrolled(facts, school.on, SCHOOL)
    assume(here)
    scope = chance.sample(here, chance.randint(1, len(here)))
    left = visible(facts, sight(scope))
    assert judge(left, school.rule, school.on, scope) == judge(facts, school.rule, school.on, scope)


def test_the_facts_that_were_given_are_left_as_they_were() -> None:
    """Looking through somebody's eyes changes no list and no person of the facts looked at."""
    reports = [said("s0", "s1", "s0"), said("s1", "s2", "s1")]
    facts = told(reports)
    visible(facts, sight([ANN]))
    assert facts == told(reports)
