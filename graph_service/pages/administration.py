"""The administrator's pages: schools, imports, and the accounts they keep. No webs, no notes, no
students.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from graph_service.access.reader import ROLES, Reader
from graph_service.auth import account_management
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import (
    AccountView,
    kept_account,
    kept_accounts,
    kept_adults,
    kept_schools,
)
from graph_service.auth.credentials import settings_of
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, jobs_of
from graph_service.errors import BadInput, Fault
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.freshness import asks_own, confirm_in
from graph_service.pages.rendering import moment, render
from graph_service.workflows.administration.overview import overview
from graph_service.workflows.desk.reading import Desk, School
from graph_service.workflows.desk.schools import is_synthetic

router = APIRouter(
    include_in_schema=False, prefix="/administration", default_response_class=HTMLResponse
)

Administrator = Annotated[Reader, Depends(Allow("administer"))]
Change = Literal["role", "give", "take", "password", "disable", "enable", "sign-out"]
Text = Annotated[str, Field(max_length=1000)]


class Given(BaseModel):
    """The fields of a form about an account; ``own`` is the administrator's own password, where it
    is asked for again.
    """

    login: Text = ""
    name: Text = ""
    role: Text = ""
    school: Text = ""
    adult: Text = ""
    every: Text = ""
    study: Text = ""
    target: Text = ""
    own: Text = ""

    def place(self, schools: Sequence[School]) -> AccountPlace:
        """Where the account is to belong: at the school that was chosen, or at ``every`` one of
        these, if it may be.
        """
        also = tuple(school.name for school in schools) if self.every else ()
        return AccountPlace(self.school, self.adult or None, self.study, also)

    def typed(self, name: str) -> Typed:
        """The form as it stands on the page again."""
        return Typed(name, self.model_dump(exclude={"own"}))


AsForm = Annotated[Given, Form()]


@router.get("")
def administration(request: Request, desk: AtDesk, record: Recorded, reader: Administrator) -> str:
    """Schools, accounts and imports."""
    found = overview(desk, reader)
    record(reader, "looked at the administration", reader.account)
    return render(
        "administration.html",
        schools=found.schools,
        imports=[(moment(import_.at, desk.zone), import_) for import_ in found.imports],
        jobs=[
            (moment(datetime.fromisoformat(job.made_at), desk.zone), job)
            for job in jobs_of(request).of(reader)
            if job.state not in ("done", "stopped", "gone")
        ],
        accounts=[(account, _signed_in(desk, account)) for account in kept_accounts(desk, reader)],
        done=_DONE.get(request.query_params.get("done", ""), ""),
        frame=_frame(desk, reader),
    )


@router.get("/accounts/new")
def new_account(request: Request, desk: AtDesk, record: Recorded, reader: Administrator) -> str:
    """The form for a new account."""
    record(reader, "looked at the administration", reader.account)
    return _new(request, desk, reader, Typed("new"))


@router.post("/accounts/new")
def create(request: Request, desk: AtDesk, reader: Administrator, given: AsForm) -> Response:
    """Make an account."""
    typed = given.typed("new")
    confirm_in(typed, request, reader, given.own)
    try:
        if not typed.faults:
            made = account_management.create_account(
                desk,
                reader,
                login=given.login,
                name=given.name,
                role=given.role,
                place=given.place(kept_schools(desk, reader)),
            )
            return HTMLResponse(_told(request, desk, reader, made.uid, made.password))
    except BadInput as error:
        typed.faults += error.faults
    return HTMLResponse(_new(request, desk, reader, typed), status_code=422)


@router.get("/accounts/{account}")
def account_page(
    request: Request, account: str, desk: AtDesk, record: Recorded, reader: Administrator
) -> str:
    """One account and what can be changed about it."""
    found = kept_account(desk, reader, account)
    record(reader, "looked at an account", account)
    return _account(request, desk, reader, found, Typed())


@router.post("/accounts/{account}/{change}")
def change_account(
    request: Request,
    account: str,
    change: Change,
    desk: AtDesk,
    reader: Administrator,
    given: AsForm,
) -> Response:
    """Change an account."""
    found = kept_account(desk, reader, account)
    typed = given.typed(change)
    confirm_in(typed, request, reader, given.own)
    try:
        if not typed.faults and change == "password":
            return HTMLResponse(
                _told(
                    request,
                    desk,
                    reader,
                    account,
                    account_management.reset_password(desk, reader, found),
                )
            )
        if not typed.faults:
            _do(desk, reader, found, change, given)
    except BadInput as error:
        typed.faults += error.faults or [Fault("the form", None, None, "account", str(error))]
    if typed.faults:
        return HTMLResponse(_account(request, desk, reader, found, typed), status_code=422)
    return RedirectResponse(f"/administration?done={change}", status_code=303)


_DONE = {
    "role": "The role is changed; the account is signed out.",
    "give": "The account has what you gave it.",
    "take": "The path is taken away.",
    "disable": "The account is disabled.",
    "enable": "The account is enabled.",
    "sign-out": "The account is signed out everywhere.",
}


def _do(desk: Desk, reader: Reader, account: AccountView, change: Change, given: Given) -> None:
    if change == "role":
        place = given.place(kept_schools(desk, reader))
        account_management.change_role(desk, reader, account, given.role, place)
    elif change == "give":
        account_management.give(desk, reader, account, given.place(kept_schools(desk, reader)))
    elif change == "take":
        account_management.take(desk, reader, account, given.target)
    elif change == "sign-out":
        account_management.sign_out_everywhere(desk, reader, account)
    else:
        account_management.set_disabled(desk, reader, account, disabled=change == "disable")


def _new(request: Request, desk: Desk, reader: Reader, form: Typed) -> str:
    return render(
        "account_new.html",
        form=form,
        refused=form if form.faults else None,
        **_choices(request, desk, reader),
    )


def _told(request: Request, desk: Desk, reader: Reader, account: str, password: str) -> str:
    """The account's page with its first password, shown this once."""
    return _account(request, desk, reader, kept_account(desk, reader, account), Typed(), password)


def _account(
    request: Request,
    desk: Desk,
    reader: Reader,
    account: AccountView,
    form: Typed,
    password: str = "",
) -> str:
    schools = kept_schools(desk, reader)
    mine = {school.uid for school in schools}
    held = {way.target for way in account.ways}
    return render(
        "account_kept.html",
        refused=form if form.faults else None,
        account=account,
        signed_in=_signed_in(desk, account),
        takeable=[
            way for way in account.ways if not account.own and (account.whole or way.target in mine)
        ],
        giveable=[(school.name, school.name) for school in schools if school.uid not in held],
        forms={name: form if form.name == name else Typed(name) for name in (*_DONE, "password")},
        password=password,
        hours=settings_of(request).first_password_hours,
        **_choices(request, desk, reader),
    )


def _choices(request: Request, desk: Desk, reader: Reader) -> dict[str, object]:
    """The choices of a form's fields, and whether one's own password is asked for."""
    schools = [school.name for school in kept_schools(desk, reader)]
    nobody = [("", "– nobody –")]
    return {
        "roles": [(role, role) for role in ROLES],
        "schools": [(name, name) for name in schools] or [("", "– none –")],
        "adults": nobody
        + [
            (adult.uid, f"{adult.name}, {' and '.join(places)} ({adult.id})")
            for adult, places in kept_adults(desk, reader)
        ],
        "ask_own": asks_own(request),
        "frame": _frame(desk, reader),
    }


def _frame(desk: Desk, reader: Reader) -> object:
    invented = any(is_synthetic(school.name) for school in kept_schools(desk, reader))
    return frame(reader, "/administration", synthetic=invented)


def _signed_in(desk: Desk, account: AccountView) -> str:
    return moment(account.signed_in_at, desk.zone) if account.signed_in_at else "never"
