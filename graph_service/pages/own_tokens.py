"""The forms about one's own API tokens, on the page of one's own account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from graph_service.access.reader import Reader
from graph_service.auth import own_account
from graph_service.auth.credentials import token_of
from graph_service.auth.dependencies import Allow, AtDesk, Recorded
from graph_service.errors import BadInput
from graph_service.pages.forms import Typed
from graph_service.pages.freshness import confirm_in
from graph_service.pages.own_account import account_page

router = APIRouter(
    include_in_schema=False, prefix="/account/tokens", default_response_class=HTMLResponse
)

Own = Annotated[Reader, Depends(Allow("keep own account"))]
Text = Annotated[str, Field(max_length=1000)]


class GivenToken(BaseModel):
    """The purpose and the days of a token; ``own`` is one's password, where it is asked for
    again.
    """

    name: Text = ""
    days: Text = ""
    read: Text = ""
    record: Text = ""
    release: Text = ""
    own: Text = ""

    def scopes(self) -> list[str]:
        """The scopes that are marked."""
        return [scope for scope in ("read", "record", "release") if getattr(self, scope)]


@router.post("")
def make(
    request: Request,
    desk: AtDesk,
    record: Recorded,
    reader: Own,
    given: Annotated[GivenToken, Form()],
) -> Response:
    """Make a token; the page shows it this once."""
    form = Typed("token", given.model_dump(exclude={"own"}))
    days = form.whole("days")
    confirm_in(form, request, reader, given.own)
    token = ""
    if not form.faults:
        try:
            session = token_of(request) or ""
            token = own_account.make_own_token(
                desk, reader, session, name=given.name, scopes=given.scopes(), days=days
            )
            form = Typed("token")
        except BadInput as error:
            form.faults += error.faults
    page = account_page(request, desk, record, reader, form, token=token)
    return HTMLResponse(page, status_code=200 if token else 422)


@router.post("/{token}/revoke")
def revoke(token: str, desk: AtDesk, reader: Own) -> Response:
    """Take one of one's own tokens away."""
    own_account.revoke_own_token(desk, reader, token)
    return RedirectResponse("/account?done=revoked", status_code=303)
