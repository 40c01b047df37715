"""The headers of every answer."""

from fastapi import Request
from fastapi.responses import Response

from graph_service.auth.credentials import give_cookie, renewed_token, settings_of

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: over plain HTTP browsers would then send `Origin: null`, and every form would
    # be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def put_headers(request: Request, answer: Response) -> None:
    """Scripts from here alone, no framing, no sniffing, no referrer to others, and nothing kept but
    our own files.
    """
    answer.headers.update(_HEADERS)
    if request.url.path.endswith("/explore") and answer.status_code == 200:
        # vis-network writes its own style sheets into the page; scripts stay as strict as
        # everywhere.
        answer.headers["Content-Security-Policy"] = _POLICY.replace(
            "style-src 'self'", "style-src 'self' 'unsafe-inline'"
        )
    if not request.url.path.startswith("/static/"):
        answer.headers["Cache-Control"] = "no-store"
    if (token := renewed_token(request)) is not None:
        give_cookie(request, answer, token)
    if settings_of(request).secure_cookies:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
