"""Properties of every school, whatever was said in it."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.facts import Facts
from analysis.rule import Rule
from analysis.states import enrolled
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.statements import Answer, Report
from tests.analysis.judged import judge
from tests.analysis.random_schools import SCHOOL, School, schools
from tests.analysis.tables_to_facts import RECORDED, facts_of, saying

Side = tuple[str, frozenset[str], frozenset[tuple[str, str]]]
LATER = RECORDED + timedelta(days=400)
"""An instant after everything was recorded."""
often = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
chances = st.randoms(use_true_random=False)


def states(facts: Facts, rule: Rule, on: date) -> dict[tuple[str, str], Side]:
    """State, alters that count, and alters that do not with the reason: for each student and
    side.
    """
    judged = judge(facts, rule, on, enrolled(facts, on, SCHOOL))
    return {
        (student, name): (
            side.state,
            frozenset(verdict.alter for verdict in side.counted),
            frozenset((verdict.alter, verdict.reason) for verdict in side.not_counted),
        )
        for student, both in judged.items()
        for name, side in (("adult", both.adult), ("peer", both.peer))
    }


def answer_day(facts: Facts, answer: Answer) -> date:
    """The day of an answer: its own, else the round's closing, else its opening."""
    collected = facts.rounds[answer.round]
    return answer.answered_on or collected.closed_on or collected.opened_on


def report_day(facts: Facts, report: Report) -> date:
    """The day of a report: its own, else that of the answer that covers it, else the round's
    opening.
    """
    if report.reported_on is not None:
        return report.reported_on
    adult = facts.people[report.informant].kind != STUDENT
    theirs = {
        answer.fact.about: answer_day(facts, answer.fact)
        for answer in facts.answers
        if (answer.fact.round, answer.fact.informant, answer.fact.status)
        == (report.round, report.informant, "answered")
        and (answer.fact.about == report.ego or (answer.fact.about is None and adult))
    }
    return theirs.get(report.ego, theirs.get(None, facts.rounds[report.round].opened_on))


def one_more(
    facts: Facts, ego: str, alter: str, informant: str, chance: random.Random
) -> Recorded[Report] | None:
    """A supportive report of the tie, in a round in which the informant has not reported it; none
    if there is none.
    """
    taken = {
        r.fact.round
        for r in facts.reports
        if (r.fact.ego, r.fact.alter, r.fact.informant) == (ego, alter, informant)
    }
    free = sorted(set(facts.rounds) - taken)
    if not free:
        return None
    collected = facts.rounds[chance.choice(free)]
    on = chance.choice((None, collected.opened_on, collected.closed_on))
    strength = chance.choice((None, 1, 2, 3))
    of_peer = facts.people[alter].kind == STUDENT
    report = Report(
        collected.uid, ego, alter, of_peer, informant, "supportive", strength, reported_on=on
    )
    return Recorded("more", report, RECORDED)


def some_tie(facts: Facts, on: date, chance: random.Random) -> tuple[str, str]:
    """A student of the school and somebody else, tied or not."""
    egos = sorted(enrolled(facts, on, SCHOOL))
    assume(egos)
    ego = chance.choice(egos)
    return ego, chance.choice(sorted(set(facts.people) - {ego}))


def with_reports(facts: Facts, *more: Recorded[Report]) -> Facts:
    """The facts with further reports."""
    return replace(facts, reports=[*facts.reports, *more])


@given(schools(), chances)
@often
def test_an_alters_first_supportive_report_never_lowers_a_count(
    school: School, chance: random.Random
) -> None:
    """An alter who has not yet called the tie supportive does, however strongly, answers unchanged:
    no count falls.

    It need not be their first report: the latest word of an informant speaks, and an unsupportive
    one never counted.
    """
    facts = facts_of(school.tables)
    ego, alter = some_tie(facts, school.on, chance)
    ends = [{"ego": ego, "alter": alter}, {"ego": alter, "alter": ego}]
    assume(
        not any(
            r.fact.informant == alter
            and r.fact.support == "supportive"
            and {"ego": r.fact.ego, "alter": r.fact.alter} in ends
            for r in facts.reports
        )
    )
    report = one_more(facts, ego, alter, alter, chance)
    assume(report is not None)
    assert report is not None
    before = states(facts, school.rule, school.on)
    after = states(with_reports(facts, report), school.rule, school.on)
    assert all(before[side][1] <= after[side][1] for side in before)


@given(schools(), chances)
@often
def test_a_first_word_on_a_tie_outside_any_answer_never_lowers_a_count(
    school: School, chance: random.Random
) -> None:
    """The first word of anybody on a tie, supportive, in a round its informant did not answer,
    lowers no count.

    Within an answer it could: one alter more may reach the round's cap, the answer then settles
    nothing, and an older unsupportive word of the same student speaks again. And where others call
    a tie strong, the ego's weak word decides.
    """
    facts = facts_of(school.tables)
    ego, alter = some_tie(facts, school.on, chance)
    assume(not any({r.fact.ego, r.fact.alter} == {ego, alter} for r in facts.reports))
    informant = chance.choice(sorted(facts.people))
    report = one_more(facts, ego, alter, informant, chance)
    assume(report is not None)
    assert report is not None
    assume(
        not any(
            (a.fact.round, a.fact.informant) == (report.fact.round, informant)
            for a in facts.answers
        )
    )
    before = states(facts, school.rule, school.on)
    after = states(with_reports(facts, report), school.rule, school.on)
    assert all(before[side][1] <= after[side][1] for side in before)


@given(schools(), schools())
@often
def test_what_nobody_answered_is_unknown_whatever_is_reported(
    school: School, other: School
) -> None:
    """Where no answer observes a side, reports and contacts, added or taken away, leave it
    supported or unknown.
    """
    facts = facts_of(school.tables)
    out_of_reach = replace(school.rule, adult_threshold=99, peer_threshold=99)
    bare = replace(facts, reports=[])
    observed = {
        side
        for side, (state, _, _) in states(bare, out_of_reach, school.on).items()
        if state != "unknown"
    }
    theirs = facts_of(other.tables)
    more = [
        r._replace(id=f"more-{r.id}")
        for r in theirs.reports
        if r.fact.round in facts.rounds
        and {r.fact.ego, r.fact.alter, r.fact.informant} <= set(facts.people)
    ]
    keys = {
        (r.fact.round, r.fact.ego, r.fact.alter, r.fact.informant): r
        for r in [*facts.reports, *more]
    }
    for variant in (
        facts,
        bare,
        replace(facts, reports=list(keys.values())),
        replace(facts, contacts=[]),
    ):
        for side, (state, _, _) in states(variant, school.rule, school.on).items():
            assert side in observed or state in ("supported", "unknown")


@given(schools())
@often
def test_without_an_answer_nobody_is_thin_or_isolated(school: School) -> None:
    """Nobody was asked, or nobody answered: the state is supported or unknown."""
    facts = facts_of(school.tables)
    unanswered = [saying(answer, status="asked") for answer in facts.answers]
    for answers in ([], unanswered):
        judged = states(replace(facts, answers=answers), school.rule, school.on)
        assert {state for state, _, _ in judged.values()} <= {"supported", "unknown"}


@given(schools())
@often
def test_counts_never_exceed_distinct_alters(school: School) -> None:
    """Each alter stands once, on one list, on the right side; and nobody is an alter of
    themselves.
    """
    facts = facts_of(school.tables)
    judged = judge(facts, school.rule, school.on, enrolled(facts, school.on, SCHOOL))
    for student, both in judged.items():
        for name, side in (("adult", both.adult), ("peer", both.peer)):
            alters = [verdict.alter for verdict in (*side.counted, *side.not_counted)]
            assert len(alters) == len(set(alters))
            assert student not in alters
            assert all(
                (facts.people[alter].kind == STUDENT) == (name == "peer") for alter in alters
            )


@given(schools())
@often
def test_as_of_a_date_later_facts_are_ignored(school: School) -> None:
    """Reports, answers, contacts and ties of later days change nothing; nor does a later end."""
    facts, on = facts_of(school.tables), school.on
    then = replace(
        facts,
        reports=[r for r in facts.reports if report_day(facts, r.fact) <= on],
        answers=[a for a in facts.answers if answer_day(facts, a.fact) <= on],
        contacts=[c for c in facts.contacts if c.fact.held_on <= on],
        ties=[
            saying(
                tie,
                until=None
                if tie.fact.until is not None and tie.fact.until > on
                else tie.fact.until,
            )
            for tie in facts.ties
            if tie.fact.since is None or tie.fact.since <= on
        ],
    )
    assert states(then, school.rule, on) == states(facts, school.rule, on)


@given(schools(), schools())
@often
def test_as_known_on_a_date_facts_recorded_later_are_ignored(school: School, later: School) -> None:
    """Facts that another import records or retracts later are not known before."""
    facts, more = facts_of(school.tables), facts_of(later.tables, LATER)
    both = Facts(
        {**more.people, **facts.people},
        [*facts.enrolments, *more.enrolments],
        [*facts.memberships, *more.memberships],
        [tie._replace(retracted_at=LATER) for tie in facts.ties] + list(more.ties),
        {**more.rounds, **facts.rounds},
        [answer._replace(retracted_at=LATER) for answer in facts.answers] + list(more.answers),
        [report._replace(retracted_at=LATER) for report in facts.reports] + list(more.reports),
        [*facts.contacts, *more.contacts],
    )
    known = both.known(RECORDED)
    assert set(known.reports) == {report._replace(retracted_at=LATER) for report in facts.reports}
    assert states(known, school.rule, school.on) == states(facts, school.rule, school.on)
