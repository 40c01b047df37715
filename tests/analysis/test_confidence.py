"""Open words that were later made confidential are confidential as known on a day between, too."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from analysis.confidence import alter_in_confidence, side_in_confidence, with_later_confidentiality
from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.rule import Rule
from analysis.states import judge_all
from analysis.visible import Sight, visible
from facts.people import STUDENT, Person
from facts.recorded import Recorded
from facts.statements import CONVERSATION, IN_CONFIDENCE, Answer, Report, Round
from tests.analysis.tables_to_facts import saying

DAY = date(2026, 3, 2)
FIRST = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)
LAST = FIRST + timedelta(days=2)
PEOPLE = [
    Person("ego", "1", "Ada", STUDENT),
    Person("fox", "2", "Mx Fox", "staff"),
    Person("owl", "3", "Ms Owl", "staff"),
]
ROUNDS = [
    Round("open", "o", CONVERSATION, "adults", DAY, DAY),
    Round("closed", "c", IN_CONFIDENCE, "adults", DAY, DAY),
    Round("survey", "s", "student_voice", "both", DAY),
]
OTHERS = Sight(frozenset({"ego"}), frozenset(), "another account", None)
LEAD = Sight(frozenset({"ego"}), frozenset({"ego"}), "a lead", None)


def report(
    round_: str,
    alter: str,
    recorded_at: datetime,
    retracted_at: datetime | None = None,
    *,
    confidential: bool = False,
) -> Recorded[Report]:
    """A stressful word of the student's."""
    fact = Report(
        round_, "ego", alter, False, "ego", "stressful",
        reported_on=DAY, confidential=confidential, recorded_by="clerk",
    )  # fmt: skip
    return Recorded(f"{round_} {alter} {recorded_at}", fact, recorded_at, retracted_at)


def answer(
    round_: str, recorded_at: datetime, retracted_at: datetime | None = None
) -> Recorded[Answer]:
    """The student's answer about themselves."""
    fact = Answer(round_, "ego", True, "ego", "answered", DAY, recorded_by="clerk")
    return Recorded(f"{round_} {recorded_at}", fact, recorded_at, retracted_at)


def facts(reports: list[Recorded[Report]], answers: list[Recorded[Answer]]) -> Facts:
    """Facts of one student and two adults."""
    rounds = {round_.uid: round_ for round_ in ROUNDS}
    return Facts(
        {person.uid: person for person in PEOPLE}, [], [], [], rounds, answers, reports, []
    )


def seen(given: Facts, sight: Sight) -> tuple[set[str], int]:
    """The people whom the words known on the first day are about, and the number of answers, as
    this reader sees them.
    """
    found = visible(with_later_confidentiality(given).known(FIRST + timedelta(hours=1)), sight)
    return {row.fact.alter for row in found.reports}, len(found.answers)


CORRECTED = facts(
    [report("open", "fox", FIRST, LATER), report("closed", "owl", LATER, confidential=True)],
    [answer("open", FIRST, LATER), answer("closed", LATER)],
)
SENT_AGAIN = facts(
    [report("survey", "fox", FIRST, LATER), report("survey", "fox", LATER, confidential=True)],
    [answer("survey", FIRST)],
)
OPENED = facts(
    [
        report("open", "fox", FIRST, LATER),
        report("closed", "fox", LATER, LAST, confidential=True),
        report("open", "fox", LAST),
    ],
    [answer("open", FIRST, LATER), answer("closed", LATER, LAST), answer("open", LAST)],
)
TAKEN_BACK = replace(
    CORRECTED,
    reports=[
        report._replace(retracted_at=report.retracted_at or LAST) for report in CORRECTED.reports
    ],
    answers=[
        answer._replace(retracted_at=answer.retracted_at or LAST) for answer in CORRECTED.answers
    ],
)
TAKEN_BACK_FIRST = replace(
    CORRECTED,
    reports=[
        saying(row, recorded_by="first" if row.fact.round == "open" else "clerk")
        for row in CORRECTED.reports
    ],
    answers=[
        saying(row, recorded_by="first" if row.fact.round == "open" else "clerk")
        for row in CORRECTED.answers
    ],
)
OWN_WORD = facts(
    [
        saying(report("survey", "fox", FIRST, LATER), informant="owl", recorded_by="first"),
        saying(report("open", "fox", LATER, confidential=True), informant="owl"),
    ],
    [answer("survey", FIRST)],
)


@pytest.mark.parametrize(
    ("given", "others"),
    [
        (CORRECTED, (set(), 0)),
        (TAKEN_BACK, (set(), 0)),
        (TAKEN_BACK_FIRST, (set(), 0)),
        (OWN_WORD, (set(), 1)),
        (SENT_AGAIN, (set(), 0)),
        (OPENED, (set(), 0)),
    ],
    ids=[
        "a conversation corrected",
        "and taken back",
        "taken back, said again to another",
        "an adult's own word",
        "a survey sent again",
        "in the open again",
    ],
)
def test_todays_confidence_holds_for_an_earlier_day(
    given: Facts, others: tuple[set[str], int]
) -> None:
    """For those who may not read it; a lead reads what was known then."""
    assert seen(given, OTHERS) == others
    assert seen(given, LEAD) == ({"fox"}, 1)


def test_what_is_said_openly_afterwards_is_open() -> None:
    """The rows of then are read by all who may see the student."""
    now = visible(with_later_confidentiality(OPENED).known(LAST), OTHERS)
    assert ([row.fact.alter for row in now.reports], len(now.answers)) == (["fox"], 1)


def test_another_conversation_is_left_alone() -> None:
    """A report of another day, by another account (unless it was taken back), or of another
    informant.
    """
    for other in (
        {"reported_on": DAY - timedelta(days=1)},
        {"recorded_by": "somebody"},
        {"informant": "owl"},
    ):
        open_word = saying(report("open", "fox", FIRST), **other)
        given = replace(CORRECTED, reports=[open_word, CORRECTED.reports[1]], answers=[])
        assert with_later_confidentiality(given).reports[0] == open_word
        taken_back = open_word._replace(retracted_at=LATER)
        found = with_later_confidentiality(
            replace(given, reports=[taken_back, CORRECTED.reports[1]])
        ).reports[0]
        assert found.fact.confidential is ("recorded_by" in other)


NEXT_DAY = saying(
    report("closed", "fox", LATER, confidential=True), reported_on=DAY + timedelta(days=1)
)


@pytest.mark.parametrize(
    ("later", "closed"),
    [
        (NEXT_DAY, True),
        (saying(NEXT_DAY, round="survey"), True),
        (saying(NEXT_DAY, alter="owl"), False),
        (saying(NEXT_DAY, informant="owl"), False),
        (NEXT_DAY._replace(recorded_at=FIRST - timedelta(days=1)), False),
    ],
    ids=["the next day", "in a survey", "of somebody else", "somebody else's", "before"],
)
def test_what_was_taken_back_is_closed_by_a_later_word_in_confidence_of_any_day(
    later: Recorded[Report], closed: bool
) -> None:
    """The form has today's day unless it is put back; the same informant's word of the same person
    is what closes it.
    """
    taken_back = report("open", "fox", FIRST, LATER)
    assert (
        with_later_confidentiality(facts([taken_back, later], [])).reports[0].fact.confidential
        is closed
    )


def test_what_nobody_took_back_stays_open() -> None:
    """Said once, or sent again in other words and still said: the student told both, one of them in
    confidence.
    """
    once, again = report("survey", "fox", FIRST), report("survey", "fox", LATER)
    for said in ([once], [once._replace(retracted_at=LATER), again]):
        found = with_later_confidentiality(facts([*said, NEXT_DAY], [])).reports
        assert [row.fact.confidential for row in found] == [*(False for _ in said), True]


OPEN_WORD = report("open", "fox", FIRST)


@pytest.mark.parametrize(
    ("given", "rests"),
    [
        (facts([OPEN_WORD], [answer("open", FIRST)]), False),
        (
            facts([report("survey", "fox", FIRST, confidential=True)], [answer("survey", FIRST)]),
            True,
        ),
        (facts([], [answer("closed", FIRST)]), True),
    ],
    ids=["said openly", "a word in confidence", "in confidence: there is nobody"],
)
def test_a_side_rests_on_confidence_where_a_word_or_a_whole_answer_was_given_in_it(
    given: Facts, rests: bool
) -> None:
    """Also where nobody was named: the conversation itself is in confidence. The other side, of
    which nothing was said, is not.
    """
    evidence = Evidence(given, Rule(), DAY)
    adult, peer = judge_all(evidence, ["ego"])["ego"]
    assert side_in_confidence(evidence, adult) is rests
    assert not side_in_confidence(evidence, peer)


def test_whom_a_student_asked_again_in_confidence_did_not_name_rests_on_it() -> None:
    """An open word that is no longer repeated is silent because of what was said in confidence."""
    later = saying(answer("closed", LATER), answered_on=DAY + timedelta(days=1))
    evidence = Evidence(
        facts([OPEN_WORD], [answer("open", FIRST), later]), Rule(), DAY + timedelta(days=1)
    )
    (verdict,) = judge_all(evidence, ["ego"])["ego"].adult.not_counted
    assert verdict.reason == "not named by the student"
    assert alter_in_confidence(evidence, verdict)
