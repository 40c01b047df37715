"""Explanations: every state in one or two plain sentences that say who counts, who said so and
when, and what is not known.
"""

from collections.abc import Callable, Sequence

from analysis.evidence import Evidence, Verdict
from analysis.names import spoken
from analysis.statements import Statement
from analysis.states import SideState
from analysis.unobserved import plural, why_unobserved, why_unobserved_in_short
from facts.choices import ROLE_WORDS
from facts.days import day_words

_MOST_NAMED = 6
_MOST_IN_SHORT = 3


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
    side = plural(state.side, 2)
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
    return why_unobserved_in_short(evidence, state)


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
    noun = f"supportive {plural(state.side, state.n)}"
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
    """The reason why an older statement is still fresh: the answer that covers it, or a later
    contact.
    """
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
            return f"{student} answered about {plural(state.side, 2)} on {day_words(latest.day)}."
        advisor = _name(evidence, latest.informant)
        return (
            f"{advisor}, advisor, answered about {student}'s {plural(state.side, 2)} on "
            f"{day_words(latest.day)}."
        )
    if state.state == "supported":
        return ""
    return why_unobserved(evidence, state, student)


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
            f"{student} {spoke} {state.unnamed} {plural(state.side, state.unnamed)} without "
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


def _number(number: int) -> str:
    return "One" if number == 1 else str(number)
