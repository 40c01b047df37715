"""Network Canvas as CSV files, one set an interview or all in one.

Only the ego files tell who was interviewed: a case that names nobody writes a list of attributes
without a type.
"""

from graph_service.formats.bundle import Bundle
from graph_service.formats.interview_mapping import BLANKS
from graph_service.formats.interview_round import tell
from graph_service.formats.interviews import Alter, Ego, Interviews, note_unread
from graph_service.formats.lines import Cells, every
from graph_service.formats.mapping import INTERVIEWS
from graph_service.formats.signature import FileSign, Signature
from graph_service.formats.translation import Choices, Translation

NAME = "network-canvas"
MAPPING = INTERVIEWS

_EGO_COLUMN = "networkCanvasEgoUUID"
_EGO = _EGO_COLUMN.casefold()
_ALTERS = "_attributelist"
_FINISH = "sessionfinish"
_OUTCOME = "networkcanvasfinishoutcome"
_COMPLETED = "completed"


def _is_ego(name: str) -> bool:
    return f"_{name.casefold()}".endswith("_ego")


def _is_alters(name: str) -> bool:
    return _ALTERS in f"_{name.casefold()}"


SIGNATURES = (
    Signature(
        "Network Canvas",
        (
            FileSign(
                "…_ego.csv", _is_ego, ((_EGO_COLUMN,),),
                ("networkCanvasCaseID", "networkCanvasSessionID", "sessionStart", "sessionFinish"),
            ),
            FileSign(
                "…_attributeList.csv", _is_alters, ((_EGO_COLUMN,),),
                ("networkCanvasUUID", "nodeID"), needed=False,
            ),
        ),
    ),
)  # fmt: skip


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """One round; its informants are the egos, by their case id unless the mapping names another
    column.
    """
    found = Translation()
    interviews = Interviews(
        bundle.label.removesuffix(".zip"), "networkCanvasCaseID", day="sessionStart"
    )
    unread: list[str] = []
    for name in bundle.names():
        if _is_ego(name):
            sheet = bundle.read(name)
            for line, cells in every(sheet, found):
                interviews.egos.append(
                    Ego(sheet, line, cells.get(_EGO, ""), cells, _finished(cells))
                )
        elif _is_alters(name):
            sheet = bundle.read(name)
            kind = f"_{name.casefold()}".partition(_ALTERS)[2].strip("_")
            for line, cells in every(sheet, found):
                key = cells.get("networkcanvasuuid", "") or cells.get("nodeid", "")
                alter = Alter(
                    sheet,
                    line,
                    cells.get(_EGO, ""),
                    key,
                    {**cells, "nodetype": kind},
                    kind,
                    _EGO_COLUMN,
                )
                interviews.alters.append(alter)
        else:
            unread.append(name)
    note_unread(bundle, unread, found)
    tell(interviews, choices, found)
    return found


def _finished(cells: Cells) -> bool | None:
    """Whether an interview was finished: sessions are exported at any moment. None: neither of the
    columns for that is there.

    A blank outcome, as older sessions have it in a newer export, leaves it to the day on which the
    session was finished.
    """
    outcome = cells.get(_OUTCOME, "").casefold()
    said = outcome not in BLANKS
    if _FINISH not in cells:
        return outcome == _COMPLETED if said else None
    return cells[_FINISH].casefold() not in BLANKS and (outcome == _COMPLETED or not said)
