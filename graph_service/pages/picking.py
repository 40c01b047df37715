"""Picking people on forms: suggestions while one types, and the nearest people as buttons."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow, AtDesk, Form
from graph_service.pages.forms import Typed
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.directory import Entry, directory, suggest
from graph_service.workflows.recording.person_lookup import Ends

router = APIRouter(include_in_schema=False, prefix="/students/{uid}")

Near = dict[tuple[str, int], list[Entry]]
_MAKES_NEW = "new:"


@router.post("/people")
def people(
    uid: str,
    desk: AtDesk,
    form: Form,
    reader: Annotated[Reader, Depends(Allow("record about a student"))],
) -> JSONResponse:
    """The people of the directory whom the beginning of a name may mean, for the page's script."""
    found = suggest(desk, reader, uid, form.get("text", "")[:100], _ends(form.get("side", "")))
    return JSONResponse(
        [{"uid": entry.uid, "name": entry.name, "what": entry.what} for entry in found]
    )


def near_people(desk: Desk, reader: Reader, uid: str, form: Typed, sides: Iterable[str]) -> Near:
    """The people whom each written name that means nobody may mean, by side and row."""
    found: Near = {}
    for side in sides:
        for row, name in enumerate(form.column(f"{side}-name"), 1):
            if form.faults_at(f"{side}-name", row=row):
                found[side, row] = suggest(desk, reader, uid, name, _ends(side))
    return found


def with_choice(
    desk: Desk, reader: Reader, uid: str, fields: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The fields of a form after the button of one of the nearest people was pressed, or of
    somebody new.
    """
    choice = dict(fields).get("choose", "")
    side, _, rest = choice.partition(" ")
    number, _, chosen = rest.partition(" ")
    kept = [field for field in fields if field[0] != "choose"]
    if not number.isdigit() or not chosen:
        return tuple(kept)
    new = {f"{side}-kind": chosen.removeprefix(_MAKES_NEW), f"{side}-pick": ""}
    if not chosen.startswith(_MAKES_NEW):
        entry = directory(desk, reader, uid).entry(chosen)
        if entry is None:
            return tuple(kept)
        new = {f"{side}-pick": entry.uid, f"{side}-name": entry.name, f"{side}-kind": ""}
    seen: dict[str, int] = {}
    for place, (name, _) in enumerate(kept):
        seen[name] = seen.get(name, 0) + 1
        if name in new and seen[name] == int(number):
            kept[place] = (name, new[name])
    return tuple(kept)


def _ends(side: str) -> Ends:
    return "peer" if side == "peer" else "adult" if side == "adult" else "either"
