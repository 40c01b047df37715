"""Imports that administrators ask for on a page: looked at first, then written, in a thread of the
service.

Whatever goes wrong once the writing has begun, the database's ledger says whether it was done: its
uid is known before.
"""

import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from graph_service.access.reader import Reader
from graph_service.errors import (
    BadInput,
    Busy,
    NotAllowed,
    OutcomeUnknown,
    StoreUnavailable,
    SupportWebError,
    TooLarge,
)
from graph_service.formats.mapping import read_mapping
from graph_service.formats.translation import Choices
from graph_service.store.current import was_imported
from graph_service.store.identity import new_uid
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_permissions import schools_of
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import Undone, undo_import
from graph_service.workflows.intake.uploads.locks import Held
from graph_service.workflows.intake.uploads.spool import ABANDONED, NAMING, RUNNING, Job, Spool

LOOK_SECONDS = 0.2
SAVE_SECONDS = 0.5
STOP_SECONDS = 20.0
DIED = "The service was stopped while this was being worked on. "
NOTHING = "The database does not hold it: nothing was changed."
_log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked for the end of a job."""


class Jobs:
    """The jobs of a service: received, looked at, written, stopped."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Work at the desk, with files in the folder; what an earlier start left there is
        removed.
        """
        self.spool = Spool(folder)
        self.desk = desk
        self._threads: set[threading.Thread] = set()
        self._ending = False
        self._saved = 0.0
        self.spool.sweep(desk.now())

    def receive(self, reader: Reader, undoes: str = "") -> Job:
        """A new job, whose files may now come."""
        self.spool.sweep(self.desk.now())
        job = self.spool.new(reader.account, self.desk.now())
        job.undoes, job.schools = undoes, sorted(schools_of(self.desk, reader))
        return job

    def find(self, reader: Reader, id: str) -> Job:
        """The reader's job as it stands, with the truth about one whose process died or whose
        answer was lost.

        NotThere where one of the schools that were the reader's as it came in, of which it may name
        people, no longer is.
        """
        job = self.spool.find(reader.account, id, schools_of(self.desk, reader))
        if job.state in RUNNING and not self.spool.is_worked_on(job):
            job = self.spool.find(reader.account, id)
            if job.state in RUNNING:
                self._settle(job, DIED)
        elif job.state == "unknown":
            self._settle(job, job.sentence)
        return job

    def of(self, reader: Reader) -> list[Job]:
        """The reader's jobs, the latest first."""
        return [
            self.find(reader, job.id)
            for job in self.spool.of(reader.account, schools_of(self.desk, reader))
        ]

    def look(self, reader: Reader, job: Job) -> None:
        """Begin to see what the job would do; anew, where its files are called complete only
        now.
        """
        self._begin(reader, job, job.state, self._look)

    def write(self, reader: Reader, job: Job, ends: int | None) -> None:
        """Begin to do what was shown; ``ends`` is the number that the second yes names. BadInput
        where it is another.
        """
        if job.state != "shown":
            return
        if job.asks and ends != job.number:
            raise BadInput(
                f"This would end {job.number}: look at them again, and if that is right, "
                f"type {job.number}."
            )
        job.writes, job.ledger, job.notice = True, new_uid(), ""
        self._begin(reader, job, "shown", self._write)

    def stop(self, reader: Reader, job: Job) -> None:
        """Have the job end with nothing changed, if it is not done before; the files of one that
        waits are removed.
        """
        held = self.spool.claim(job)
        if held is None:
            self.spool.ask_to_stop(job)
            return
        try:
            job = self.spool.find(job.account, job.id)
            if job.state == "shown":
                job.state = "stopped"
                self._close(job)
                note(self.desk, reader, "stopped an import", job.id)
        finally:
            held.let_go()

    def end(self) -> None:
        """Stop what is being worked on, and remove the files that wait for a yes, as the service
        itself stops.
        """
        self._ending = True
        until = time.monotonic() + STOP_SECONDS
        for thread in list(self._threads):
            thread.join(max(0.0, until - time.monotonic()))
        self._ending = False
        self.spool.leave(self.desk.now())

    def _begin(
        self, reader: Reader, job: Job, state: str, act: Callable[[Reader, Job], None]
    ) -> None:
        """Work on the job in a thread, unless somebody does already or its state is another by
        now.
        """
        held = self.spool.claim(job)
        if held is None:
            return
        if self.spool.find(job.account, job.id).state != state:
            held.let_go()
            return
        job.state, job.worker, job.done, job.total = "waiting", self.spool.worker, 0, 0
        try:
            self._save(job)
        except BaseException:
            held.let_go()
            raise
        thread = threading.Thread(target=self._run, args=(reader, job, act, held), daemon=True)
        self._threads.add(thread)
        thread.start()

    def _run(
        self, reader: Reader, job: Job, act: Callable[[Reader, Job], None], held: Held
    ) -> None:
        try:
            self._try(reader, job, act)
        except Exception as error:  # noqa: BLE001 - whatever it is, the job's page says so and the log has its place
            self._unforeseen(job, error)
        finally:
            held.let_go()
            self._threads.discard(threading.current_thread())

    def _try(self, reader: Reader, job: Job, act: Callable[[Reader, Job], None]) -> None:
        """Do the work when it is the job's turn, and keep what became of it."""
        turn: Held | None = None
        try:
            while (turn := self.spool.turn()) is None:
                self._check(job)
                time.sleep(LOOK_SECONDS)
            self._check(job)
            act(reader, job)
            if job.state == "shown":
                self._check(job)
        except Stopped:
            job.state, job.sentence = "stopped", ""
            if not self._ending:
                note(self.desk, reader, "stopped an import", job.id)
        except OutcomeUnknown:
            job.state, job.sentence = "unknown", ""
        except NotAllowed as refused:
            job.state, job.sentence = "refused", str(refused)
            note(
                self.desk,
                reader,
                "refused",
                job.id,
                detail="import" if not job.undoes else "undoing an import",
            )
        except BadInput as refused:
            job.state, job.sentence = "refused", str(refused)
            job.faults = [list(fault) for fault in refused.faults]
            job.warnings = [
                list(warning) for warning in refused.warnings if warning.rule not in NAMING
            ]
        except (Busy, StoreUnavailable) as error:
            job.state, job.sentence = "failed", _told(error)
        finally:
            if turn is not None:
                turn.let_go()
        self._close(job)

    def _look(self, reader: Reader, job: Job) -> None:
        """What the job would do, with examples."""
        if job.undoes:
            undone = self._undone(reader, job, dry_run=True)
            job.source, job.counts, job.outcome = (
                undone.source,
                _lists(undone.counts),
                undone.outcome,
            )
        else:
            self._show(job, self._imported(reader, job, dry_run=True))
        job.state = "shown"

    def _write(self, reader: Reader, job: Job) -> None:
        """Do what was shown; where it would be anything else by now, show it anew."""
        if not job.undoes and self.spool.fingerprint(job) != job.sha256:
            raise BadInput(
                "The files are not those that were looked at, so nothing was imported; "
                "choose them again."
            )
        try:
            if job.undoes:
                self._undone(reader, job, dry_run=False)
            else:
                job.unchanged = self._imported(reader, job, dry_run=False).unchanged
        except BadInput as refused:
            job.writes, job.notice = False, str(refused)
            self._look(reader, job)
        except (Busy, StoreUnavailable) as error:
            job.writes, job.state, job.notice = False, "shown", _told(error)
        else:
            job.state = "done"

    def _undone(self, reader: Reader, job: Job, *, dry_run: bool) -> Undone:
        self._at(job, "comparing")
        shown, far = None if dry_run else job.outcome, partial(self._far, job)
        return undo_import(
            self.desk,
            job.undoes,
            dry_run=dry_run,
            reader=reader,
            as_shown=shown,
            ledger=job.ledger,
            progress=far,
        )

    def _imported(self, reader: Reader, job: Job, *, dry_run: bool) -> ImportResult:
        given = job.options
        mapping = read_mapping(self.spool.mapping_of(job))
        return import_tables(
            self.desk,
            self.spool.path_of(job),
            source=given.get("source") or None,
            effective=datetime.fromisoformat(given["effective"]).date(),
            complete=given.get("complete") == "yes",
            dry_run=dry_run,
            yes_end=job.number,
            choices=Choices(given["format"], given["dates"], mapping, self.spool.room_of(job)),
            reader=reader,
            as_shown=None if dry_run else job.outcome,
            ledger=job.ledger,
            stage=lambda stage: self._at(job, stage),
            progress=partial(self._far, job),
        )

    def _show(self, job: Job, found: ImportResult) -> None:
        job.source, job.unchanged, job.outcome = found.source, found.unchanged, found.outcome
        job.counts, job.ends, job.asks = _lists(found.counts), list(found.endings), found.asks
        job.warnings, job.mapping = [list(warning) for warning in found.warnings], found.mapping
        job.examples = {table: dict(shown) for table, shown in found.examples.items()}
        job.ended = {table: list(who) for table, who in found.ended.items()}
        job.staying = {table: list(who) for table, who in found.staying.named.items()}
        job.students, job.stays, job.may_end = (
            sorted(found.people.values()),
            str(found.staying),
            found.may_end,
        )

    def _at(self, job: Job, stage: str) -> None:
        """How far the job is, and whether it is to end."""
        job.state, job.done, job.total = stage, 0, 0
        self._save(job)
        self._check(job)

    def _far(self, job: Job, done: int, total: int) -> None:
        """How far the writing is; no numbers where they would tell what was there already."""
        if job.state != "writing" or time.monotonic() - self._saved > SAVE_SECONDS:
            told = not any(sum(count[4:]) for count in job.counts.values())
            job.state, job.done, job.total = "writing", *((done, total) if told else (0, 0))
            self._save(job)
        self._check(job)

    def _check(self, job: Job) -> None:
        if self._ending or self.spool.is_to_stop(job):
            raise Stopped

    def _settle(self, job: Job, why: str) -> None:
        """What became of a job whose end nobody saw, as the ledger says; where the database does
        not answer, nobody knows yet.
        """
        try:
            done = job.writes and self.desk.engine.write(lambda tx: was_imported(tx, job.ledger))
        except (Busy, StoreUnavailable, OutcomeUnknown):
            job.state, job.sentence = "unknown", why
            return
        if done:
            job.state, job.notice = "done", why
        else:
            job.state, job.sentence = (
                "failed",
                why + (NOTHING if job.writes else "Nothing was changed."),
            )
        self._close(job)

    def _unforeseen(self, job: Job, error: Exception) -> None:
        """An error that nobody foresaw; the log has its kind and place, and nothing that it
        says.
        """
        error_id = secrets.token_hex(4)
        place = "".join(traceback.format_tb(error.__traceback__))
        _log.error("Error %s: %s\n%s", error_id, type(error).__qualname__, place)
        self._settle(
            job, f"The service made a mistake (tell whoever runs it this number: {error_id}). "
        )
        if job.state == "unknown":
            self._save(job)

    def _close(self, job: Job) -> None:
        """Keep the end of a job, and remove its files unless somebody is to say yes to them."""
        if job.state == "shown":
            timer = threading.Timer(
                ABANDONED.total_seconds() + 1, lambda: self.spool.sweep(self.desk.now())
            )
            timer.daemon = True
            timer.start()
        else:
            job.forget()
            self.spool.drop_files(job)
        self._save(job)

    def _save(self, job: Job) -> None:
        self._saved = time.monotonic()
        self.spool.save(job, self.desk.now())


def _lists(counts: dict[str, Count]) -> dict[str, list[int]]:
    return {name: list(count) for name, count in counts.items()}


def _told(error: SupportWebError) -> str:
    """What a page may say: where the database is, and what it said, is for the command line
    alone.
    """
    if isinstance(error, Busy | TooLarge):
        return str(error)
    return "The database does not answer. Nothing was changed; try again shortly."
