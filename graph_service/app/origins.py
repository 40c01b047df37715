"""Where a write comes from: our own pages, or a program; never a page of another site."""

from urllib.parse import urlsplit

from fastapi import Request

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def changes_something(request: Request) -> bool:
    """Whether the request may change something, by its method."""
    return request.method not in _SAFE


def may_write(request: Request) -> bool:
    """Whether a write is taken from there.

    A browser says where it comes from, by Sec-Fetch-Site or Origin. A program says neither; it is known by sending JSON to
    the API, which no page of another site can make a browser do without being asked first.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is not None:
        return _host_of(origin) == request.headers.get("host")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.url.path.startswith("/api/") and kind == "application/json"


def _host_of(origin: str) -> str | None:
    """The host of an origin; None for what is no address, which is nobody's."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
