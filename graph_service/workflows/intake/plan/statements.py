"""Answers, reports and contacts, made from rows into ties. Pure."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from facts.kinds import Tie
from facts.statements import Answer, Contact, Report
from graph_service.records.tables import Tables


class Ends(NamedTuple):
    """The ends that rows name: uids of people and rounds by id, the ids of students, and the uids
    of rounds in confidence.
    """

    uids: Mapping[str, str]
    rounds: Mapping[str, str]
    students: Collection[str]
    confidential_rounds: Collection[str]


def answers(tables: Tables, ends: Ends) -> list[Answer]:
    """The answers of the tables."""
    return [
        Answer(
            ends.rounds[row.round_id], ends.uids[row.informant_id],
            row.informant_id in ends.students,
            None if row.student_id is None else ends.uids[row.student_id],
            row.status, row.answered_on, row.unnamed_adults, row.unnamed_peers, None,
        )
        for row in tables.answers
    ]  # fmt: skip


def reports(tables: Tables, ends: Ends) -> list[Report]:
    """The reports of the tables; every one of a round in confidence is in confidence."""
    uids, rounds = ends.uids, ends.rounds
    return [
        Report(
            rounds[row.round_id], uids[row.student_id], uids[row.alter_id],
            row.alter_id in ends.students,
            uids[row.informant_id], row.support, row.strength, row.kinds, row.reported_on,
            row.confidential or rounds[row.round_id] in ends.confidential_rounds, None,
        )
        for row in tables.reports
    ]  # fmt: skip


def contacts(tables: Tables, ends: Ends) -> list[Contact]:
    """The contacts of the tables."""
    uids = ends.uids
    return [
        Contact(uids[row.adult_id], uids[row.student_id], row.on, row.kind, row.by, None)
        for row in tables.contacts
    ]


def in_confidence_still(old: Tie, new: Tie) -> Tie:
    """The new tie; a report in confidence where the old one is. Silently: a fault would tell that
    there is one.
    """
    if isinstance(old, Report) and isinstance(new, Report) and old.confidential:
        return new._replace(confidential=True)
    return new
