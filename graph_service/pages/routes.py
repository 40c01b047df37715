"""The way in and out: signing in, signing out, and the page an account opens on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.credentials import (
    doorkeeper_of,
    give_cookie,
    sign_in_at,
    take_cookie,
    token_of,
)
from graph_service.auth.dependencies import Allow, local_address
from graph_service.pages.context import home_of
from graph_service.pages.rendering import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/sign-in", dependencies=[Depends(Allow("sign in"))])
def sign_in_page(next: str = "/") -> str:  # noqa: A002 - the parameter's name in the address
    """The form to sign in."""
    return render("sign_in.html", frame=None, next=next, error="", login="")


@router.post("/sign-in", dependencies=[Depends(Allow("sign in"))])
def sign_in(
    request: Request,
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the field's name in the form
) -> Response:
    """Sign in and go where one wanted to."""
    token = sign_in_at(request, login.strip(), password)
    if token is None:
        wrong = (
            "The login and the password do not match. Please try again; after ten tries wait a "
            "quarter of an hour. "
            "A first password is good for a few days only."
        )
        return HTMLResponse(
            render("sign_in.html", frame=None, next=next, error=wrong, login=login), status_code=403
        )
    answer = RedirectResponse(local_address(next), status_code=303)
    give_cookie(request, answer, token)
    return answer


@router.post("/sign-out", dependencies=[Depends(Allow("sign in"))])
def sign_out(request: Request) -> Response:
    """End the session."""
    doorkeeper_of(request).sign_out(token_of(request))
    answer = RedirectResponse("/sign-in", status_code=303)
    take_cookie(request, answer)
    return answer


@router.get("/")
def home(reader: Annotated[Reader, Depends(Allow("see own home"))]) -> RedirectResponse:
    """The page an account opens on."""
    return RedirectResponse(home_of(reader), status_code=303)
