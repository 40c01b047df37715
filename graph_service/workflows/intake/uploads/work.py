"""The work on one import that a page asks for: it is looked at, or written, and its end is kept.

The ledger says whether the writing was done, if anything goes wrong in it: its uid there is known
before.
"""

import logging
import secrets
import threading
import time
import traceback
from datetime import datetime

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
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.alterations import in_words
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import Undone, undo_import
from graph_service.workflows.intake.uploads.files import Files
from graph_service.workflows.intake.uploads.job import NAMING, RUNNING, Job
from graph_service.workflows.intake.uploads.queue import Queue

SAVE_SECONDS = 0.5
AGAIN_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked for the end of a job, or it was ended for this process."""


class Work:
    """The work on one job."""

    def __init__(
        self, desk: Desk, queue: Queue, files: Files, job: Job, ending: threading.Event
    ) -> None:
        """``ending`` is set as the service stops."""
        self.job = job
        self._desk, self._queue, self._files, self._ending = desk, queue, files, ending
        self._stop = threading.Event()
        self._saved = 0.0

    def ask_to_stop(self) -> None:
        """Have it end with nothing changed, if it is not done before."""
        self._stop.set()

    def do(self) -> None:
        """Do the work, and keep what became of it."""
        try:
            self._try()
        except Exception as error:  # noqa: BLE001 - the job's page says so, and the log has its place
            self._unforeseen(error)

    def _try(self) -> None:
        job, reader = self.job, self.job.asked_by
        try:
            (self._write if job.writes else self._look)()
            if job.state == "shown":
                self._check()
        except Stopped:
            job.state, job.sentence = "stopped", ""
        except OutcomeUnknown:
            job.state, job.sentence = "unknown", ""
        except NotAllowed as refused:
            job.state, job.sentence = "refused", str(refused)
            what = "undoing an import" if job.undoes else "import"
            note(self._desk, reader, "refused", job.id, detail=what)
        except BadInput as refused:
            job.state, job.sentence = "refused", str(refused)
            job.faults = [list(fault) for fault in refused.faults]
            job.warnings = [list(told) for told in refused.warnings if told.rule not in NAMING]
        except (Busy, StoreUnavailable) as error:
            job.state, job.sentence = "failed", _told(error)
        if self._close() and job.state == "stopped" and not self._ending.is_set():
            note(self._desk, reader, "stopped an import", job.id)

    def _look(self) -> None:
        """The job's planned changes, with examples."""
        job = self.job
        if job.undoes:
            undone = self._undone(dry_run=True)
            job.source, job.counts, job.outcome = (
                undone.source,
                _lists(undone.counts),
                undone.outcome,
            )
        else:
            self._show(self._imported(dry_run=True))
        job.state = "shown"

    def _write(self) -> None:
        """Do what was shown; where it would be anything else by now, show it anew."""
        job = self.job
        if not job.undoes and self._files.content_hash(job) != job.sha256:
            raise BadInput(
                "The files are not those that were looked at, so nothing was imported; "
                "choose them again."
            )
        try:
            if job.undoes:
                self._undone(dry_run=False)
            else:
                job.unchanged = self._imported(dry_run=False).unchanged
        except BadInput as refused:
            job.writes, job.notice = False, str(refused)
            self._look()
        except (Busy, StoreUnavailable) as error:
            job.writes, job.state, job.notice = False, "shown", _told(error)
        else:
            job.state = "done"

    def _undone(self, *, dry_run: bool) -> Undone:
        self._at("comparing")
        job = self.job
        return undo_import(
            self._desk,
            job.undoes,
            dry_run=dry_run,
            reader=job.asked_by,
            as_shown=None if dry_run else job.outcome,
            ledger=job.ledger,
            progress=self._far,
        )

    def _imported(self, *, dry_run: bool) -> ImportResult:
        job, given = self.job, self.job.options
        mapping = read_mapping(self._files.mapping_of(job))
        return import_tables(
            self._desk,
            self._files.path_of(job),
            source=given.get("source") or None,
            effective=datetime.fromisoformat(given["effective"]).date(),
            complete=given.get("complete") == "yes",
            dry_run=dry_run,
            yes_end=job.number,
            choices=Choices(given["format"], given["dates"], mapping, self._files.room_of(job)),
            reader=job.asked_by,
            as_shown=None if dry_run else job.outcome,
            ledger=job.ledger,
            stage=self._at,
            progress=self._far,
        )

    def _show(self, found: ImportResult) -> None:
        job = self.job
        job.source, job.unchanged, job.outcome = found.source, found.unchanged, found.outcome
        job.counts, job.ends, job.asks = _lists(found.counts), list(found.endings), found.asks
        job.warnings, job.mapping = [list(told) for told in found.warnings], found.mapping
        job.alterations = {
            table: in_words(table, kinds) for table, kinds in found.alterations.items()
        }
        job.examples = {table: dict(shown) for table, shown in found.examples.items()}
        job.ended = {table: list(who) for table, who in found.ended.items()}
        job.staying = {table: list(who) for table, who in found.staying.named.items()}
        job.students = sorted(found.people.values())
        job.stays, job.may_end = str(found.staying), found.may_end

    def _at(self, stage: str) -> None:
        """How far the job is, and whether it is to end."""
        self.job.state, self.job.done, self.job.total = stage, 0, 0
        self._save()
        self._check()

    def _far(self, done: int, total: int) -> None:
        """How far the writing is; no numbers where they would tell what was there already.

        The embedded engine has one writer, which is the import itself: there the database is told
        nothing more until the end. On a server the job may have been ended by another process that
        took this one for dead: the import asks once it holds the ledger, and then now and then.
        """
        job = self.job
        told = not any(sum(count[4:]) for count in job.counts.values())
        job.state, job.done, job.total = "writing", *((done, total) if told else (0, 0))
        if not self._queue.alone and (not done or time.monotonic() - self._saved > SAVE_SECONDS):
            self._save()
        self._check()

    def _save(self) -> None:
        """Keep how far it is; Stopped where somebody asked for the end, or ended the job."""
        if not self._queue.move(self.job, *RUNNING):
            raise Stopped
        self._saved = time.monotonic()

    def _check(self) -> None:
        if self._ending.is_set() or self._stop.is_set():
            raise Stopped

    def _close(self) -> bool:
        """Keep the end of the job; its files are removed unless somebody is to say yes to them.

        Whether it was still this process's to end. A database that does not answer is asked again.
        """
        job = self.job
        if job.state != "shown":
            job.forget()
            self._files.drop(job)
        while True:
            try:
                return self._queue.move(job, *RUNNING, job.state)
            except (Busy, StoreUnavailable, OutcomeUnknown):
                if self._ending.wait(AGAIN_SECONDS):
                    return False

    def _unforeseen(self, error: Exception) -> None:
        """An error that nobody foresaw: the log has its kind and place, not what it says."""
        error_id = secrets.token_hex(4)
        place = "".join(traceback.format_tb(error.__traceback__))
        _log.error("Error %s: %s\n%s", error_id, type(error).__qualname__, place)
        why = f"The service made a mistake (tell whoever runs it this number: {error_id}). "
        self._files.drop(self.job)
        try:
            self._queue.settle(self.job, why)
        except (Busy, StoreUnavailable, OutcomeUnknown):
            self.job.state, self.job.sentence = "unknown", why
            self._close()


def _lists(counts: dict[str, Count]) -> dict[str, list[int]]:
    return {name: list(count) for name, count in counts.items()}


def _told(error: SupportWebError) -> str:
    """The sentence for a page: only operators read where the database is, and what it said."""
    if isinstance(error, Busy | TooLarge):
        return str(error)
    return "The database does not answer. Nothing was changed; try again shortly."
