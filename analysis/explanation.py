"""Explanations: every state in one or two plain sentences that say who counts, who said so and
when, and what is not known.
"""

from collections.abc import Callable, Sequence
from datetime import date

from analysis.evidence import Evidence, Verdict
from analysis.facts import Side
from analysis.names import spoken
from analysis.statements import Statement
from analysis.states import SideState
from facts.statements import Answer

ROLE_WORDS = {
    "advisor": "advisor", "mentor": "mentor", "family": "family", "teacher": "teacher",
    "other": "adult", "peer": "peer",
}  # fmt: skip

REASON_SENTENCES: dict[str, str] = {
    "": "Counts.",
    "away": "Away: has left, or is not here yet.",
    "ended": "The tie has ended, and nobody has said anything since.",
    "role not counted": "The rule does not count this role.",
    "no report": "Known by role only: nobody has said whether it is supportive.",
    (
        "not named by the student"
    ): "The student was asked about everyone on this side and did not name them.",
    "not this evidence": "Somebody said something, but not somebody whose word this rule asks for.",
    "stale": "What was said is too long ago to speak for today.",
    "stressful": "Reported as stressful.",
    "denied": "Reported as no tie.",
    "neutral": "Reported as neither supportive nor stressful.",
    "weak": "Reported as supportive, but weaker than the rule asks for.",
    "not confirmed yet": "One end says so; the other end has not been asked.",
    "not mutual": "One end says so; the other end was asked and did not.",
}

_UNANSWERED = {
    "asked": (
        "was asked about {side} in the round of {day} and has not answered: ask {student} again"
    ),
    "declined": (
        "was asked about {side} in the round of {day} and chose not to answer: ask whether "
        "that still holds"
    ),
    "absent": "was away when {side} were asked about in the round of {day}: ask {student} now",
}

_UNANSWERED_IN_SHORT = {
    "asked": "Asked on {day}, not answered yet.",
    "declined": "Asked on {day}, chose not to answer.",
    "absent": "Away when the others were asked on {day}.",
}

_MOST_NAMED = 6
_MOST_IN_SHORT = 3


def day_words(day: date) -> str:
    """A day as people write it: 3 Oct 2026."""
    return f"{day.day} {day:%b %Y}"


def explain(evidence: Evidence, state: SideState, *, partial: bool = False) -> str:
    """The sentences that explain one side of one student: what is known, what observed it, what is
    open, who does not count.

    ``partial`` says that the reader may not see everything there could be; it is said of every
    student alike.
    """
    first = _name(evidence, state.ego)
    counted = _counted(evidence, state, first)
    if partial:
        counted = f"From what you may see, {counted[0].lower()}{counted[1:]}"
    parts = [counted, _observed(evidence, state, first), _open(evidence, state, first)]
    parts += [_difference(evidence, state, first), _set_aside(evidence, state)]
    return " ".join(part for part in parts if part)


def in_short(evidence: Evidence, state: SideState) -> str:
    """One line for a list: who counts, and what is open or when it was asked; ``explain`` says the
    rest.
    """
    side = _plural(state.side, 2)
    if state.state == "unknown":
        known = (
            f"{_and_more([_name(evidence, verdict.alter) for verdict in state.counted])} known. "
            if state.counted
            else ""
        )
        return known + _open_in_short(evidence, state)
    names = _and_more([_with_role(evidence, verdict) for verdict in state.counted])
    if state.state == "supported":
        return f"{names}."
    asked = f"Asked on {day_words(max(answer.day for answer in state.observing))}"
    if not state.counted:
        return (
            f"{asked}: none of the {side} counts for sure."
            if state.state == "thin"
            else f"{asked}: no supportive {state.side}."
        )
    return f"Only {names}. {asked}."


def _name(evidence: Evidence, uid: str) -> str:
    return spoken(evidence.facts.people[uid].name)


def _with_role(evidence: Evidence, verdict: Verdict) -> str:
    name = _name(evidence, verdict.alter)
    return name if verdict.side == "peer" else f"{name} ({_roles(verdict)})"


def _open_in_short(evidence: Evidence, state: SideState) -> str:
    """Why a side is unknown, in a few words."""
    if state.observing:
        words = _open(evidence, state, "the student")
        return f"{words[0].upper()}{words[1:]}"
    if state.own and evidence.rule.observers != "advisor":
        if _is_left_open(state):
            return "Answered, and left open how many: ask who."
        return "Named as many as there was room for: who else?"
    latest = _unanswered(evidence, state)
    if latest is None or evidence.rule.observers == "advisor":
        return f"No answer in the last {evidence.rule.fresh_days} days."
    return _UNANSWERED_IN_SHORT[latest.status].format(day=day_words(_opened(evidence, latest)))


def _roles(verdict: Verdict) -> str:
    return " and ".join(ROLE_WORDS[role] for role in verdict.roles)


def _and_more(names: Sequence[str]) -> str:
    """The first few of the names, and how many more."""
    if len(names) > _MOST_IN_SHORT:
        names = [*names[: _MOST_IN_SHORT - 1], f"{len(names) - _MOST_IN_SHORT + 1} more"]
    return " and ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


def _counted(evidence: Evidence, state: SideState, student: str) -> str:
    if not state.counted:
        return f"No supportive {state.side} of {student} is known."
    noun = f"supportive {_plural(state.side, state.n)}"
    verb = "is" if state.n == 1 else "are"
    return (
        f"{_number(state.n)} {noun} {verb} known: "
        f"{_listed(state.counted, lambda verdict: _because(evidence, verdict))}."
    )


def _because(evidence: Evidence, verdict: Verdict) -> str:
    word = verdict.considered[0]
    who = _informants(evidence, verdict)
    return (
        f"{_name(evidence, verdict.alter)} ({_roles(verdict)}; {who}, "
        f"{day_words(word.day)}{_kept_by(evidence, verdict, word)})"
    )


def _kept_by(evidence: Evidence, verdict: Verdict, word: Statement) -> str:
    """What keeps a word of an older day fresh: the answer that covers it, or a later contact."""
    if evidence.fresh(word.day):
        return ""
    if word.covered is not None and evidence.fresh(word.covered):
        if _is_withheld(evidence, word):
            return ""  # beside the sentence that nobody has answered it would tell of the answer
        return f", in an answer of {day_words(word.covered)}"
    contact = evidence.last_contact(verdict.alter, verdict.ego)
    return f", in touch since, last on {day_words(contact)}" if contact is not None else ""


def _is_withheld(evidence: Evidence, word: Statement) -> bool:
    report = word.report
    return any(
        (report.round, report.informant, about) in evidence.facts.withheld
        for about in (report.ego, None)
    )


def _informants(evidence: Evidence, verdict: Verdict) -> str:
    if evidence.rule.evidence == "mutual" and len(verdict.considered) > 1:
        return "both say so"
    word = verdict.considered[0]
    if word.informant == verdict.ego:
        return "the student says so"
    if word.informant == verdict.alter:
        return "they say so"
    return f"{_name(evidence, word.informant)} says so"


def _observed(evidence: Evidence, state: SideState, student: str) -> str:
    if state.observing:
        latest = max(state.observing, key=lambda answer: answer.order())
        if latest.informant == state.ego:
            return f"{student} answered about {_plural(state.side, 2)} on {day_words(latest.day)}."
        advisor = _name(evidence, latest.informant)
        return (
            f"{advisor}, advisor, answered about {student}'s {_plural(state.side, 2)} on "
            f"{day_words(latest.day)}."
        )
    if state.state == "supported":
        return ""
    return _unobserved(evidence, state, student)


def _unobserved(evidence: Evidence, state: SideState, student: str) -> str:
    """Why nothing is known of the side, and whom to ask."""
    side = _plural(state.side, 2)
    days = f"in the last {evidence.rule.fresh_days} days"
    if evidence.rule.observers == "advisor":
        return (
            f"No advisor of {student} has answered about {student}'s {side} {days}: ask an "
            f"advisor of {student}."
        )
    if state.own and _is_left_open(state):
        return f"{student} answered, and left open how many {side} there are: ask who."
    if state.own:
        return (
            f"{student} answered, but may have named as many as there was room for: ask who else."
        )
    latest = _unanswered(evidence, state)
    if latest is None:
        return f"Nobody who could know has answered about {student}'s {side} {days}: ask {student}."
    day = day_words(_opened(evidence, latest))
    return f"{student} {_UNANSWERED[latest.status].format(side=side, day=day, student=student)}."


def _is_left_open(state: SideState) -> bool:
    """Whether the student's answers all stand in rounds that leave open how many there are (a cap
    of 0).
    """
    caps = [
        answer.round.max_adults if state.side == "adult" else answer.round.max_peers
        for answer in state.own
    ]
    return all(cap == 0 for cap in caps)


def _unanswered(evidence: Evidence, state: SideState) -> Answer | None:
    """The latest round that asked the student about the side and got no answer."""
    asked = [
        row
        for row in evidence.unanswered.get(state.ego, ())
        if _asks(evidence, row.fact, state.side)
    ]
    latest = max(asked, key=lambda row: (_opened(evidence, row.fact), row.id), default=None)
    return None if latest is None else latest.fact


def _asks(evidence: Evidence, answer: Answer, side: Side) -> bool:
    return evidence.facts.rounds[answer.round].asks in ("both", f"{side}s")


def _opened(evidence: Evidence, answer: Answer) -> date:
    return evidence.facts.rounds[answer.round].opened_on


def _open(evidence: Evidence, state: SideState, student: str) -> str:
    if state.state == "supported":
        return ""
    open_alters = [verdict for verdict in state.not_counted if verdict.may_count]
    parts = []
    if open_alters:
        parts.append(
            "Not settled: "
            f"{_listed(open_alters, lambda verdict: _named(evidence, verdict, verdict.reason))}."
        )
    if state.unnamed:
        spoke = "also spoke of" if _named_by_ego(evidence, state) else "spoke of"
        parts.append(
            f"{student} {spoke} {state.unnamed} {_plural(state.side, state.unnamed)} without "
            "a name: ask who that is."
        )
    return " ".join(parts)


def _difference(evidence: Evidence, state: SideState, student: str) -> str:
    """Both voices, where the student's own answer and others' words differ."""
    own = evidence.answers.settled.get((state.ego, state.ego, state.side))
    if own is None:
        return ""
    sayers = [verdict for verdict in state.not_counted if _others_say_support(evidence, verdict)]
    if not sayers:
        return ""
    names = _listed(sayers, lambda verdict: _name(evidence, verdict.alter))
    said = "named nobody" if not _named_by_ego(evidence, state) else "did not name them"
    return (
        f"{student} {said}; others say that {names} "
        f"{'supports' if len(sayers) == 1 else 'support'} {student}."
    )


def _named_by_ego(evidence: Evidence, state: SideState) -> bool:
    return any(
        word.informant == state.ego and not evidence.is_silent(word, state.ego, verdict.alter)
        for verdict in (*state.counted, *state.not_counted)
        for word in evidence.words_on(state.ego, verdict.alter)
    )


def _others_say_support(evidence: Evidence, verdict: Verdict) -> bool:
    if verdict.reason != "not named by the student":
        return False
    return any(
        word.informant != verdict.ego and evidence.fault(word, verdict.ego, verdict.alter) == ""
        for word in _words(evidence, verdict)
    )


def _words(evidence: Evidence, verdict: Verdict) -> tuple[Statement, ...]:
    return evidence.words_on(verdict.ego, verdict.alter)


def _set_aside(evidence: Evidence, state: SideState) -> str:
    others = [verdict for verdict in state.not_counted if not verdict.may_count]
    if not others or state.state == "supported":
        return ""
    named = _listed(others, lambda verdict: _named(evidence, verdict, verdict.reason))
    return f"Not counted: {named}."


def _named(evidence: Evidence, verdict: Verdict, why: str) -> str:
    return f"{_name(evidence, verdict.alter)} ({why})"


def _listed(verdicts: Sequence[Verdict], words: Callable[[Verdict], str]) -> str:
    shown = [words(verdict) for verdict in verdicts[:_MOST_NAMED]]
    if len(verdicts) > _MOST_NAMED:
        shown.append(f"{len(verdicts) - _MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _plural(side: Side, number: int) -> str:
    return side if number == 1 else f"{side}s"


def _number(number: int) -> str:
    return "One" if number == 1 else str(number)
