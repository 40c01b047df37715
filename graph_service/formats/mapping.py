"""The mapping file (TOML): what a format cannot know by itself, by section."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph_service.errors import BadInput

SECTIONS = ("roster", "round", "people", "survey")
"""What a mapping may hold; docs/import.md says what each section means."""


def read_mapping(path: Path | None) -> Mapping[str, Mapping[str, Any]]:
    """The sections of a mapping file, none where no file is given; BadInput with what is wrong."""
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"The mapping {path.name} cannot be read ({error.strerror}); check the path.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The mapping {path.name} is not TOML in UTF-8: {error}.") from error
    for name, section in found.items():
        if name not in SECTIONS or not isinstance(section, dict):
            raise BadInput(f"The mapping {path.name} has no section [{name}]; it may have {', '.join(SECTIONS)}.")
    return found
