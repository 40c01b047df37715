"""How flags are printed: a table for people, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from graph_service.formats.values import guard
from graph_service.workflows.desk.lens import Lens

_SYMBOLS = {"supported": "●", "thin": "◐", "isolated": "○", "unknown": "?"}

_IN_CONFIDENCE = " (Rests on words said in confidence: do not pass it on.)"
_PARTS = (
    "adult_threshold",
    "peer_threshold",
    "evidence",
    "observers",
    "least_strength",
    "fresh_days",
    "roles",
)


def as_json(flags: dict[str, Any] | list[dict[str, Any]]) -> str:
    """One object, or a list of them; a value that is undefined is null."""
    return json.dumps(flags, ensure_ascii=False, indent=2, allow_nan=False)


def as_csv(schools: Sequence[dict[str, Any]]) -> str:
    """One row a student and side of each school, with the rule and the day it was judged by."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "id",
            "name",
            "school",
            "grade",
            "advisory",
            "side",
            "state",
            "observed",
            "counted",
            "not_counted",
            "sentence",
            "rule",
            "version",
            "on",
            "known_on",
            *_PARTS,
            "confidential",
        ]
    )
    for flags in schools:
        for student in flags["students"]:
            for side in ("adult", "peer"):
                writer.writerow(map(_safe, _cells(flags, student, side)))
    return text.getvalue()


def _cells(
    flags: dict[str, Any], student: dict[str, Any], side: str
) -> Iterator[str | bool | None]:
    view = student[side]
    yield from (student[name] for name in ("id", "name", "school", "grade", "advisory"))
    yield from (side, view["state"], view["observed"], ";".join(view["counted"]))
    yield ";".join(f"{other['alter']}: {other['reason']}" for other in view["not_counted"])
    yield view["sentence"]
    yield from (flags["rule"]["name"], str(flags["rule"]["version"]))
    yield from (flags["on"], flags["known_on"])
    yield from (_part(flags["rule"][name]) for name in _PARTS)
    yield view["confidential"]


def print_table(flags: dict[str, Any], lens: Lens, *, brief: bool = False) -> None:
    """For people: the school's figures, then each student's two sides with why; ``brief`` is a line
    a student.
    """
    console = Console(highlight=False, markup=False)
    console.print(f"{flags['school']}. {lens.sentence}", soft_wrap=True)
    if flags["synthetic"]:
        console.print("The people of this school are invented.")
    for side, noun in (("adult", "adults"), ("peer", "peers")):
        console.print(_figure(flags["figures"][side], noun), soft_wrap=True)
    console.print()
    if brief:
        console.print(_table(flags))
    else:
        _print_explained(console, flags)


def _table(flags: dict[str, Any]) -> Table:
    """A line a student: who, and how many count on each side; 80 columns are enough."""
    table = Table(box=None, pad_edge=False, header_style="")
    needed = {side: flags["rule"][f"{side}_threshold"] for side in ("adult", "peer")}
    for heading in (
        "id",
        "name",
        f"adults, {needed['adult']} needed",
        f"peers, {needed['peer']} needed",
    ):
        table.add_column(heading, overflow="fold")
    for student in flags["students"]:
        table.add_row(
            student["id"], student["name"], _badge(student["adult"]), _badge(student["peer"])
        )
    return table


def _print_explained(console: Console, flags: dict[str, Any]) -> None:
    for student in flags["students"]:
        console.print(f"{student['id']}  {student['name']}")
        for side, noun in (("adult", "adults"), ("peer", "peers")):
            said = (
                f"{noun}: {_badge(student[side])}. "
                f"{student[side]['sentence']}{_IN_CONFIDENCE * student[side]['confidential']}"
            )
            console.print(Padding(said, (0, 0, 0, 4)))


def _badge(side: dict[str, Any]) -> str:
    """The state and how many count; of a side that nobody observed, how many at least, since there
    may be more.
    """
    known = len(side["counted"])
    count = f", {known}" if side["observed"] else f", at least {known}" if known else ""
    return f"{_SYMBOLS[side['state']]} {side['state']}{count}"


def _figure(figure: dict[str, Any], noun: str) -> str:
    reference = f"advisor-reported reference {figure['advisor_reported_reference']:.0%}"
    if figure["share"] is None:
        if not figure["total"]:
            return f"Supported by {noun}: nobody is enrolled on the day; {reference}."
        return f"Supported by {noun}: not known of any of {figure['total']} students; {reference}."
    return (
        f"Supported by {noun}: {figure['share']:.1%} of the {figure['known']} known "
        f"({figure['supported']} supported, {figure['thin']} thin, {figure['isolated']} "
        f"isolated), {figure['unknown']} unknown; "
        f"between {figure['low']:.1%} and {figure['high']:.1%} of all {figure['total']}; "
        f"{reference}."
    )


def _part(value: str | int | list[str]) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def _safe(value: str | bool | None) -> str:
    return str(value).upper() if isinstance(value, bool) else guard(value or "")
