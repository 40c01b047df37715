"""Signing in and out as a program does: JSON in, the session's cookie out."""

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from graph_service.api.answers import RESPONSES, Done, Me
from graph_service.auth.credentials import (
    doorkeeper_of,
    give_cookie,
    sign_in_at,
    take_cookie,
    token_of,
)
from graph_service.auth.dependencies import TAKE_YOUR_OWN, Allow
from graph_service.errors import FirstPassword, SignInNeeded

router = APIRouter(prefix="/api/v1", responses=RESPONSES)


class GivenSignIn(BaseModel):
    """A login and its password."""

    model_config = ConfigDict(extra="forbid")

    login: str = Field(max_length=200)
    password: str = Field(max_length=1000)


@router.post("/sign-in", operation_id="signIn", dependencies=[Depends(Allow("sign in"))])
def sign_in(given: GivenSignIn, request: Request, response: Response) -> Me:
    """Begin a session; its cookie comes with the answer. Guesses are limited as on the page."""
    token = sign_in_at(request, given.login.strip(), given.password)
    if token is None:
        raise SignInNeeded(
            "The login and the password do not match. After ten tries, wait a quarter of an hour."
        )
    reader = doorkeeper_of(request).reader(token)
    if reader.first_password:
        doorkeeper_of(request).sign_out(token)
        raise FirstPassword(TAKE_YOUR_OWN)
    give_cookie(request, response, token)
    return Me(account=reader.account, name=reader.name, role=reader.role)


@router.post("/sign-out", operation_id="signOut", dependencies=[Depends(Allow("sign in"))])
def sign_out(request: Request, response: Response) -> Done:
    """End the session; its cookie is worth nothing afterwards."""
    doorkeeper_of(request).sign_out(token_of(request))
    take_cookie(request, response)
    return Done(done="sign-out")
