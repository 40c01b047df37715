"""The files that pages send in: each job's in a private folder, until they are done with."""

import hashlib
import math
import os
import re
import shutil
import stat
import sys
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from graph_service.errors import BadInput, WrongSetting
from graph_service.records.hashes import content_hash
from graph_service.workflows.intake.uploads.job import Job

UNUSED = timedelta(days=1)
"""What another database's service has left is removed after it."""
READ = (".csv", ".zip", ".xlsx", ".xlsm")
LONGEST_NAME = 200
"""Bytes; a longer one loses its beginning, since formats tell files by how their names end."""


class Files:
    """The files of jobs, in one folder of this machine that processes may share."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is not there; WrongSetting where it is not ours alone."""
        self._jobs = folder / "jobs"
        make_private(folder)
        self._jobs.mkdir(mode=0o700, exist_ok=True)

    def make(self, job: Job) -> None:
        """The job's folders."""
        for folder in (self.folder_of(job), self._files(job), self.room_of(job)):
            folder.mkdir(mode=0o700)

    def folder_of(self, job: Job) -> Path:
        """All of the job's files; the name says whose process it is."""
        return self._jobs / name_of(job.worker, job.id)

    def _files(self, job: Job) -> Path:
        return self.folder_of(job) / "files"

    def room_of(self, job: Job) -> Path:
        """Where the job's archives are unpacked."""
        return self.folder_of(job) / "room"

    def mapping_of(self, job: Job) -> Path | None:
        """The job's mapping file, if there is one."""
        place = self.folder_of(job) / "mapping.toml"
        return place if place.exists() else None

    def create(self, job: Job, name: str) -> BinaryIO:
        """A new file of the job, of that name as far as it is harmless, to be written.

        BadInput where it is there already, or is none that is read.
        """
        kept = harmless(name)
        if not kept.casefold().endswith(READ):
            raise BadInput(f"“{kept}” is none of the files that are read: {', '.join(READ)}.")
        try:
            stream = create(self._files(job) / kept)
        except FileExistsError:
            raise BadInput(
                f"Two of the files are called “{kept}”; give one of them another name."
            ) from None
        job.names.append(kept)
        return stream

    def create_mapping(self, job: Job) -> BinaryIO:
        """The job's mapping file, to be written."""
        return create(self.folder_of(job) / "mapping.toml", replace=True)

    def path_of(self, job: Job) -> Path:
        """The files to be imported: the file, or the folder of several. BadInput without files."""
        folder = self._files(job)
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        if not files:
            raise BadInput("The files are not here any more; choose them again.")
        if len(files) > 1 and any(file.suffix.casefold() != ".csv" for file in files):
            raise BadInput(
                "Several files at once are CSV files that belong together; "
                "choose an archive or a workbook alone."
            )
        return files[0] if len(files) == 1 else folder

    def content_hash(self, job: Job) -> str:
        """One hash of the files, with their names, and of the mapping."""
        mapping, folder = self.mapping_of(job), self._files(job)
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        return content_hash(map(_line, [*files, *([mapping] if mapping else [])]))

    def drop(self, job: Job) -> None:
        """Remove all files of the job."""
        self.remove(name_of(job.worker, job.id))

    def remove(self, name: str) -> None:
        """Remove a job's folder of that name."""
        shutil.rmtree(self._jobs / name, ignore_errors=True)

    def names(self) -> set[str]:
        """The names of all jobs' folders that are there."""
        return {path.name for path in self._jobs.iterdir()}

    def sweep(
        self, database: str, needed: Collection[str], there: Collection[str], now: datetime
    ) -> None:
        """Remove the folders of the database that nobody needs, and those of others after a day."""
        for name in there:
            ours = name.startswith(f"{database}.")
            old = now.timestamp() - changed(self._jobs / name) > UNUSED.total_seconds()
            if old if not ours else name not in needed:
                self.remove(name)


def name_of(worker: str, job: str) -> str:
    """The name of the folder of a process's job."""
    return f"{worker}.{job}"


def create(path: Path, *, replace: bool = False) -> BinaryIO:
    """A file that nobody else can read, to be written.

    FileExistsError where there is one that is not to be replaced.
    """
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if replace else os.O_EXCL)
    return os.fdopen(os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600), "wb")


def make_private(folder: Path) -> None:
    """Make the folder where it is not there; WrongSetting where it is not ours alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise WrongSetting(
            f"The folder of uploads {folder} cannot be made ({error.strerror})."
        ) from error
    if sys.platform == "win32":
        return
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise WrongSetting(
            f"The folder of uploads {folder} is not this program's alone: "
            "name one in SUPPORT_WEB_UPLOAD_FOLDER "
            "that is not there yet, or that only its user can open (chmod 700)."
        )


def changed(folder: Path) -> float:
    """When the folder changed last; never, where another process has removed it meanwhile."""
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def harmless(name: str) -> str:
    """A file's name as text that is safe to write down.

    It is the last part of the name, with letters, digits and a few marks, not too long.
    """
    stem, dot, suffix = re.split(r"[/\\]", name)[-1].rpartition(".")
    cleaned = re.sub(r"[^\w .()-]", "_", stem if dot else suffix)
    kept = cleaned.encode()[-LONGEST_NAME:].decode(errors="ignore").strip(" .") or "file"
    return f"{kept}.{re.sub(r'[^A-Za-z0-9]', '', suffix)[:10]}" if dot else kept


def _line(file: Path) -> str:
    """A file's name and the hash of what it holds."""
    with file.open("rb") as stream:
        return f"{file.name}\n{hashlib.file_digest(stream, 'sha256').hexdigest()}"
