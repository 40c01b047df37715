"""What a database that was put back from a backup may not keep: sessions and tokens of that day, some of which were ended since."""

from typing import NamedTuple

from graph_service.records.looks import Look
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Transaction
from graph_service.store.looks import append


class Ended(NamedTuple):
    """How many sessions and tokens were ended."""

    sessions: int
    tokens: int


def end_everything(engine: Engine, look: Look) -> Ended:
    """End every session and token of everybody, and record it."""

    def work(tx: Transaction) -> Ended:
        ended = Ended(*(int(tx.run(query)[0]["counted"]) for query in ("session_count", "token_count")))
        tx.run("session_end_every")
        tx.run("token_revoke_every")
        append(tx, [look])
        return ended

    with for_the_record():
        return engine.write(work)
