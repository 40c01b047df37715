"""JSON under /api/v1: the same workflows as the pages, described by OpenAPI."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field

from graph_service.access.reader import Reader
from graph_service.auth.doors import Allow, AtDesk, Recorded, lens_of, record_lines
from graph_service.workflows.caseload import caseload
from graph_service.workflows.filters import read_filters
from graph_service.workflows.flags import flags_of
from graph_service.workflows.noting import students_of_adult, students_of_web
from graph_service.workflows.reading import seen_schools
from graph_service.workflows.recording import Named, add_report, add_tie, end_tie, log_contact, record_conversation
from graph_service.workflows.release import release
from graph_service.workflows.student_web import adult_page, student_web
from graph_service.workflows.views import AdultPage, Caseload, Lens, StudentWeb


class Problem(BaseModel):
    """What went wrong: an id to quote, one sentence, and every fault."""

    id: str
    sentence: str
    faults: list[str]


class Refused(BaseModel):
    """The one shape of an error."""

    error: Problem


class Me(BaseModel):
    """Who is signed in."""

    account: str
    name: str
    role: str


class Done(BaseModel):
    """What was done."""

    done: str


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GivenPerson(_Given):
    """Someone the student named: a uid or full name, and what they said of them."""

    person: str = Field(max_length=200)
    support: Literal["supportive", "neutral", "stressful", "none"] = "supportive"
    strength: Literal[1, 2, 3] | None = None
    new_kind: Literal["", "staff", "mentor", "family", "community"] = ""


class GivenConversation(_Given):
    """What a student said about one side; ``everyone``: whether these are all of that side."""

    side: Literal["adult", "peer"]
    people: list[GivenPerson] = Field(default_factory=list, max_length=100)
    unnamed: int = Field(default=0, ge=0, le=1000)
    nobody: bool = False
    everyone: bool
    day: date | None = None
    confidential: bool = False


class GivenTie(_Given):
    """A role tie to add."""

    person: str = Field(max_length=200)
    role: Literal["advisor", "mentor", "family", "teacher", "other", "peer"]
    new_kind: Literal["", "staff", "mentor", "family", "community"] = ""
    since: date | None = None
    until: date | None = None
    detail: str | None = Field(default=None, max_length=1000)


class GivenEnd(_Given):
    """The first day on which a tie no longer holds."""

    until: date | None = None


class GivenReport(_Given):
    """One's own report on a tie."""

    alter: str = Field(max_length=200)
    support: Literal["supportive", "neutral", "stressful", "none"]
    strength: Literal[1, 2, 3] | None = None
    day: date | None = None
    confidential: bool = False


class GivenContact(_Given):
    """A contact to log."""

    adult: str = Field(max_length=200)
    kind: str = Field(max_length=100)
    day: date | None = None
    by: str = Field(default="", max_length=200)


def lens_parameters(
    on: Annotated[str, Query(description="The day, YYYY-MM-DD; today")] = "",
    known_on: Annotated[str, Query(description="Only what was known by the end of this day")] = "",
    rule: Annotated[str, Query(description="default, student-voice, advisor-reported or mutual")] = "",
    evidence: Annotated[str, Query(description="own-first, any, student, advisor or mutual")] = "",
    observers: Annotated[str, Query(description="student-or-advisor, student or advisor")] = "",
    adult_threshold: Annotated[str, Query(description="How many adults are asked for")] = "",
    peer_threshold: Annotated[str, Query(description="How many peers are asked for")] = "",
    least_strength: Annotated[str, Query(description="The weakest tie that counts, 1 to 3")] = "",
    fresh_days: Annotated[str, Query(description="How many days a word stays fresh")] = "",
    roles: Annotated[str, Query(description="The adult roles that count, with commas between")] = "",
) -> None:
    """Describe the parameters; ``lens_of`` reads them, in the one place that does."""


def read_lens_of(request: Request, desk: AtDesk, _: Annotated[None, Depends(lens_parameters)]) -> Lens:
    """The lens that the address asks for."""
    return lens_of(request, desk)


AtLens = Annotated[Lens, Depends(read_lens_of)]
OfStudent = Annotated[Reader, Depends(Allow("see a student"))]
Recorder = Annotated[Reader, Depends(Allow("record about a student"))]

_RESPONSES: dict[int | str, dict[str, Any]] = {
    401: {"model": Refused, "description": "Nobody is signed in"},
    403: {"model": Refused, "description": "A write from another site"},
    404: {"model": Refused, "description": "Not there, or not yours to see"},
    413: {"model": Refused, "description": "Too large"},
    422: {"model": Refused, "description": "What was given is wrong; every fault is listed"},
    503: {"model": Refused, "description": "The database is busy or does not answer"},
}
router = APIRouter(prefix="/api/v1", responses=_RESPONSES)


@router.get("/me", operation_id="me")
def me(reader: Annotated[Reader, Depends(Allow("see own home"))]) -> Me:
    """Who is signed in."""
    return Me(account=reader.account, name=reader.name, role=reader.role)


@router.get("/students", operation_id="listStudents")
def students(
    desk: AtDesk,
    record: Recorded,
    lens: AtLens,
    reader: Annotated[Reader, Depends(Allow("list own students"))],
    tab: Annotated[Literal["look", "ask", "all"], Query(description="Needs a look, ask them, or all")] = "all",
    state: str = "",
    side: str = "",
    grade: str = "",
    advisory: str = "",
    advisor: str = "",
    text: str = "",
    sort: str = "look",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Caseload:
    """The students one may see, judged, filtered, ordered, fifty a page."""
    given = {
        "tab": tab, "state": state, "side": side, "grade": grade, "advisory": advisory,
        "advisor": advisor, "text": text, "sort": sort, "page": str(page),
    }  # fmt: skip
    found = caseload(desk, reader, lens, read_filters(given, "all"))
    record_lines(record, reader, "listed", found)
    return found


@router.get("/flags", operation_id="flags")
def flags(
    desk: AtDesk,
    record: Recorded,
    lens: AtLens,
    reader: Annotated[Reader, Depends(Allow("list own students"))],
    needs_a_look: bool = False,
) -> list[dict[str, Any]]:
    """For each school in one's scope what ``support-web flags --format json`` prints, from what one may see."""
    found = [flags_of(seen, lens, needing_a_look=needs_a_look) for seen in seen_schools(desk, reader, lens)]
    record(reader, "read flags", reader.account, students=set().union(*(each.students for each in found)))
    return [each.found for each in found]


@router.get("/students/{uid}", operation_id="studentWeb")
def student(uid: str, desk: AtDesk, record: Recorded, lens: AtLens, reader: OfStudent) -> StudentWeb:
    """One student's support web."""
    web = student_web(desk, reader, lens, uid)
    record(reader, "looked at a student", uid, web.reason, students_of_web(web))
    return web


@router.get("/adults/{uid}", operation_id="adult")
def adult(
    uid: str,
    desk: AtDesk,
    record: Recorded,
    lens: AtLens,
    reader: Annotated[Reader, Depends(Allow("see an adult"))],
) -> AdultPage:
    """Whom an adult holds up."""
    page = adult_page(desk, reader, lens, uid)
    record(reader, "looked at an adult", uid, students=students_of_adult(page))
    return page


@router.post("/students/{uid}/conversation", operation_id="recordConversation")
def conversation(uid: str, given: GivenConversation, desk: AtDesk, reader: Recorder) -> Done:
    """Record what the student said about one side."""
    record_conversation(
        desk,
        reader,
        uid,
        side=given.side,
        people=[Named(each.person, each.support, each.strength, each.new_kind) for each in given.people],
        unnamed=given.unnamed,
        nobody=given.nobody,
        everyone=given.everyone,
        day=given.day or desk.today(),
        confidential=given.confidential,
    )
    return Done(done="conversation")


@router.post("/students/{uid}/ties", operation_id="addTie")
def tie(uid: str, given: GivenTie, desk: AtDesk, reader: Recorder) -> Done:
    """Add a role tie."""
    add_tie(desk, reader, uid, **given.model_dump())
    return Done(done="tie")


@router.post("/students/{uid}/ties/{tie_id}/end", operation_id="endTie")
def tie_end(uid: str, tie_id: str, given: GivenEnd, desk: AtDesk, reader: Recorder) -> Done:
    """End a role tie."""
    end_tie(desk, reader, uid, tie=tie_id, until=given.until or desk.today())
    return Done(done="ended")


@router.post("/students/{uid}/reports", operation_id="addReport")
def report(uid: str, given: GivenReport, desk: AtDesk, reader: Recorder) -> Done:
    """Report on a tie in one's own name."""
    add_report(
        desk,
        reader,
        uid,
        person=given.alter,
        support=given.support,
        strength=given.strength,
        day=given.day,
        confidential=given.confidential,
    )
    return Done(done="report")


@router.post("/students/{uid}/contacts", operation_id="logContact")
def contact(uid: str, given: GivenContact, desk: AtDesk, reader: Recorder) -> Done:
    """Log a contact."""
    log_contact(
        desk,
        reader,
        uid,
        person=given.adult,
        day=given.day or desk.today(),
        kind=given.kind,
        by=given.by or reader.name,
    )
    return Done(done="contact")


@router.get("/release", operation_id="release")
def release_files(desk: AtDesk, lens: AtLens, reader: Annotated[Reader, Depends(Allow("release"))]) -> dict[str, str]:
    """The files of the research release: name → content."""
    return release(desk, reader, lens)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, _: Annotated[Reader, Depends(Allow("read the interface"))]) -> dict[str, Any]:
    """The description of this interface."""
    return get_openapi(title="Support Web", version="1", routes=request.app.routes)
