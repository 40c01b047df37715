"""Reading a school's files, in whichever format they are, into our own tables: what can be read, and every fault at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph_service.errors import Fault
from graph_service.formats import egor, egoweb, networkcanvas, oneroster, openeddi, own, sds, survey
from graph_service.formats.bundle import Bundle, open_bundle
from graph_service.formats.checks import check_portions
from graph_service.formats.columns import TABLES
from graph_service.formats.gathering import Gathered
from graph_service.formats.mapping import not_taken
from graph_service.formats.portions import MANY, ManyRows, Slots, portions
from graph_service.formats.rows import Broken
from graph_service.formats.translation import Choices, Translation, Unmatched
from graph_service.records.tables import Tables

FORMATS: tuple[Any, ...] = (sds, oneroster, networkcanvas, openeddi, egoweb, egor, survey, own)
"""Every format that is read, in the order in which ``auto`` tries them; each has NAME, MAPPING (what it takes), is_this and translate."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. With ``faults``, ``people`` and ``rows`` are what could be read, to be checked further but never imported.

    ``people`` are the tables without the rows of those that are many, which are the ``rows``.
    ``sha256`` is of the content: the same rows in another order, encoding or kind of file give the same.
    ``files`` says for each table which file it was read from, or the first of them, ``labels`` what its columns are called
    there (lines of a further one say so themselves: ``origin.Line``);
    ``unread`` are tables of which a part could not be read, ``broken`` the rows that were left out for a fault.
    ``unmatched`` are people who were named and are counted as unnamed, for somebody to match. ``whole`` says whether the
    files are a bulk export or only what changed; None where they do not say.
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
        )

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self.rows.count(table) if table in MANY else len(getattr(self.people, table))

    def says_something(self) -> bool:
        """Whether there are answers, reports or contacts."""
        return any(self.count(table) for table in ("answers", "reports", "contacts"))

    def check(
        self, known_students: Collection[str], known_adults: Collection[str], known_rounds: Collection[str]
    ) -> list[Fault]:
        """The faults that show only across rows and against what the database knows (``check_portions``)."""
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
    """Read a folder, a ZIP archive or a CSV file of tables, or a workbook, in one of the formats; raises nothing."""
    own_alone = choices.format == own.NAME or (choices.format == "auto" and not choices.mapping)
    names = TABLES if own_alone else None
    gathered = Gathered(choices.days)
    with open_bundle(path, names, choices.room) as bundle:
        found = _translated(bundle, choices)
        for name, sheets in found.tables():
            gathered.take(name, sheets)
    return Reading(
        gathered.people,
        gathered.rows,
        [*bundle.faults, *found.faults, *gathered.faults],
        [*bundle.warnings, *found.warnings, *gathered.warnings],
        gathered.sha256(),
        gathered.files,
        gathered.labels,
        frozenset(gathered.unread),
        gathered.broken,
        found.unmatched,
        found.whole,
    )


def _translated(bundle: Bundle, choices: Choices) -> Translation:
    """The bundle in the format that was chosen, or that it shows."""
    if not bundle.names():
        return Translation() if bundle.faults else own.translate(bundle, choices)
    chosen = next((each for each in FORMATS if choices.format == each.NAME), None)
    if chosen is None and "survey" in choices.mapping:
        chosen = survey
    if chosen is None:
        chosen = next((each for each in FORMATS if each.is_this(bundle)), own)
    wrong = [
        Fault(bundle.label, None, None, "mapping", each)
        for each in not_taken(choices.mapping, chosen.NAME, chosen.MAPPING)
    ]
    if wrong:
        return Translation(faults=wrong)
    found: Translation = chosen.translate(bundle, choices)
    if not found.tables() and not found.faults and not bundle.faults:
        message = f"Nothing that the format {chosen.NAME} reads stands in these files; check them, and --format."
        found.faults.append(Fault(bundle.label, None, None, "no-table", message))
    return found
