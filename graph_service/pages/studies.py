"""The studies about one's schools: opened, seen and ended by whoever leads or administers them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded
from graph_service.errors import BadInput, Fault
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.freshness import asks_own, confirm_in
from graph_service.pages.rendering import render
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.studies.opening import (
    StudyForm,
    end_study,
    keepable_schools,
    kept_studies,
    measure_choices,
    open_study,
)

router = APIRouter(include_in_schema=False, prefix="/studies", default_response_class=HTMLResponse)

Keeper = Annotated[Reader, Depends(Allow("keep studies"))]
Text = Annotated[str, Field(max_length=2000)]
_DONE = {"open": "The study is open.", "end": "The study has ended: nothing leaves for it."}


class GivenStudy(BaseModel):
    """The fields of the form; ``own`` is one's own password, where it is asked for again."""

    name: Text = ""
    purpose: Text = ""
    recipients: Text = ""
    last_day: Text = ""
    schools: list[Text] = []
    researchers: Text = ""
    measures: list[Text] = []
    own: Text = ""

    def form(self) -> StudyForm:
        """The study that is asked for; logins are parted by commas or spaces."""
        return StudyForm(
            self.name,
            self.purpose,
            self.recipients,
            self.last_day,
            self.schools,
            self.researchers.replace(",", " ").split(),
            self.measures,
        )

    def typed(self, name: str) -> Typed:
        """The form as it stands on the page again."""
        return Typed(name, self.model_dump(exclude={"own"}))


AsForm = Annotated[GivenStudy, Form()]


@router.get("")
def studies(request: Request, desk: AtDesk, record: Recorded, reader: Keeper) -> str:
    """The studies about one's schools, and a form for a new one."""
    record(reader, "looked at studies", reader.account)
    done = _DONE.get(request.query_params.get("done", ""), "")
    return _page(request, desk, reader, Typed("study"), done)


@router.post("")
def open_one(request: Request, desk: AtDesk, reader: Keeper, given: AsForm) -> Response:
    """Open a study."""
    typed = given.typed("study")
    confirm_in(typed, request, reader, given.own)
    try:
        if not typed.faults:
            open_study(desk, reader, given.form())
            return RedirectResponse("/studies?done=open", status_code=303)
    except BadInput as error:
        typed.faults += error.faults or [Fault("the form", None, "name", "study", str(error))]
    return HTMLResponse(_page(request, desk, reader, typed), status_code=422)


@router.post("/{study}/end")
def end(request: Request, study: str, desk: AtDesk, reader: Keeper, given: AsForm) -> Response:
    """End a study."""
    typed = Typed(f"end {study}")
    confirm_in(typed, request, reader, given.own)
    if typed.faults:
        return HTMLResponse(_page(request, desk, reader, typed), status_code=422)
    end_study(desk, reader, study)
    return RedirectResponse("/studies?done=end", status_code=303)


def _page(request: Request, desk: Desk, reader: Reader, form: Typed, done: str = "") -> str:
    schools = [school.name for school in keepable_schools(desk, reader)]
    forms = {form.name: form}
    found = kept_studies(desk, reader)
    return render(
        "studies.html",
        studies=[
            (study, forms.get(f"end {study.uid}", Typed(f"end {study.uid}"))) for study in found
        ],
        form=forms.get("study", Typed("study")),
        refused=form if form.faults else None,
        schools=schools,
        chosen=form.column("schools") or (schools if len(schools) == 1 else []),
        measures=measure_choices(),
        ask_own=asks_own(request),
        today=desk.today().isoformat(),
        done=done,
        frame=frame(reader, "/studies", synthetic=any(map(is_synthetic, schools))),
    )
