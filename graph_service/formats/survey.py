"""A survey sheet, as forms write it: one row a student, one column a question. A mapping says which
column is what.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from facts.statements import IN_CONFIDENCE
from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.instants import Moment
from graph_service.formats.lines import every
from graph_service.formats.mapping import SURVEY
from graph_service.formats.matching import Matching
from graph_service.formats.named_people import CellReader
from graph_service.formats.plain_words import NO, NOBODY, YES, Words
from graph_service.formats.questions import Question, Said, columns, titles
from graph_service.formats.sheets import Sheet
from graph_service.formats.signature import Signature
from graph_service.formats.submissions import Row, Submissions
from graph_service.formats.survey_mapping import SIDES, faults_of, separators
from graph_service.formats.survey_rows import rows_of
from graph_service.formats.translation import Choices, Translation, Unmatched
from graph_service.formats.values import excerpt
from graph_service.formats.written_days import DayColumn

NAME = "survey"
MAPPING = SURVEY
SIGNATURES: tuple[Signature, ...] = ()
"""None: a sheet of answers looks like any other. It is read where a mapping has a section
[survey]."""

MOST_SHOWN = 5


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """A round a side that was asked about; an answer a student, with how many they have without
    naming them.
    """
    found = Translation()
    sheet = bundle.read(_sheet_of(bundle, choices, found), _titles(choices))
    rows = list(every(sheet, found))
    found.faults += faults_of(choices.mapping, sheet) if sheet.header else []
    if not found.faults:
        _SurveyReader(sheet, choices, found).tell(rows)
    return found


def _titles(choices: Choices) -> list[str]:
    """The columns that the mapping names, by which a sheet is told and its separator."""
    survey = choices.mapping.get("survey", {})
    named = [
        survey.get(name)
        for name in ("student", "day", *SIDES, *(f"{side}_question" for side in SIDES))
    ]
    return [title.casefold() for titles in named for title in columns(titles)]


def _sheet_of(bundle: Bundle, choices: Choices, found: Translation) -> str:
    """The sheet that has the students' column, the first where none has; of several which one is a
    guess, and a fault.
    """
    names, titles = bundle.names(), _titles(choices)
    having = [name for name in names if titles and titles[0] in bundle.header(name, titles)]
    if len(having) > 1:
        which = ", ".join(map(excerpt, having[:MOST_SHOWN]))
        message = f"Several sheets have the column of students ({which}); give one of them alone."
        found.faults.append(Fault(bundle.label, None, None, "duplicate-table", message))
    chosen = having[0] if having else names[0]
    left = [name for name in names if name not in having and name != chosen]
    if left:
        message = (
            "Not read, as they have no column of students: "
            f"{', '.join(map(excerpt, left[:MOST_SHOWN]))}."
        )
        found.warnings.append(Fault(bundle.label, None, None, "unknown-table", message))
    return chosen


class _SurveyReader:
    """The sheet, read as the mapping says."""

    def __init__(self, sheet: Sheet, choices: Choices, found: Translation) -> None:
        survey = choices.mapping.get("survey", {})
        self._sheet = sheet
        self._choices = choices
        self._found = found
        self._survey = survey
        self._round = choices.mapping.get("round", {})
        matches = choices.mapping.get("people", {}).get("matches", {})
        self._matching = Matching(choices.directory, matches)
        own = {name: columns(survey.get(name)) for name in ("yes", "no", "nobody")}
        yes, no = Words([*YES, *own["yes"]], own["no"]), Words([*NO, *own["no"]], own["yes"])
        known = [
            *matches,
            *(
                text
                for person in choices.directory.people
                for text in (person.id, person.email or "")
            ),
        ]
        reader = CellReader(
            self._matching, Words([*NOBODY, *own["nobody"]]), yes, separators(survey), known
        )
        sides = [Question(side, survey, sheet, reader, yes, no) for side in SIDES]
        self._questions = [question for question in sides if question.is_asked()]
        self._moments: Mapping[int, Moment] = {}
        self._selves: list[int] = []
        self._unread: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def tell(self, lines: Sequence[tuple[int, Mapping[str, str]]]) -> None:
        """A round about each side, so that what was said of one says nothing of the other."""
        asked = {
            column.casefold()
            for question in self._questions
            for column in (*question.names, *question.options, question.plain)
            if column
        }
        has_roster = bool(self._choices.directory.people)
        submissions = Submissions(
            self._sheet,
            self._survey,
            self._matching,
            self._found,
            sorted(asked),
            has_roster=has_roster,
        )
        rows = submissions.rows(lines)
        before = len(self._found.faults)
        self._moments = self._days(rows)
        rows = submissions.one_each(
            rows, self._moments, all_days_read=len(self._found.faults) == before
        )
        for question in self._questions:
            faults, notes = question.look([(row.line, row.cells) for row in rows])
            self._found.faults += faults
            self._found.warnings += notes
            self._tell_side(question, rows)
            self._found.faults += question.strange.faults(self._sheet.file)
        self._found.faults += self._matching.faults()
        self._found.unmatched += self._matching.strangers()
        self._tell_notes()

    def _days(self, rows: Sequence[Row]) -> Mapping[int, Moment]:
        column = next(iter(titles(self._survey.get("day"), self._sheet.header)), "")
        cells = {row.line: row.cells.get(column.casefold(), "") for row in rows} if column else {}
        written = {line: text for line, text in cells.items() if text}
        return DayColumn(self._sheet.file, column, written, str(self._round["opened_on"])).read(
            self._choices, self._found
        )

    def _tell_side(self, question: Question, rows: Sequence[Row]) -> None:
        """The round of the side, and one of those who left it open, whose cap says so: no answer in
        it is complete.
        """
        if not rows:
            return
        id = f"{self._round['id']}-{question.side}"
        most = self._survey.get(f"max_{question.side}") or (
            None if question.asks_for_names() else 1
        )
        self._add_round(rows[0].line, id, question.side, str(most or ""))
        opened = [row.line for row in rows if self._answer(question, id, row)]
        if opened:
            self._add_round(opened[0], _open(id), question.side, "open")

    def _add_round(self, line: int, id: str, side: str, most: str) -> None:
        given = {
            name: str(value)
            for name, value in self._round.items()
            if name in ("school", "opened_on", "closed_on")
        }
        kind = IN_CONFIDENCE if self._round.get("confidential") else "student_voice"
        capped = {f"max_{side}": most} if most else {}
        self._found.draft("rounds", self._sheet).add(
            line, id=id, kind=kind, asks=side, **given, **capped
        )

    def _answer(self, question: Question, id: str, row: Row) -> bool:
        """The student's answer, and a report for each whom they named; whether it leaves the side
        open.

        A yes without names says that there is somebody, and a sentence that nobody can read not
        even that: neither tells how many there are. Such an answer stands in the round of those,
        and in the other the student was asked.
        """
        said = question.answer(row.line, row.cells)
        people = self._people(row, said)
        if not row.sent:
            self._report(id, row, people)
            self._said_in(id, question.side, row, answered=False)
            return False
        unnamed = said.named.unnamed
        self._note_strangers(row, said)
        nobody = said.named.says_nobody or said.plain is False
        bare = said.plain is True and not people and not unnamed
        if said.left_open or (bare and question.asks_for_names()):
            self._report(_open(id), row, people)
            self._said_in(_open(id), question.side, row, int(bare) or unnamed)
            self._said_in(id, question.side, row, answered=False)
            return True
        self._report(id, row, people)
        self._said_in(
            id,
            question.side,
            row,
            int(bare) or unnamed,
            answered=bool(bare or people or unnamed or nobody),
        )
        return False

    def _people(self, row: Row, said: Said) -> list[str]:
        """The ids of those named, without the student themselves, which is noted."""
        if row.student in said.named.people:
            self._selves.append(row.line)
        return [person for person in said.named.people if person != row.student]

    def _note_strangers(self, row: Row, said: Said) -> None:
        for stranger in said.named.strangers.values():
            if not stranger.settled:
                self._found.unmatched.append(
                    Unmatched(self._sheet.file, row.line, stranger.text, stranger.text)
                )
        for text, column in said.named.unread.items():
            self._unread[column].append((row.line, text))

    def _said_in(
        self, id: str, side: str, row: Row, unnamed: int = 0, *, answered: bool = True
    ) -> None:
        moment = self._moments.get(row.line)
        self._found.draft("answers", self._sheet, self._labels()).add(
            row.line,
            round_id=id,
            informant_id=row.student,
            student_id=row.student,
            status="answered" if answered else "asked",
            answered_on=moment.day.isoformat() if answered and moment else "",
            **{f"unnamed_{side}": str(unnamed)},
        )

    def _report(self, id: str, row: Row, people: Iterable[str]) -> None:
        moment = self._moments.get(row.line)
        for person in people:
            self._found.draft("reports", self._sheet, self._labels()).add(
                row.line,
                round_id=id,
                student_id=row.student,
                alter_id=person,
                informant_id=row.student,
                support=str(self._survey.get("means", "supportive")),
                reported_on=moment.day.isoformat() if moment and not row.sent else "",
                confidential="true" if self._round.get("confidential") else "",
            )

    def _labels(self) -> dict[str, str]:
        """The header of the student's column in the sheet."""
        return dict.fromkeys(
            ("student_id", "informant_id"), titles(self._survey["student"], self._sheet.header)[0]
        )

    def _tell_notes(self) -> None:
        for column, cells in self._unread.items():
            texts = list(dict.fromkeys(text for _, text in cells))
            shown = ", ".join(map(excerpt, texts[:MOST_SHOWN])) + (
                " …" if len(texts) > MOST_SHOWN else ""
            )
            message = (
                f"Nobody can tell whether these texts name somebody: {shown} "
                f"({rows_of(sorted({line for line, _ in cells}))}). "
                "The side of these students stays open. Add words for nobody to [survey] "
                "nobody, people to "
                "[people.matches], and say in separator what parts them."
            )
            self._found.warnings.append(
                Fault(self._sheet.file, cells[0][0], column, "unread", message)
            )
        if self._selves:
            message = (
                f"Left out, as students named themselves: {rows_of(sorted(set(self._selves)))}."
            )
            self._found.warnings.append(
                Fault(self._sheet.file, min(self._selves), None, "self", message)
            )


def _open(id: str) -> str:
    """The id of the round of those who left it open."""
    return f"{id}-unnamed"
