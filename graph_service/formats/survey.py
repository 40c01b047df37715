"""A survey sheet, as forms write it: one row a student, one column a question. A mapping says which column is what."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.columns import IN_CONFIDENCE
from graph_service.formats.lines import Cells, day_of, every
from graph_service.formats.mapping import SURVEY
from graph_service.formats.matching import Matching
from graph_service.formats.repeated import Place
from graph_service.formats.sheets import Sheet
from graph_service.formats.signature import Signature
from graph_service.formats.translation import Choices, Translation, Unmatched

NAME = "survey"
MAPPING = SURVEY
SIGNATURES: tuple[Signature, ...] = ()
"""None: a sheet of answers looks like any other. It is read where a mapping has a section [survey]."""

YES, NO = ("yes",), ("no",)
_PARTS = re.compile(r"[;,\n]")
_SIDES = ("adults", "peers")


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """A round a side that was asked about; an answer a student, with how many they have without naming them."""
    found = Translation()
    survey = choices.mapping.get("survey", {})
    sheet = bundle.read(bundle.names()[0], [str(survey.get("student", "")).casefold()])
    rows = list(every(sheet, found))
    reader = _Reader(sheet, choices, found)
    if reader.sound():
        for side in _SIDES:
            reader.tell(side, rows)
        found.faults += reader.matching.faults()
    return found


class _Reader:
    """The sheet, held against the mapping."""

    def __init__(self, sheet: Sheet, choices: Choices, found: Translation) -> None:
        self._sheet = sheet
        self._found = found
        self._survey = choices.mapping.get("survey", {})
        self._round = choices.mapping.get("round", {})
        self.matching = Matching(choices.directory, choices.mapping.get("people", {}).get("matches", {}))

    def sound(self) -> bool:
        """Whether the mapping names columns that are there, and says what the sheet cannot."""
        before = len(self._found.faults)
        header = {cell.strip().casefold() for cell in self._sheet.header}
        for name in ("student", *(column for side in _SIDES for column in (side, f"{side}_question"))):
            for column in _columns(self._survey.get(name)):
                if column.casefold() not in header:
                    self._refuse(
                        f"The mapping's [survey] {name} names a column that is not there; copy it from the sheet."
                    )
        if not self._survey.get("student"):
            self._refuse("A survey needs a mapping that says, in [survey] student, which column is the student's id.")
        if not any(self._asked(side) for side in _SIDES):
            self._refuse(
                "A survey needs a mapping that says, in [survey], which columns hold adults or peers, or ask about them."
            )
        if not self._round.get("id"):
            self._refuse(
                "A survey needs a mapping that says, in [round] id, what this round is called, as nothing else is and as it will "
                "be again."
            )
        for name in ("school", "opened_on"):
            if not self._round.get(name):
                self._refuse(f"A survey needs a mapping that says, in [round], the {name} of the round.")
        return len(self._found.faults) == before

    def tell(self, side: str, rows: Sequence[tuple[int, Cells]]) -> None:
        """One round about one side, so that what was said of one says nothing of the other."""
        if not self._asked(side) or not rows:
            return
        id = f"{self._round['id']}-{side}"
        cells = {
            name: str(value) for name, value in self._round.items() if name in ("school", "opened_on", "closed_on")
        }
        kind = IN_CONFIDENCE if self._round.get("confidential") else "student_voice"
        most = self._survey.get(f"max_{side}") or (None if self._survey.get(side) else 1)
        rounds = self._found.draft("rounds", self._sheet)
        capped = {f"max_{side}": str(most)} if most else {}
        rounds.add(rows[0][0], id=id, kind=kind, asks=side, **cells, **capped)
        bare = [line for line, row in rows if self._answer(side, id, line, row)]
        if bare:
            capped = {f"max_{side}": "1"}
            rounds.add(bare[0], id=_bare(id), kind=kind, asks=side, **cells, **capped)

    def _answer(self, side: str, id: str, line: int, row: Cells) -> bool:
        """The student's answer; whether it is a bare yes to the question, beside columns of names that were left empty.

        That says that there is somebody, not how many: it stands in a round with a cap of 1, and they were asked for names.
        """
        student = self._student(line, row)
        unnamed = 0
        named: set[str] = set()
        for name, column in self._names(side, row):
            person = self.matching.person(name, Place(self._sheet.file, line, column))
            if not person:
                unnamed += 1
                if not self.matching.is_settled(name):
                    self._found.unmatched.append(Unmatched(self._sheet.file, line, name, name))
            elif person not in named:
                named.add(person)
                self._report(id, line, student, person)
        said = self._said(side, line, row)
        yes_alone = bool(said and not named and not unnamed)
        bare = yes_alone and bool(self._survey.get(side))
        if bare:
            self._said_in(_bare(id), side, line, row, student, unnamed=1)
        answered = not bare and (said is not None or bool(named or unnamed))
        self._said_in(id, side, line, row, student, unnamed=int(yes_alone) or unnamed, answered=answered)
        return bare

    def _said_in(
        self, id: str, side: str, line: int, row: Cells, student: str, *, unnamed: int, answered: bool = True
    ) -> None:
        self._found.draft("answers", self._sheet, self._labels()).add(
            line,
            round_id=id,
            informant_id=student,
            student_id=student,
            status="answered" if answered else "asked",
            answered_on=day_of(row.get(str(self._survey.get("day", "")).strip().casefold(), "")) if answered else "",
            **{f"unnamed_{side}": str(unnamed if answered else 0)},
        )

    def _labels(self) -> dict[str, str]:
        """What the student's column is called in the sheet."""
        return dict.fromkeys(("student_id", "informant_id"), str(self._survey["student"]).strip())

    def _report(self, id: str, line: int, student: str, person: str) -> None:
        self._found.draft("reports", self._sheet, self._labels()).add(
            line,
            round_id=id,
            student_id=student,
            alter_id=person,
            informant_id=student,
            support=str(self._survey.get("means", "supportive")),
            confidential="true" if self._round.get("confidential") else "",
        )

    def _student(self, line: int, row: Cells) -> str:
        """The id of the student who answered, whom the sheet tells by id or by e-mail address; else what stands there."""
        column = str(self._survey["student"]).strip()
        written = row.get(column.casefold(), "")
        return self.matching.person(written, Place(self._sheet.file, line, column)) or written

    def _names(self, side: str, row: Cells) -> Iterator[tuple[str, str]]:
        """Whom the student named, each once, with the column; what only says that there is nobody is no name."""
        names: dict[str, str] = {}
        for column in _columns(self._survey.get(side)):
            for name in _PARTS.split(row.get(column.casefold(), "")):
                names.setdefault(name.strip(), column)
        nobody = self._words("nobody", ("nobody", "no one", "none", "n/a"))
        return ((name, column) for name, column in names.items() if name and name.casefold() not in nobody)

    def _said(self, side: str, line: int, row: Cells) -> bool | None:
        """What the student answered to the plain question, or that they named nobody; None: nothing."""
        column = str(self._survey.get(f"{side}_question", "")).strip().casefold()
        cells = [row.get(each.casefold(), "") for each in _columns(self._survey.get(side))]
        text = row.get(column, "").casefold() if column else ""
        if text in self._words("yes", YES):
            return True
        if text in self._words("no", NO):
            return False
        if text:
            message = f"“{text[:40]}” is none of the answers that the mapping knows; add it to [survey] yes or no."
            self._found.faults.append(Fault(self._sheet.file, line, column, "choice", message))
        nobody = self._words("nobody", ("nobody", "no one", "none", "n/a"))
        return False if any(cell.strip().casefold() in nobody for cell in cells if cell.strip()) else None

    def _words(self, name: str, usual: Sequence[str]) -> set[str]:
        return {word.casefold() for word in _columns(self._survey.get(name, list(usual)))}

    def _asked(self, side: str) -> bool:
        return bool(self._survey.get(side) or self._survey.get(f"{side}_question"))

    def _refuse(self, message: str) -> None:
        self._found.faults.append(Fault(self._sheet.file, None, None, "mapping", message))


def _bare(id: str) -> str:
    """The id of the round of those who said yes and named nobody."""
    return f"{id}-unnamed"


def _columns(named: Any) -> list[str]:
    """One column or several, as a list."""
    every = named if isinstance(named, list) else [named] if named else []
    return [str(each).strip() for each in every]
