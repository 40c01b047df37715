"""The lens: which day and which rule, read from GET parameters or options in one place and written
back into addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from analysis.rule import NAMED_RULES, Rule
from facts.choices import ADULT_ROLES, EVIDENCE, OBSERVERS, RULE_BOUNDS
from facts.days import day_words
from graph_service.errors import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Lens:
    """How the facts are read: the day, the rule, and the day as of which they were known (None: as
    known now).

    ``query`` is the same as GET parameters (``on=2026-01-31&rule=mutual``), only what differs from
    the defaults; '' for none. ``sentence`` says day and rule in one line for people.
    """

    on: date
    rule: Rule
    known_on: date | None
    query: str
    sentence: str


PARAMETERS = (
    "on", "known_on", "rule", "evidence", "observers",
    "adult_threshold", "peer_threshold", "least_strength", "fresh_days", "roles",
)  # fmt: skip
"""The GET parameters that make a lens."""

CHOICES = {"rule": tuple(NAMED_RULES), "evidence": EVIDENCE, "observers": OBSERVERS}


def default_rule(name: str = "default", **changes: int) -> Rule:
    """A named rule with a house's own thresholds, least strength or days."""
    return replace(NAMED_RULES[name], **cast("dict[str, Any]", changes))


def read_lens(parameters: Mapping[str, str], today: date, defaults: Rule) -> Lens:
    """The lens that the parameters ask for; blank ones are not set.

    Raises BadInput with every fault: a day that is not YYYY-MM-DD or lies after today, an unknown
    rule, evidence, observer or role, a number that is none or out of its bounds.
    """
    given = {
        name: text.strip()
        for name, text in parameters.items()
        if name in PARAMETERS and text.strip()
    }
    faults: list[Fault] = []
    on = _day(given, "on", today, faults) or today
    known_on = _day(given, "known_on", today, faults)
    rule = _rule(given, defaults, faults)
    if faults:
        raise BadInput("The day or the rule cannot be read.", faults)
    return Lens(
        on,
        rule,
        known_on,
        _query(given, on == today, rule, defaults),
        _sentence(on, rule, known_on),
    )


def _query(given: Mapping[str, str], of_today: bool, rule: Rule, defaults: Rule) -> str:
    """The given parameters without those that say the default."""
    name = given.get("rule", defaults.name)
    base = _base(name, defaults)
    same = {
        option
        for option in given
        if hasattr(base, option) and getattr(rule, option) == getattr(base, option)
    }
    same |= {"on"} if of_today else set()
    same |= {"rule"} if name == defaults.name else set()
    return urlencode([(option, text) for option, text in given.items() if option not in same])


def _day(given: Mapping[str, str], name: str, today: date, faults: list[Fault]) -> date | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        day = None
    if day is None:
        faults.append(_fault(name, f"“{text[:40]}” is not a day; write it as YYYY-MM-DD."))
    elif day > today:
        faults.append(_fault(name, f"{text} lies in the future; choose today or an earlier day."))
        return None
    return day


def _rule(given: Mapping[str, str], defaults: Rule, faults: list[Fault]) -> Rule:
    name = given.get("rule", defaults.name)
    if name not in NAMED_RULES:
        faults.append(
            _fault(
                "rule", f"there is no rule “{name[:40]}”; the rules are {', '.join(NAMED_RULES)}."
            )
        )
        name = defaults.name
    rule = _base(name, defaults)
    changes: dict[str, Any] = {}
    for option in ("evidence", "observers"):
        if option in given:
            changes[option] = _one_of(option, given[option], CHOICES[option], faults)
    for option in RULE_BOUNDS:
        if option in given:
            changes[option] = _number(option, given[option], faults)
    if "roles" in given:
        changes["roles"] = _roles(given["roles"], faults)
    if faults:
        return rule
    changed = replace(rule, **changes)
    return changed if changed == rule else replace(changed, name=f"{rule.name}, changed")


def _base(name: str, defaults: Rule) -> Rule:
    """The named rule with the house's own thresholds, least strength and days."""
    if name == defaults.name:
        return defaults
    return replace(
        NAMED_RULES[name],
        adult_threshold=defaults.adult_threshold,
        peer_threshold=defaults.peer_threshold,
        least_strength=defaults.least_strength,
        fresh_days=defaults.fresh_days,
    )


def _one_of(name: str, text: str, among: tuple[str, ...], faults: list[Fault]) -> str:
    if text not in among:
        faults.append(_fault(name, f"“{text[:40]}” is none of {', '.join(among)}."))
    return text


def _number(name: str, text: str, faults: list[Fault]) -> int:
    low, high = RULE_BOUNDS[name]
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
    if not low <= number <= high:
        faults.append(_fault(name, f"“{text[:40]}” is not a whole number from {low} to {high}."))
    return number


def _roles(text: str, faults: list[Fault]) -> frozenset[str]:
    roles = frozenset(part.strip() for part in text.split(",") if part.strip())
    unknown = sorted(roles.difference(ADULT_ROLES))
    if unknown or not roles:
        faults.append(
            _fault("roles", f"“{', '.join(unknown)[:40]}” is none of {', '.join(ADULT_ROLES)}.")
        )
    return roles


def _fault(name: str, message: str) -> Fault:
    return Fault("the request", None, name, "lens", message)


_EVIDENCE_WORDS: dict[str, str] = {
    "own-first": "the student's own word first",
    "any": "anyone's word",
    "student": "the student's word alone",
    "advisor": "an advisor's word alone",
    "mutual": "both ends' words",
}


def _sentence(on: date, rule: Rule, known_on: date | None) -> str:
    parts = [
        f"As of {day_words(on)}",
        f"rule “{rule.name}” version {rule.version}",
        f"{rule.adult_threshold} adults and {rule.peer_threshold} peers asked for",
        _EVIDENCE_WORDS[rule.evidence],
        f"what was said within {rule.fresh_days} days",
    ]
    if rule.least_strength > 1:
        parts.append(f"strength {rule.least_strength} or more")
    if rule.roles != frozenset(ADULT_ROLES):
        parts.append(f"adult roles {', '.join(sorted(rule.roles))}")
    if known_on is not None:
        parts.append(f"as it was known on {day_words(known_on)}")
    return ", ".join(parts) + "."
