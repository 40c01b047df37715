"""The pages of bringing data in: the form that chooses files, and an import that was looked at."""

from datetime import date

from fastapi import Request

from graph_service.access.reader import Reader
from graph_service.auth.accounts import kept_schools
from graph_service.auth.credentials import doorkeeper_of, settings_of, token_of
from graph_service.errors import Fault
from graph_service.formats.columns import TABLES
from graph_service.formats.explanations import EXPLANATIONS, must
from graph_service.formats.tables import FORMATS
from graph_service.pages.context import frame
from graph_service.pages.forms import Typed
from graph_service.pages.rendering import moment, render
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.examples import BESIDE
from graph_service.workflows.intake.uploads.job import RUNNING, Job

HOME = "/administration/imports"
DATES = [
    ("iso", "2026-01-31"),
    ("day-first", "31/1/2026, the day first"),
    ("month-first", "1/31/2026, the month first"),
]
FORMAT_NAMES = [
    ("auto", "told from the files"),
    *((format_.NAME, format_.NAME) for format_ in FORMATS),
]
MOST_FAULTS = 200
"""So many faults stand on the page; all of them in the report."""
_OPTIONS = {
    "--dates": "“How days are written in them”",
    "--format": "“Format of the files”",
    "--source": "“Source”",
    "--complete": "“The files are complete”",
}
"""The form's names for the command line's options."""


def new_page(request: Request, desk: Desk, reader: Reader, form: Typed) -> str:
    """The form that chooses files, as it was typed."""
    return render(
        "import_new.html",
        refused=form if form.faults else None,
        not_done="Not sent in",
        form=form,
        formats=FORMAT_NAMES,
        dates=DATES,
        today=desk.today().isoformat(),
        most=settings_of(request).upload_mib,
        tables=[(table, EXPLANATIONS[table.name]) for table in TABLES.values()],
        must=must,
        until=moment(doorkeeper_of(request).fresh_until(token_of(request)), desk.zone),
        schools=[school.name for school in kept_schools(desk, reader)],
        frame=import_frame(desk, reader, f"{HOME}/new"),
    )


def job_page(request: Request, desk: Desk, reader: Reader, job: Job, form: Typed) -> str:
    """An import that was looked at: its faults, its counts, and what it would end."""
    effective = job.options.get("effective")
    return render(
        "import_job.html",
        refused=form if form.faults else None,
        not_done="Not imported",
        form=form,
        job=job,
        running=job.state in (*RUNNING, "receiving"),
        still="still" in request.query_params,
        effective=date.fromisoformat(effective) if effective else None,
        complete=job.options.get("complete") == "yes",
        faults=[_on_page(Fault(*fault)) for fault in job.faults[:MOST_FAULTS]],
        warnings=[_on_page(Fault(*warning)) for warning in job.warnings[:MOST_FAULTS]],
        counts=[(table, count) for table, count in job.counts.items() if any(count)],
        ended=job.ended,
        beside=BESIDE if "ties" in job.ended else "",
        unnamed=job.number - sum(map(len, job.ended.values())),
        sums=[
            sum(sum(count[place : place + 1]) for count in job.counts.values())
            for place in range(len(Count._fields))
        ],
        frame=import_frame(desk, reader, ""),
    )


def _on_page(fault: Fault) -> Fault:
    message = fault.message
    for option, words in _OPTIONS.items():
        message = message.replace(option, words)
    return fault._replace(message=message)


def import_frame(desk: Desk, reader: Reader, address: str) -> object:
    """The frame of these pages, which says where a school is invented."""
    invented = any(is_synthetic(school.name) for school in kept_schools(desk, reader))
    return frame(reader, address, synthetic=invented)
