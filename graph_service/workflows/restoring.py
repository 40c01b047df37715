"""Whether a database was put back to an earlier state, and beginning anew there: the record of looks only ever grows."""

from collections.abc import Sequence

from graph_service.access.reader import OPERATOR
from graph_service.records.looks import Head, Look
from graph_service.store import looks
from graph_service.store.restored import Ended, end_everything
from graph_service.workflows.noting import user_name
from graph_service.workflows.reading import Desk


def is_put_back(desk: Desk, noted: Sequence[Head]) -> bool:
    """Whether the record lacks an entry at which it ended when somebody noted its ends: it was put back, or is another one."""
    ends = {head.chain: head.number for head in looks.heads(desk.engine)}
    return any(
        head.number > ends.get(head.chain, 0)
        or [seal for _, seal, _ in looks.links(desk.engine, head.chain, head.number - 1, head.number)] != [head.seal]
        for head in noted
        if head.number
    )


def begin_anew(desk: Desk) -> Ended:
    """End every session and token that came back with the database, and record that."""
    who = user_name()
    action = "ended every session and token of a restored database"
    return end_everything(
        desk.engine, Look(desk.now(), OPERATOR.account, action, "", detail=who, role=OPERATOR.account)
    )


def ends(desk: Desk) -> list[Head]:
    """Where the record ends now, to be noted outside the database."""
    return looks.heads(desk.engine)
