"""Imports of pages in the database: no process takes away what another works on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from analysis.rule import Rule
from graph_service.access.reader import Reader
from graph_service.errors import Busy, NotThere
from graph_service.store.engine import Definable
from graph_service.store.jobs import say_alive, stop_job
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.uploads.job import Job
from graph_service.workflows.intake.uploads.queue import ABANDONED, KEPT, MOST, SILENT, Queue

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
READER = Reader("account", "Ada", "administrator")
At = Callable[[timedelta], Queue]


@pytest.fixture
def at(engine: Definable) -> At:
    """A process that sees the database some time after noon."""
    migrate(engine)
    return lambda after: Queue(Desk(engine, lambda: NOW + after, "UTC", Rule()), alone=False)


@pytest.fixture
def queue(at: At) -> Queue:
    """One process, at noon."""
    return at(timedelta())


def jobs(queue: Queue, state: str, number: int = MOST) -> list[Job]:
    """So many jobs of an account in that state, the oldest first."""
    made = []
    for _ in range(number):
        job = queue.new(READER, "", [])
        job.state = state
        job.ended = {"students": ["Di Ra (s4)"]}
        assert queue.move(job, "receiving")
        made.append(job)
    return made


def test_the_oldest_that_nobody_works_on_makes_room(at: At) -> None:
    """Those that are worked on stay, and where all are there is no room."""
    first = jobs(at(timedelta()), "writing", 1)
    second = jobs(at(timedelta(seconds=1)), "shown", 1)
    third = jobs(at(timedelta(seconds=2)), "shown", 1)
    queue = at(timedelta(seconds=3))
    new = queue.new(READER, "", [])
    assert queue.of("account") == [new.id, third[0].id, first[0].id]
    assert second[0].id not in queue.of("account")
    for job, was in ((third[0], "shown"), (new, "receiving")):
        job.state = "waiting"
        assert queue.move(job, was)
    with pytest.raises(Busy):
        queue.new(READER, "", [])
    assert queue.new(Reader("other", "Bo", "administrator"), "", []).account == "other"


def test_a_change_is_made_only_where_the_job_is_what_it_was_taken_for(queue: Queue) -> None:
    """Two say yes at once: one of them begins; and what is removed cannot be changed."""
    (job,) = jobs(queue, "shown", 1)
    job.state = "waiting"
    assert [queue.move(job, "shown"), queue.move(job, "shown")] == [True, False]
    queue.remove(job)
    assert not queue.move(job, "waiting")
    with pytest.raises(NotThere):
        queue.find("account", job.id)


def test_a_job_that_is_asked_to_stop_goes_no_further_but_ends(queue: Queue) -> None:
    """Neither to its next stage nor to a question; that it is done or stopped is kept."""
    (job,) = jobs(queue, "reading", 1)
    stop_job(queue.desk.engine, job.id)
    for state in ("comparing", "shown"):
        job.state = state
        assert not queue.move(job, "reading")
    job.state = "stopped"
    assert queue.move(job, "reading")


def test_nobody_finds_the_job_of_another_account(queue: Queue) -> None:
    """It is as if there were none."""
    (job,) = jobs(queue, "shown", 1)
    with pytest.raises(NotThere):
        queue.find("other", job.id)
    assert queue.of("other") == []


def test_what_is_abandoned_ends_and_what_is_old_is_removed(queue: Queue, at: At) -> None:
    """No name of what was shown is kept; what is worked on stays, however long it takes."""
    (shown,) = jobs(queue, "shown", 1)
    (written,) = jobs(queue, "writing", 1)
    queue.sweep(NOW + ABANDONED + timedelta(seconds=1))
    found = queue.find("account", shown.id)
    assert (found.state, found.ended) == ("gone", {})
    assert queue.find("account", written.id).state == "writing"
    at(timedelta()).sweep(NOW + 2 * KEPT)
    assert queue.of("account") == [written.id]


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("receiving", None),
        ("shown", "gone"),
        ("waiting", "failed"),
        ("reading", "failed"),
        ("writing", "failed"),
    ],
)
def test_the_jobs_of_a_process_that_died_end(
    queue: Queue, at: At, state: str, becomes: str | None
) -> None:
    """They stay until it has been silent for long, and while it says that it is alive."""
    job = queue.new(READER, "", [])
    job.state, job.writes, job.ledger = state, True, "nowhere"
    assert queue.move(job, "receiving")
    at(SILENT / 2).sweep(NOW)
    assert queue.find("account", job.id).state == state
    say_alive(queue.desk.engine, queue.worker, NOW + SILENT)
    at(SILENT).sweep(NOW)
    assert queue.find("account", job.id).state == state
    at(SILENT * 2).sweep(NOW)
    if becomes is None:
        assert queue.of("account") == []
    else:
        found = queue.find("account", job.id)
        assert (found.state, found.ended) == (becomes, {})
        assert (becomes == "gone") or "nothing was changed." in found.sentence


def test_a_process_that_has_the_database_alone_knows_that_others_are_dead(queue: Queue) -> None:
    """An embedded file is open in one process: whatever another left ends as it starts."""
    (job,) = jobs(queue, "reading", 1)
    alone = Queue(queue.desk, alone=True)
    alone.sweep(NOW)
    assert alone.find("account", job.id).state == "failed"
