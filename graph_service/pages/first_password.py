"""The one page that is open to whoever signs in with a password that somebody else set: to take one
of their own.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.credentials import doorkeeper_of, give_cookie, network_of
from graph_service.auth.dependencies import Allow, AtDesk
from graph_service.auth.devices import device_of
from graph_service.auth.own_account import change_password
from graph_service.errors import BadInput
from graph_service.pages.forms import Typed
from graph_service.pages.rendering import render

router = APIRouter(
    include_in_schema=False, prefix="/account/first", default_response_class=HTMLResponse
)

Own = Annotated[Reader, Depends(Allow("replace a first password"))]
Password = Annotated[str, Form(max_length=1000)]


@router.get("")
def first_password(reader: Own) -> Response:
    """The form; who has a password of their own is led to their account's page."""
    if not reader.first_password:
        return RedirectResponse("/account", status_code=303)
    return HTMLResponse(_page(reader, Typed("password")))


@router.post("")
def replace(
    request: Request,
    desk: AtDesk,
    reader: Own,
    old: Password = "",
    new: Password = "",
    again: Password = "",
) -> Response:
    """Take a password of one's own, and go on with a new session."""
    if not reader.first_password:
        return RedirectResponse("/account", status_code=303)
    keeper, network = doorkeeper_of(request), network_of(request)
    device = device_of(request.headers.get("user-agent", ""))
    try:
        token = change_password(
            desk, keeper, reader, old=old, new=new, again=again, network=network, device=device
        )
    except BadInput as error:
        return HTMLResponse(
            _page(reader, Typed("password", faults=list(error.faults))), status_code=422
        )
    answer = RedirectResponse("/", status_code=303)
    give_cookie(request, answer, token)
    return answer


def _page(reader: Reader, form: Typed) -> str:
    return render(
        "first_password.html",
        frame=None,
        reader=reader,
        form=form,
        refused=form if form.faults else None,
    )
