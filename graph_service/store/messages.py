"""Messages between a command and the service that holds the database file: JSON behind its length,
days and instants as themselves.
"""

import json
import socket
import struct
from datetime import date, datetime
from typing import Any

MOST_BYTES = 1 << 30
_LENGTH = struct.Struct(">Q")
_DAY, _INSTANT = "$day", "$instant"


class ConnectionEnded(Exception):
    """The other end closed the connection, or is silent for too long."""


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Send a message; ConnectionEnded where nobody takes it."""
    text = json.dumps(message, default=_plain, ensure_ascii=False).encode()
    try:
        connection.sendall(_LENGTH.pack(len(text)) + text)
    except OSError as error:
        raise ConnectionEnded from error


def receive(connection: socket.socket) -> dict[str, Any]:
    """The next message; ConnectionEnded where none comes."""
    (length,) = _LENGTH.unpack(_read(connection, _LENGTH.size))
    if length > MOST_BYTES:
        raise ConnectionEnded
    message: dict[str, Any] = json.loads(_read(connection, length), object_hook=_valued)
    return message


def _read(connection: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        try:
            part = connection.recv(min(length - len(parts), 1 << 20))
        except OSError as error:
            raise ConnectionEnded from error
        if not part:
            raise ConnectionEnded
        parts += part
    return bytes(parts)


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {_INSTANT: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(f"A message holds no {type(value).__name__}.")


def _valued(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        if _DAY in found:
            return date.fromisoformat(found[_DAY])
        if _INSTANT in found:
            return datetime.fromisoformat(found[_INSTANT])
    return found
