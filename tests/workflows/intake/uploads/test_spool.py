"""Processes that share the folder of uploads: none takes a job away that another works on, or trips
over one that is gone.
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph_service.errors import Busy, NotThere
from graph_service.workflows.intake.uploads.locks import Held, is_held
from graph_service.workflows.intake.uploads.private import changed, harmless
from graph_service.workflows.intake.uploads.spool import ABANDONED, KEPT, MOST, Job, Spool

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    """One process at an empty folder."""
    return Spool(tmp_path / "uploads")


@pytest.fixture
def other(tmp_path: Path) -> Spool:
    """Another process at the same folder."""
    return Spool(tmp_path / "uploads")


def shown(spool: Spool, number: int = MOST) -> list[Job]:
    """So many jobs of an account that wait for a yes, the oldest first."""
    jobs = []
    for second in range(number):
        job = spool.new("account", NOW + timedelta(seconds=second))
        job.state = "shown"
        spool.save(job, NOW)
        jobs.append(job)
    return jobs


def there(spool: Spool) -> list[str]:
    """The ids of the account's jobs, the oldest first."""
    return [job.id for job in reversed(spool.of("account", []))]


def test_the_oldest_that_nobody_works_on_makes_room(spool: Spool, other: Spool) -> None:
    """One that another process holds stays, and where all are held there is no room."""
    first, second, third = shown(spool)
    held = other.claim(first)
    new = spool.new("account", NOW + timedelta(minutes=1))
    assert there(spool) == [first.id, third.id, new.id]
    claimed = other.claim(third)
    with pytest.raises(Busy):
        spool.new("account", NOW + timedelta(minutes=2))
    assert second.id not in there(spool)
    for lock in (held, claimed):
        assert lock is not None
        lock.let_go()


def test_a_yes_that_comes_first_keeps_its_job(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as waiting, it is being worked on by the time that it is claimed."""
    first, _, third = shown(spool)
    claim = Spool.claim

    def late(self: Spool, job: Job) -> Held | None:
        if job.id == first.id:
            first.state = "waiting"
            self.save(first, NOW)
        return claim(self, job)

    monkeypatch.setattr(Spool, "claim", late)
    new = spool.new("account", NOW + timedelta(minutes=1))
    assert there(spool) == [first.id, third.id, new.id]


def test_a_sweep_removes_nothing_that_was_done_since_it_looked(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as abandoned, a yes is done by the time that it is claimed: it stays done."""
    (job,) = shown(spool, 1)
    claim, later = Spool.claim, NOW + 2 * ABANDONED

    def late(self: Spool, found: Job) -> Held | None:
        job.state = "done"
        self.save(job, later)
        return claim(self, found)

    monkeypatch.setattr(Spool, "claim", late)
    spool.sweep(later)
    assert spool.find("account", job.id).state == "done"


def test_what_another_process_removes_meanwhile_is_no_error(
    spool: Spool, other: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sweep goes on, whichever of the folders it is; a job that is gone is worked on by nobody,
    and not to be stopped.
    """
    jobs = shown(spool)
    read, stray = Spool._read, tmp_path / "uploads" / "jobs" / "stray"
    stray.mkdir()

    def gone(self: Spool, id: str) -> Job | None:
        found = read(self, id)
        shutil.rmtree(tmp_path / "uploads" / "jobs" / id, ignore_errors=True)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Spool, "_read", gone)
        other.sweep(NOW + 2 * KEPT)
    assert there(spool) == []
    assert not stray.exists()
    assert changed(stray) > NOW.timestamp() * 1000
    for job in jobs:
        assert spool.claim(job) is None
        assert not spool.is_worked_on(job)
        spool.ask_to_stop(job)
        with pytest.raises(NotThere):
            spool.find("account", job.id)


def test_a_lock_left_in_the_folder_of_a_job_that_is_gone_is_nobodys(
    spool: Spool, tmp_path: Path
) -> None:
    """Whoever claims it as the folder is being removed does not work on it."""
    (job,) = shown(spool, 1)
    (tmp_path / "uploads" / "jobs" / job.id / "job.json").unlink()
    assert spool.claim(job) is None
    assert not is_held(tmp_path / "uploads" / "jobs" / job.id / "lock")


def test_a_lock_whose_folder_goes_as_it_is_looked_at_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was there when it was asked for."""
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert not is_held(tmp_path / "gone" / "lock")


def test_a_file_s_name_is_its_last_part_without_what_does_harm() -> None:
    """And without its beginning where it is very long."""
    assert harmless("../../etc/pass\x00wd.csv") == "pass_wd.csv"
    assert len(harmless("x" * 300 + ".csv")) == 204
