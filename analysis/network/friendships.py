"""The network of a school's students on a day: who of those who answered named whom.

A student names another if their own word on them is good under the rule: fresh, supportive, strong
enough, and not silenced by a later answer. Words of a student without an answer in force are left
out. They are known by chance, and a missing answer would look like naming nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from analysis.evidence import Evidence

Arc = tuple[str, str]
"""The student who names, and the student who is named."""


@dataclass(frozen=True, eq=False)
class Friendships:
    """The students of a school, those of them who answered about peers, and whom these named.

    ``students`` are sorted. ``grades`` and ``advisories`` hold those of whom one is recorded.
    """

    students: tuple[str, ...]
    answered: frozenset[str]
    arcs: frozenset[Arc]
    grades: Mapping[str, str]
    advisories: Mapping[str, str]

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """The students whom each student named."""
        found: dict[str, set[str]] = {student: set() for student in self.students}
        for one, other in self.arcs:
            found[one].add(other)
        return found

    @cached_property
    def named_by(self) -> dict[str, set[str]]:
        """The students who named each student."""
        found: dict[str, set[str]] = {student: set() for student in self.students}
        for one, other in self.arcs:
            found[other].add(one)
        return found

    @cached_property
    def ties(self) -> list[Arc]:
        """The pairs of which one or both name the other, the smaller key first, in order."""
        return sorted({(min(arc), max(arc)) for arc in self.arcs})

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """Everybody who is seen, tied to those whom they named or who named them."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.seen)
        graph.add_edges_from(self.ties)
        return graph

    @cached_property
    def seen(self) -> list[str]:
        """The students who answered or whom somebody named: the others' place is not known."""
        return [
            student
            for student in self.students
            if student in self.answered or self.named_by[student]
        ]

    @cached_property
    def both_answered(self) -> list[Arc]:
        """The arcs between two students who both answered, in order."""
        return [arc for arc in sorted(self.arcs) if arc[1] in self.answered]


def friendships(
    evidence: Evidence,
    students: Iterable[str],
    grades: Mapping[str, str],
    advisories: Mapping[str, str],
) -> Friendships:
    """The network of these students, who are enrolled on the evidence's day."""
    members = sorted(set(students))
    answered = frozenset(student for student in members if _asked_and_answered(evidence, student))
    here = frozenset(members)
    arcs = frozenset(
        (student, other)
        for student in sorted(answered)
        for other in sorted(here & evidence.words.get(student, {}).keys())
        if other != student and _names(evidence, student, other)
    )
    return Friendships(tuple(members), answered, arcs, grades, advisories)


def _asked_and_answered(evidence: Evidence, student: str) -> bool:
    return any(answer.asks["peer"] for answer in evidence.answers.own(student))


def _names(evidence: Evidence, student: str, other: str) -> bool:
    return any(
        word.informant == student
        and not evidence.is_silent(word, student, other)
        and evidence.fault(word, student, other) == ""
        for word in evidence.words_on(student, other)
    )
