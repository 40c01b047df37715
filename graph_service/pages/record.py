"""The record as pages: who saw a student, for leads; what accounts did, for those who keep them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.accounts import kept_accounts
from graph_service.auth.dependencies import Allow, AtDesk
from graph_service.auth.parameters import check_parameters
from graph_service.pages.context import frame
from graph_service.pages.rendering import render
from graph_service.workflows.audit.entries import accounts_record, read_since, student_record

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/students/{uid}/record")
def who_saw(
    request: Request,
    uid: str,
    desk: AtDesk,
    reader: Annotated[Reader, Depends(Allow("read the record"))],
) -> str:
    """The people who saw this student, and the right of each."""
    check_parameters(request, ("since",))
    found = student_record(desk, reader, uid, read_since(request.query_params, desk.today()))
    return render(
        "record.html",
        record=found,
        zone=desk.zone,
        today=desk.today(),
        frame=frame(reader, "", synthetic=False),
    )


@router.get("/administration/record")
def what_accounts_did(
    request: Request,
    desk: AtDesk,
    reader: Annotated[Reader, Depends(Allow("read what accounts did"))],
) -> str:
    """The acts of the accounts that one keeps: sign-ins, refusals, changes, looks and downloads; no
    student by name.
    """
    check_parameters(request, ("since",))
    since = read_since(request.query_params, desk.today())
    kept = [account.uid for account in kept_accounts(desk, reader)]
    return render(
        "accounts_record.html",
        record=accounts_record(desk, reader, kept, since),
        zone=desk.zone,
        today=desk.today(),
        frame=frame(reader, "/administration/record", synthetic=False),
    )
