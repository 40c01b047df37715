"""The bodies of requests while they come: how large they may be, whatever their headers say, and
how slowly they may come.
"""

import time
from functools import partial

import anyio
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.app.failures import answer_error
from graph_service.auth.credentials import bearer_of, doorkeeper_of, settings_of, token_of
from graph_service.errors import SentTooSlowly, SignInNeeded, SupportWebError, TooMuchSent
from graph_service.pages.import_views import HOME
from graph_service.store.deadline import patience

KIB = 1024
MIB = 1024 * KIB
SMALL_BODY = 64 * KIB
"""So much is read of whoever is not signed in, and of forms that sign in."""
LARGEST_BODY = MIB
SILENT_SECONDS = 15.0
"""A sender may be silent so long; and so long a sender may need for a body of any size."""
LEAST_RATE = 4 * KIB
"""Beyond that a body comes at so many bytes a second at the least: no line in use is slower."""
READ_ON_SECONDS = 2.0
"""So long the rest of a body that nobody wants is awaited and thrown away, so that its sender sees
the answer."""
UPLOADS = f"{HOME}/new"
_LONGEST_LENGTH = 20
SIGN_IN = ("/sign-in", "/api/v1/sign-in")


class BodyLimits:
    """Reads the body before the door is asked, all but files to be imported, which their own door
    takes in.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stands before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have ``app`` answer, or say why the body is not taken; what is left of one ends the
        connection.
        """
        if scope["type"] != "http" or not _has_body(request := Request(scope)):
            await self._app(scope, receive, send)
            return
        body = Body(receive, _largest(request))
        closing = partial(_send_before_the_end, body, request, send)
        try:
            body.expect(request.headers.get("content-length", ""))
            given = body.receive if _is_upload(request) else await _whole(body, request)
        except SupportWebError as refused:
            await answer_error(request, refused)(scope, receive, closing)
            return
        with patience(settings_of(request).answer_seconds):
            await self._app(scope, given, closing)


class Body:
    """One body that is coming: counted and timed while it is read."""

    def __init__(self, receive: Receive, most: int) -> None:
        """At most so many bytes of it are taken."""
        self.ended = False
        self.too_slow = False
        self.came = 0
        self._receive = receive
        self._most = most
        self._waited = 0.0

    def expect(self, length: str) -> None:
        """Raise TooMuchSent where the sender says beforehand that it is too large."""
        if length.isdigit() and (len(length) > _LONGEST_LENGTH or int(length) > self._most):
            raise _too_much(self._most)

    async def receive(self) -> Message:
        """The next piece; raises TooMuchSent or SentTooSlowly."""
        if self.ended:
            return await self._receive()
        begun = time.monotonic()
        allowed = SILENT_SECONDS + self.came / LEAST_RATE - self._waited
        try:
            with anyio.fail_after(max(0.0, min(SILENT_SECONDS, allowed))):
                message = await self._receive()
        except TimeoutError:
            self.too_slow = True
            raise SentTooSlowly(
                "Your request came too slowly or not at all. Please send it again."
            ) from None
        self._waited += time.monotonic() - begun
        self.came += len(message.get("body", b""))
        self.ended = message["type"] == "http.disconnect" or not message.get("more_body", False)
        if self.came > self._most:
            raise _too_much(self._most)
        return message

    async def read_on(self, most: int, seconds: float) -> bool:
        """Read on and throw away, to the end, or so many bytes and seconds, or until nothing more
        comes. Whether it is at its end.
        """
        self._most = self.came + most
        until = time.monotonic() + seconds
        while not (self.ended or self.too_slow) and time.monotonic() < until:
            with anyio.move_on_after(READ_ON_SECONDS) as waiting:
                try:
                    await self.receive()
                except (TooMuchSent, SentTooSlowly):
                    return self.ended
            if waiting.cancelled_caught:
                return False
        return self.ended


async def _whole(body: Body, request: Request) -> Receive:
    """All of the body, to be received as one piece; beyond what is small only of whoever is signed
    in.
    """
    content = bytearray()
    while not body.ended:
        message = await body.receive()
        if message["type"] == "http.disconnect":
            return _once(message, body)
        may_go_on = len(content) > SMALL_BODY
        content += message.get("body", b"")
        if (
            len(content) > SMALL_BODY
            and not may_go_on
            and not await run_in_threadpool(_is_signed_in, request)
        ):
            raise TooMuchSent(f"Sign in before you send more than {SMALL_BODY // KIB} KiB.")
    return _once({"type": "http.request", "body": bytes(content), "more_body": False}, body)


def _once(message: Message, body: Body) -> Receive:
    """The message once, and then whatever comes after the body."""
    waiting = [message]

    async def receive() -> Message:
        return waiting.pop() if waiting else await body.receive()

    return receive


async def _send_before_the_end(body: Body, request: Request, send: Send, message: Message) -> None:
    """Send a part of an answer. A short rest of the body is read first; beyond that the answer says
    that the connection ends.
    """
    if message["type"] == "http.response.start":
        at_end = body.ended or await body.read_on(SMALL_BODY, READ_ON_SECONDS)
        closing = [] if at_end else [(b"connection", b"close")]
        await send({**message, "headers": [*message["headers"], *closing]})
    elif body.ended or message.get("more_body", False):
        await send(message)
    else:
        await send({**message, "more_body": True})
        known = await run_in_threadpool(_is_known, request)
        await body.read_on(
            *((_largest(request), float("inf")) if known else (SMALL_BODY, READ_ON_SECONDS))
        )
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _too_much(most: int) -> TooMuchSent:
    return TooMuchSent(
        "Send no more than "
        f"{f'{most // MIB} MiB' if most >= MIB else f'{most // KIB} KiB'} at once."
    )


def _has_body(request: Request) -> bool:
    """Whether a body may come, by either of the headers that announce one."""
    return (
        "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
    )


def _is_upload(request: Request) -> bool:
    return request.method == "POST" and request.url.path == UPLOADS


def _largest(request: Request) -> int:
    """How many bytes a body may have: files to be imported as many as the settings say."""
    if _is_upload(request):
        return settings_of(request).upload_mib * MIB
    return SMALL_BODY if request.url.path in SIGN_IN else LARGEST_BODY


def _is_signed_in(request: Request) -> bool:
    """Whether the session or the token that came with the request is worth something; raises what
    the database raises.
    """
    token = bearer_of(request)
    try:
        if token is None:
            doorkeeper_of(request).reader(token_of(request))
        else:
            doorkeeper_of(request).program(token)
    except SignInNeeded:
        return False
    return True


def _is_known(request: Request) -> bool:
    """The same; nobody is where the database does not say."""
    try:
        return _is_signed_in(request)
    except SupportWebError:
        return False
