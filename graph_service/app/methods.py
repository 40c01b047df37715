"""The methods that an address takes."""

from typing import Any

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.app.policies import declared_routes


class HeadAsGet:
    """HEAD is answered wherever GET is, with the same headers and no body."""

    def __init__(self, app: ASGIApp) -> None:
        """Stands before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the same as GET and leave the body out."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_no_body(message: Message) -> None:
            await send(
                {**message, "body": b""} if message["type"] == "http.response.body" else message
            )

        await self._app({**scope, "method": "GET"}, receive, send_no_body)


def methods_of(request: Request) -> list[str]:
    """The methods that the request's address takes, HEAD wherever GET; empty when there is no such
    address.
    """
    routes: Any = request.app.routes
    path = request.url.path
    methods = {
        method
        for route in declared_routes(routes)
        if route.path_regex.match(path)
        for method in route.methods or ()
    }
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))
