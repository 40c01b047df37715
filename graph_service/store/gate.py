"""A gate: many may be inside at once, and whoever closes it waits until they have left."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Safe to share between threads; a thread that is inside may enter again."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False
        self._mine = threading.local()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be inside; waits while the gate is closed."""
        depth = self._depth()
        with self._changed:
            if not depth:
                self._changed.wait_for(lambda: not self._closed)
            self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def closed(self, seconds: float) -> Iterator[bool]:
        """Close the gate while this lasts: whether all others left within so many seconds. The
        thread that closes it is outside.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._closed)
            self._closed = True
            left = self._changed.wait_for(lambda: self._inside == 0, seconds)
        try:
            yield left
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()

    def _depth(self) -> int:
        return getattr(self._mine, "depth", 0)
