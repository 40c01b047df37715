"""Where a write comes from: our own pages, or a program; never a page of another site."""

from urllib.parse import urlsplit

from fastapi import Request

from graph_service.auth.credentials import settings_of

_PORTS = {"http": 80, "https": 443}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def changes_something(request: Request) -> bool:
    """Whether the request may change something, by its method."""
    return request.method not in _SAFE


def may_write(request: Request) -> bool:
    """Whether a write is taken from there.

    A browser says where it comes from, by Sec-Fetch-Site or Origin. A program says neither; it is
    known by sending JSON to the API, which no page of another site can make a browser do without
    being asked first.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is not None:
        given = _plain(origin)
        return given is not None and given == _plain(
            f"{_scheme(request)}://{request.headers.get('host', '')}"
        )
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.url.path.startswith("/api/") and kind == "application/json"


def _scheme(request: Request) -> str:
    """How browsers reach us, as the settings say: what a request says of itself, a proxy's header
    too, anybody can write.
    """
    return "https" if settings_of(request).secure_cookies else "http"


def _plain(origin: str) -> tuple[str, str, int | None] | None:
    """An origin by its parts, the port that goes without saying too; None, which is nobody's, for
    what is no address.
    """
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if (
        not parts.hostname
        or "@" in parts.netloc
        or (parts.scheme, parts.netloc) != tuple(origin.split("://", 1))
    ):
        return None
    return parts.scheme, parts.hostname, port or _PORTS.get(parts.scheme)
