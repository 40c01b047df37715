"""One sending of a form about a student: done, or shown again as it was written."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Form, Recorded, lens_of
from graph_service.errors import BadInput, Busy, Fault, NoRoom, SupportWebError, Unseen
from graph_service.pages.addresses import Addresses, through
from graph_service.pages.forms import Typed
from graph_service.workflows.desk.drafts import Draft, end_draft, keep_draft, kept_draft
from graph_service.workflows.desk.reading import Desk

Recorder = Annotated[Reader, Depends(Allow("record about a student"))]
LISTS = ("tick", "name", "pick", "support", "strength", "kind")
"""The last words of the names of fields that hold a list: one row of a form each."""


class Visit:
    """One sending of a form about a student: by whom, about whom, and through which lens the page
    is seen.
    """

    def __init__(
        self,
        request: Request,
        uid: str,
        desk: AtDesk,
        record: Recorded,
        reader: Recorder,
        form: Form,
    ) -> None:
        """As the address and the session say."""
        self.request = request
        self.desk: Desk = desk
        self.record = record
        self.reader: Reader = reader
        self.uid = uid
        self.fields = tuple((name, value) for name, value in form.multi_items() if name != "draft")
        self._draft = form.get("draft", "")

    def answer(
        self,
        typed: Typed,
        done: str,
        change: Callable[[], Sequence[str] | None],
        again: Callable[[Typed], str],
        page: str = "",
    ) -> Response:
        """Do the change and go to the student's page; with faults, go back to the form's ``page``
        (its address behind the student's), where it stands as it was written, and nothing changed.

        A form that cannot be kept meanwhile is answered with the page itself (``again``). The
        student's page, today's then, tells of the first tie that goes on all the same, of those
        that the change gives.
        """
        lens = lens_of(self.request, self.desk)
        try:
            still = next(iter(change() or ()), "")
        except (BadInput, Busy, NoRoom) as error:
            typed.faults = _faults(error)
            draft = Draft(self.request.url.path, self.fields, tuple(typed.faults), _mark(error))
            try:
                token = keep_draft(self.desk, self.reader.account, draft)
            except SupportWebError:
                return HTMLResponse(
                    again(typed_of(draft)), status_code=422 if isinstance(error, BadInput) else 503
                )
            at = through(lens)
            return RedirectResponse(at(f"/students/{self.uid}{page}", draft=token), status_code=303)
        end_draft(self.desk, self.reader.account, self._draft)
        at = Addresses() if still else through(lens)
        return RedirectResponse(
            at(f"/students/{self.uid}", done=done, still=still), status_code=303
        )


Visiting = Annotated[Visit, Depends(Visit)]


def drafted(desk: Desk, reader: Reader, path: str, token: str) -> Typed | None:
    """The form that the reader sent to a page under ``path`` and that could not be recorded yet."""
    draft = kept_draft(desk, reader.account, token)
    return typed_of(draft) if draft is not None and draft.path.startswith(path) else None


def typed_of(draft: Draft) -> Typed:
    """The form as it was written, with what was wrong with it; a form that nobody looked at yet
    has no fault.
    """
    texts: dict[str, str | list[str]] = {}
    for name, value in draft.fields:
        if name.rpartition("-")[0] in ("adult", "peer") and name.rpartition("-")[2] in LISTS:
            texts[name] = [*texts.get(name, []), value]
        else:
            texts[name] = value
    if draft.mark:
        texts["begun"] = draft.mark
    return Typed(_name(draft.path), texts, list(draft.faults))


def _name(path: str) -> str:
    """The name of the form that is sent to the address."""
    what, _, tie = path.split("/", 3)[3].partition("/")
    names = {"ties": "tie", "reports": "report", "contacts": "contact"}
    return f"end {tie.removesuffix('/end')}" if tie.endswith("/end") else names.get(what, what)


def _faults(error: SupportWebError) -> list[Fault]:
    found = list(error.faults) if isinstance(error, BadInput) else []
    return found or [Fault("the form", None, None, "form", str(error))]


def _mark(error: SupportWebError) -> str:
    return error.mark if isinstance(error, Unseen) else ""
