"""The one shape of a failure: JSON for programs, a page for people."""

import secrets
from collections.abc import Mapping, Sequence

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from graph_service.pages.rendering import render


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/")


def answer(
    request: Request,
    status: int,
    title: str,
    sentence: str,
    faults: Sequence[str] = (),
    *,
    error_id: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The failure in one sentence with every fault, and an id to quote.

    A 404 carries no id: what is out of scope and what is not there are the same to the last byte.
    """
    quoted = "" if status == 404 else error_id or secrets.token_hex(4)
    if wants_json(request):
        body = {"error": {"id": quoted, "sentence": sentence, "faults": list(faults)}}
        return JSONResponse(body, status_code=status, headers=headers)
    page = render(
        "message.html", frame=None, title=title, sentence=" ".join([sentence, *faults]), id=quoted
    )
    return HTMLResponse(page, status_code=status, headers=headers)
