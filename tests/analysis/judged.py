"""Facts judged on a day, as the tests of the rule want them."""

from collections.abc import Iterable
from datetime import date

from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.rule import Rule
from analysis.states import StudentStates, judge_all


def judge(facts: Facts, rule: Rule, on: date, students: Iterable[str]) -> dict[str, StudentStates]:
    """Both states of each student on the day, from the facts that are known."""
    return judge_all(Evidence(facts, rule, on), students)
