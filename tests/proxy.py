"""A TCP proxy of the tests' own, between the service and a real database: it can be cut, fall silent, or grow slow."""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

State = Literal["open", "cut", "silent"]
CHUNK = 65_536


class Proxy:
    """Listens on a port of its own and passes on what comes to ``host``:``port``, as its state says.

    ``cut``: connections are ended, and new ones at once. ``silent``: they are taken, and nothing is ever answered.
    ``delay`` is how many seconds each piece takes on its way back.
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listening.join()
        self._listener.close()
        self._end()

    def _end(self) -> None:
        sockets, self._sockets = self._sockets, []
        threads, self._threads = self._threads, []
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        for each in sockets:
            each.close()

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
        for each in (near, far):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for given in ((near, far, False), (far, near, True)):
            thread = threading.Thread(target=self._pass, args=given)
            self._threads.append(thread)
            thread.start()

    def _pass(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(CHUNK):
                if back:
                    time.sleep(self.delay)
                if self._state == "open":
                    target.sendall(piece)
            if self._state == "open":
                target.shutdown(socket.SHUT_RDWR)
