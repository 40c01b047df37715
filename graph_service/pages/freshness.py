"""One's own password asked for in a form itself, where the last time is ten minutes ago: so nothing
that was typed is lost.
"""

from fastapi import Request

from graph_service.access.reader import Reader
from graph_service.auth.credentials import confirm_at, doorkeeper_of, token_of
from graph_service.pages.forms import Typed


def asks_own(request: Request) -> bool:
    """Whether forms ask for the password."""
    return not doorkeeper_of(request).fresh(token_of(request))


def confirm_in(form: Typed, request: Request, reader: Reader, own: str) -> None:
    """A fault of the form where the password is asked for and not given."""
    if not asks_own(request):
        return
    if not own:
        form.refuse(
            "own",
            "password",
            "This asks for your own password of the last ten minutes: give it here.",
        )
    elif not confirm_at(request, reader, own):
        form.refuse(
            "own",
            "password",
            "This is not your password. After ten wrong ones wait a quarter of an hour.",
        )
