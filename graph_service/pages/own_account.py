"""The pages of one's own account: its sessions, its password, and giving the password again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.policy import scopes_of
from graph_service.access.reader import Reader
from graph_service.auth import own_account
from graph_service.auth.credentials import (
    confirm_at,
    doorkeeper_of,
    give_cookie,
    network_of,
    take_cookie,
    token_of,
)
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, local_address
from graph_service.auth.devices import device_of
from graph_service.auth.sign_in import is_token
from graph_service.errors import BadInput
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.freshness import asks_own
from graph_service.pages.rendering import moment, render
from graph_service.workflows.desk.reading import Desk

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Own = Annotated[Reader, Depends(Allow("keep own account"))]
Password = Annotated[str, Form(max_length=1000)]


@router.get("/confirm")
def confirm_page(reader: Own, next: str = "/") -> str:  # noqa: A002 - the parameter's name in the address
    """The form that asks for one's password again."""
    return _confirm(reader, next, Typed("confirm"))


@router.post("/confirm")
def confirm(
    request: Request,
    reader: Own,
    password: Password = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the field's name in the form
) -> Response:
    """Go on to where the password was asked for."""
    if confirm_at(request, reader, password):
        return RedirectResponse(local_address(next), status_code=303)
    typed = Typed("confirm")
    typed.refuse(
        "password",
        "password",
        "This is not your password. After ten wrong ones wait a quarter of an hour.",
    )
    return HTMLResponse(_confirm(reader, next, typed), status_code=403)


@router.get("/account")
def account(request: Request, desk: AtDesk, record: Recorded, reader: Own) -> str:
    """One's own sessions, and the form for another password."""
    return account_page(request, desk, record, reader, Typed("password"))


@router.post("/account/password")
def password(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Own,
    old: Password = "",
    new: Password = "",
    again: Password = "",
) -> Response:
    """Set one's own password, and go on with a new session."""
    given = {"old": old, "new": new, "again": again}
    device = device_of(request.headers.get("user-agent", ""))
    try:
        token = own_account.change_password(
            desk,
            doorkeeper_of(request),
            reader,
            **given,
            network=network_of(request),
            device=device,
        )
    except BadInput as error:
        typed = Typed("password", faults=list(error.faults))
        return HTMLResponse(account_page(request, desk, record, reader, typed), status_code=422)
    answer = RedirectResponse("/account?done=password", status_code=303)
    give_cookie(request, answer, token)
    return answer


@router.post("/account/sign-out")
def sign_out_everywhere(request: Request, desk: AtDesk, reader: Own) -> Response:
    """End every session of one's own account."""
    own_account.sign_out_everywhere(desk, reader)
    answer = RedirectResponse("/sign-in", status_code=303)
    take_cookie(request, answer)
    return answer


@router.post("/account/sessions/{session}/end")
def end_session(request: Request, session: str, desk: AtDesk, reader: Own) -> RedirectResponse:
    """End one session of one's own account; one that is over already stays so."""
    own_account.end_session(desk, doorkeeper_of(request), reader, session)
    return RedirectResponse("/account?done=session", status_code=303)


def _confirm(reader: Reader, next: str, form: Typed) -> str:  # noqa: A002 - as above
    return render(
        "confirm.html",
        form=form,
        next=next,
        login=reader.login,
        frame=frame(reader, "", synthetic=False),
    )


def account_page(
    request: Request, desk: Desk, record: Recorded, reader: Reader, form: Typed, *, token: str = ""
) -> str:
    """The page of one's own account; ``token`` is a new one, shown this once."""
    here = token_of(request)
    sessions = [
        (
            open_session.device or "unknown",
            moment(open_session.began_at, desk.zone),
            moment(open_session.last_seen_at, desk.zone),
            is_token(here, open_session.token_hash),
            own_account.session_name(open_session),
        )
        for open_session in doorkeeper_of(request).sessions(reader)
    ]
    tokens = [
        (
            token,
            moment(token.expires_at, desk.zone),
            moment(token.used_at, desk.zone),
            token.expires_at <= desk.now(),
        )
        for token in own_account.own_tokens(desk, reader)
    ]
    record(reader, "looked at own sessions", reader.account)
    return render(
        "account.html",
        refused=form if form.faults else None,
        reader=reader,
        sessions=sessions,
        tokens=tokens,
        usable=scopes_of(reader.role),
        token=token,
        forms={name: form if form.name == name else Typed(name) for name in ("password", "token")},
        ask_own=asks_own(request),
        done=request.query_params.get("done", ""),
        frame=frame(reader, "/account", synthetic=False),
    )
