"""The OpenAPI description: every operation, and the session or token that it asks for."""

from typing import Any

from fastapi import Request
from fastapi.openapi.utils import get_openapi

from graph_service.auth.doors import cookie_name, settings_of

OPEN = ("signIn", "signOut")
"""The operations that nobody need be signed in for."""


def describe(request: Request) -> dict[str, Any]:
    """The description of the service's JSON, as client generators and testers read it."""
    found = get_openapi(title="Support Web", version="1", routes=request.app.routes)
    cookie = {"type": "apiKey", "in": "cookie", "name": cookie_name(settings_of(request))}
    found["components"]["securitySchemes"] = {"session": cookie, "token": {"type": "http", "scheme": "bearer"}}
    for path in found["paths"].values():
        for operation in path.values():
            operation["security"] = [] if operation["operationId"] in OPEN else [{"session": []}, {"token": []}]
    return found
