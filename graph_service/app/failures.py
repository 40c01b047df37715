"""The answer to every failure: ours, the framework's, what cannot be read, and what nobody
foresaw.
"""

import errno
import logging
import secrets
import traceback
from typing import cast
from urllib.parse import quote

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import URL
from starlette.exceptions import HTTPException

from graph_service.app.answers import answer, wants_json
from graph_service.app.faults import fault_of
from graph_service.app.methods import methods_of
from graph_service.auth.credentials import doorkeeper_of, token_of
from graph_service.errors import (
    BadInput,
    Busy,
    FirstPassword,
    NoRoom,
    NotAllowed,
    NotThere,
    OutcomeUnknown,
    PasswordNeeded,
    SentTooSlowly,
    SignInNeeded,
    StoreUnavailable,
    SupportWebError,
    TooMuchSent,
    WrongSetting,
)
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.drafts import Draft, keep_draft
from graph_service.workflows.desk.reading import Desk

_STATUS: list[tuple[type[SupportWebError], int, str]] = [
    (BadInput, 422, "This cannot be done as given"),
    (TooMuchSent, 413, "This is too large"),
    (SentTooSlowly, 408, "This came too slowly"),
    (NotThere, 404, "There is no such page"),
    (NotAllowed, 403, "This is not yours to do"),
    (SignInNeeded, 401, "Please sign in"),
    (PasswordNeeded, 403, "Please give your password again"),
    (FirstPassword, 403, "Please take a password of your own first"),
    (Busy, 503, "Somebody else is writing"),
    (OutcomeUnknown, 503, "The database's answer was lost"),
    (NoRoom, 503, "There is no room left"),
    (StoreUnavailable, 503, "The database does not answer"),
    (WrongSetting, 503, "The database does not answer"),
    (SupportWebError, 500, "Something went wrong"),
]
_UNAVAILABLE = (
    "Nothing was changed. Please try again shortly; if it goes on, tell whoever runs the service."
)
"""Where the database is, and what it said, is for the command line alone."""
_NO_ROOM = (
    "The disk that holds the database is full, so this was not kept. The data can still be read. "
    "Please tell whoever runs the service."
)
_NOT_SHOWN = (
    "The disk that holds the database is full. A page is shown only where the look at it can "
    "be recorded. "
    "Please tell whoever runs the service."
)
_DISK_FULL = (
    "A disk of the service is full, so this could not be done. Please tell whoever runs "
    "the service."
)
_LONGEST_ADDRESS = 300
_log = logging.getLogger(__name__)


async def answer_sign_in(request: Request, error: Exception) -> Response:
    """The way to sign in; what was written in a form about a student is kept for the account whose
    session lay idle, and stands there again afterwards.
    """
    if request.method != "POST" or not request.url.path.startswith("/students/"):
        return answer_error(request, error)
    form = await request.form(max_files=0)
    fields = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
    try:
        token = await run_in_threadpool(_keep, request, fields)
    except SupportWebError as unkept:
        return answer_error(request, unkept)
    if not token:
        return answer_error(request, error)
    back = URL(_place(request)).remove_query_params("draft").include_query_params(draft=token)
    return RedirectResponse(f"/sign-in?next={quote(str(back))}", status_code=303)


def _keep(request: Request, fields: tuple[tuple[str, str], ...]) -> str:
    """The token of the draft; '' where nobody's session came with it."""
    account = doorkeeper_of(request).lapsed(token_of(request))
    desk: Desk = request.app.state.desk
    return keep_draft(desk, account, Draft(request.url.path, fields)) if account else ""


def answer_error(request: Request, error: Exception) -> Response:
    """The answer to an error of our own tree."""
    status, title = next((code, words) for kind, code, words in _STATUS if isinstance(error, kind))
    if (
        isinstance(error, NotThere | NotAllowed)
        and (unrecorded := _record_refusal(request)) is not None
    ):
        return unrecorded
    if isinstance(error, NotThere):
        return _not_there(request)
    if isinstance(error, FirstPassword) and not wants_json(request):
        return RedirectResponse("/account/first", status_code=303)
    if isinstance(error, SignInNeeded | PasswordNeeded) and not wants_json(request):
        door = "/sign-in" if isinstance(error, SignInNeeded) else "/confirm"
        address = _place(request)
        return RedirectResponse(
            door if address == "/" else f"{door}?next={quote(address)}", status_code=303
        )
    faults = error.faults if isinstance(error, BadInput) else ()
    error_id = _logged(error) if status >= 500 else None
    sentence = _sentence(request, error)
    return answer(
        request, status, title, sentence, [str(fault) for fault in faults], error_id=error_id
    )


def _sentence(request: Request, error: Exception) -> str:
    if isinstance(error, NoRoom):
        return _NOT_SHOWN if request.method in ("GET", "HEAD") else _NO_ROOM
    return _UNAVAILABLE if isinstance(error, StoreUnavailable | WrongSetting) else str(error)


def _logged(error: Exception) -> str:
    """The id to quote, under which the log has what kind of error it was and what brought it about:
    no word of what they say.
    """
    error_id = secrets.token_hex(4)
    causes = [_kind(cause) for cause in (error, error.__cause__) if cause is not None]
    _log.error("Error %s: %s", error_id, " from ".join(causes))
    return error_id


def _kind(error: BaseException) -> str:
    """The kind of the error with its database server's code, which holds nothing of the request."""
    code = getattr(error, "code", None)
    return (
        f"{type(error).__qualname__} ({code})"
        if isinstance(code, str)
        else type(error).__qualname__
    )


def _place(request: Request) -> str:
    """The page to come back to: the one asked for, or for a form the one it stands on; the first
    one where what was sent is no address.
    """
    try:
        at = request.url if request.method == "GET" else URL(request.headers.get("referer", "/"))
        return _with_query(at)
    except ValueError:
        return "/"


def _with_query(at: URL) -> str:
    return at.path + (f"?{at.query}" if at.query else "")


def answer_http(request: Request, error: Exception) -> Response:
    """The answer to what the framework refuses: no such address, a method it does not take, a body
    that cannot be read.
    """
    status = cast("HTTPException", error).status_code
    if status == 405:
        allowed = methods_of(request) or ["GET", "HEAD"]
        sentence = f"This address takes {' and '.join(allowed)} alone."
        return answer(
            request,
            405,
            "This cannot be done here",
            sentence,
            headers={"Allow": ", ".join(allowed)},
        )
    if status == 404:
        return _not_there(request)
    return answer(
        request,
        status,
        "Something went wrong",
        "Your request cannot be read. Please send it again.",
    )


def answer_invalid(request: Request, error: Exception) -> Response:
    """The answer to fields that do not hold what they should: every one of them."""
    faults = [fault_of(fault) for fault in cast("RequestValidationError", error).errors()]
    return answer(
        request, 422, "Your request cannot be read", "Some of what was sent cannot be read.", faults
    )


def answer_unforeseen(request: Request, error: Exception) -> Response:
    """The answer to an error that nobody foresaw. The log has its kind and place under the id that
    the person can quote.

    The error's own text is left out of the log: it may hold a name.
    """
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return answer(request, 503, "There is no room left", _DISK_FULL, error_id=_logged(error))
    error_id = secrets.token_hex(4)
    place = "".join(traceback.format_tb(error.__traceback__))
    _log.error("Error %s: %s\n%s", error_id, _kind(error), place)
    sentence = (
        "The service made a mistake. Please try again; if it happens again, tell whoever runs "
        "the service."
    )
    return answer(request, 500, "Something went wrong", sentence, error_id=error_id)


def _not_there(request: Request) -> Response:
    return answer(
        request, 404, "There is no such page", "There is no such page, or it is not yours to see."
    )


def _record_refusal(request: Request) -> Response | None:
    """Record that a signed-in reader was refused; when that cannot be done, the answer to give
    instead.
    """
    reader = getattr(request.state, "reader", None)
    if reader is None:
        return None
    desk: Desk = request.app.state.desk
    try:
        note(desk, reader, "refused", request.url.path[:_LONGEST_ADDRESS], detail=request.method)
    except SupportWebError as error:
        return answer_error(request, error)
    return None
