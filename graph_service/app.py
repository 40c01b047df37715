"""The service: doors, the answer to every error, and the headers of every answer."""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount

from graph_service import pages
from graph_service.api import routes as api
from graph_service.auth.doors import Allow
from graph_service.auth.sign_in import Doorkeeper
from graph_service.errors import (
    BadInput,
    Busy,
    NotAllowed,
    NotThere,
    OutcomeUnknown,
    SignInNeeded,
    StoreUnavailable,
    SupportWebError,
    WrongSetting,
)
from graph_service.exports import routes as exports
from graph_service.pages import offices, recording, routes
from graph_service.pages.rendering import render
from graph_service.settings import Settings
from graph_service.store import looks
from graph_service.workflows.reading import Desk

LARGEST_BODY = 1024 * 1024
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: over plain HTTP browsers would then send `Origin: null`, and every form would be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_STATUS: list[tuple[type[SupportWebError], int, str]] = [
    (BadInput, 422, "That cannot be done as given"),
    (NotThere, 404, "There is no such page"),
    (NotAllowed, 403, "This is not yours to do"),
    (SignInNeeded, 401, "Please sign in"),
    (Busy, 503, "Somebody else is writing"),
    (OutcomeUnknown, 503, "The database's answer was lost"),
    (StoreUnavailable, 503, "The database does not answer"),
]


def create_app(desk: Desk, settings: Settings) -> FastAPI:
    """The service at a desk; WrongSetting when a route declares no policy."""
    app = FastAPI(
        title="Support Web",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        separate_input_output_schemas=False,
    )
    app.state.desk = desk
    app.state.settings = settings
    app.state.doorkeeper = Doorkeeper(desk, settings)
    for router in (routes.router, recording.router, offices.router, exports.router, api.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(pages.__file__).parent / "static"))
    _check_policies(app)
    app.middleware("http")(_guarded(settings))
    app.exception_handler(SupportWebError)(_answer)
    app.exception_handler(HTTPException)(_answer_http)
    app.exception_handler(RequestValidationError)(_answer_invalid)
    return app


def _check_policies(app: FastAPI) -> None:
    bare = [
        f"{', '.join(sorted(route.methods or ()))} {route.path}"
        for route in _api_routes(app.routes)
        if sum(isinstance(call, Allow) for call in _calls(route.dependant)) != 1
    ]
    if bare:
        raise WrongSetting(f"The service does not start: these routes do not declare one policy: {'; '.join(bare)}.")


def _api_routes(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """Every route, those of included routers too; a kind that cannot declare a policy stops the start."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if isinstance(route, APIRoute):
            yield route
        elif included is not None:
            yield from _api_routes(included.routes)
        elif not isinstance(route, Mount) or not isinstance(route.app, StaticFiles):
            raise WrongSetting(f"The service does not start: {route!r} cannot declare a policy.")


def _calls(dependant: Dependant) -> Iterator[object]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


_Next = Callable[[Request], Awaitable[Response]]


def _guarded(settings: Settings) -> Callable[[Request, _Next], Awaitable[Response]]:
    """Refuse writes from other sites and bodies that are too large; put the headers on every answer."""

    async def guarded(request: Request, call_next: _Next) -> Response:
        refusal = _refusal(request)
        answer = refusal if refusal is not None else await call_next(request)
        answer.headers.update(_HEADERS)
        if request.url.path.endswith("/explore"):
            # vis-network writes its own style sheets into the page; scripts stay as strict as everywhere.
            answer.headers["Content-Security-Policy"] = _HEADERS["Content-Security-Policy"].replace(
                "style-src 'self'", "style-src 'self' 'unsafe-inline'"
            )
        if not request.url.path.startswith("/static/"):
            answer.headers["Cache-Control"] = "no-store"
        if settings.secure_cookies:
            answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return answer

    return guarded


def _refusal(request: Request) -> Response | None:
    if request.method in _SAFE:
        return None
    if not _same_origin(request):
        return _page_or_json(request, 403, "This came from another site", "Writes are taken from our own pages only.")
    length = request.headers.get("content-length", "")
    if not length.isdigit() and request.headers.get("transfer-encoding"):
        return _page_or_json(request, 411, "The length is missing", "Send the length of what you send.")
    if length.isdigit() and int(length) > LARGEST_BODY:
        return _page_or_json(request, 413, "This is too large", "Send no more than 1 MiB at once.")
    return None


def _same_origin(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def _answer(request: Request, error: Exception) -> Response:
    status, title = next((code, words) for kind, code, words in _STATUS if isinstance(error, kind))
    if isinstance(error, NotThere):
        recorded = _record_refusal(request)
        if recorded is not None:
            return recorded
        return _page_or_json(request, 404, title, "There is no such page, or it is not yours to see.")
    if isinstance(error, SignInNeeded) and not _wants_json(request):
        address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = f"/sign-in?next={quote(address)}" if request.method == "GET" and address != "/" else "/sign-in"
        return RedirectResponse(to, status_code=303)
    faults = list(error.faults) if isinstance(error, BadInput) else []
    return _page_or_json(request, status, title, str(error), [str(fault) for fault in faults])


def _record_refusal(request: Request) -> Response | None:
    """Record that a signed-in reader was refused; when that cannot be done, the answer to give instead."""
    reader = getattr(request.state, "reader", None)
    if reader is None:
        return None
    desk: Desk = request.app.state.desk
    try:
        looks.record(desk.engine, desk.now(), reader.account, "refused", request.url.path)
    except SupportWebError as error:
        return _page_or_json(request, 503, "The database does not answer", str(error))
    return None


def _answer_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status in (404, 405):
        return _page_or_json(request, 404, "There is no such page", "There is no such page, or it is not yours to see.")
    return _page_or_json(request, status, "That did not work", "The request could not be answered.")


def _answer_invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    places = [f"{' '.join(str(part) for part in each['loc'])}: {each['msg']}" for each in faults]
    return _page_or_json(request, 422, "That cannot be read", "Some of what was sent cannot be read.", places)


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _page_or_json(
    request: Request, status: int, title: str, sentence: str, faults: list[str] | None = None
) -> Response:
    # A 404 carries no id: what is out of scope and what is not there are the same to the last byte.
    error_id = "" if status == 404 else secrets.token_hex(4)
    if _wants_json(request):
        body = {"error": {"id": error_id, "sentence": sentence, "faults": faults or []}}
        return JSONResponse(body, status_code=status)
    whole = " ".join([sentence, *(faults or [])])
    return HTMLResponse(
        render("message.html", frame=None, title=title, sentence=whole, id=error_id), status_code=status
    )
