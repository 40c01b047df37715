"""The rule that turns evidence into states: a small frozen value with a name and a version."""

from dataclasses import dataclass, field

from facts.choices import ADULT_ROLES, Evidence, Observers

VERSION = 3
"""The version of the rule's meaning: raised whenever the same facts could give another state."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule: what counts as support, whose word is asked for, and who observes.

    ``adult_threshold`` and ``peer_threshold`` are numbers of alters; ``fresh_days`` is in days;
    ``roles`` are the adult roles that count.
    """

    name: str = "default"
    adult_threshold: int = 2
    peer_threshold: int = 2
    evidence: Evidence = "own-first"
    observers: Observers = "student-or-advisor"
    least_strength: int = 1
    fresh_days: int = 365
    roles: frozenset[str] = field(default=frozenset(ADULT_ROLES))
    version: int = VERSION


NAMED_RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(),
        Rule(name="student-voice", evidence="student", observers="student"),
        Rule(name="advisor-reported", evidence="advisor", observers="advisor"),
        Rule(name="mutual", evidence="mutual", observers="student"),
    )
}
