"""The end of sessions and tokens in a database that was put back from a backup: some of them were
ended since.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph_service.records.audit import Head, Look
from graph_service.store.audit import append
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction


class Ended(NamedTuple):
    """How many sessions and tokens were ended."""

    sessions: int
    tokens: int


def is_put_back(engine: Engine, noted: Sequence[Head]) -> bool:
    """Whether the record lacks an entry at which it ended when somebody noted its ends.

    One of several servers may lag behind, so a record that seems to lack an entry is read again
    where writes go.
    """
    if not _lacks_any(engine.read, noted):
        return False
    with for_the_record():
        return engine.write(lambda tx: _lacks_any(tx.run, noted))


def _lacks_any(ask: Callable[..., list[Row]], noted: Sequence[Head]) -> bool:
    ends = {row["chain"]: row["at_number"] for row in ask("chains")}
    return any(
        head.number > ends.get(head.chain, 0)
        or [
            row["at_seal"]
            for row in ask("chain_links", chain=head.chain, after=head.number - 1, upto=head.number)
        ]
        != [head.seal]
        for head in noted
        if head.number
    )


def end_everything(engine: Engine, look: Look) -> Ended:
    """End every session and token of everybody, and record it."""

    def work(tx: Transaction) -> Ended:
        ended = Ended(
            *(int(tx.run(query)[0]["counted"]) for query in ("session_count", "token_count"))
        )
        tx.run("session_end_every")
        tx.run("token_revoke_every")
        append(tx, [look])
        return ended

    with for_the_record():
        return engine.write(work)
