"""The checks before every door: who is asking, may they do this, and is the look recorded."""

from collections.abc import Callable, Collection, Iterable
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import ImmutableMultiDict

from graph_service.access.policy import POLICIES, Action, may
from graph_service.access.reader import Reader
from graph_service.auth.credentials import bearer_of, doorkeeper_of, settings_of, token_of
from graph_service.auth.parameters import (
    check_parameters,
    declared,
    repeated_parameters,
    unknown_parameters,
)
from graph_service.errors import (
    BadInput,
    Fault,
    FirstPassword,
    NotAllowed,
    NotThere,
    PasswordNeeded,
)
from graph_service.store.deadline import patience
from graph_service.workflows.audit.log import note
from graph_service.workflows.caseload.filters import FILTERS, read_filters
from graph_service.workflows.caseload.views import Caseload, Filters, students_in
from graph_service.workflows.desk.lens import PARAMETERS, Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.uploads.jobs import Jobs

T = TypeVar("T")
TAKE_YOUR_OWN = (
    "This account's password was set by somebody else: sign in on the page and take one of "
    "your own first."
)


class Allow:
    """A route's one policy: whoever comes is signed in and their role may do the action, or the
    same 404 as for nothing there.
    """

    def __init__(self, action: Action) -> None:
        """``action`` is a row of ``access.policy``."""
        self.action = action
        self.policy = POLICIES[action]

    def __call__(self, request: Request) -> Reader | None:
        """The reader; None only where nobody need be signed in.

        A program's address is checked here; those that ask for a day or a rule are where these are
        read, with all their faults.
        """
        reader = None if self.policy.roles is None else self._reader(request)
        if request.url.path.startswith("/api/") and not _asks_for_a_day(request):
            check_parameters(request)
        return reader

    def _reader(self, request: Request) -> Reader:
        token = bearer_of(request)
        if token is not None:
            return self._program(request, token)
        reader = doorkeeper_of(request).reader(token_of(request))
        request.state.reader = reader
        self._check_password_is_own(reader)
        if not may(reader, self.action):
            raise NotThere("There is no such page.")
        if self.policy.fresh and not doorkeeper_of(request).fresh(token_of(request)):
            raise PasswordNeeded(
                "Downloads ask for your password again after ten minutes: sign in again."
            )
        return reader

    def _program(self, request: Request, token: str) -> Reader:
        """On whose behalf a program comes with a token: for JSON alone, and for what the token is
        for.
        """
        reader, scopes = doorkeeper_of(request).program(token)
        request.state.reader = reader
        self._check_password_is_own(reader)
        if not may(reader, self.action):
            raise NotThere("There is no such page.")
        if not request.url.path.startswith("/api/") or self.policy.scope not in scopes:
            raise NotAllowed(f"This token is not for that: it is for {', '.join(scopes)}, as JSON.")
        return reader

    def _check_password_is_own(self, reader: Reader) -> None:
        """Nothing but replacing it is open to whoever came with a password that somebody else
        knows.
        """
        if reader.first_password and self.action != "replace a first password":
            raise FirstPassword(TAKE_YOUR_OWN)


def desk_of(request: Request) -> Desk:
    """The desk that the service works at."""
    desk: Desk = request.app.state.desk
    return desk


def jobs_of(request: Request) -> Jobs:
    """The imports that are worked on."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def patiently(request: Request, act: Callable[[], T]) -> T:
    """The result of ``act``, with a page's whole time limit again after a slow body."""
    with patience(settings_of(request).answer_seconds):
        return act()


def local_address(address: str) -> str:
    """The address when it is one of our own pages, else the first page: nobody is sent to another
    site.
    """
    ours = (
        address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    )
    return address if ours else "/"


class Record:
    """Records a look, change or refusal of one request before its answer leaves; without a record
    there is no answer.
    """

    def __init__(self, desk: Desk) -> None:
        """Bound to the request's desk."""
        self._desk = desk

    def __call__(
        self,
        reader: Reader,
        action: str,
        subject: str,
        students: Iterable[str] = (),
        reason: str = "",
    ) -> None:
        """Record it with every student that the answer shows, and by which right; StoreUnavailable
        or Busy when that cannot be done.

        ``reason`` is the right to see the subject, where that is no student.
        """
        note(self._desk, reader, action, subject, reason=reason, students=students)


# Dependencies that only look something up are coroutines: a plain function is handed to a thread.


async def _desk(request: Request) -> Desk:
    return desk_of(request)


AtDesk = Annotated[Desk, Depends(_desk)]


async def _record(desk: AtDesk) -> Record:
    return Record(desk)


Recorded = Annotated[Record, Depends(_record)]


Asked = ImmutableMultiDict[str, str]


async def form_of(request: Request) -> Asked:
    """The parameters of a form beside its address; a name that is searched for comes in this way
    alone.
    """
    form = await request.form(max_files=0)
    return ImmutableMultiDict(
        [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    )


Form = Annotated[Asked, Depends(form_of)]


def lens_of(
    request: Request, desk: Desk, also: Collection[str] = (), form: Asked | None = None
) -> Lens:
    """The lens that the address or the form asks for; ``also`` are the parameters that the page
    takes beside it.

    Roles may come one by one, as a form sends them, or with commas between. BadInput with every
    fault: an address that asks for what the page does not take is not answered with something else.
    """
    faults = [
        *_unknown_names(request, form, also),
        *repeated_parameters(request.query_params, form or Asked()),
    ]
    try:
        lens = _lens(request, desk, form)
    except BadInput as error:
        faults += error.faults
    if faults:
        raise BadInput("The day or the rule cannot be read.", faults)
    return lens


def list_of(
    request: Request, desk: Desk, tab: str, form: Asked | None = None
) -> tuple[Lens, Filters]:
    """The lens and the filters that a list's address and form ask for; BadInput with the faults of
    both.
    """
    faults = [
        fault
        for fault in _unknown_names(request, form, set(FILTERS) - {_NAME})
        if fault.column != _NAME
    ]
    faults += repeated_parameters(request.query_params)
    if request.query_params.get(_NAME):
        faults.append(Fault("the request", None, _NAME, "filters", _NO_NAME))
    try:
        lens = _lens(request, desk, form)
    except BadInput as error:
        faults += error.faults
    try:
        filters = read_filters(_given(request, form), tab)
    except BadInput as error:
        faults += error.faults
    if faults:
        raise BadInput("The list cannot be shown as asked for.", faults)
    return lens, filters


_NAME = "text"
_NO_NAME = (
    "a name is searched for with the list's form, or as JSON with a body; in an address it "
    "would be kept."
)


def _lens(request: Request, desk: Desk, form: Asked | None) -> Lens:
    given = _given(request, form)
    return read_lens(
        dict(given) | {"roles": ",".join(given.getlist("roles"))}, desk.today(), desk.rule
    )


def _unknown_names(request: Request, form: Asked | None, also: Collection[str]) -> list[Fault]:
    """The parameters under names that belong neither to the lens, nor to ``also``, nor to the
    route.
    """
    return unknown_parameters(
        [*request.query_params, *(form or ())], {*PARAMETERS, *also, *declared(request)}
    )


def _asks_for_a_day(request: Request) -> bool:
    return "on" in declared(request)


def asked_for(request: Request, form: Asked, names: Iterable[str]) -> list[str]:
    """The values that the address or the form gives under these names, '' where there is none."""
    given = _given(request, form)
    return [given.get(name, "").strip() for name in names]


def _given(request: Request, form: Asked | None) -> Asked:
    return ImmutableMultiDict(
        [*request.query_params.multi_items(), *(form.multi_items() if form else ())]
    )


def record_lines(record: Record, reader: Reader, action: str, found: Caseload) -> None:
    """Record a look at every student that a list shows."""
    record(reader, action, reader.account, students=students_in(found.lines))
