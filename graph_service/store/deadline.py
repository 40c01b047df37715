"""How long whoever asked will wait: a request is answered in time, if only by saying that the
database does not answer.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LEAST_SECONDS = 0.25
_until: ContextVar[float] = ContextVar("until", default=float("inf"))


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Within it, nothing more is asked of a server once so many seconds have passed.

    Long work on somebody's behalf, such as an import that is sent to a page, is done within
    ``patience(math.inf)``.
    """
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def is_over() -> bool:
    """Whether whoever asked has waited long enough."""
    return time.monotonic() > _until.get()


def at_most(seconds: float) -> float:
    """So many seconds, or what is left of the asker's time."""
    return max(LEAST_SECONDS, min(seconds, _until.get() - time.monotonic()))
