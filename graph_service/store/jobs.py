"""The imports that are asked for on pages, as the database keeps them beside the ledger of imports.

Fields of their own hold what is read often; all else of a job is the text of its ``body``.
"""

from datetime import datetime
from typing import NamedTuple

from graph_service.store.engine import Engine, Row, Transaction


class KeptJob(NamedTuple):
    """One job: whose it is, which process works on it, how far it is, and whether it is to stop.

    ``seen_at`` is when its process last said that it is alive.
    """

    uid: str
    account: str
    worker: str
    state: str
    stops: bool
    made_at: datetime
    saved_at: datetime
    seen_at: datetime


def add_job(engine: Engine, job: KeptJob, body: str) -> None:
    """Keep a new job."""
    engine.write(lambda tx: tx.run("job_add", **_values(job), body=body))


def kept_jobs(engine: Engine) -> list[KeptJob]:
    """All jobs, the oldest first, without what is shown of them."""
    return [KeptJob(**row) for row in engine.read("job_list")]


def read_job(engine: Engine, uid: str) -> tuple[KeptJob, str] | None:
    """The job and its body; None where there is none."""
    return next((_parted(row) for row in engine.read("job_by_uid", uid=uid)), None)


def held_job(tx: Transaction, uid: str) -> KeptJob | None:
    """The job, which nobody else can change until the transaction ends; None where it is gone."""
    tx.run("job_lock", uid=uid)
    return next((_parted(row)[0] for row in tx.run("job_by_uid", uid=uid)), None)


def save_job(tx: Transaction, job: KeptJob, body: str) -> None:
    """Keep how far the job is; ``seen_at`` stays what it is."""
    values = _values(job)
    for name in ("account", "worker", "made_at", "seen_at"):
        del values[name]
    tx.run("job_save", **values, body=body)


def remove_job(engine: Engine, uid: str) -> None:
    """Remove all of the job."""
    engine.write(lambda tx: tx.run("job_remove", uid=uid))


def stop_job(engine: Engine, uid: str) -> None:
    """Ask for the job's end; nothing where it is gone."""
    engine.write(lambda tx: tx.run("job_stop", uid=uid))


def say_alive(engine: Engine, worker: str, at: datetime) -> None:
    """Note on all jobs of a process that it is alive."""
    engine.write(lambda tx: tx.run("job_seen", worker=worker, at=at))


def _parted(row: Row) -> tuple[KeptJob, str]:
    body = str(row.pop("body"))
    return KeptJob(**row), body


def _values(job: KeptJob) -> Row:
    return job._asdict()
