"""A TCP proxy of the tests' own, between the service and a real database: it can be cut, fall
silent, or grow slow.
"""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

State = Literal["open", "cut", "silent"]
CHUNK = 65_536
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's message that ends a transaction, with its length before and its end mark behind."""


class Proxy:
    """Listens on a port of its own and passes on what comes to ``host``:``port``, as its state
    says.

    ``cut``: connections are ended, and new ones at once. ``silent``: they are taken, and nothing is
    ever answered. ``delay`` is how many seconds each piece takes on its way back.
    """

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._state: State = "open"
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()
        self.port = int(self._listener.getsockname()[1])
        self.delay = 0.0
        self._loses: tuple[bool, float, State] | None = None
        self._deaf: set[socket.socket] = set()

    @classmethod
    def before(cls, address: str) -> Self:
        """A proxy before the database of a bolt address."""
        parts = urlsplit(address)
        return cls(parts.hostname or "", parts.port or 7687)

    def set(self, state: State) -> None:
        """From now on. Connections that stand are ended, unless they fall silent."""
        self._state = state
        if state != "silent":
            self._end()

    def lose_commit(self, reaches: bool, seconds: float, then: State = "open") -> None:
        """Lose the answer to the next commit, which ``reaches`` the database or not: its connection
        ends after the seconds.

        ``then`` is the state that new connections meet.
        """
        self._loses = (reaches, seconds, then)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listening.join()
        self._listener.close()
        self._end()

    def _end(self) -> None:
        sockets, self._sockets = self._sockets, []
        threads, self._threads = self._threads, []
        for socket_ in sockets:
            with suppress(OSError):
                socket_.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        for socket_ in sockets:
            socket_.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self._sockets.append(near)
                if self._state == "cut":
                    self._end()
                elif self._state == "open":
                    self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        far = socket.create_connection(self._to)
        self._sockets.append(far)
        for socket_ in (near, far):
            socket_.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for given in ((near, far, False), (far, near, True)):
            thread = threading.Thread(target=self._pass, args=given)
            self._threads.append(thread)
            thread.start()

    def _pass(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(CHUNK):
                if back:
                    time.sleep(self.delay)
                elif self._loses is not None and COMMIT in piece:
                    self._lose(piece, source, target)
                    return
                if self._state == "open" and source not in self._deaf:
                    target.sendall(piece)
            if self._state == "open":
                target.shutdown(socket.SHUT_RDWR)

    def _lose(self, piece: bytes, near: socket.socket, far: socket.socket) -> None:
        (reaches, seconds, self._state), self._loses = self._loses or (False, 0.0, "open"), None
        self._deaf.add(far)
        if reaches:
            far.sendall(piece)
        time.sleep(seconds)
        for socket_ in (near, far):
            socket_.shutdown(socket.SHUT_RDWR)
