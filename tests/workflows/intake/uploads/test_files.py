"""The private folder of what pages send in."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from graph_service.workflows.intake.uploads.files import UNUSED, Files, harmless, name_of
from graph_service.workflows.intake.uploads.job import Job


def job_of(worker: str) -> Job:
    """A job of the process."""
    return Job("job", "account", worker, "2026-11-24T12:00:00+00:00", {})


def test_what_nobody_needs_is_removed_and_other_databases_are_left_alone(tmp_path: Path) -> None:
    """Two services may share the folder: neither touches what the other has used for a day."""
    files, now = Files(tmp_path / "uploads"), datetime.now().astimezone()
    mine, gone, other = job_of("a.1"), job_of("a.2"), job_of("b.1")
    for job in (mine, gone, other):
        files.make(job)
    files.sweep("a", {name_of("a.1", "job")}, files.names(), now)
    assert files.names() == {"a.1.job", "b.1.job"}
    os.utime(files.folder_of(other), (0, (now - UNUSED - timedelta(minutes=1)).timestamp()))
    files.sweep("a", {name_of("a.1", "job")}, files.names() | {"removed.meanwhile.job"}, now)
    assert files.names() == {"a.1.job"}


def test_a_file_s_name_is_its_last_part_without_what_does_harm() -> None:
    """And without its beginning where it is very long."""
    assert harmless("../../etc/pass\x00wd.csv") == "pass_wd.csv"
    assert len(harmless("x" * 300 + ".csv")) == 204
