import pytest
from neo4j.exceptions import ClientError, IncompleteCommit, ServiceUnavailable

from graph_service.errors import Busy, OutcomeUnknown, StoreUnavailable
from graph_service.store import queries
from graph_service.store.bolt import BoltEngine
from tests.store.small_school import SINCE, TODAY, lay


def test_a_key_is_unique(neo4j_engine: BoltEngine) -> None:
    """The server itself refuses a second account of one login, told as somebody else's write."""
    given = {"login": "same", "name": "A", "role": "lead", "password_hash": "-", "at": None}
    neo4j_engine.write(lambda tx: tx.run("account_add", uid="one", **given))
    with pytest.raises(Busy, match="the same"):
        neo4j_engine.write(lambda tx: tx.run("account_add", uid="two", **given))


def test_a_write_that_takes_too_long_is_given_up(neo4j_engine: BoltEngine) -> None:
    """The transaction's own time limit ends it, in our words, and nothing is changed."""

    def slow(tx: object) -> None:
        statement = "UNWIND range(1, 100000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n)"
        tx._transaction.run(statement).consume()  # type: ignore[attr-defined]

    with pytest.raises(StoreUnavailable, match="too long"):
        neo4j_engine.write(slow, seconds=0.5)


def test_a_read_goes_by_a_read_transaction(neo4j_engine: BoltEngine) -> None:
    """The server refuses to write in a transaction that only reads."""
    with pytest.raises(ClientError):
        neo4j_engine.read("add_school", rows=[{"name": "Met", "uid": "met"}])


def test_an_answer_lost_at_the_commit_is_an_unknown_outcome(neo4j_engine: BoltEngine) -> None:
    """Whether it was done is not claimed; a server that is gone before is unavailable."""
    with pytest.raises(OutcomeUnknown, match="may or may not"), neo4j_engine._in_our_words():
        raise IncompleteCommit
    with pytest.raises(StoreUnavailable), neo4j_engine._in_our_words():
        raise ServiceUnavailable


READS_OF_OURS = [
    name
    for name in queries.names()
    if name.startswith(("school", "scope", "may_see", "viewers", "web", "people"))
]


def test_no_read_of_ours_is_warned_about(neo4j_engine: BoltEngine) -> None:
    """The server knows every word of the model: no query names something it has not heard of."""
    neo4j_engine.define(["MATCH (n) WHERE NOT n:Schema DETACH DELETE n"])
    one = dict.fromkeys(("account", "student", "school", "key", "name"), "x")
    many = {key: ["x"] for key in ("uids", "students", "adults", "peers", "within", "informants")}
    given = {"today": TODAY, "after": 0, **one, **many}
    for name in READS_OF_OURS:
        wanted = {key: value for key, value in given.items() if f"${key}" in queries.text(name)}
        assert neo4j_engine.read(name, **wanted) == []
    lay(neo4j_engine)
    assert neo4j_engine.read("scope_leads", account="acc-lea", today=SINCE)
