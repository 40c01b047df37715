"""A disk that takes a part of a write, or nothing, for this process: any user may set such a
limit.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full(size: int) -> Iterator[None]:
    """While it lasts, no file can become longer than ``size``: what goes beyond is cut off, as on a
    full disk.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
