"""The page on which one writes down what a student said: whom they named, both sides at once."""

from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Recorded, lens_of
from graph_service.errors import BadInput, Fault
from graph_service.pages.addresses import through
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.picking import near_people, with_choice
from graph_service.pages.rendering import render
from graph_service.pages.visits import Visiting, drafted, typed_of
from graph_service.workflows.desk.drafts import Draft
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.conversation_draft import SaidToday
from graph_service.workflows.recording.entering import NamedPerson, SideWords, record_both_sides
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import AlterView, StudentWeb, students_of_web

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")

Side = Literal["adult", "peer"]
SIDES: tuple[tuple[Side, str], ...] = (("adult", "adults"), ("peer", "peers"))
OPEN_ROWS = 2
MOST_ROWS = 30
"""How many people may be written in beside those ticked, a side."""
_GONE = ("ended", "away")


class NamedRow(NamedTuple):
    """Somebody who was ticked (``uid``) or written in, and how they are to the student."""

    person: str
    support: str
    strength: str
    kind: str
    picked: str = ""
    uid: str = ""


@router.get("/conversation")
def conversation_page(
    request: Request,
    uid: str,
    desk: AtDesk,
    record: Recorded,
    reader: Annotated[Reader, Depends(Allow("record about a student"))],
) -> HTMLResponse:
    """The form, blank, or as it was written before a fault or before signing in again."""
    lens = lens_of(request, desk, ("side", "draft"))
    given = request.query_params
    typed = drafted(desk, reader, f"/students/{uid}/conversation", given.get("draft", ""))
    return HTMLResponse(
        _page(desk, record, reader, uid, lens, typed, given.get("side", ""), given.get("draft", ""))
    )


@router.post("/conversation")
def conversation(visit: Visiting) -> Response:
    """Record what the student said."""
    visit.fields = with_choice(visit.desk, visit.reader, visit.uid, visit.fields)
    typed = typed_of(Draft(visit.request.url.path, visit.fields))

    def change() -> None:
        if any(len(value) > 1000 for _, value in visit.fields):
            raise BadInput("One of the fields is too long; write at most 1,000 letters in each.")
        rows = {side: _rows(typed, side) for side, _ in SIDES}
        said = [_said(typed, side, rows[side]) for side, _ in SIDES if typed.text(f"{side}-are")]
        for side, whom in SIDES:
            named = any(row.person.strip() for row in rows[side]) or typed.text(
                f"{side}-unnamed", "0"
            )
            if named not in (False, "", "0") and not typed.text(f"{side}-are"):
                message = f"Say whether these are all the {whom}, or only some."
                typed.refuse(f"{side}-are", "choice", message)
        if not said and not typed.faults:
            typed.refuse("adult-are", "choice", "Say what was said about adults, or about peers.")
        unread = list(typed.faults)
        try:
            record_both_sides(
                visit.desk,
                visit.reader,
                visit.uid,
                said=said,
                day=typed.day("day") or visit.desk.today(),
                confidential=bool(typed.text("confidential")),
                begun=typed.text("begun"),
                unread=unread,
            )
        except BadInput as error:
            error.faults = tuple(
                fault if fault in unread else _placed(fault, rows) for fault in error.faults
            )
            raise

    def again(form: Typed) -> str:
        lens = lens_of(visit.request, visit.desk)
        return _page(visit.desk, visit.record, visit.reader, visit.uid, lens, form)

    return visit.answer(typed, "conversation", change, again, "/conversation")


def _page(
    desk: Desk,
    record: Recorded,
    reader: Reader,
    uid: str,
    lens: Lens,
    typed: Typed | None,
    side: str = "",
    draft: str = "",
) -> str:
    today = desk.today()
    web = student_web(desk, reader, read_lens({}, today, desk.rule), uid)
    record(reader, "looked at a student", uid, students_of_web(web))
    known = {which: _known(web, which) for which, _ in SIDES}
    form = typed or _begun(web, known)
    return render(
        "conversation.html",
        refused=typed if typed and typed.faults else None,
        waited=typed is not None and not typed.faults,
        web=web,
        known=known,
        sides=SIDES,
        form=form,
        written={which: _written(form, which) for which in known},
        near=near_people(desk, reader, uid, form, known),
        said_today=() if typed else web.said_today,
        first=side if side in ("adult", "peer") else "adult",
        open_rows=OPEN_ROWS,
        draft=draft,
        today=today,
        frame=frame(reader, "", synthetic=web.synthetic, at=through(lens)),
    )


def _known(web: StudentWeb, side: Side) -> list[AlterView]:
    """The people of the side who are in the web and still there, those who count first."""
    return [alter for alter in web.alters if alter.side == side and alter.reason not in _GONE]


def _begun(web: StudentWeb, known: dict[Side, list[AlterView]]) -> Typed:
    """The form as it begins: blank, or with what the reader recorded today."""
    texts: dict[str, str | list[str]] = {}
    for said in web.said_today:
        texts.update(_texts(said, known[said.side]))
    if texts:
        texts["begun"] = " ".join(said.mark for said in web.said_today)
        texts["confidential"] = "yes" if any(said.confidential for said in web.said_today) else ""
    return Typed("conversation", texts)


def _texts(said: SaidToday, known: list[AlterView]) -> dict[str, str | list[str]]:
    """The texts of a side's fields where this was said."""
    side = said.side
    names = [alter.name for alter in known]
    uids = {
        (alter.name if names.count(alter.name) == 1 else f"{alter.name} ({alter.id})"): alter.uid
        for alter in known
    }
    ticked = [person for person in said.people if person.person in uids]
    written = [person for person in said.people if person.person not in uids]
    nobody = not said.people and not said.unnamed
    texts: dict[str, str | list[str]] = {
        f"{side}-tick": [uids[person.person] for person in ticked],
        f"{side}-name": [person.person for person in written],
        f"{side}-support": [person.support for person in written],
        f"{side}-strength": [str(person.strength or "") for person in written],
        f"{side}-kind": [""] * len(written),
        f"{side}-unnamed": str(said.unnamed),
        f"{side}-are": ("nobody" if nobody else "all") if said.everyone else "some",
    }
    for person in ticked:
        texts[f"support-{uids[person.person]}"] = person.support
        texts[f"strength-{uids[person.person]}"] = str(person.strength or "")
    return texts


def _rows(typed: Typed, side: Side) -> list[NamedRow]:
    """Everybody named on the side: those ticked, then those written in."""
    ticked = [
        NamedRow(
            uid,
            typed.text(f"support-{uid}"),
            typed.text(f"strength-{uid}"),
            "",
            uid=uid,
        )
        for uid in typed.column(f"{side}-tick")
    ]
    columns = [typed.column(f"{side}-{name}") for name in ("name", "support", "strength")]
    kinds = typed.column(f"{side}-kind") or [""] * len(columns[0])
    picked = typed.column(f"{side}-pick") or [""] * len(columns[0])
    if len({len(column) for column in (*columns, kinds, picked)}) > 1:
        raise BadInput("The form came in pieces; please fill it in again.")
    if len(columns[0]) > MOST_ROWS:
        raise BadInput(f"Name at most {MOST_ROWS} more people at once.")
    written = [NamedRow(*row) for row in zip(*columns, kinds, picked, strict=True)]
    return ticked + written


def _written(form: Typed, side: Side) -> int:
    """How many rows reach to the last person who is written in."""
    names = form.column(f"{side}-name")
    return max((row for row, name in enumerate(names, 1) if name.strip()), default=0)


def _said(typed: Typed, side: Side, rows: list[NamedRow]) -> SideWords:
    """The student's words about the side; a number that cannot be read becomes a fault."""
    are = typed.text(f"{side}-are")
    if are not in ("all", "some", "nobody"):
        typed.refuse(f"{side}-are", "choice", "Say whether these are all, only some, or nobody.")
    people, number = [], 0
    for row in rows:
        number += not row.uid
        if row.uid:
            strength = typed.whole(f"strength-{row.uid}")
        else:
            strength = typed.whole(f"{side}-strength", number) if row.person.strip() else None
        if row.person.strip():
            people.append(
                NamedPerson(row.person.strip(), row.support, strength, row.kind, row.picked)
            )
    unnamed = typed.whole(f"{side}-unnamed") or 0
    return SideWords(side, people, are in ("all", "nobody"), unnamed, are == "nobody")


def _placed(fault: Fault, rows: dict[Side, list[NamedRow]]) -> Fault:
    """The fault at the field of the form where it stands."""
    side, _, column = (fault.column or "").partition("-")
    if side not in ("adult", "peer"):
        return fault
    fields = {"person": "name", "new_kind": "kind", "everyone": "are"}
    name = f"{side}-{fields.get(column, column)}"
    if column == "begun":
        return fault._replace(column="begun")
    if fault.line is None:
        return fault._replace(column=name)
    named = [row for row in rows["peer" if side == "peer" else "adult"] if row.person.strip()]
    row = named[fault.line - 1]
    if row.uid:
        return fault._replace(line=None, column=f"{column}-{row.uid}")
    written = [row for row in rows["peer" if side == "peer" else "adult"] if not row.uid]
    return fault._replace(line=_place_of(written, row) + 1, column=name)


def _place_of(written: list[NamedRow], row: NamedRow) -> int:
    return next(place for place, other in enumerate(written) if other is row)
