"""The guard before every door: it refuses other hosts and writes from elsewhere, and answers every
failure.
"""

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response

from graph_service.app.answers import answer
from graph_service.app.failures import answer_unforeseen
from graph_service.app.headers import put_headers
from graph_service.app.hosts import is_ours
from graph_service.app.origins import changes_something, may_write
from graph_service.store.deadline import patience

_CLOSE = {"Connection": "close"}
"""Nothing more is read of a request that is refused unread."""


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
        return answer(
            request,
            421,
            "This is another host",
            "The service is not reached by that name.",
            headers=_CLOSE,
        )
    if changes_something(request) and not may_write(request):
        sentence = "Writes are taken from our own pages, and as JSON from programs."
        return answer(request, 403, "This came from another site", sentence, headers=_CLOSE)
    return None
