"""Network Canvas as CSV files, one set an interview or all in one.

Who was interviewed stands in the ego files alone: a case that names nobody writes a list of attributes without a type.
"""

from graph_service.formats.bundle import Bundle
from graph_service.formats.interviews import Alter, Ego, Interviews, tell
from graph_service.formats.lines import every
from graph_service.formats.mapping import INTERVIEWS
from graph_service.formats.translation import Choices, Translation

NAME = "network-canvas"
MAPPING = INTERVIEWS

_EGO = "networkcanvasegouuid"
_ALTERS = "_attributelist"


def is_this(bundle: Bundle) -> bool:
    """Whether there is an ego file with Network Canvas's own columns."""
    egos = [name for name in bundle.names() if _is_ego(name)]
    return bool(egos) and _EGO in bundle.header(egos[0])


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """One round; its informants are the egos, by their case id unless the mapping names another column."""
    found = Translation()
    interviews = Interviews(bundle.label.removesuffix(".zip"), "networkCanvasCaseID", day="sessionstart")
    for name in bundle.names():
        if _is_ego(name):
            sheet = bundle.read(name)
            interviews.egos += [Ego(sheet, line, cells.get(_EGO, ""), cells) for line, cells in every(sheet, found)]
        elif _ALTERS in name.casefold():
            sheet = bundle.read(name)
            kind = name.casefold().partition(_ALTERS)[2].strip("_")
            for line, cells in every(sheet, found):
                key = cells.get("networkcanvasuuid", "") or cells.get("nodeid", "")
                interviews.alters.append(Alter(sheet, line, cells.get(_EGO, ""), key, {**cells, "nodetype": kind}))
    tell(interviews, choices, found)
    return found


def _is_ego(name: str) -> bool:
    return name.casefold().endswith("_ego")
