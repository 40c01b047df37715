"""What a release is stamped with: whose data it holds, when and by which program it was made, and
from which data.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from analysis.facts import Facts
from graph_service.records.hashes import content_hash
from graph_service.workflows.studies.studies import Study

_OF_THE_RECORD = {"recorded_at", "retracted_at", "recorded_by", "name"}
"""What a row says beside the data: that it was recorded anew, or a name put right, changes nothing
that is released."""


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
    given = {answer.round for answer in facts.answers} | {report.round for report in facts.reports}
    rounds = [row for uid, row in facts.rounds.items() if uid in given]
    parts: tuple[Iterable[NamedTuple], ...] = (
        facts.people.values(), facts.enrolments, facts.ties, rounds, facts.answers, facts.reports,
        facts.contacts,
    )  # fmt: skip
    for rows in parts:
        for row in rows:
            told = {
                field: value
                for field, value in row._asdict().items()
                if field not in _OF_THE_RECORD
            }
            yield ascii((type(row).__name__, tuple(map(str, told.values()))))
