"""OpenEddi: responses, details of those named, ties among them."""

from graph_service.formats.bundle import Bundle
from graph_service.formats.egos import ProgramFiles, read_egos, signature
from graph_service.formats.mapping import INTERVIEWS
from graph_service.formats.translation import Choices, Translation

NAME = "openeddi"
MAPPING = INTERVIEWS
SHAPE = ProgramFiles(egos="response", alters="namedetail", ego_id=("puid",), alter_id=("nameid",))
SIGNATURES = (signature("OpenEddi", SHAPE),)


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """One round; its informants are the egos."""
    return read_egos(bundle, choices, SHAPE)
