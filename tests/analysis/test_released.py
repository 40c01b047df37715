"""The released part of a student: true, or unknown; on random schools with words in confidence, and
on worked ones.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.evidence import Evidence
from analysis.facts import SIDES, Facts
from analysis.measures import MEASURES
from analysis.measures.ego_web import EgoWeb, Number, ego_web
from analysis.measures.register import measured
from analysis.pairs import EVERYBODY_HEARD, Unheard
from analysis.presence import enrolled
from analysis.released import Released, released
from analysis.rule import NAMED_RULES, Rule
from analysis.states import judge_all
from analysis.visible import Sight, visible
from facts.statements import IN_CONFIDENCE
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
)
from tests.analysis.random_schools import SCHOOL, School, schools
from tests.analysis.tables_to_facts import facts_of, saying, uid_of

DAY = date(2026, 3, 2)
ANN = uid_of("ann")


def released_of(
    facts: Facts, rule: Rule, on: date, closed: Unheard = EVERYBODY_HEARD
) -> tuple[dict[str, Released], Evidence]:
    """The released part of everybody enrolled, and the evidence of everything."""
    scope = frozenset(row.fact.student for row in facts.enrolments if row.fact.school == SCHOOL)
    opened = Evidence(visible(facts, Sight(scope, frozenset(), None, None)), rule, on)
    whole = Evidence(facts, rule, on)
    here = enrolled(facts, on, SCHOOL)
    known, seen = judge_all(whole, here), judge_all(opened, here)
    return {
        uid: released((whole, known[uid]), (opened, seen[uid]), scope, closed) for uid in here
    }, whole


@given(schools(), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_release_differs_from_what_is_known_by_unknown_alone(school: School, chance: Any) -> None:
    """Each side is as it is known from everything, or unknown with nothing told of it; so is every
    count that is told.
    """
    facts = facts_of(school.tables)
    closed = [saying(report, confidential=chance.random() < 0.3) for report in facts.reports]
    facts = replace(facts, reports=closed)
    found, whole = released_of(facts, school.rule, school.on)
    assume(found)
    known = judge_all(whole, found)
    for uid, left in found.items():
        for side in SIDES:
            told, true = getattr(left.states, side), getattr(known[uid], side)
            if side in left.withheld:
                assert told[2:] == ("unknown", true.threshold, (), (), 0, (), ())
            elif side in left.state_alone:
                assert told[2:] == ("supported", true.threshold, (), (), 0, (), ())
                assert true.state == "supported"
            else:
                assert told.state == true.state
                assert [verdict.alter for verdict in told.counted] == [
                    verdict.alter for verdict in true.counted
                ]
                assert [(verdict.alter, verdict.reason) for verdict in told.not_counted] == [
                    (verdict.alter, verdict.reason) for verdict in true.not_counted
                ]
                assert told.unnamed == true.unnamed
        _check_measures(left, taken(ego_web(whole, known[uid])))


def taken(web: EgoWeb) -> dict[str, Number | None]:
    """Every measure of the web, by name."""
    return measured(MEASURES, web)


def _check_measures(left: Released, true: dict[str, Number | None]) -> None:
    """A count of people is the true one or missing; of pairs no more is told than is so."""
    found = taken(left.web)
    inside = ("adults_inside_school", "adults_outside_school")
    for name in ("network_size", "adults", "peers", *inside, "role_diversity"):
        assert found[name] in (None, true[name])
    if not left.withheld and not left.state_alone:
        for name in ("pairs_tied", "pairs_answered"):
            assert (found[name] or 0) <= (true[name] or 0)


@given(schools())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_where_nothing_is_in_confidence_nothing_is_withheld(school: School) -> None:
    """And every measure is that of the whole school."""
    facts = facts_of(school.tables)
    facts = replace(facts, reports=[saying(report, confidential=False) for report in facts.reports])
    found, whole = released_of(facts, school.rule, school.on)
    known = judge_all(whole, found)
    scope = frozenset(row.fact.student for row in facts.enrolments if row.fact.school == SCHOOL)
    for uid, left in found.items():
        assert not left.withheld
        assert not left.state_alone
        assert taken(left.web) == taken(ego_web(whole, known[uid], scope))


def ann(reports: list[ReportRow], answers: list[AnswerRow], rule: str = "default") -> Released:
    """The released part of Ann, given these reports and answers; round c is in confidence."""
    tables = Tables(
        [StudentRow(2, id, id.title(), SCHOOL) for id in ("ann", "bea")],
        [AdultRow(2, id, id.title(), "staff") for id in ("tess", "uma", "vic")],
        [],
        [
            RoundRow(2, "o", SCHOOL, "staff_mapping", "both", date(2026, 1, 1)),
            RoundRow(2, "s", SCHOOL, "student_voice", "both", date(2026, 2, 1)),
            RoundRow(2, "c", SCHOOL, IN_CONFIDENCE, "adults", date(2026, 3, 1)),
        ],
        answers,
        reports,
    )
    return released_of(facts_of(tables), NAMED_RULES[rule], DAY)[0][ANN]


def said(round_id: str, alter: str, informant: str, *, confidential: bool = False) -> ReportRow:
    """A supportive word on Ann's tie."""
    return ReportRow(2, round_id, "ann", alter, informant, "supportive", 2, (), None, confidential)


def answered(round_id: str, student: str = "ann") -> AnswerRow:
    """A student's answer about themselves."""
    return AnswerRow(2, round_id, student, student, "answered", None)


BY_STAFF = [said("o", "tess", "tess"), said("o", "uma", "uma")]
OPENLY = [said("s", "tess", "ann"), said("s", "uma", "ann")]


@pytest.mark.parametrize(
    ("reports", "answers", "states"),
    [
        pytest.param(BY_STAFF, [], ("supported", "unknown"), id="nothing in confidence"),
        pytest.param(
            BY_STAFF, [answered("c")], ("unknown", "unknown"), id="an answer that overruled both"
        ),
        pytest.param(OPENLY, [answered("s")], ("supported", "isolated"), id="an open answer"),
        pytest.param(
            OPENLY, [answered("s"), answered("c")], ("unknown", "isolated"), id="of one side alone"
        ),
        pytest.param(
            [*OPENLY, said("s", "vic", "ann", confidential=True)],
            [answered("s")],
            ("supported", "unknown"),
            id="two named openly beside one in confidence",
        ),
        pytest.param(
            [said("s", "tess", "ann"), said("s", "uma", "ann", confidential=True), *BY_STAFF],
            [answered("s")],
            ("unknown", "unknown"),
            id="one named openly and one in confidence",
        ),
        pytest.param(
            [*OPENLY, said("o", "tess", "tess", confidential=True)],
            [answered("s")],
            ("supported", "isolated"),
            id="a word that decides nothing",
        ),
        pytest.param(
            [said("o", "tess", "tess"), said("o", "uma", "uma", confidential=True)],
            [],
            ("unknown", "unknown"),
            id="supported by a word in confidence",
        ),
        pytest.param(
            [
                said("o", "tess", "tess", confidential=True),
                said("o", "uma", "uma", confidential=True),
            ],
            [],
            ("unknown", "unknown"),
            id="both words in confidence",
        ),
    ],
)
def test_a_side_is_unknown_where_confidence_decides_it(
    reports: list[ReportRow], answers: list[AnswerRow], states: tuple[str, str]
) -> None:
    """And as it is where it decides nothing."""
    left = ann(reports, answers).states
    assert (left.adult.state, left.peer.state) == states


def test_of_a_side_that_stands_without_confidence_the_state_alone_is_told() -> None:
    """Ann named two openly and one in confidence: she is supported, and how many she named is not
    told.
    """
    left = ann([*OPENLY, said("s", "vic", "ann", confidential=True)], [answered("s")])
    assert left.state_alone == {"adult"}
    assert left.withheld == {"peer"}
    assert set(taken(left.web).values()) == {None}


def test_the_same_word_said_again_in_confidence_carries_its_side() -> None:
    """Openly in January, in confidence in February: the later word speaks, so what is known rests
    on confidence alone.
    """
    again = [
        said("s", "tess", "tess", confidential=True),
        said("s", "uma", "uma", confidential=True),
    ]
    assert ann([*BY_STAFF, *again], []).withheld == {"adult"}


def test_a_strength_that_was_replaced_in_confidence_is_not_told() -> None:
    """Tess counts by Uma's open word too, but her own open word no longer holds as it was given."""
    both = [*BY_STAFF, said("o", "tess", "uma")]
    assert not ann(both, []).state_alone
    stronger = said("s", "tess", "tess", confidential=True)._replace(strength=3)
    assert ann([*both, stronger], []).state_alone == {"adult"}


def test_of_both_ends_one_in_confidence_is_enough() -> None:
    """Under the rule mutual a tie rests on both words."""
    ends = [*OPENLY, said("o", "tess", "tess"), said("o", "uma", "uma")]
    answers = [answered("s")]
    assert not ann(ends, answers, "mutual").withheld
    closed = [*ends, said("s", "tess", "tess", confidential=True)]
    assert ann(closed, answers, "mutual").withheld == {"adult"}
    assert not ann(closed, answers).withheld


@pytest.mark.parametrize("shown", [False, True])
def test_of_a_pair_whose_tie_was_denied_in_confidence_nothing_is_known(shown: bool) -> None:
    """Bea named Cal openly, then denied it in confidence: in Ann's web they are neither tied nor
    known not to be.

    Nor are they where Cal's own answer would show the pair.
    """
    tables = Tables(
        students=[StudentRow(2, id, id.title(), SCHOOL) for id in ("ann", "bea", "cal")],
        rounds=[
            RoundRow(2, "o", SCHOOL, "student_voice", "both", date(2026, 1, 1)),
            RoundRow(2, "s", SCHOOL, "student_voice", "both", date(2026, 2, 1)),
        ],
        answers=[answered("s"), *([answered("o", "cal")] if shown else [])],
        reports=[
            *(ReportRow(2, "s", "ann", peer, "ann", "supportive") for peer in ("bea", "cal")),
            ReportRow(2, "o", "bea", "cal", "bea", "supportive"),
        ],
    )
    openly = released_of(facts_of(tables), Rule(), DAY)[0][ANN]
    names = ("peers", "pairs_tied", "pairs_observable", "density")
    assert [taken(openly.web)[name] for name in names] == [2, 1, 1, 1.0]
    tables.reports.append(ReportRow(2, "s", "bea", "cal", "bea", "none", confidential=True))
    denied = released_of(facts_of(tables), Rule(), DAY)[0][ANN]
    assert not denied.withheld
    assert [taken(denied.web)[name] for name in names] == [2, 0, 0, None]


BEA = uid_of("bea")
NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("by_word", "by_answer", "openly", "closed"),
    [
        pytest.param(True, False, (1, 1), (0, 0), id="a tie by her own word"),
        pytest.param(False, True, (0, 1), (0, 0), id="a pair that her answer shows"),
    ],
)
def test_a_closed_side_shows_nothing_in_the_webs_of_others(
    by_word: bool, by_answer: bool, openly: tuple[int, int], closed: tuple[int, int]
) -> None:
    """Ann names Bea and Cal. Bea's peer side is closed: her own statements about peers then show no
    pair of Ann's web, else they would tell that Bea was asked.
    """
    tables = Tables(
        students=[StudentRow(2, id, id.title(), SCHOOL) for id in ("ann", "bea", "cal")],
        rounds=[
            RoundRow(2, "o", SCHOOL, "student_voice", "both", date(2026, 1, 1)),
            RoundRow(2, "s", SCHOOL, "student_voice", "both", date(2026, 2, 1)),
        ],
        answers=[answered("s"), *([answered("o", "bea")] if by_answer else [])],
        reports=[
            *(ReportRow(2, "s", "ann", peer, "ann", "supportive") for peer in ("bea", "cal")),
            *([ReportRow(2, "o", "bea", "cal", "bea", "supportive")] if by_word else []),
        ],
    )
    facts = facts_of(tables)
    of_adults: Unheard = {"adult": frozenset({BEA}), "peer": NOBODY}
    of_peers: Unheard = {"adult": NOBODY, "peer": frozenset({BEA})}
    for unheard, right in ((of_adults, openly), (of_peers, closed)):
        web = taken(released_of(facts, Rule(), DAY, unheard)[0][ANN].web)
        assert (web["pairs_tied"], web["pairs_observable"]) == right


def test_a_side_that_is_closed_in_another_wave_is_closed_in_this_one() -> None:
    """Nothing of it is told, though nothing was said in confidence yet; its state stands where it
    is *supported*.
    """
    facts = facts_of(
        Tables(
            [StudentRow(2, "ann", "Ann", SCHOOL)],
            [AdultRow(2, id, id.title(), "staff") for id in ("tess", "uma")],
            rounds=[RoundRow(2, "s", SCHOOL, "student_voice", "both", date(2026, 2, 1))],
            answers=[answered("s")],
            reports=OPENLY,
        )
    )
    both: Unheard = {"adult": frozenset({ANN}), "peer": frozenset({ANN})}
    left = released_of(facts, Rule(), DAY, both)[0][ANN]
    assert left.state_alone == {"adult"}
    assert left.withheld == {"peer"}
    assert (left.web.adults, left.web.peers) == (None, None)
