"""The imports that pages ask for, as the database keeps them, and which change may follow which.

A job belongs to the process that took in its files. Every process shows it from the database. Each
change is made in one transaction, and only where the job is still what it was taken for.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cached_property

from graph_service.access.reader import Reader
from graph_service.errors import Busy, NotThere
from graph_service.records.hashes import content_hash
from graph_service.store.current import read_secret, was_imported
from graph_service.store.engine import Transaction
from graph_service.store.identity import new_uid
from graph_service.store.jobs import (
    KeptJob,
    add_job,
    held_job,
    kept_jobs,
    read_job,
    remove_job,
    save_job,
)
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.uploads.job import OPEN, RUNNING, Job, job_of

ABANDONED = timedelta(hours=1)
"""Files that nobody said yes or no to are removed after it."""
KEPT = timedelta(days=1)
"""How long a job's page can be opened."""
MOST = 3
"""So many jobs of an account at once; an older one makes room."""
SILENT = timedelta(seconds=10)
"""A process that has not said for so long that it is alive has died."""
NOTHING = "The database does not hold it: nothing was changed."
DIED = "The service was stopped while this was being worked on. "


class Queue:
    """The jobs, as one process sees them.

    ``alone``: no other process can have the database open.
    """

    def __init__(self, desk: Desk, *, alone: bool) -> None:
        self.desk, self.alone = desk, alone

    @cached_property
    def database(self) -> str:
        """A mark that tells the files of this database's jobs from another's, and nothing else."""
        return content_hash(["uploads", read_secret(self.desk.engine)])[:12]

    @cached_property
    def worker(self) -> str:
        """This process."""
        return f"{self.database}.{new_uid()}"

    def new(self, reader: Reader, undoes: str, schools: Collection[str]) -> Job:
        """A job that is being received; Busy where as many of the account are being worked on."""
        own = [kept for kept in kept_jobs(self.desk.engine) if kept.account == reader.account]
        room = MOST - len(own)
        for kept in own:
            room += room < 1 and kept.state not in RUNNING and self._give_up(kept)
        if room < 1:
            raise Busy(
                f"{MOST} imports of yours are being worked on; wait for one of them, or stop it."
            )
        now = self.desk.now()
        who = {"account": reader.account, "name": reader.name, "role": reader.role}
        job = Job(new_uid(), reader.account, self.worker, now.isoformat(), who, undoes=undoes)
        job.schools = sorted(schools)
        add_job(self.desk.engine, self._kept(job), job.text())
        return job

    def find(self, account: str, id: str) -> Job:
        """The account's job of that id; NotThere where there is none, or it is somebody else's."""
        found = read_job(self.desk.engine, id)
        if found is None or found[0].account != account:
            raise NotThere("There is no such import.")
        return job_of(found[1])

    def of(self, account: str) -> list[str]:
        """The ids of the account's jobs, the latest first."""
        own = (kept.uid for kept in kept_jobs(self.desk.engine) if kept.account == account)
        return list(own)[::-1]

    def waiting(self) -> list[str]:
        """The ids of this process's jobs that wait to be worked on, the oldest first."""
        mine = (kept for kept in kept_jobs(self.desk.engine) if kept.worker == self.worker)
        return [kept.uid for kept in mine if kept.state == "waiting"]

    def move(self, job: Job, *states: str) -> bool:
        """Keep the job as it is now, if it was in one of these states; whether it was.

        One that was asked to stop goes no further, but ends.
        """
        return self.desk.engine.write(lambda tx: self._moved(tx, job, states))

    def settle(self, job: Job, why: str) -> None:
        """Keep what became of a job whose end nobody saw, as the ledger says.

        The look into the ledger waits for imports that are being written, so a process that only
        seemed to be dead has either written the import by then, or finds its job ended.
        """
        was = job.state

        def work(tx: Transaction) -> None:
            done = job.writes and was_imported(tx, job.ledger)
            nothing = NOTHING if job.writes else "Nothing was changed."
            job.state, job.notice = ("done", why) if done else ("failed", "")
            job.sentence = "" if done else why + nothing
            job.forget()
            self._moved(tx, job, (*RUNNING, "unknown"))

        try:
            self.desk.engine.write(work)
        except BaseException:
            job.state = was
            raise

    def remove(self, job: Job) -> None:
        """Remove all of the job."""
        remove_job(self.desk.engine, job.id)

    def read(self, id: str) -> Job | None:
        """The job of that id; None where it is removed."""
        found = read_job(self.desk.engine, id)
        return None if found is None else job_of(found[1])

    def is_alive(self, job: Job) -> bool:
        """Whether the process that has the job's files is alive."""
        found = read_job(self.desk.engine, job.id)
        return found is not None and self._is_alive(found[0])

    def open_jobs(self, *, mine: bool = False) -> list[KeptJob]:
        """The jobs whose files are needed: of processes that are alive, or of this one alone."""
        every = [kept for kept in kept_jobs(self.desk.engine) if kept.state in OPEN]
        return [
            kept for kept in every if (kept.worker == self.worker if mine else self._is_alive(kept))
        ]

    def sweep(self, now: datetime) -> None:
        """End what is abandoned or whose process died, and remove jobs that are old."""
        for kept in kept_jobs(self.desk.engine):
            age, dead = now - kept.saved_at, not self._is_alive(kept)
            if age > KEPT and kept.state not in RUNNING:
                remove_job(self.desk.engine, kept.uid)
            elif kept.state in OPEN and (dead or (age > ABANDONED and kept.state not in RUNNING)):
                self.give_back(kept.uid)

    def give_back(self, id: str, waits: str = "failed") -> None:
        """End a job whose files are gone, or are to go.

        ``waits`` is the state in which one ends that nobody has begun to work on.
        """
        found = read_job(self.desk.engine, id)
        if found is None:
            return
        kept, job = found[0], job_of(found[1])
        if kept.state == "receiving":
            self.remove(job)
        elif kept.state == "shown":
            job.state = "gone"
            job.forget()
            self.move(job, "shown")
        elif kept.state == "waiting" and waits == "stopped":
            job.state = "stopped"
            self.move(job, "waiting")
        elif kept.state in RUNNING:
            self.settle(job, DIED)

    def _give_up(self, kept: KeptJob) -> bool:
        """Remove a job that nobody works on; whether it is removed."""

        def work(tx: Transaction) -> bool:
            held = held_job(tx, kept.uid)
            idle = held is not None and held.state not in (*RUNNING, "receiving")
            if idle:
                tx.run("job_remove", uid=kept.uid)
            return idle

        return self.desk.engine.write(work)

    def _is_alive(self, kept: KeptJob) -> bool:
        if kept.worker == self.worker:
            return True
        return not self.alone and self.desk.now() - kept.seen_at < SILENT

    def _moved(self, tx: Transaction, job: Job, states: Collection[str]) -> bool:
        held = held_job(tx, job.id)
        if held is None or held.state not in states:
            return False
        if held.stops and held.state in RUNNING and job.state in (*RUNNING, "shown"):
            return False
        save_job(tx, self._kept(job), job.text())
        return True

    def _kept(self, job: Job) -> KeptJob:
        made, now = datetime.fromisoformat(job.made_at), self.desk.now()
        return KeptJob(job.id, job.account, job.worker, job.state, False, made, now, now)
