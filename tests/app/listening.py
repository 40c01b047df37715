"""The service on a port of this machine, within the tests' own process, and bytes sent to it by
hand.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from graph_service.app.connection import Connection
from tests.office import Office

SECONDS = 20.0


@contextmanager
def listening(office: Office) -> Iterator[int]:
    """The port at which the office's service answers, as ``support-web serve`` has it."""
    config = uvicorn.Config(
        office.app, host="127.0.0.1", port=0, http=Connection, ws="none", log_level="error"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield int(door.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def head(method: str, path: str, *lines: str) -> bytes:
    """The head of a request from one of our own pages."""
    own = ("Host: 127.0.0.1", "Sec-Fetch-Site: same-origin")
    return "\r\n".join([f"{method} {path} HTTP/1.1", *own, *lines, "", ""]).encode()


def piece(words: bytes) -> bytes:
    """The words as one piece of a body that comes in pieces."""
    return f"{len(words):x}\r\n".encode() + words + b"\r\n"


def chunk(size: int) -> bytes:
    """So many bytes as one piece."""
    return piece(b"x" * size)


class Caller:
    """A connection to the service."""

    def __init__(self, port: int, taken: int | None = None) -> None:
        """``taken``: how many bytes the machine takes in for us unasked."""
        self._socket = socket.socket()
        if taken is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, taken)
        self._socket.settimeout(SECONDS)
        self._socket.connect(("127.0.0.1", port))

    def say(self, words: bytes) -> None:
        """Send something."""
        self._socket.sendall(words)

    def pour(self, words: bytes, most: int) -> int:
        """Send the same again and again, up to so many bytes, until the other end takes no more;
        how many it took.
        """
        sent = 0
        try:
            while sent < most:
                self._socket.sendall(words)
                sent += len(words)
        except OSError:
            pass
        return sent

    def answer(self) -> str:
        """All that is answered, to the end of the connection; what came of it where it was cut
        off.
        """
        came = bytearray()
        try:
            while piece := self._socket.recv(65536):
                came += piece
        except ConnectionError:
            pass
        return came.decode(errors="replace")

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
