"""The folders that commands write to."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph_service.errors import BadInput


def make_folder(folder: Path) -> None:
    """Make the folder where it is not there yet; BadInput when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be a folder ({error.strerror}); name another.") from error


def folders_for(schools: Sequence[str], out: Path, *, several: bool = False) -> list[Path]:
    """Where each school's files go: ``out`` for one alone, and for ``several`` a folder of the
    school's name in it.

    Names that are one to a file system are told apart by a number.
    """
    if len(schools) == 1 and not several:
        return [out]
    taken: dict[str, int] = {}
    folders = []
    for school in schools:
        name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", school)).strip("-")[:60]
        kept = (name or "school").casefold()
        taken[kept] = taken.get(kept, 0) + 1
        more = "" if taken[kept] == 1 else f"_{taken[kept]}"
        folders.append(out / f"{name or 'school'}{more}")
    return folders


def check_empty(folder: Path, files: Iterable[str], *, force: bool) -> None:
    """BadInput naming which of the files would be written over, unless the folder is empty or
    ``force`` says to go on.
    """
    there = (
        {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        if folder.is_dir()
        else set()
    )
    if force or not there:
        return
    over = [name for name in files if name in there]
    what = (
        f"{', '.join(over)} would be overwritten"
        if over
        else "files of ours would stand among others"
    )
    raise BadInput(f"{folder} is not empty: {what}. Name another folder, or say --force.")
