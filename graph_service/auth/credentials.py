"""The credentials that come with a request, the session's cookie that goes back, and where from."""

from fastapi import Request
from fastapi.responses import Response

from graph_service.access.reader import Reader
from graph_service.auth.devices import device_of
from graph_service.auth.sign_in import Doorkeeper
from graph_service.settings import Settings

COOKIE = "support-web"
SECURE_COOKIE = "__Host-support-web"


def settings_of(request: Request) -> Settings:
    """The service's settings."""
    settings: Settings = request.app.state.settings
    return settings


def doorkeeper_of(request: Request) -> Doorkeeper:
    """The part that turns a token into a reader."""
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    return doorkeeper


def token_of(request: Request) -> str | None:
    """The session's token: the one that came with the request, or that took its place since."""
    return renewed_token(request) or request.cookies.get(cookie_name(settings_of(request)))


def renewed_token(request: Request) -> str | None:
    """The token that took the place of the one that came, for the answer to bring."""
    token: str | None = getattr(request.state, "renewed_token", None)
    return token


def confirm_at(request: Request, reader: Reader, password: str) -> bool:
    """Whether this is the reader's own password; then the session is fresh again, under another
    token.
    """
    device = device_of(request.headers.get("user-agent", ""))
    keeper = doorkeeper_of(request)
    request.state.renewed_token = keeper.confirm(
        token_of(request), reader, password, network_of(request), device
    )
    return renewed_token(request) is not None


def bearer_of(request: Request) -> str | None:
    """The API token that came with the request, as ``Authorization: Bearer``."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def network_of(request: Request) -> str:
    """The address a request comes from, as the server or a trusted proxy on this machine says."""
    return request.client.host if request.client else ""


def sign_in_at(request: Request, login: str, password: str) -> str | None:
    """A new session's token for who signs in from there, or None; the session that the browser had
    before ends.
    """
    keeper, device = doorkeeper_of(request), device_of(request.headers.get("user-agent", ""))
    token = keeper.sign_in(login, password, network_of(request), device)
    if token is not None:
        keeper.sign_out(token_of(request))
    return token


def cookie_name(settings: Settings) -> str:
    """The cookie's name; over TLS it is bound to the host."""
    return SECURE_COOKIE if settings.secure_cookies else COOKIE


def give_cookie(request: Request, answer: Response, token: str) -> None:
    """Put the session's cookie on the answer: no script reads it, no other site sends it."""
    settings = settings_of(request)
    answer.set_cookie(
        cookie_name(settings),
        token,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path="/",
    )


def take_cookie(request: Request, answer: Response) -> None:
    """Have the session's cookie forgotten, and what the browser kept of our pages."""
    settings = settings_of(request)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.delete_cookie(
        cookie_name(settings),
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path="/",
    )
