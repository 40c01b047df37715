"""The rows of a survey sheet that are answers: one a student, without what a program wrote for
itself and what was not sent off.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats.instants import Moment
from graph_service.formats.lines import Cells
from graph_service.formats.matching import Matching
from graph_service.formats.questions import titles
from graph_service.formats.repeated import FilePosition
from graph_service.formats.sent_off import (
    FINISHED,
    VALIDATION,
    code_of,
    is_sent,
    review_of,
)
from graph_service.formats.sheets import Sheet
from graph_service.formats.spelling import folded
from graph_service.formats.survey_rows import MOST_NAMED, SheetRows, rows_of
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt

TWICE = ("latest", "last row", "first row", "refuse")
"""The treatments of a student's further rows, the usual first."""


class Row(NamedTuple):
    """A row of the sheet; ``student`` is the id of the one who answered, ``sent`` whether they sent
    it off.
    """

    line: int
    cells: Cells
    student: str
    sent: bool = True


class Submissions:
    """Reads which rows are answers; ``asked`` are the columns of the questions, in small
    letters.
    """

    def __init__(
        self,
        sheet: Sheet,
        survey: Mapping[str, Any],
        matching: Matching,
        found: Translation,
        asked: Iterable[str],
        *,
        has_roster: bool,
    ) -> None:
        self._sheet = sheet
        self._survey = survey
        self._matching = matching
        self._found = found
        self._asked = tuple(asked)
        self._has_roster = has_roster
        self._student = titles(survey["student"], sheet.header)[0]
        self._way = str(survey.get("twice", TWICE[0]))
        self._undated: set[int] = set()

    def rows(self, lines: Sequence[tuple[int, Cells]]) -> list[Row]:
        """The rows of people who answered or were asked, in the order of the sheet."""
        answers = SheetRows(self._sheet, self._found, self._asked).answers(lines)
        rows = self._with_students(answers)
        return self._with_sent(rows)

    def one_each(
        self, rows: Sequence[Row], moments: Mapping[int, Moment], *, all_days_read: bool = True
    ) -> list[Row]:
        """The row that counts among a student's several: one that was sent off, and among these as
        [survey] twice says.

        Where not ``all_days_read``, which is a fault of its own, nobody is told that no day tells
        which is the latest.
        """
        of_student: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            of_student[row.student].append(row)
        kept: list[Row] = []
        out: list[int] = []
        unclear: list[list[int]] = []
        for theirs in of_student.values():
            chosen = self._chosen(theirs, moments)
            if chosen is None and not all_days_read and self._way != "refuse":
                kept.append(theirs[-1])
            elif chosen is None:
                unclear.append([row.line for row in theirs])
            else:
                kept.append(chosen)
                out += [row.line for row in theirs if row is not chosen]
        self._tell_out(sorted(out))
        self._tell_unclear(unclear)
        self._tell_unsent([row.line for row in kept if not row.sent])
        return sorted(kept, key=lambda row: row.line)

    def _with_students(self, lines: Sequence[tuple[int, Cells]]) -> list[Row]:
        """The rows that say who answered."""
        column = self._student
        told = [(line, cells, cells.get(column.casefold(), "")) for line, cells in lines]
        blank = [line for line, _, written in told if not written]
        written_down = [row for row in told if row[2]]
        if (
            self._has_roster
            and len(written_down) > 1
            and not any(self._matching.meant(text) for *_, text in written_down)
        ):
            line, _, text = written_down[0]
            message = (
                f"None of the {len(written_down)} texts in this column is a student's id or "
                f"e-mail address ({excerpt(text)} …); name "
                "another column in [survey] student, or bring the students in first."
            )
            self._found.faults.append(Fault(self._sheet.file, line, column, "nobody", message))
            return []
        at = FilePosition(self._sheet.file, 1, column)
        asked = [
            (line, cells, self._matching.student(text, at._replace(line=line)))
            for line, cells, text in written_down
        ]
        if len(blank) == len(lines) > 0:
            message = (
                "No row says who answered; fill in the column, or name another in [survey] student."
            )
            self._found.faults.append(
                Fault(self._sheet.file, blank[0], column, "required", message)
            )
        elif blank:
            message = (
                f"Left out, as nobody can tell who answered: {rows_of(blank)}. "
                "Fill in the column and import the sheet again if they are to count."
            )
            self._note(blank[0], column, "blank-student", message)
        return [Row(line, cells, student) for line, cells, student in asked if student]

    def _with_sent(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, each with whether it was sent off and is not on hold."""
        sent = self._by_column(rows)
        return [row._replace(sent=False) if self._is_on_hold(row) else row for row in sent]

    def _is_on_hold(self, row: Row) -> bool:
        return (
            VALIDATION not in self._asked and review_of(row.cells.get(VALIDATION, "")) == "on hold"
        )

    def _by_column(self, rows: Sequence[Row]) -> list[Row]:
        """Whether each was sent off by a column that says so, else by whether it has a day."""
        named = self._survey.get("finished")
        header = {code_of(cell): cell.strip() for cell in reversed(self._sheet.header)}
        usual = next((header[name] for name in map(folded, FINISHED) if name in header), "")
        column = usual if named is None else next(iter(titles(named, self._sheet.header)), "")
        if not column:
            return self._by_day(rows) if named is None else list(rows)
        told = [(row, row.cells.get(column.casefold(), "")) for row in rows]
        strange = [(row, text) for row, text in told if is_sent(text) is None]
        if strange and named is None:
            return self._by_day(rows)
        if strange:
            row, text = strange[0]
            more = f" (and {len(strange) - 1} more cells like it)" if len(strange) > 1 else ""
            message = (
                f"{excerpt(text)}{more} does not say whether an answer was sent off; it takes "
                "yes or no, or a day where "
                "it was. Name another column in [survey] finished."
            )
            self._found.faults.append(Fault(self._sheet.file, row.line, column, "choice", message))
        return [row._replace(sent=bool(is_sent(text))) for row, text in told]

    def _by_day(self, rows: Sequence[Row]) -> list[Row]:
        """Where no column says it: a row without a day, of a sheet that has a column of days, is
        not certainly sent off.
        """
        column = next(iter(titles(self._survey.get("day"), self._sheet.header)), "")
        blank = {row.line for row in rows if column and not row.cells.get(column.casefold())}
        self._undated |= blank
        return [row._replace(sent=row.line not in blank) for row in rows]

    def _chosen(self, rows: Sequence[Row], moments: Mapping[int, Moment]) -> Row | None:
        """The one of a student's rows that counts; None where that is to be said."""
        sent = [row for row in rows if row.sent] or rows
        saying = [
            row for row in sent if any(row.cells.get(column) for column in self._asked)
        ] or sent[-1:]
        if len(saying) == 1 or self._way == "first row":
            return saying[0]
        if self._way == "last row":
            return saying[-1]
        if self._way == "refuse":
            return None
        alike = (
            len({tuple(row.cells.get(column, "") for column in self._asked) for row in saying}) == 1
        )
        return _latest(saying, moments) or (saying[-1] if alike else None)

    def _tell_out(self, out: Sequence[int]) -> None:
        if out:
            message = (
                "Left out, as these students have another row that counts ([survey] twice is "
                f"{self._way}): {rows_of(out)}. "
                'With twice = "refuse" such rows are a fault.'
            )
            self._note(out[0], self._student, "twice", message)

    def _tell_unclear(self, unclear: Sequence[Sequence[int]]) -> None:
        if unclear:
            lines = "; ".join(map(rows_of, unclear[:MOST_NAMED])) + (
                " …" if len(unclear) > MOST_NAMED else ""
            )
            who = (
                "A student has several rows"
                if len(unclear) == 1
                else f"{len(unclear)} students have several rows each"
            )
            why = "" if self._way == "refuse" else ", and no day and time tells which is the latest"
            message = (
                f'{who} ({lines}){why}; take out the others, or say in [survey] twice = "last '
                'row" or "first row".'
            )
            self._found.faults.append(
                Fault(self._sheet.file, unclear[0][1], self._student, "duplicate", message)
            )

    def _tell_unsent(self, unsent: Sequence[int]) -> None:
        undated = [line for line in unsent if line in self._undated]
        if undated:
            message = (
                "Without a day, and no column says whether they were sent off, so the student was "
                f"asked and has not answered: {rows_of(undated)}. Fill in the day, or name the "
                'column in [survey] finished; finished = "" there says that all were sent off.'
            )
            self._note(undated[0], None, "unfinished", message)
        unsent = [line for line in unsent if line not in undated]
        if unsent:
            message = (
                "Not sent off or on hold, so the student was asked and has not answered: "
                f"{rows_of(unsent)}. The people named there count as "
                'named all the same. If another column says it, name it in [survey] finished; "" '
                "there means none."
            )
            self._note(unsent[0], None, "unfinished", message)

    def _note(self, line: int, column: str | None, rule: str, message: str) -> None:
        self._found.warnings.append(Fault(self._sheet.file, line, column, rule, message))


def _latest(rows: Sequence[Row], moments: Mapping[int, Moment]) -> Row | None:
    """The row that is certainly the latest of them; None where none is."""
    for row in rows:
        mine = moments.get(row.line)
        others = [moments.get(other.line) for other in rows if other is not row]
        if mine is not None and all(
            its is not None and mine.is_comparable(its) and mine.is_after(its) for its in others
        ):
            return row
    return None
