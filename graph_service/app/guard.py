"""What stands before every door: other hosts, writes from elsewhere and bodies that are too large are refused, and no failure is left unanswered."""

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response

from graph_service.app.answers import answer
from graph_service.app.failures import answer_unforeseen
from graph_service.app.headers import put_headers
from graph_service.app.hosts import is_ours
from graph_service.app.origins import changes_something, may_write
from graph_service.auth.doors import settings_of
from graph_service.pages import imports
from graph_service.store.patience import patience

LARGEST_BODY = 1024 * 1024
UPLOADS = f"{imports.HOME}/new"


async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The door's answer, or a refusal, with the headers of every answer on it."""
    given = _refusal(request)
    if given is None:
        try:
            with patience(request.app.state.settings.answer_seconds):
                given = await call_next(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a page, a program its JSON, and the log a line
            given = answer_unforeseen(request, error)
    put_headers(request, given)
    return given


def _refusal(request: Request) -> Response | None:
    if not is_ours(request):
        return answer(request, 421, "This is another host", "The service is not reached by that name.")
    return _refusal_to_write(request) if changes_something(request) else None


def _refusal_to_write(request: Request) -> Response | None:
    if not may_write(request):
        sentence = "Writes are taken from our own pages, and as JSON from programs."
        return answer(request, 403, "This came from another site", sentence)
    length = request.headers.get("content-length", "")
    if not length.isdigit() and request.headers.get("transfer-encoding"):
        return answer(request, 411, "The length is missing", "Send the length of what you send.")
    largest = _largest(request)
    if length.isdigit() and int(length) > largest:
        return answer(request, 413, "This is too large", f"Send no more than {largest // LARGEST_BODY} MiB at once.")
    return None


def _largest(request: Request) -> int:
    """How many bytes a body may have: files to be imported as many as the settings say."""
    is_upload = request.method == "POST" and request.url.path == UPLOADS
    return settings_of(request).upload_mib * LARGEST_BODY if is_upload else LARGEST_BODY
