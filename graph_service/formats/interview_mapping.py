"""The part of a mapping about interviews: the meaning of columns, and of the words in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.instants import Moment, moment
from graph_service.formats.interviews import Alter, Ego, Interviews
from graph_service.formats.lines import Cells, day_of
from graph_service.formats.translation import Choices, Translation
from graph_service.formats.values import excerpt

KINDS = ("staff", "mentor", "family", "community")
PEER = "peer"
NO_PERSON = ""
"""The kinds of named things that are no person: a place, a group, a pet."""
SIDES = ("both", "adults", "peers")
SUPPORT = ("supportive", "neutral", "stressful", "none")
STRENGTHS = ("", "1", "2", "3")
LATEST = "latest"

_FINISHED = frozenset("true yes y 1 completed complete finished done submitted".split())
BLANKS = frozenset(("", *"na n/a nan nil none null - .".split()))
"""The marks for a blank in files that went through a statistics program."""
BROKEN_OFF = frozenset(
    (*"incomplete unfinished partial abandoned started open".split(), "in progress")
)
"""Words that say so of an interview, whatever the column is called."""
_UNFINISHED = BLANKS | BROKEN_OFF | frozenset("false no n 0".split())
_OF_EGOS, _OF_ALTERS = (
    ("student", "day", "finished"),
    ("alter", "name", "support", "strength", "kind_column"),
)


class InterviewMapping:
    """The mapping, held against the interviews."""

    def __init__(self, interviews: Interviews, choices: Choices, found: Translation) -> None:
        self.round: Mapping[str, Any] = choices.mapping.get("round", {})
        self._people: Mapping[str, Any] = choices.mapping.get("people", {})
        self._interviews = interviews
        self._choices = choices
        self._found = found
        self.matches: Mapping[str, Any] = self._people.get("matches", {})
        self.student = self._column("student") or interviews.student
        self.day_column = self._column("day") or interviews.day

    def sound(self) -> bool:
        """Whether the mapping says all that no export does, and names columns that are there; a
        fault for each thing that it does not.
        """
        before = len(self._found.faults)
        self._need(
            "round", "id", "what this round is called, as nothing else is and as it will be again"
        )
        self._need("round", "school", "the school's name")
        if self.round.get("asks") not in SIDES:
            self._refuse("round", "asks", f"whom the questions asked for: {', '.join(SIDES)}")
        if self.round.get("twice") not in (None, LATEST):
            self._refuse(
                "round", "twice", f'which interview of two stands: "{LATEST}", or leave it out'
            )
        if not (self.round.get("opened_on") or any(map(self.day, self._interviews.egos))):
            self._refuse("round", "opened_on", "the day on which the round began (YYYY-MM-DD)")
        if not (self._people.get("means") or self._people.get("support")):
            self._refuse(
                "people",
                "means",
                (
                    "what being named means (supportive, neutral …), or in support which "
                    "column says it"
                ),
            )
        if not (self._people.get("kind") or self._people.get("kinds")):
            choice = ", ".join((*KINDS, PEER))
            self._refuse(
                "people",
                "kind",
                f"what those named are ({choice}), or in kind_column and kinds where that is said",
            )
        self._check_columns(
            _OF_EGOS, [ego.cells for ego in self._interviews.egos], "the file of those interviewed"
        )
        self._check_columns(
            _OF_ALTERS,
            [alter.cells for alter in self._interviews.alters],
            "any file of those named",
        )
        return len(self._found.faults) == before

    def id(self) -> str:
        """The round's name."""
        return str(self.round["id"])

    def written(self, ego: Ego) -> str:
        """The text in the place of the ego's number."""
        return _value(ego.cells, self.student) if self.student else ego.id

    def number_column(self) -> str | None:
        """The column where that is, as people know it."""
        return self.student or self._interviews.id_column or None

    def day(self, ego: Ego) -> str:
        """The day of the interview at the school, or what stands in its place, for the reading of
        days to judge.
        """
        when = self.moment(ego)
        return day_of(self._when(ego)) if when is None else when.day.isoformat()

    def moment(self, ego: Ego) -> Moment | None:
        """When the interview was; None where nobody can tell."""
        return moment(self._when(ego), self._choices.dates, self._choices.zone)

    def _when(self, ego: Ego) -> str:
        return _value(ego.cells, self.day_column) if self.day_column else ""

    def finished(self, ego: Ego) -> bool | None:
        """Whether the interview came to its end: as the mapped column says, else as the format
        does. None: nobody can tell.
        """
        column = self._column("finished")
        if not column:
            return ego.finished if ego.finished is not None else self.round.get("finished")
        text = _value(ego.cells, column)
        said = _listed(self._people.get("finishes", {}), text)
        if said is not None:
            return bool(said)
        if is_unfinished(text):
            return False
        if text.casefold() in _FINISHED or moment(text, self._choices.dates) is not None:
            return True
        message = (
            f"Nobody can tell whether {excerpt(text)} is a finished interview; say true or false "
            "for it in [people.finishes]."
        )
        self._found.faults.append(Fault(ego.sheet.file, ego.line, column, "choice", message))
        return None

    def kinds(self, alter: Alter) -> set[str]:
        """The role of an alter, in our words where there are any: by a type that is no person, by
        the column, by the type.
        """
        words = self._people.get("kinds", {})
        of_type = _listed(words, alter.type) if alter.type else None
        if of_type == NO_PERSON:
            return {NO_PERSON}
        said = list(_values(alter.cells, self._column("kind_column")))
        listed = {str(word) for value in said if (word := _listed(words, value)) is not None}
        unlisted = {value for value in said if _listed(words, value) is None and value}
        kind = self._people.get("kind")
        if unlisted and kind is None:
            return listed | unlisted
        return (
            listed - {NO_PERSON} or listed or {str(of_type if of_type is not None else kind or "?")}
        )

    def kind_place(self, alter: Alter) -> tuple[str | None, str]:
        """Where it is said what an alter is, and what stands there."""
        column = self._column("kind_column")
        titles = dict.fromkeys((title.strip().casefold() for title in alter.sheet.header), "")
        if column and _has(titles, column):
            return column, _value(alter.cells, column)
        return None, alter.type

    def said(self, alter: Alter, column: str, words: str) -> str:
        """The value of an alter's column, in our word for it where the mapping gives one."""
        value = _value(alter.cells, self._column(column))
        listed = _listed(self._people.get(words, {}), value)
        return value if listed is None else str(listed)

    def support(self, alter: Alter) -> str:
        """The ego's word on the alter: by its column, else the meaning of being named; '' where
        nobody said anything.
        """
        return self.said(alter, "support", "supports") or str(self._people.get("means", ""))

    def cell(self, alter: Alter, name: str) -> tuple[str, str | None]:
        """The value of the column that the mapping names so, and the column; nothing where it names
        none.
        """
        column = self._column(name)
        return (_value(alter.cells, column), column) if column else ("", None)

    def labels_of_alters(self, alter: Alter) -> dict[str, str]:
        """Our columns by the names of those in the alter's file from which they are filled."""
        own = {
            "alter_id": self._column("alter") or self._column("name"),
            "support": self._column("support"),
        }
        own |= {
            "strength": self._column("strength"),
            **dict.fromkeys(("student_id", "informant_id"), alter.ego_column),
        }
        return {ours: theirs for ours, theirs in own.items() if theirs}

    def _column(self, name: str) -> str:
        return str(self._people.get(name, "")).strip()

    def _check_columns(self, names: Sequence[str], rows: Sequence[Cells], where: str) -> None:
        """Refuse each column that the mapping names and none of the rows has."""
        for name in names:
            column = self._column(name)
            if column and rows and not any(_has(cells, column) for cells in rows):
                message = (
                    f"The mapping's [people] {name} is {excerpt(column)}, and {where} has no "
                    "such column; copy its name from there."
                )
                self._found.faults.append(
                    Fault(self._interviews.label, None, None, "mapping", message)
                )

    def _need(self, section: str, name: str, what: str) -> None:
        if not self.round.get(name):
            self._refuse(section, name, what)

    def _refuse(self, section: str, name: str, what: str) -> None:
        message = f"Interviews need a mapping that says, in [{section}] {name}, {what}."
        self._found.faults.append(Fault(self._interviews.label, None, None, "mapping", message))


def is_unfinished(text: str) -> bool:
    """Whether a cell about an interview's end says that it was not reached, by a word or by
    nothing.
    """
    return text.casefold() in _UNFINISHED


def _listed(words: Mapping[str, Any], value: str) -> Any:
    return {key.strip().casefold(): word for key, word in words.items()}.get(value.casefold())


def _has(cells: Cells, column: str) -> bool:
    """Whether there is the column, or one an option of it."""
    spelt = column.casefold()
    return spelt in cells or any(name.startswith(f"{spelt}_") for name in cells)


def _value(cells: Cells, column: str) -> str:
    """The value of a column; where it is split into a column an option, the options that are
    true.
    """
    return ";".join(_values(cells, column))


def _values(cells: Cells, column: str) -> Iterator[str]:
    """The values of a column: its cell, or each option that is true where it is split into a column
    an option.
    """
    spelt = column.casefold()
    if not spelt or spelt in cells:
        yield cells.get(spelt, "")
        return
    start = f"{spelt}_"
    options = [
        name.removeprefix(start)
        for name in cells
        if name.startswith(start) and cells[name].casefold() == "true"
    ]
    yield from options or [""]
