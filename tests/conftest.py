"""The fixtures of the tests: a database of each kind, empty at every test, and a real browser."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from graph_service.store.bolt import BoltEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from tests import proofs
from tests.fresh import fresh
from tests.hashing import hash_quickly
from tests.neo4j_server import USER, NoServer, Server
from tests.proxy import Proxy
from tests.sizes import is_release

TESTS = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
os.environ.setdefault("SUPPORT_WEB_HOSTS", "testserver")
os.environ.setdefault("SUPPORT_WEB_ANSWER_SECONDS", "60")
"""Where many tests share a machine, a page's first time may be slow; what is told in time has tests
of its own."""
hash_quickly()
ON_BOTH = (
    "store",
    "workflows/audit",
    "workflows/desk/test_following.py",
    "workflows/intake",
    "workflows/recording",
    "workflows/test_departed.py",
    "app/test_guesses.py",
    "auth/test_sign_in.py",
    "cli/test_workers.py",
    "pages/test_importing_page.py",
)
"""Where tests with an ``engine`` run on Neo4j every time: the store, imports and what is undone,
writers and processes at once. The others run on Neo4j too before a release."""
EMPTY = "MATCH (n) WHERE NOT n:Schema DETACH DELETE n"
Access = tuple[str, str, str]
"""The address of a Neo4j, its user and its password."""


@pytest.fixture(scope="session")
def neo4j_access() -> Iterator[Access]:
    """A Neo4j that tests may empty: the one in SUPPORT_WEB_TEST_NEO4J, or one made for this run."""
    named = os.environ.get("SUPPORT_WEB_TEST_NEO4J")
    if named:
        user = os.environ.get("SUPPORT_WEB_TEST_NEO4J_USER", USER)
        yield named, user, os.environ.get("SUPPORT_WEB_TEST_NEO4J_PASSWORD", "")
        return
    try:
        server = Server(hasty=True)
    except NoServer as error:
        missing("SUPPORT_WEB_REQUIRE_NEO4J", str(error))
    yield server.address, USER, server.password
    server.stop()


@pytest.fixture
def proxy(neo4j_access: Access) -> Iterator[Proxy]:
    """A proxy before the real server."""
    with Proxy.before(neo4j_access[0]) as made:
        yield made


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_access: Access) -> Iterator[BoltEngine]:
    """An open engine on the Neo4j; a database that holds anything at the start of the run is left
    alone.
    """
    engine = BoltEngine(*neo4j_access, warnings=True)
    engine.check()
    migrate(engine)
    if engine.read("schools"):
        pytest.fail(
            f"The database at {neo4j_access[0]} is not empty: the tests would remove what it holds."
        )
    yield engine
    engine.define([EMPTY])
    engine.close()


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Definable]:
    """An empty database, migrated: the test runs once on each engine."""
    if request.param == "neo4j":
        server: BoltEngine = request.getfixturevalue("neo4j_engine")
        server.define([EMPTY])
        yield server
        return
    embedded = fresh(tmp_path / "support.web")
    yield embedded
    embedded.close()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where Chromium is."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or missing(
        "SUPPORT_WEB_REQUIRE_BROWSER",
        "No Chromium: install it (on Debian: chromium) to run the browser tests.",
    )


def missing(required_by: str, sentence: str) -> NoReturn:
    """Skip, or fail where the variable says that nothing may be skipped."""
    if os.environ.get(required_by) == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """As many workers as processors, up to four, each with a Neo4j of its own; one, where the tests
    empty a server that was named.
    """
    return 0 if os.environ.get("SUPPORT_WEB_TEST_NEO4J") else min(4, os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the release what need not run on Neo4j every time; begin with what takes minutes.

    So no worker waits for another's last test.
    """
    left = [] if is_release() else [item for item in items if waits_for_a_release(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def waits_for_a_release(item: pytest.Item) -> bool:
    """Whether a test is one on Neo4j that the database makes no difference to."""
    is_on_neo4j = (
        isinstance(item, pytest.Function)
        and hasattr(item, "callspec")
        and item.callspec.params.get("engine") == "neo4j"
    )
    return is_on_neo4j and not item.path.relative_to(TESTS).as_posix().startswith(ON_BOTH)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what its proofs tried."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["proofs"] = proofs.told()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """The figures of a worker's proofs, taken in; a crashed worker has handed over nothing, and its
    test fails.
    """
    proofs.add(getattr(node, "workeroutput", {}).get("proofs", {}))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print what the proofs tried; with -v the list of it too. Write it down where asked."""
    kept = os.environ.get("SUPPORT_WEB_TEST_FIGURES")
    if kept:
        Path(kept).write_text(json.dumps(proofs.told()), encoding="utf-8")
    told = proofs.lines(whole=config.get_verbosity() > 0)
    if told:
        terminalreporter.section("proofs")
        for line in told:
            terminalreporter.write_line(line)
