"""A server that is gone, silent or slow is told within the time a page has, and found back by
itself.
"""

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph_service.errors import OutcomeUnknown, StoreUnavailable, SupportWebError
from graph_service.store.bolt import BoltEngine
from graph_service.store.deadline import patience
from graph_service.store.engine import Row, Transaction
from graph_service.store.opening import connect
from tests.conftest import Access
from tests.proxy import Proxy, State

REQUEST_SECONDS = 7.0
ANSWER_SECONDS = 10.0
BACK_SECONDS = 5.0


@pytest.fixture
def proxy(neo4j_access: Access, neo4j_engine: BoltEngine) -> Iterator[Proxy]:
    """A proxy before the real server, which has its model."""
    assert neo4j_engine.name == "neo4j"
    with Proxy.before(neo4j_access[0]) as made:
        yield made


@pytest.fixture
def engine(proxy: Proxy, neo4j_access: Access) -> Iterator[BoltEngine]:
    """An engine that knows the server by the proxy."""
    made = BoltEngine(f"bolt://127.0.0.1:{proxy.port}", *neo4j_access[1:])
    yield made
    made.close()


def seconds(ask: Callable[[], object]) -> float:
    """How long it takes until the database is said not to answer."""
    begun = time.monotonic()
    with patience(REQUEST_SECONDS), pytest.raises((StoreUnavailable, OutcomeUnknown)):
        ask()
    return time.monotonic() - begun


def once_back(ask: Callable[[], list[Row]]) -> list[Row]:
    """The answer once the database is back, within the seconds promised."""
    deadline = time.monotonic() + BACK_SECONDS
    while True:
        try:
            return ask()
        except StoreUnavailable:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def add(tx: Transaction) -> None:
    """Make a school."""
    tx.run("add_school", rows=[{"name": "Silent High", "uid": "silent"}])


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("state", ["cut", "silent"])
def test_a_server_that_is_gone_is_told_in_time_and_found_back(
    engine: BoltEngine, proxy: Proxy, state: State, warm: bool
) -> None:
    """With and without connections that stand: every read and write is answered in time, and the
    first after it is back is right.
    """
    if warm:
        engine.read("schools")
    proxy.set(state)
    assert seconds(lambda: engine.read("schools")) < ANSWER_SECONDS
    assert seconds(lambda: engine.write(add)) < ANSWER_SECONDS
    proxy.set("open")
    assert once_back(lambda: engine.read("schools")) is not None


def test_many_who_ask_a_silent_server_do_not_wait_for_each_other(
    engine: BoltEngine, proxy: Proxy
) -> None:
    """A hundred askers through forty threads: the last is told in time too, since it is known by
    then that the server is gone.
    """
    engine.read("schools")
    proxy.set("silent")
    begun = time.monotonic()
    with ThreadPoolExecutor(40) as pool:
        told = [pool.submit(seconds, lambda: engine.read("schools")) for _ in range(100)]
        assert all(row.result() < ANSWER_SECONDS for row in told)
    assert time.monotonic() - begun < ANSWER_SECONDS


def test_a_server_that_falls_silent_in_the_middle_of_a_write_changes_nothing(
    engine: BoltEngine, proxy: Proxy
) -> None:
    """Nothing was committed, and that is what is said."""

    def cut_off(tx: Transaction) -> None:
        add(tx)
        proxy.set("silent")
        tx.run("schools")

    with patience(2), pytest.raises(StoreUnavailable):
        engine.write(cut_off)
    proxy.set("open")
    assert once_back(lambda: engine.read("school_named", name="Silent High")) == []


def test_whoever_has_waited_long_enough_is_not_kept_waiting(
    engine: BoltEngine, proxy: Proxy
) -> None:
    """Over a line on which each answer takes half a second, a long row of questions ends when the
    asker's time does.
    """
    proxy.delay = 0.5

    def ask() -> None:
        with patience(2):
            for _ in range(20):
                engine.read("schools")

    assert seconds(ask) < ANSWER_SECONDS


def test_a_restart_between_two_reads_is_not_noticed(engine: BoltEngine, proxy: Proxy) -> None:
    """Connections that died meanwhile are made anew."""
    before = engine.read("schools")
    proxy.set("cut")
    proxy.set("open")
    assert engine.read("schools") == before


def test_an_address_where_nobody_is_is_told_in_time() -> None:
    """A port that is closed, one that takes and never answers, a name nobody has: one sentence, in
    time.
    """
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        for place in (
            f"127.0.0.1:{unused.getsockname()[1]}",
            f"127.0.0.1:{silent.getsockname()[1]}",
            "no.such.host:7687",
        ):
            for scheme in ("bolt", "neo4j"):
                begun = time.monotonic()
                with pytest.raises(SupportWebError, match="database"):
                    connect(f"{scheme}://{place}", "neo4j", "password")
                assert time.monotonic() - begun < ANSWER_SECONDS
