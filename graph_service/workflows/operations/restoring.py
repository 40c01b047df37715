"""Whether a database was put back to an earlier state, and beginning anew there: the record of
looks only ever grows.
"""

from collections.abc import Sequence

from graph_service.access.reader import OPERATOR
from graph_service.records.audit import Head, Look
from graph_service.store import audit, restored
from graph_service.store.restored import Ended, end_everything
from graph_service.workflows.audit.log import user_name
from graph_service.workflows.desk.reading import Desk


def is_put_back(desk: Desk, noted: Sequence[Head]) -> bool:
    """Whether the record lacks an entry at which it ended when somebody noted its ends: it was put
    back, or is another one.
    """
    return restored.is_put_back(desk.engine, noted)


def begin_anew(desk: Desk) -> Ended:
    """End every session and token that came back with the database, and record that."""
    who = user_name()
    action = "ended every session and token of a restored database"
    return end_everything(
        desk.engine,
        Look(desk.now(), OPERATOR.account, action, "", detail=who, role=OPERATOR.account),
    )


def ends(desk: Desk) -> list[Head]:
    """Where the record ends now, to be noted outside the database."""
    return audit.heads(desk.engine)
