"""Imports that administrators ask for on a page: looked at first, then written, by one thread.

The database keeps each step of a job, and its end, before anybody is told.
"""

import logging
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graph_service.access.reader import Reader
from graph_service.errors import (
    BadInput,
    Busy,
    NotThere,
    OutcomeUnknown,
    StoreUnavailable,
    SupportWebError,
)
from graph_service.store.identity import new_uid
from graph_service.store.jobs import say_alive, stop_job
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_permissions import schools_of
from graph_service.workflows.intake.uploads.files import Files, name_of
from graph_service.workflows.intake.uploads.job import RUNNING, Job
from graph_service.workflows.intake.uploads.queue import DIED, Queue
from graph_service.workflows.intake.uploads.work import Work

LOOK_SECONDS = 0.2
ALIVE_SECONDS = 2.0
"""How often a process says that it is alive, and looks whether another took a yes for it."""
SWEEP_SECONDS = 60.0
STOP_SECONDS = 20.0
_log = logging.getLogger(__name__)


class Jobs:
    """The jobs of a service: received, looked at, written, stopped."""

    def __init__(self, desk: Desk, folder: Path, *, alone: bool) -> None:
        """Work at the desk, with files in the folder.

        ``alone``: no other process can have the database open.
        """
        self.desk = desk
        self.files = Files(folder)
        self.queue = Queue(desk, alone=alone)
        self.turn = threading.Lock()
        """Held by whoever works on a job: one at a time."""
        self._wake, self._ending = threading.Event(), threading.Event()
        self._starting = threading.Lock()
        self._work: Work | None = None
        self._threads: list[threading.Thread] = []

    def receive(self, reader: Reader, undoes: str = "") -> Job:
        """A new job, whose files may now come."""
        self.sweep(self.desk.now())
        job = self.queue.new(reader, undoes, schools_of(self.desk, reader))
        try:
            self.files.make(job)
        except OSError:
            self.queue.remove(job)
            raise
        self._start()
        return job

    def discard(self, job: Job) -> None:
        """Remove a job whose files did not come, or are not to be looked at."""
        self.files.drop(job)
        self.queue.remove(job)

    def find(self, reader: Reader, id: str) -> Job:
        """The reader's job as it stands.

        Where its process died or its answer was lost, the ledger says what became of it. NotThere
        where one of the schools that were the reader's as it came in, of which it may name people,
        no longer is.
        """
        work = self._at_work(id)
        job = replace(work.job) if work is not None else self.queue.find(reader.account, id)
        if job.account != reader.account or not set(job.schools) <= schools_of(self.desk, reader):
            raise NotThere("There is no such import.")
        if job.state == "unknown":
            return self._settled(job, job.sentence)
        if job.state in RUNNING and not self._is_worked_on(job):
            return self._settled(job, DIED)
        return job

    def of(self, reader: Reader) -> list[Job]:
        """The reader's jobs, the latest first."""
        found: list[Job] = []
        for id in self.queue.of(reader.account):
            with suppress(
                NotThere
            ):  # of a school that is the reader's no more, or removed meanwhile
                found.append(self.find(reader, id))
        return found

    def look(self, job: Job) -> None:
        """Begin to see what the job would do.

        It is seen anew where its files are called complete only now.
        """
        self._begin(job, job.state)

    def write(self, reader: Reader, job: Job, ends: int | None) -> None:
        """Begin to do what was shown.

        ``ends`` is the number that the second yes names; BadInput where it is another.
        """
        if job.state != "shown":
            return
        if job.asks and ends != job.number:
            raise BadInput(
                f"This would end {job.number}: look at them again, "
                f"and if that is right, type {job.number}."
            )
        job.writes, job.ledger, job.notice = True, new_uid(), ""
        job.reader["role"], job.reader["name"] = reader.role, reader.name
        self._begin(job, "shown")

    def stop(self, reader: Reader, job: Job) -> None:
        """Have the job end with nothing changed, if it is not done before.

        The files of one that waits are removed.
        """
        work = self._at_work(job.id)
        if work is None:
            ended = replace(job, state="stopped", sentence="")
            ended.forget()
            if self.queue.move(ended, "shown", "waiting"):
                self.files.drop(job)
                note(self.desk, reader, "stopped an import", job.id)
                return
            work = self._at_work(job.id)
        if work is not None:
            work.ask_to_stop()
        elif job.state in RUNNING:
            stop_job(self.desk.engine, job.id)

    def sweep(self, now: datetime) -> None:
        """End what is abandoned or of a process that died, and remove files that nobody needs."""
        there = self.files.names()
        self.queue.sweep(now)
        needed = {name_of(kept.worker, kept.uid) for kept in self.queue.open_jobs()}
        self.files.sweep(self.queue.database, needed, there, now)

    def end(self) -> None:
        """Stop what is being worked on, and remove the files that wait for a yes.

        The service itself stops.
        """
        ending, self._ending = self._ending, threading.Event()
        ending.set()
        self._wake.set()
        until = time.monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._threads = []
        try:
            for kept in self.queue.open_jobs(mine=True):
                if self._at_work(kept.uid) is None:
                    self.queue.give_back(kept.uid, "stopped")
        except SupportWebError as error:
            _log.warning("Imports that wait are ended by the next start: %s", error)
        for name in self.files.names():
            work = self._work
            if name.startswith(self.queue.worker) and (work is None or work.job.id not in name):
                self.files.remove(name)

    def _begin(self, job: Job, state: str) -> None:
        """Have the job worked on by the process that has its files, if its state is still that."""
        waiting = replace(job, state="waiting", done=0, total=0)
        if self.queue.move(waiting, state) and job.worker == self.queue.worker:
            self._start()
            self._wake.set()

    def _start(self) -> None:
        """Start the thread that works on jobs and, for other processes, the one that says so."""
        with self._starting:
            if any(thread.is_alive() for thread in self._threads):
                return
            tasks = [self._run] if self.queue.alone else [self._run, self._say_alive]
            self._threads = [
                threading.Thread(target=task, args=(self._ending,), daemon=True) for task in tasks
            ]
            for thread in self._threads:
                thread.start()

    def _run(self, ending: threading.Event) -> None:
        """Work on what waits, job after job, until the service ends."""
        while not ending.is_set():
            self._wake.wait(SWEEP_SECONDS)
            self._wake.clear()
            try:
                for id in self.queue.waiting():
                    self._do(id, ending)
                self.sweep(self.desk.now())
            except (Busy, StoreUnavailable, OutcomeUnknown):
                ending.wait(ALIVE_SECONDS)
                self._wake.set()

    def _do(self, id: str, ending: threading.Event) -> None:
        """Work on one job when it is its turn."""
        while not self.turn.acquire(timeout=LOOK_SECONDS):
            if ending.is_set():
                return
        try:
            if ending.is_set() or (job := self.queue.read(id)) is None:
                return
            self._work = Work(self.desk, self.queue, self.files, job, ending)
            self._work.do()
        finally:
            self._work = None
            self.turn.release()

    def _say_alive(self, ending: threading.Event) -> None:
        """Tell other processes that this one is alive, and see whether they took a yes for it."""
        while not ending.wait(ALIVE_SECONDS):
            try:
                if self.queue.open_jobs(mine=True):
                    say_alive(self.desk.engine, self.queue.worker, self.desk.now())
                    if self.queue.waiting():
                        self._wake.set()
            except (Busy, StoreUnavailable, OutcomeUnknown) as error:
                _log.warning("The database was not told that imports are worked on: %s", error)

    def _at_work(self, id: str) -> Work | None:
        """The work on a job that this process does now."""
        work = self._work
        return work if work is not None and work.job.id == id else None

    def _is_worked_on(self, job: Job) -> bool:
        if job.worker != self.queue.worker:
            return self.queue.is_alive(job)
        return job.state == "waiting" or self._at_work(job.id) is not None

    def _settled(self, job: Job, why: str) -> Job:
        """The job with what became of it, as the ledger says.

        Where the database does not answer, nobody knows yet.
        """
        try:
            self.queue.settle(job, why)
            self.sweep(self.desk.now())
            return self.queue.find(job.account, job.id)
        except (Busy, StoreUnavailable, OutcomeUnknown):
            return replace(job, state="unknown", sentence=why)
