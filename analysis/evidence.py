"""Evidence: whether an alter counts for a student on a day under a rule, and if not, why not.

The order of the questions is the rule's own: present, not ended, a role that counts, somebody's
word, a word that the evidence asks for, and a good one among them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.answers import Answered
from analysis.fact_index import FactIndex
from analysis.facts import Side
from analysis.reasons import Reason
from analysis.statements import Statement
from facts.ties import RoleTie


class Verdict(NamedTuple):
    """The rule's decision on one alter of one student.

    ``may_count`` when the alter may yet count: not confirmed yet, or ended with nothing else
    against them. ``roles`` are the roles in force (``other`` where an adult has none);
    ``considered`` the statements that were looked at, the deciding ones first.
    """

    ego: str
    alter: str
    side: Side
    reason: Reason
    may_count: bool
    roles: tuple[str, ...]
    considered: tuple[Statement, ...]

    @property
    def counts(self) -> bool:
        """Whether the alter counts."""
        return self.reason == ""


class _Heard(NamedTuple):
    reason: Reason
    considered: tuple[Statement, ...] = ()


class Evidence(FactIndex):
    """The facts as read under a rule on a day; alters are judged on demand."""

    def verdict(self, ego: str, alter: str) -> Verdict:
        """The rule's decision on this alter of this student."""
        side = self.side(alter)
        words = self.words_on(ego, alter)
        ties = self.ties.get(ego, {}).get(alter, ())
        roles = _roles([tie for tie in ties if tie.until is None or self.on < tie.until])
        bare = ("peer",) if side == "peer" else ("other",)
        if alter in self.away:
            return Verdict(ego, alter, side, "away", False, roles or _roles(ties) or bare, words)
        if ties and not roles:
            last = max(tie.until for tie in ties if tie.until is not None)
            later = self._speaking(
                ego,
                alter,
                side,
                self._wanted(ego, alter, tuple(word for word in words if word.day >= last)),
            )
            if not later:
                as_if = self._heard(ego, alter, side, _roles(ties), words, as_if_not_ended=True)
                may_count = as_if.reason in ("", "not confirmed yet")
                return Verdict(ego, alter, side, "ended", may_count, _roles(ties), as_if.considered)
            words = later
        roles = roles or bare
        heard = self._heard(ego, alter, side, roles, words)
        return Verdict(
            ego,
            alter,
            side,
            heard.reason,
            heard.reason == "not confirmed yet",
            roles,
            heard.considered,
        )

    def _heard(
        self,
        ego: str,
        alter: str,
        side: Side,
        roles: Sequence[str],
        words: tuple[Statement, ...],
        *,
        as_if_not_ended: bool = False,
    ) -> _Heard:
        if side == "adult" and self.rule.roles.isdisjoint(roles):
            return _Heard("role not counted", words)
        if not words:
            return _Heard("no report")
        wanted = self._wanted(ego, alter, words, as_if_not_ended=as_if_not_ended)
        if not wanted:
            return _Heard("not this evidence", words)
        considered = self._speaking(ego, alter, side, wanted)
        if not considered:
            return _Heard("not named by the student", words)
        return (
            self._both_ends(ego, alter, side, considered)
            if self.rule.evidence == "mutual"
            else self._best(ego, alter, considered)
        )

    def _best(self, ego: str, alter: str, considered: tuple[Statement, ...]) -> _Heard:
        """The good ones of these words, or else what is wrong with the first of them."""
        if len(considered) == 1:
            return _Heard(self.fault(considered[0], ego, alter), considered)
        ranked = tuple(sorted(considered, key=lambda word: self._rank(word, ego, alter)))
        faults = [self.fault(word, ego, alter) for word in ranked]
        good = tuple(word for word, fault in zip(ranked, faults, strict=True) if fault == "")
        return _Heard("", good) if good else _Heard(faults[0], ranked)

    def _wanted(
        self, ego: str, alter: str, words: tuple[Statement, ...], *, as_if_not_ended: bool = False
    ) -> tuple[Statement, ...]:
        """The words of those whose word the evidence asks for."""
        match self.rule.evidence:
            case "student":
                return tuple(word for word in words if word.informant == ego)
            case "advisor":
                return tuple(
                    word
                    for word in words
                    if self._by_advisor(word, ego, alter, as_if_not_ended=as_if_not_ended)
                )
            case "mutual":
                return tuple(word for word in words if word.informant in (ego, alter))
        return words

    def _by_advisor(self, word: Statement, ego: str, alter: str, *, as_if_not_ended: bool) -> bool:
        if self.advised(word.informant, ego, word.day):
            return True
        return (
            as_if_not_ended
            and word.informant == alter
            and self.began_advising(alter, ego, word.day)
        )

    def _speaking(
        self, ego: str, alter: str, side: Side, wanted: tuple[Statement, ...]
    ) -> tuple[Statement, ...]:
        """The statements among these that are not silent; the student's own fresh one decides alone
        where everyone's count.
        """
        speaking = [word for word in wanted if not self.is_silent(word, ego, alter)]
        if len(speaking) < len(wanted):
            wanted = tuple(speaking)
        if self.rule.evidence not in ("any", "own-first"):
            return wanted
        for word in wanted:
            if word.informant == ego and self.is_fresh(word, ego, alter):
                return wanted if len(wanted) == 1 else (word,)
        settled = (
            self.answers.settled.get((ego, ego, side))
            if self.rule.evidence == "own-first"
            else None
        )
        if settled is None:
            return wanted
        return tuple(word for word in wanted if word.informant == ego or _after(word, settled))

    def _both_ends(
        self, ego: str, alter: str, side: Side, considered: tuple[Statement, ...]
    ) -> _Heard:
        by_end = {word.informant: word for word in considered}
        faults = {end: self.fault(word, ego, alter) for end, word in by_end.items()}
        ends = [end for end in (ego, alter) if end in by_end]
        words = tuple(by_end[end] for end in ends)
        if faults.get(ego) == "" and faults.get(alter) == "":
            return _Heard("", words)
        for end, other in ((ego, alter), (alter, ego)):
            if faults.get(end) == "" and faults.get(other, "stale") == "stale":
                return _Heard(
                    "not mutual"
                    if self._would_have_shown(ego, other, side)
                    else "not confirmed yet",
                    words,
                )
        faulty = [end for end in ends if faults[end] != ""]
        first = min(faulty, key=lambda end: (faults[end] == "stale", end != ego))
        return _Heard(faults[first], words)

    def _would_have_shown(self, ego: str, end: str, side: Side) -> bool:
        """Whether the end has an answer in force that names this tie if there is one: a student's
        leaves nobody unnamed.
        """
        if end in self.adults:
            return bool(self.answers.of.get((end, ego)) or self.answers.of.get((end, None)))
        return (end, end, side if end == ego else "peer") in self.answers.settled

    def _rank(self, word: Statement, ego: str, alter: str) -> tuple[int, int, str]:
        place = ("student", "alter", "advisor", "third").index(self.who(word, ego, alter))
        return (place, -word.day.toordinal(), self.facts.people[word.informant].id)


def _after(word: Statement, settled: Answered) -> bool:
    """Whether another's word was said after the student's settling answer, and not in its round."""
    return word.day > settled.day and word.round.uid != settled.round.uid


def _roles(ties: Sequence[RoleTie]) -> tuple[str, ...]:
    if len(ties) == 1:
        return (ties[0].role,)
    return tuple(sorted({tie.role for tie in ties}))
