"""The page on which one logs a contact with a student: two clicks from a list."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.rendering import render
from graph_service.pages.visits import Visiting, drafted, typed_of
from graph_service.workflows.desk.drafts import Draft
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.directory import directory, suggest
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import students_of_web

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")


@router.get("/contacts")
def contact_page(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("record about a student"))],
) -> HTMLResponse:
    """The form: today, and one's own, unless something else is said."""
    lens = lens_of(request, desk, ("draft",))
    draft = request.query_params.get("draft", "")
    typed = drafted(desk, reader, f"/students/{uid}/contacts", draft)
    return HTMLResponse(_page(desk, record, reader, uid, lens, typed, draft))


@router.post("/contacts")
def contact(visit: Visiting) -> Response:
    """Log a contact; where no adult is named, one's own."""
    typed = typed_of(Draft(visit.request.url.path, visit.fields))
    chosen = typed.text("choose")
    entry = directory(visit.desk, visit.reader, visit.uid).entry(chosen) if chosen else None
    person = typed.text("other").strip() or typed.text("adult").strip()

    def change() -> None:
        log_contact(
            visit.desk,
            visit.reader,
            visit.uid,
            person=(entry.uid if entry else person[:1000]) or None,
            picked=typed.text("pick"),
            day=typed.day("day") or visit.desk.today(),
            kind=typed.text("kind"),
            unread=typed.faults,
        )

    def again(form: Typed) -> str:
        lens = lens_of(visit.request, visit.desk)
        return _page(visit.desk, visit.record, visit.reader, visit.uid, lens, form)

    return visit.answer(typed, "contact", change, again, "/contacts")


def _page(
    desk: Desk,
    record: Recorded,
    reader: Reader,
    uid: str,
    lens: Lens,
    typed: Typed | None,
    draft: str = "",
) -> str:
    today = desk.today()
    web = student_web(desk, reader, read_lens({}, today, desk.rule), uid)
    record(reader, "looked at a student", uid, students_of_web(web))
    form = typed or Typed()
    asked = form.text("other").strip() if form.faults_at("person") else ""
    return render(
        "contact.html",
        refused=typed if typed and typed.faults else None,
        waited=typed is not None and not typed.faults,
        web=web,
        form=form,
        adults=[alter for alter in web.alters if alter.side == "adult" and alter.reason != "away"],
        own=reader.adult is not None or not web.partial,
        mine=reader.adult,
        near=suggest(desk, reader, uid, asked, "adult") if asked else [],
        draft=draft,
        today=today,
        frame=frame(reader, "", synthetic=web.synthetic, at=through(lens)),
    )
