"""The stamp of a release: whose data it holds, when and by which program it was made, and from
which data.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from analysis.facts import Facts
from facts.kinds import Tie
from facts.recorded import Recorded
from graph_service.records.hashes import content_hash
from graph_service.workflows.studies.studies import Study

_OF_THE_RECORD = {"recorded_by", "name"}
"""The columns beside the data: a new recording or a corrected name changes nothing that is
released."""


class Stamp(NamedTuple):
    """The stamp of one release; ``made_at`` is in UTC, ``data`` the fingerprint."""

    study: Study
    made_at: datetime
    program: str
    data: str


def data_hash(facts: Facts, rows: Sequence[Sequence[object]]) -> str:
    """One hash of what may leave: the facts that it was judged from, and what became of them.

    Two releases have the same if nothing underneath them differs. ``facts`` hold nothing that was
    said in confidence, so that the number tells of nothing that the rows do not. The random ids of
    people and ties are in it, so that nobody finds out by trying what it was made of. ``rows`` are
    in any order, without their codes.
    """
    return content_hash([*_said(facts), *(ascii(tuple(row)) for row in rows)])


def _said(facts: Facts) -> Iterator[str]:
    given = {row.fact.round for row in facts.answers} | {row.fact.round for row in facts.reports}
    rounds = [row for uid, row in facts.rounds.items() if uid in given]
    unnumbered: tuple[Iterable[NamedTuple], ...] = (
        facts.people.values(), (row.fact for row in facts.enrolments), rounds,
    )  # fmt: skip
    numbered: tuple[Iterable[Recorded[Tie]], ...] = (
        facts.ties, facts.answers, facts.reports, facts.contacts,
    )  # fmt: skip
    yield from (_told(row) for rows in unnumbered for row in rows)
    yield from (_told(row.fact, row.id) for rows in numbered for row in rows)


def _told(row: NamedTuple, *id: str) -> str:
    told = (value for field, value in row._asdict().items() if field not in _OF_THE_RECORD)
    return ascii((type(row).__name__, (*id, *map(str, told))))
