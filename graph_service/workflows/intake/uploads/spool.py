"""The private folder of what administrators sent in: each job's files until they are done with, and
how far it is.

A job has a folder of a random name that nobody else on the machine can read. Processes that share
the folder see each other's jobs. Each holds a lock as long as it lives, and whoever works on a job
holds the job's: a job of a process that died is told from one that goes on.
"""

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from graph_service.errors import BadInput, Busy, NotThere
from graph_service.workflows.intake.plan.manual_endings import RULE as ENDED_HERE
from graph_service.workflows.intake.uploads.locks import Held, hold, is_held
from graph_service.workflows.intake.uploads.private import changed, create, harmless, make_private

RUNNING = ("waiting", "reading", "comparing", "writing")
ABANDONED = timedelta(hours=1)
"""Files that nobody said yes or no to are removed after it."""
KEPT = timedelta(days=1)
"""How long a job's page can be opened."""
MOST = 3
"""So many jobs of an account at once; an older one makes room."""
NAMING = ("match", ENDED_HERE)
"""The rules of the notes that name people who were there before."""
READ = (".csv", ".zip", ".xlsx", ".xlsm")
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(slots=True)
class Job:
    """One import, or undoing of one (``undoes``), from the files to the answer. No state but
    ``shown`` waits for anybody.

    ``state`` is receiving, one of RUNNING, shown (what it would do), refused, done, stopped,
    failed, unknown (whether it was committed) or gone (the files are). ``writes`` once somebody
    said yes; ``ledger`` is its uid there, known before. ``outcome`` is what was shown as one
    number, ``mapping`` a file that proposes whom names may be. ``counts`` a table are added,
    changed, ended, unchanged, given; ``ends`` the people and ties that it ends, and of how many.
    ``staying`` are those of earlier imports who are not in the files and stay, ``stays`` how many
    in words; ``may_end``: the files may be said to be complete. ``students`` are the uids of those
    whom ``examples``, ``ended``, ``staying`` and ``warnings`` name; ``schools`` those of what the
    account administered as it came in.
    """

    id: str
    account: str
    made_at: str
    worker: str
    saved_at: str = ""
    state: str = "receiving"
    undoes: str = ""
    names: list[str] = field(default_factory=list)
    sha256: str = ""
    options: dict[str, str] = field(default_factory=dict)
    writes: bool = False
    ledger: str = ""
    done: int = 0
    total: int = 0
    source: str = ""
    sentence: str = ""
    notice: str = ""
    unchanged: bool = False
    outcome: str = ""
    mapping: str = ""
    counts: dict[str, list[int]] = field(default_factory=dict)
    examples: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    ended: dict[str, list[str]] = field(default_factory=dict)
    staying: dict[str, list[str]] = field(default_factory=dict)
    stays: str = ""
    may_end: bool = False
    students: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    asks: bool = False
    faults: list[list[Any]] = field(default_factory=list)
    warnings: list[list[Any]] = field(default_factory=list)
    schools: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """People and ties that it ends, together."""
        return self.ends[0] + self.ends[2]

    def forget(self) -> None:
        """Keep no name of anybody who was there before: what was shown is shown no more."""
        self.examples, self.ended, self.staying, self.students, self.mapping = {}, {}, {}, [], ""
        self.warnings = [warning for warning in self.warnings if warning[3] not in NAMING]


class Spool:
    """The folder, as one process uses it."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is not there; WrongSetting where it is not ours alone."""
        self._jobs, self._workers = folder / "jobs", folder / "workers"
        self._turn = folder / "turn"
        self.worker = secrets.token_urlsafe(16)
        make_private(folder)
        for place in (self._jobs, self._workers):
            place.mkdir(mode=0o700, exist_ok=True)
        self._alive = hold(self._workers / self.worker)

    def new(self, account: str, now: datetime) -> Job:
        """A job that is being received; Busy where the account has as many that are being worked
        on.
        """
        own = sorted(
            (job for job in self._all() if job.account == account), key=lambda job: job.made_at
        )
        room = MOST - len(own)
        for job in own:
            room += room < 1 and self._give_up(job)
        if room < 1:
            raise Busy(
                f"{MOST} imports of yours are being worked on; wait for one of them, or stop it."
            )
        job = Job(secrets.token_urlsafe(16), account, now.isoformat(), self.worker)
        for folder in (self._jobs / job.id, self.files_of(job), self.room_of(job)):
            folder.mkdir(mode=0o700)
        self.save(job, now)
        return job

    def _give_up(self, job: Job) -> bool:
        """Remove the job where nobody works on it, which its lock says; whether it is removed."""
        claimed = self.claim(job) if _is_idle(job) else None
        if claimed is None:
            return False
        now = self._read(job.id)
        idle = now is not None and _is_idle(now)
        if idle:
            self.remove(job)
        claimed.let_go()
        return idle

    def find(self, account: str, id: str, schools: Collection[str] | None = None) -> Job:
        """The account's job of that id; NotThere where there is none, it is somebody else's, or is
        about more than the ``schools``.
        """
        job = self._read(id) if _ID.fullmatch(id) else None
        if (
            job is None
            or job.account != account
            or not (schools is None or set(job.schools) <= set(schools))
        ):
            raise NotThere("There is no such import.")
        return job

    def of(self, account: str, schools: Collection[str]) -> list[Job]:
        """The account's jobs about no more than the ``schools``, the latest first."""
        own = (
            job
            for job in self._all()
            if job.account == account and set(job.schools) <= set(schools)
        )
        return sorted(own, key=lambda job: job.made_at, reverse=True)

    def save(self, job: Job, now: datetime) -> None:
        """Keep how far it is."""
        job.saved_at = now.isoformat()
        place = self._jobs / job.id / "job.json"
        beside = place.with_suffix(".new")
        with create(beside, replace=True) as stream:
            stream.write(json.dumps(asdict(job)).encode())
        beside.replace(place)

    def files_of(self, job: Job) -> Path:
        """Where the job's files are."""
        return self._jobs / job.id / "files"

    def room_of(self, job: Job) -> Path:
        """Where the job's archives are unpacked."""
        return self._jobs / job.id / "room"

    def mapping_of(self, job: Job) -> Path | None:
        """The job's mapping file, if there is one."""
        place = self._jobs / job.id / "mapping.toml"
        return place if place.exists() else None

    def create(self, job: Job, name: str) -> BinaryIO:
        """A new file of the job, to be written: of that name as far as it is harmless. BadInput
        where it is there already.
        """
        kept = harmless(name)
        if not kept.casefold().endswith(READ):
            raise BadInput(f"“{kept}” is none of the files that are read: {', '.join(READ)}.")
        try:
            stream = create(self.files_of(job) / kept)
        except FileExistsError:
            raise BadInput(
                f"Two of the files are called “{kept}”; give one of them another name."
            ) from None
        job.names.append(kept)
        return stream

    def create_mapping(self, job: Job) -> BinaryIO:
        """The job's mapping file, to be written."""
        return create(self._jobs / job.id / "mapping.toml", replace=True)

    def path_of(self, job: Job) -> Path:
        """What is to be imported: the file, or the folder of several; BadInput where the files are
        gone.
        """
        files = sorted(self.files_of(job).iterdir()) if self.files_of(job).is_dir() else []
        if not files:
            raise BadInput("The files are not here any more; choose them again.")
        if len(files) > 1 and any(file.suffix.casefold() != ".csv" for file in files):
            raise BadInput(
                "Several files at once are CSV files that belong together; choose an archive "
                "or a workbook alone."
            )
        return files[0] if len(files) == 1 else self.files_of(job)

    def fingerprint(self, job: Job) -> str:
        """The SHA-256 of the files, with their names, and of the mapping."""
        digest = hashlib.sha256()
        mapping = self.mapping_of(job)
        for file in [*sorted(self.files_of(job).iterdir()), *([mapping] if mapping else [])]:
            with file.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            digest.update(f"{file.name}\n{content}\n".encode())
        return digest.hexdigest()

    def drop_files(self, job: Job) -> None:
        """Remove the job's files; how far it is stays."""
        for folder in (self.files_of(job), self.room_of(job)):
            shutil.rmtree(folder, ignore_errors=True)
        (self._jobs / job.id / "mapping.toml").unlink(missing_ok=True)

    def remove(self, job: Job) -> None:
        """Remove all of the job."""
        shutil.rmtree(self._jobs / job.id, ignore_errors=True)

    def claim(self, job: Job) -> Held | None:
        """The job's lock, which whoever works on it holds; None where somebody does, or where it is
        removed.
        """
        try:
            held = hold(self._jobs / job.id / "lock")
        except FileNotFoundError:
            return None
        if held is not None and self._read(job.id) is None:
            held.let_go()
            return None
        return held

    def is_worked_on(self, job: Job) -> bool:
        """Whether somebody works on the job now."""
        return is_held(self._jobs / job.id / "lock")

    def turn(self) -> Held | None:
        """The one turn of all jobs of all processes; None while another job has it."""
        return hold(self._turn)

    def ask_to_stop(self, job: Job) -> None:
        """Have whoever works on the job end it; nothing where it is removed."""
        with suppress(FileNotFoundError):
            (self._jobs / job.id / "stop").touch(mode=0o600)

    def is_to_stop(self, job: Job) -> bool:
        """Whether somebody asked for its end."""
        return (self._jobs / job.id / "stop").exists()

    def sweep(self, now: datetime) -> None:
        """Remove files that nobody needs any more: abandoned, or of a process that is gone; and
        jobs that are old.
        """
        for job in self._all():
            claimed = self.claim(job) if self._is_left(job, now) else None
            if claimed is None:
                continue
            found = self._read(job.id)
            if found is not None and self._is_left(found, now):
                self._put_away(found, now)
            claimed.let_go()
        for folder in self._jobs.iterdir():
            if (
                self._read(folder.name) is None
                and now.timestamp() - changed(folder) > ABANDONED.total_seconds()
            ):
                shutil.rmtree(folder, ignore_errors=True)
        for path in self._workers.iterdir():
            if not is_held(path):
                path.unlink(missing_ok=True)

    def _is_left(self, job: Job, now: datetime) -> bool:
        """Whether the job is abandoned, or of a process that is gone."""
        return _age(job, now) > ABANDONED or not is_held(self._workers / job.worker)

    def _put_away(self, job: Job, now: datetime) -> None:
        if _age(job, now) > KEPT or job.state == "receiving":
            self.remove(job)
            return
        self.drop_files(job)
        if job.state == "shown":
            job.state = "gone"
            job.forget()
            self.save(job, now)

    def leave(self, now: datetime) -> None:
        """As the process ends: remove what waits for a yes or is still being received, as after its
        death.
        """
        if self._alive is not None:
            self._alive.let_go()
        self.sweep(now)

    def _all(self) -> Iterator[Job]:
        for folder in sorted(self._jobs.iterdir()):
            job = self._read(folder.name)
            if job is not None:
                yield job

    def _read(self, id: str) -> Job | None:
        try:
            return Job(**json.loads((self._jobs / id / "job.json").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None


def _is_idle(job: Job) -> bool:
    return job.state not in RUNNING and job.state != "receiving"


def _age(job: Job, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(job.saved_at)
