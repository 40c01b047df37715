"""Reading a school's files, in whichever format they are, into our own tables: what can be read,
and every fault at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats import (
    egor,
    egoweb,
    networkcanvas,
    oneroster,
    openeddi,
    our_tables,
    sds,
    survey,
)
from graph_service.formats.bundle import Bundle, open_bundle
from graph_service.formats.checks import check_portions
from graph_service.formats.columns import TABLES
from graph_service.formats.faults import Faults, by_cause
from graph_service.formats.gathering import Gathered
from graph_service.formats.mapping import not_taken
from graph_service.formats.partitions import MANY, ManyRows, Slots, portions
from graph_service.formats.rows import Broken
from graph_service.formats.signature import ENOUGH, Likeness, likeness
from graph_service.formats.translation import Choices, Translation, Unmatched
from graph_service.records.tables import Tables

FORMATS: tuple[Any, ...] = (
    sds,
    oneroster,
    networkcanvas,
    openeddi,
    egor,
    egoweb,
    survey,
    our_tables,
)
"""Every format that is read, of two that are as likely the first is taken; each has NAME, MAPPING
(what it takes), SIGNATURES and translate."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading. With ``faults``, ``people`` and ``rows`` are what could be read, to be
    checked further but never imported.

    ``people`` are the tables without the rows of those that are many, which are the ``rows``.
    ``sha256`` is of the content: the same rows in another order, encoding or kind of file give the
    same. ``files`` says for each table which file it was read from, or the first of them,
    ``labels`` what its columns are called there (lines of a further one say so themselves:
    ``origin.Line``); ``unread`` are tables of which a part could not be read, ``broken`` the rows
    that were left out for a fault. ``unmatched`` are people who were named and are counted as
    unnamed, for somebody to match. ``whole`` says whether the files are a bulk export or only what
    changed; None where they do not say. ``taken`` says which format they were taken for, and why;
    '' of our own tables.
    """

    people: Tables
    rows: ManyRows
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    broken: Mapping[str, Sequence[Broken]] = field(default_factory=dict)
    unmatched: Sequence[Unmatched] = ()
    whole: bool | None = None
    taken: str = ""

    @property
    def tables(self) -> Tables:
        """All of it at once: for what is small."""
        many: dict[str, Any] = {table: self.rows.take(table) for table in MANY}
        return replace(self.people, **many)

    def portion(self, slots: Slots) -> Tables:
        """The rows of a portion of the people, as tables in which nobody stands."""
        return Tables(
            **{table: self.rows.take(table, slots) for table in MANY},
            given=self.people.given.intersection(MANY),
            missing=self.people.missing,
            attributes=self.people.attributes,
            departed=self.people.departed,
        )

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self.rows.count(table) if table in MANY else len(getattr(self.people, table))

    def says_something(self) -> bool:
        """Whether there are answers, reports or contacts."""
        return any(self.count(table) for table in ("answers", "reports", "contacts"))

    def check(
        self,
        known_students: Collection[str],
        known_adults: Collection[str],
        known_rounds: Collection[str],
    ) -> list[Fault]:
        """The faults that show only across rows and against what the database knows
        (``check_portions``).
        """
        return check_portions(
            self.people,
            map(self.portion, portions(self.rows.weights())),
            known_students,
            known_adults,
            known_rounds,
            files=self.files,
            labels=self.labels,
            unread=self.unread,
            broken=self.broken,
        )

    def close(self) -> None:
        """Let go of the rows."""
        self.rows.close()


def read_tables(path: Path, choices: Choices = Choices()) -> Reading:  # noqa: B008 - a frozen value
    """Read a folder, a ZIP archive or a CSV file of tables, or a workbook, in one of the formats;
    raises nothing.
    """
    own_alone = choices.format == our_tables.NAME or (
        choices.format == "auto" and not choices.mapping
    )
    names = TABLES if own_alone else None
    gathered = Gathered(choices.days)
    with open_bundle(path, names, choices.room) as bundle:
        found = _translated(bundle, choices)
        for name, sheets in found.tables():
            gathered.take(name, sheets)
    gathered.people.departed = frozenset(found.departed)
    return Reading(
        gathered.people,
        gathered.rows,
        [*bundle.faults, *found.faults, *gathered.faults],
        by_cause([*bundle.warnings, *found.warnings, *gathered.warnings]),
        gathered.content_hash(),
        gathered.files,
        gathered.labels,
        frozenset(gathered.unread),
        gathered.broken,
        found.unmatched,
        found.whole,
        found.taken,
    )


def _translated(bundle: Bundle, choices: Choices) -> Translation:
    """The bundle in the format that was chosen, or that it shows; a note says why."""
    if not bundle.names():
        return Translation() if bundle.faults else our_tables.translate(bundle, choices)
    taken = _recognised(bundle, choices)
    if taken.faults:
        return Translation(faults=Faults(taken.faults))
    found: Translation = taken.format.translate(bundle, choices)
    if not (found.tables() or found.departed or found.faults or bundle.faults):
        message = (
            f"Nothing that the format {taken.format.NAME} reads stands in these files; check "
            "them, and --format."
        )
        found.faults.append(Fault(bundle.label, None, None, "no-table", message))
    found.taken = taken.because
    return found


class _Taken(NamedTuple):
    """A format, why it was taken, and what is wrong with taking it."""

    format: Any
    because: str = ""
    faults: Sequence[Fault] = ()


def _recognised(bundle: Bundle, choices: Choices) -> _Taken:
    """The format that was named, the survey where the mapping has one, else the one whose signature
    is there, and most of it.

    Where none is whole, the likest is one fault that says what it lacks.
    """
    named = next((reader for reader in FORMATS if choices.format == reader.NAME), None)
    if named is None and "survey" in choices.mapping:
        return _Taken(
            survey,
            "Read as a survey sheet: the mapping has a section [survey].",
            _mapping_faults(bundle, choices, survey),
        )
    likes = [
        (reader, likeness(bundle, reader.SIGNATURES)) for reader in ([named] if named else FORMATS)
    ]
    whole = [(reader, like) for reader, like in likes if like.whole]
    reader, like = max(whole or likes, key=lambda pair: pair[1].weight)
    if whole:
        because = like.because() if reader is not our_tables else ""
        return _Taken(reader, because, _mapping_faults(bundle, choices, reader))
    if like.lacks and like.weight >= (1 if named else ENOUGH):
        return _Taken(reader, faults=[_near_miss(bundle, like)])
    if named:
        return _Taken(named, "", _mapping_faults(bundle, choices, named))
    named_ours = any(name.strip().casefold() in TABLES for name in bundle.names())
    return _Taken(
        our_tables, "", _mapping_faults(bundle, choices, our_tables) if named_ours else []
    )


def _near_miss(bundle: Bundle, like: Likeness) -> Fault:
    message = (
        f"The files look like {like.called} and cannot be read as that: "
        f"{', and '.join(like.lacks)}; "
        "add what is missing, or say with --format what they are."
    )
    return Fault(bundle.label, None, None, "near-miss", message)


def _mapping_faults(bundle: Bundle, choices: Choices, reader: Any) -> list[Fault]:
    """The mapping's keys that the format does not take."""
    wrong = not_taken(choices.mapping, reader.NAME, reader.MAPPING)
    return [Fault(bundle.label, None, None, "mapping", sentence) for sentence in wrong]
