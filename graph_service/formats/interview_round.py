"""Interviews turned into a round, its answers and its reports.

Every interview format ends here. Nobody is matched by name alone, and nobody is made up: somebody
named whom the mapping does not match to a person of the roster is counted as unnamed, so that a tie
that is there is never shown as missing. A student who broke the interview off was asked and has not
answered; their words until then were said.
"""

from collections import defaultdict
from collections.abc import Iterable

from facts.statements import IN_CONFIDENCE
from graph_service.formats.interview_mapping import (
    KINDS,
    NO_PERSON,
    PEER,
    STRENGTHS,
    SUPPORT,
    InterviewMapping,
)
from graph_service.formats.interviews import Alter, Interviews
from graph_service.formats.matching import Matching
from graph_service.formats.repeated import FilePosition, Repeated
from graph_service.formats.sittings import Sitting, sittings
from graph_service.formats.translation import Choices, Translation, Unmatched
from graph_service.formats.values import excerpt

_ROUND_CELLS = ("id", "school", "asks", "opened_on", "closed_on", "max_adults", "max_peers")


def tell(interviews: Interviews, choices: Choices, found: Translation) -> None:
    """Write the interviews into the translation as one round with its answers and reports, as the
    mapping says.
    """
    mapping = InterviewMapping(interviews, choices, found)
    if mapping.sound():
        _Teller(interviews, mapping, Matching(choices.directory, mapping.matches), found).tell()


class _Teller:
    """The interviews that stand, and what is told of them."""

    def __init__(
        self,
        interviews: Interviews,
        mapping: InterviewMapping,
        matching: Matching,
        found: Translation,
    ) -> None:
        self._interviews = interviews
        self._mapping = mapping
        self._matching = matching
        self._found = found
        self._faults = Repeated()
        self._notes = Repeated()
        self._unnamed: dict[str, dict[str, int]] = defaultdict(lambda: {"adults": 0, "peers": 0})
        self._reported: dict[tuple[str, str], tuple[str, str]] = {}

    def tell(self) -> None:
        """The round, the reports, and then the answers, which count whom the reports do not
        name.
        """
        standing = sittings(self._interviews.egos, self._mapping, self._matching, self._found)
        known = {ego.id for ego in self._interviews.egos}
        for alter in self._interviews.alters:
            if alter.ego in standing:
                self._alter(alter, standing[alter.ego])
            elif alter.ego not in known:
                message = (
                    "The one who named them is not among those interviewed; add them, or take "
                    "out the row."
                )
                self._faults.add(
                    FilePosition(alter.sheet.file, alter.line), "nobody", message, alter.ego
                )
        self._tell_round(standing.values())
        for sitting in standing.values():
            self._answer(sitting)
        self._found.unmatched += self._matching.strangers()
        self._found.faults += [*self._matching.faults(), *self._faults.faults()]
        self._found.warnings += self._notes.faults()

    def _tell_round(self, standing: Iterable[Sitting]) -> None:
        first = min(self._interviews.egos, key=lambda ego: ego.line, default=None)
        if first is None:
            return
        said = self._mapping.round
        cells = {name: str(said[name]) for name in _ROUND_CELLS if name in said}
        days = [
            self._mapping.day(sitting.ego)
            for sitting in standing
            if self._mapping.moment(sitting.ego)
        ]
        labels = {name: f"[round] {name} of the mapping" for name in _ROUND_CELLS}
        opened = {"opened_on": min(days, default=""), **cells, "kind": self._kind_of_round()}
        self._found.draft("rounds", first.sheet, labels).add(first.line, **opened)

    def _kind_of_round(self) -> str:
        """In confidence the answers are so too: open, they would show that somebody was named."""
        return IN_CONFIDENCE if self._mapping.round.get("confidential") else "student_voice"

    def _answer(self, sitting: Sitting) -> None:
        """The ego's answer. Unfinished, they were asked: whom they would have named after that
        nobody knows.
        """
        ego, counts = (
            sitting.ego,
            self._unnamed[sitting.ego.id] if sitting.answered else {"adults": 0, "peers": 0},
        )
        labels = dict.fromkeys(
            ("informant_id", "student_id"), self._mapping.number_column() or "informant_id"
        )
        labels["answered_on"] = self._mapping.day_column or "answered_on"
        self._found.draft("answers", ego.sheet, labels).add(
            ego.line,
            round_id=self._mapping.id(),
            informant_id=sitting.person,
            student_id=sitting.person,
            status="answered" if sitting.answered else "asked",
            answered_on=self._mapping.day(ego) if sitting.answered else "",
            unnamed_adults=str(counts["adults"]),
            unnamed_peers=str(counts["peers"]),
        )

    def _alter(self, alter: Alter, sitting: Sitting) -> None:
        """A report on them, or one more whom the ego did not name so that anybody knows who they
        are.
        """
        at = FilePosition(alter.sheet.file, alter.line)
        kinds = self._mapping.kinds(alter)
        if kinds == {NO_PERSON}:
            what = self._mapping.kind_place(alter)[1] or alter.type
            self._notes.add(
                at, "no-person", f"Left out, as the mapping says that {excerpt(what)} is no person."
            )
            return
        person = self._person(alter)
        if person and person == sitting.person:
            self._notes.add(at, "self", "Somebody named themselves, which is left out.")
        elif not person:
            self._leave_unnamed(alter, sitting, kinds)
        elif support := self._mapping.support(alter):
            self._report(alter, sitting, person, support)
        elif not sitting.answered:
            self._notes.add(
                at,
                "unsaid",
                (
                    "Left out: they were named in an interview that ended before its question "
                    "about support."
                ),
            )
        else:
            message = (
                "Counted as unnamed, as nobody said whether the tie is supportive; what a blank "
                "means can be said by "
                '"" in [people.supports] of the mapping.'
            )
            self._notes.add(at, "unsaid", message)
            self._count(alter, kinds)

    def _person(self, alter: Alter) -> str:
        """The id of the person of the roster whom the alter is: by the column of ids, by the
        alter's own key, by the name.
        """
        at = FilePosition(alter.sheet.file, alter.line)
        (given, column), (name, called) = (
            self._mapping.cell(alter, "alter"),
            self._mapping.cell(alter, "name"),
        )
        return (
            self._matching.person(given, at._replace(column=column))
            or self._matching.confirmed(_key(alter), at)
            or self._matching.person(name, at._replace(column=called))
        )

    def _report(self, alter: Alter, sitting: Sitting, person: str, support: str) -> None:
        strength = self._mapping.said(alter, "strength", "strengths")
        if not self._holds(alter, "support", support, SUPPORT) or not self._holds(
            alter, "strength", strength, STRENGTHS
        ):
            return
        before = self._reported.get((sitting.person, person))
        if before is not None:
            self._again(alter, before == (support, strength))
            return
        self._reported[sitting.person, person] = support, strength
        self._found.draft("reports", alter.sheet, self._mapping.labels_of_alters(alter)).add(
            alter.line,
            round_id=self._mapping.id(),
            student_id=sitting.person,
            alter_id=person,
            informant_id=sitting.person,
            support=support,
            strength=strength,
            reported_on="" if sitting.answered else self._mapping.day(sitting.ego),
            confidential="true" if self._mapping.round.get("confidential") else "",
        )

    def _holds(self, alter: Alter, name: str, word: str, words: tuple[str, ...]) -> bool:
        """Whether the word is one that we have; each that is not is one fault."""
        if word.casefold() in words:
            return True
        choice = ", ".join(filter(None, words))
        column = self._mapping.cell(alter, name)[1]
        message = (
            f"{excerpt(word)} is none of {choice}; say what it means in [people.{name}s] of "
            "the mapping."
        )
        self._faults.add(FilePosition(alter.sheet.file, alter.line, column), "choice", message)
        return False

    def _again(self, alter: Alter, same: bool) -> None:
        at = FilePosition(alter.sheet.file, alter.line)
        if same:
            self._notes.add(
                at,
                "again",
                "Somebody was named twice in an interview, with the same words: they count once.",
            )
        else:
            message = (
                "The person was named before in this interview, with another support or "
                "strength; keep one of the two."
            )
            self._faults.add(at, "duplicate", message, f"{alter.ego} {alter.line}")

    def _leave_unnamed(self, alter: Alter, sitting: Sitting, kinds: set[str]) -> None:
        if not sitting.answered and not kinds <= {*KINDS, PEER}:
            return
        if not self._count(alter, kinds):
            return
        name, key = (
            self._mapping.cell(alter, "name")[0] or self._mapping.cell(alter, "alter")[0],
            _key(alter),
        )
        if not (self._matching.is_settled(key) or self._matching.is_settled(name)):
            self._found.unmatched.append(Unmatched(alter.sheet.file, alter.line, name, key))

    def _count(self, alter: Alter, kinds: set[str]) -> bool:
        """Count one more without a name on each side where they may be; a fault where nobody can
        tell what they are.
        """
        if not kinds <= {*KINDS, PEER}:
            column, what = self._mapping.kind_place(alter)
            message = (
                f"Nobody can tell from {excerpt(what)} what this person is; say it in "
                "[people.kinds] of the mapping "
                f'({", ".join((*KINDS, PEER))}, or "" where it is no person).'
            )
            self._faults.add(FilePosition(alter.sheet.file, alter.line, column), "kind", message)
            return False
        sides = {"peers" if kind == PEER else "adults" for kind in kinds}
        for side in sides:
            self._unnamed[alter.ego][side] += 1
        return True


def _key(alter: Alter) -> str:
    return f"{alter.ego}/{alter.key}"
