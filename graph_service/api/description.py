"""The OpenAPI description: every operation, and the session or token that it asks for."""

from collections.abc import Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

OPEN = ("signIn", "signOut")
"""The operations that nobody need be signed in for."""


def describe(routes: Sequence[BaseRoute], cookie: str) -> dict[str, Any]:
    """The description of the JSON that the routes give, as client generators and testers read it;
    ``cookie`` is the session's name.
    """
    found = get_openapi(title="Support Web", version="1", routes=routes)
    session = {"type": "apiKey", "in": "cookie", "name": cookie}
    found["components"]["securitySchemes"] = {
        "session": session,
        "token": {"type": "http", "scheme": "bearer"},
    }
    for path in found["paths"].values():
        for operation in path.values():
            operation["security"] = (
                [] if operation["operationId"] in OPEN else [{"session": []}, {"token": []}]
            )
    return found
