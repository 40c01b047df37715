"""The names that are ours: a request for another host was led here by somebody, and is refused."""

import re

from fastapi import Request

from graph_service.auth.credentials import settings_of
from graph_service.settings import Settings

OWN = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""This machine's names for itself; no other site's name can be one of them."""
_NO_NAMES = {"", "0.0.0.0", "[::]"}  # noqa: S104 - to listen everywhere is to have no name
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?")


def is_ours(request: Request) -> bool:
    """Whether the request asks for a name of ours, at whatever port."""
    asked = _HOST.fullmatch(request.headers.get("host", "").lower())
    return asked is not None and asked[1] in names_of(settings_of(request))


def names_of(settings: Settings) -> frozenset[str]:
    """The names that the settings say, the address that is listened on, and the machine's own."""
    listens = f"[{settings.host}]" if ":" in settings.host else settings.host
    said = {name.strip().lower() for name in (*settings.hosts.split(","), listens)}
    return OWN | said - _NO_NAMES
