"""The folders that commands write to."""

from pathlib import Path

from graph_service.errors import BadInput


def make_folder(folder: Path) -> None:
    """Make the folder where it is not there yet; BadInput when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be a folder ({error.strerror}); name another.") from error
