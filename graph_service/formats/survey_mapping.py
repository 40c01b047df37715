"""Whether a mapping says what a survey sheet cannot, and names columns that are there: every fault
once, before any row is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.columns import TABLES
from graph_service.formats.questions import columns, options
from graph_service.formats.sheets import Sheet
from graph_service.formats.submissions import TWICE
from graph_service.formats.values import CellError, day, excerpt

SIDES = ("adults", "peers")
MOST_SHOWN = 10
_SINGLE = ("student", "day", "finished", *(f"{side}_question" for side in SIDES))
_SUPPORTS = next(column.words for column in TABLES["reports"].columns if column.name == "support")


def faults_of(mapping: Mapping[str, Mapping[str, Any]], sheet: Sheet) -> list[Fault]:
    """The faults of the mapping's sections [round] and [survey], compared with the sheet."""
    survey, round_ = mapping.get("survey", {}), mapping.get("round", {})
    told = [*_columns_of(survey, sheet), *_needed(survey, round_), *_values(survey), *_days(round_)]
    return [Fault(sheet.file, None, None, "mapping", message) for message in told] + _nameless(
        survey, sheet
    )


def _nameless(survey: Mapping[str, Any], sheet: Sheet) -> list[Fault]:
    """Columns without a name behind one of a question, as SurveyMonkey writes its options: their
    answers must not be lost.
    """
    asked = {
        column.casefold()
        for side in SIDES
        for name in (side, f"{side}_options")
        for column in columns(survey.get(name))
    }
    found: list[Fault] = []
    question = ""
    behind: dict[str, list[int]] = {}
    for place, title in enumerate(sheet.header):
        question = title.strip() or question
        if (
            not title.strip()
            and question.casefold() in asked
            and any(row[place].strip() for row in sheet.rows)
        ):
            behind.setdefault(question, []).append(place + 1)
    for column, places in behind.items():
        which = (
            f"Column {places[0]} has"
            if len(places) == 1
            else f"Columns {', '.join(map(str, places))} have"
        )
        message = (
            f"{which} no name and may hold answers to the question before, {excerpt(column)}; "
            "write a name of its own over each, take out "
            "further rows of headers, and name in [survey] all columns that hold its answers."
        )
        found.append(Fault(sheet.file, sheet.header_line, column, "nameless", message))
    return found


def _columns_of(survey: Mapping[str, Any], sheet: Sheet) -> Iterator[str]:
    header = [title.strip() for title in sheet.header]
    folded = [title.casefold() for title in header]
    for name in (*_SINGLE, *SIDES):
        for column in columns(survey.get(name)):
            times = folded.count(column.casefold()) if column else 1
            if times == 0:
                yield (
                    f"The mapping's [survey] {name} names {excerpt(column)}, which is no column "
                    f"of the sheet; {_there(column, header)}"
                )
            elif times > 1:
                yield (
                    f"The mapping's [survey] {name} names {excerpt(column)}, and {times} columns "
                    "of the sheet are called so; "
                    "rename all but one."
                )
    for side in SIDES:
        for stem in columns(survey.get(f"{side}_options")):
            if not options(header, [stem]):
                yield (
                    f"The mapping's [survey] {side}_options names {excerpt(stem)}, and no column "
                    "of the sheet is called or begins so; "
                    f"{_there(stem, header)}"
                )


def _there(column: str, header: Sequence[str]) -> str:
    """Which column was likely meant, or which there are."""
    titles = {title.casefold(): title for title in header if title}
    close = get_close_matches(column.casefold(), titles, 1)
    if close:
        return f"did you mean {excerpt(titles[close[0]])}?"
    shown = ", ".join(map(excerpt, list(titles.values())[:MOST_SHOWN])) + (
        " …" if len(titles) > MOST_SHOWN else ""
    )
    return f"it has {shown}."


def _needed(survey: Mapping[str, Any], round_: Mapping[str, Any]) -> Iterator[str]:
    if not survey.get("student"):
        yield (
            "A survey needs a mapping that says, in [survey] student, which column is the "
            "student's id."
        )
    if not any(
        survey.get(name) for side in SIDES for name in (side, f"{side}_options", f"{side}_question")
    ):
        yield (
            "A survey needs a mapping that says, in [survey], which columns hold adults or "
            "peers, or ask about them."
        )
    if not round_.get("id"):
        yield (
            "A survey needs a mapping that says, in [round] id, what this round is called, as "
            "nothing else is and as it will "
            "be again."
        )
    for name in ("school", "opened_on"):
        if not round_.get(name):
            yield f"A survey needs a mapping that says, in [round], the {name} of the round."


def _values(survey: Mapping[str, Any]) -> Iterator[str]:
    for name, allowed in (("twice", TWICE), ("means", _SUPPORTS)):
        value = survey.get(name, allowed[0])
        if value not in allowed:
            yield (
                f"The mapping's [survey] {name} is {excerpt(str(value))}; it takes "
                f"{', '.join(allowed)}."
            )
    for side in SIDES:
        most = survey.get(f"max_{side}")
        if most is not None and not (str(most).isdecimal() and int(most) >= 1):
            yield (
                f"The mapping's [survey] max_{side} is {excerpt(str(most))}; it takes a whole "
                "number from 1."
            )
    if any(not mark for mark in separators(survey) or ()):
        yield (
            "The mapping's [survey] separator is blank; write what parts the names, such as "
            '";" or "space".'
        )


def _days(round_: Mapping[str, Any]) -> Iterator[str]:
    read: dict[str, date] = {}
    for name in ("opened_on", "closed_on"):
        if round_.get(name):
            try:
                read[name] = day(str(round_[name]))
            except CellError as error:
                yield f"The mapping's [round] {name} is no day: {error}"
    if len(read) == len(("opened_on", "closed_on")) and read["closed_on"] < read["opened_on"]:
        yield (
            f"The mapping's [round] closed_on {read['closed_on']} lies before opened_on "
            f"{read['opened_on']}; correct one of them."
        )


def separators(survey: Mapping[str, Any]) -> list[str] | None:
    """The mapping's separator of the names in a cell; None where it does not say so."""
    named = survey.get("separator")
    if named is None:
        return None
    marks = named if isinstance(named, list) else [named]
    return [_MARKS.get(mark.strip().casefold(), mark.strip() or mark[:1]) for mark in marks]


_MARKS = {"space": " ", "comma": ",", "semicolon": ";", "line": "\n", "tab": "\t"}
