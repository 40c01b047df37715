"""The wire to a Neo4j server: how long it may be silent, when a try is made again, and what is
known of a server that is gone.
"""

import random
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.store import deadline

CONNECT_SECONDS = 3.0
RETRY_SECONDS = 3.0
"""So long a connection that breaks is tried anew."""
TURN_SECONDS = 30.0
"""So long, within the asker's time, a write is tried again that met another one on the server."""
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
PAUSE_SECONDS = 1.0
LIVENESS_SECONDS = 30.0
GONE = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError)
T = TypeVar("T")


class Wire:
    """One driver. A server that is silent for ``silence`` seconds in the middle of an answer is
    given up.

    Once a server is gone, one asker at a time finds out whether it is back, once a second, and the
    others are told at once that it is not: else all of a busy service's threads would wait for it,
    and whoever came later for them.
    """

    def __init__(
        self, address: str, auth: tuple[str, str] | None, silence: float, *, warnings: bool
    ) -> None:
        self._driver = neo4j.GraphDatabase.driver(
            address,
            auth=auth,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=0,
            liveness_check_timeout=LIVENESS_SECONDS,
            warn_notification_severity="WARNING" if warnings else "OFF",
        )
        _give_up_after(self._driver, silence)
        self._gone_at: float | None = None
        self._asking = threading.Lock()

    def check(self) -> None:
        """Whether the server answers and lets us in; raises the driver's errors."""
        self._driver.verify_connectivity()

    def use(
        self, work: Callable[[neo4j.Session], T], begin: Callable[[], object] = lambda: None
    ) -> T:
        """The result of ``work`` with a session; raises the driver's errors, and those of ``work``.

        A try that may help is made again. Each begins with ``begin``, after a longer pause than the
        one before. The driver's own tries are not used: they would wait for a server that is gone
        as long as for one that is busy.
        """
        self._find_back()
        started, pause = time.monotonic(), FIRST_PAUSE
        while True:
            begun = time.monotonic()
            begin()
            try:
                with self._driver.session(
                    connection_acquisition_timeout=deadline.at_most(CONNECT_SECONDS)
                ) as session:
                    return work(session)
            except (DriverError, Neo4jError) as error:
                if not _may_help(error, started):
                    heard_nothing = time.monotonic() - begun > CONNECT_SECONDS
                    if isinstance(error, GONE) and (heard_nothing or not deadline.is_over()):
                        self._gone_at = time.monotonic()
                    raise
            time.sleep(random.uniform(pause / 2, pause))  # noqa: S311 - no secret
            pause = min(2 * pause, LONGEST_PAUSE)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _find_back(self) -> None:
        """Return at once when nothing is known against the server; raise ServiceUnavailable while
        it is gone.
        """
        if self._gone_at is None:
            return
        if time.monotonic() - self._gone_at < PAUSE_SECONDS or not self._asking.acquire(
            blocking=False
        ):
            raise ServiceUnavailable("The server was gone a moment ago.")
        try:
            self._gone_at = time.monotonic()
            self.check()
            self._gone_at = None
        finally:
            self._asking.release()


def wait_at_most(transaction: neo4j.ManagedTransaction, silence: float) -> None:
    """Let the transaction wait at most so many seconds for the next byte, or as long as whoever
    asked still has, its end included: a polite end on a slow line would come too late.
    """
    connection = transaction._connection  # noqa: SLF001 - no public way, as in _give_up_after
    connection.socket.set_read_timeout(deadline.at_most(silence))


def _may_help(error: DriverError | Neo4jError, started: float) -> bool:
    """Whether to try again after this error what was first tried then.

    Never where the answer to a commit was lost.
    """
    if isinstance(error, IncompleteCommit) or not error.is_retryable() or deadline.is_over():
        return False
    longest = RETRY_SECONDS if isinstance(error, DriverError) else TURN_SECONDS
    return time.monotonic() - started < longest


def _give_up_after(driver: neo4j.Driver, silence: float) -> None:
    """Let whoever takes a connection of the driver wait at most so many seconds for the next byte,
    or as long as they have.

    The driver has no setting for it: it takes the limit from the server, which says two minutes. A
    test with a server that falls silent holds this to what the driver does.
    """
    pool = driver._pool  # noqa: SLF001 - no public way
    acquired = pool.acquire

    def impatient(*given: Any, **named: Any) -> Any:
        connection = acquired(*given, **named)
        connection.socket.set_read_timeout(deadline.at_most(silence))
        return connection

    pool.acquire = impatient
