"""What people said in interviews about those around them, turned into a round, its answers and its reports.

Every interview format ends here. Nobody is matched by name alone, and nobody is made up: somebody named whom the mapping
does not match to a person of the roster is counted as unnamed, so that a tie that is there is never shown as missing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats.columns import IN_CONFIDENCE
from graph_service.formats.lines import Cells, day_of
from graph_service.formats.matching import Matching, Place
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Choices, Translation, Unmatched

KINDS = ("staff", "mentor", "family", "community")
PEER = "peer"
SIDES = ("both", "adults", "peers")


class Ego(NamedTuple):
    """Somebody who was interviewed: on the line where they stand, ``id`` as the interviews have it."""

    sheet: Sheet
    line: int
    id: str
    cells: Cells


class Alter(NamedTuple):
    """Somebody whom an ego named. ``key`` tells them from the ego's other alters."""

    sheet: Sheet
    line: int
    ego: str
    key: str
    cells: Cells


@dataclass(slots=True)
class Interviews:
    """All of them; ``student`` is the column of the ego's number at the school, unless the mapping names another.

    Without any column it is the ego's id. ``day`` is the column of the day, where there is one.
    """

    label: str
    student: str
    day: str = ""
    egos: list[Ego] = field(default_factory=list)
    alters: list[Alter] = field(default_factory=list)


def tell(interviews: Interviews, choices: Choices, found: Translation) -> None:
    """Write the interviews into the translation as one round with its answers and reports, as the mapping says."""
    reader = _Reader(interviews, choices, found)
    if reader.sound():
        reader.tell()


class _Reader:
    """The mapping, held against the interviews."""

    def __init__(self, interviews: Interviews, choices: Choices, found: Translation) -> None:
        self._interviews = interviews
        self._found = found
        self._round = choices.mapping.get("round", {})
        self._people = choices.mapping.get("people", {})
        self._matching = Matching(choices.directory, self._people.get("matches", {}))
        self._unnamed: dict[str, dict[str, int]] = defaultdict(lambda: {"adults": 0, "peers": 0})

    def sound(self) -> bool:
        """Whether the mapping says all that no export does; a fault for each thing that is not said."""
        before = len(self._found.faults)
        self._need("round", self._round, "id", "what this round is called, as nothing else is and as it will be again")
        self._need("round", self._round, "school", "the school's name")
        if self._round.get("asks") not in SIDES:
            self._refuse("round", "asks", f"whom the questions asked for: {', '.join(SIDES)}")
        if not (self._round.get("opened_on") or self._days()):
            self._refuse("round", "opened_on", "the day on which the round began (YYYY-MM-DD)")
        if not (self._people.get("means") or self._people.get("support")):
            self._refuse(
                "people", "means", "what being named means (supportive, neutral …), or in support which column says it"
            )
        if not (self._people.get("kind") or self._people.get("kinds")):
            choice = ", ".join((*KINDS, PEER))
            self._refuse(
                "people", "kind", f"what those named are ({choice}), or in kind_column and kinds where that is said"
            )
        return len(self._found.faults) == before

    def tell(self) -> None:
        """The round, the reports, and then the answers, which count whom the reports do not name."""
        known = {ego.id: ego for ego in self._interviews.egos}
        for alter in self._interviews.alters:
            if alter.ego in known:
                self._alter(alter, known[alter.ego])
            else:
                message = "The one who named them is not among those interviewed; add them, or take out the row."
                self._found.faults.append(Fault(alter.sheet.file, alter.line, None, "nobody", message))
        first = self._interviews.egos[0] if self._interviews.egos else None
        if first is not None:
            cells = {name: str(value) for name, value in self._round.items() if name != "confidential"}
            opened = {
                "id": self._id(),
                "kind": self._kind_of_round(),
                "opened_on": min(self._days(), default=""),
                **cells,
            }
            self._found.draft("rounds", first.sheet).add(first.line, **opened)
        for ego in self._interviews.egos:
            counts = self._unnamed[ego.id]
            self._found.draft("answers", ego.sheet).add(
                ego.line,
                round_id=self._id(),
                informant_id=self._number(ego),
                student_id=self._number(ego),
                status="answered",
                answered_on=self._day(ego),
                unnamed_adults=str(counts["adults"]),
                unnamed_peers=str(counts["peers"]),
            )
        self._found.faults += self._matching.faults()

    def _kind_of_round(self) -> str:
        """In confidence the answers are so too: open, they would show that somebody was named."""
        return IN_CONFIDENCE if self._round.get("confidential") else "student_voice"

    def _alter(self, alter: Alter, ego: Ego) -> None:
        person = self._person(alter)
        if not person:
            self._unmatched(alter)
            return
        support = self._said(alter, "support", "supports") or str(self._people.get("means", ""))
        cells = {
            "round_id": self._id(),
            "student_id": self._number(ego),
            "alter_id": person,
            "informant_id": self._number(ego),
            "support": support,
            "strength": self._said(alter, "strength", "strengths"),
            "confidential": "true" if self._round.get("confidential") else "",
        }
        self._found.draft("reports", alter.sheet, self._labels()).add(alter.line, **cells)

    def _person(self, alter: Alter) -> str:
        """The id of the person of the roster whom the alter is: by the column of ids, by the alter's own key, by the name."""
        given, name = str(self._people.get("alter", "")), str(self._people.get("name", ""))
        at = Place(alter.sheet.file, alter.line)
        return (
            self._matching.person(_value(alter.cells, given) if given else "", at._replace(column=given))
            or self._matching.confirmed(f"{alter.ego}/{alter.key}", at)
            or self._matching.person(self._name(alter), at._replace(column=name))
        )

    def _unmatched(self, alter: Alter) -> None:
        kind = self._kind(alter)
        if kind not in (*KINDS, PEER):
            message = (
                f"Nobody can tell from “{kind[:40]}” what this person is; say it in [people.kinds] of the mapping."
            )
            column = str(self._people.get("kind_column", "")) or None
            self._found.faults.append(Fault(alter.sheet.file, alter.line, column, "kind", message))
            return
        self._unnamed[alter.ego]["peers" if kind == PEER else "adults"] += 1
        name, key = self._name(alter), f"{alter.ego}/{alter.key}"
        if not (self._matching.is_settled(key) or self._matching.is_settled(name)):
            self._found.unmatched.append(Unmatched(alter.sheet.file, alter.line, name, key))

    def _kind(self, alter: Alter) -> str:
        value = _value(alter.cells, str(self._people.get("kind_column", "")))
        return str(_listed(self._people.get("kinds", {}), value) or self._people.get("kind") or value)

    def _said(self, alter: Alter, column: str, words: str) -> str:
        """What a column of the alter says, in our word for it where the mapping gives one."""
        value = _value(alter.cells, str(self._people.get(column, "")))
        return str(_listed(self._people.get(words, {}), value) or value)

    def _name(self, alter: Alter) -> str:
        """What they were called, where the mapping says which column tells that: a number is another person in each interview."""
        column = str(self._people.get("name", ""))
        return _value(alter.cells, column) if column else ""

    def _number(self, ego: Ego) -> str:
        column = str(self._people.get("student", self._interviews.student))
        written = _value(ego.cells, column) if column else ego.id
        return self._matching.person(written, Place(ego.sheet.file, ego.line, column or None)) or written

    def _id(self) -> str:
        return str(self._round["id"])

    def _labels(self) -> dict[str, str]:
        """Our columns by the names of those that the mapping names for them."""
        pairs = {"alter_id": "alter", "support": "support", "strength": "strength"}
        return {ours: str(self._people[theirs]) for ours, theirs in pairs.items() if self._people.get(theirs)}

    def _days(self) -> list[str]:
        return [day for ego in self._interviews.egos if (day := self._day(ego))]

    def _day(self, ego: Ego) -> str:
        return day_of(_value(ego.cells, str(self._people.get("day", self._interviews.day))))

    def _need(self, section: str, held: Mapping[str, Any], name: str, what: str) -> None:
        if not held.get(name):
            self._refuse(section, name, what)

    def _refuse(self, section: str, name: str, what: str) -> None:
        message = f"Interviews need a mapping that says, in [{section}] {name}, {what}."
        self._found.faults.append(Fault(self._interviews.label, None, None, "mapping", message))


def _listed(words: Mapping[str, Any], value: str) -> Any:
    return {key.casefold(): word for key, word in words.items()}.get(value.casefold())


def _value(cells: Cells, column: str) -> str:
    """What a column says; of one that is parted into a column an option, the options that are true."""
    column = column.casefold()
    if not column or column in cells:
        return cells.get(column, "")
    start = f"{column}_"
    options: Sequence[str] = [name for name in cells if name.startswith(start) and cells[name].casefold() == "true"]
    return ";".join(option.removeprefix(start) for option in options)
