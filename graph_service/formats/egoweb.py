"""EgoWeb 2.0: egos, alters by their number, ties among them."""

from graph_service.formats.bundle import Bundle
from graph_service.formats.egos import ProgramFiles, read_egos, signature
from graph_service.formats.mapping import INTERVIEWS
from graph_service.formats.translation import Choices, Translation

NAME = "egoweb"
MAPPING = INTERVIEWS
SHAPE = ProgramFiles(
    egos="ego",
    alters="alter",
    ego_id=("EgoID", "Ego ID", "Interview ID"),
    alter_id=("Alter Number", "Alter.Number"),
)
SIGNATURES = (signature("EgoWeb 2.0", SHAPE),)


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """One round; its informants are the egos."""
    return read_egos(bundle, choices, SHAPE)
