"""egor's three files: egos, alters and ties among alters, with commas or semicolons."""

from graph_service.formats.bundle import Bundle
from graph_service.formats.egos import ProgramFiles, read_egos, signature
from graph_service.formats.mapping import INTERVIEWS
from graph_service.formats.translation import Choices, Translation

NAME = "egor"
MAPPING = INTERVIEWS
SHAPE = ProgramFiles(
    egos="ego",
    alters="alter",
    ego_id=("egoID", "ego_id", ".egoID"),
    alter_id=("alterID", "alter_id", ".altID", "alt_id"),
)
SIGNATURES = (signature("egor", SHAPE),)


def translate(bundle: Bundle, choices: Choices) -> Translation:
    """One round; its informants are the egos."""
    return read_egos(bundle, choices, SHAPE)
