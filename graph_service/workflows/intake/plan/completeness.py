"""Whether files can be complete at all: what is refused before anything is ended by them. Pure."""

from datetime import date
from pathlib import Path

from graph_service.errors import Fault
from graph_service.formats.tables import Reading
from graph_service.records.current import Current
from graph_service.workflows.intake.plan.extent import ROSTER, Extent, hardly_told

DELTA = (
    "These files tell only what changed (a delta), so they are not complete; leave --complete out."
)
HARDLY = (
    "The files hold {1:,} of the {2:,} students of {0}, so they are hardly complete for it. "
    "Leave its students out, or send "
    "its roster in a file of its own."
)
WHICH_SCHOOL = (
    "Several schools share this source and the files have no students, so nobody can tell for "
    "which school they are "
    "complete; add the students of that school, or leave --complete out."
)


def not_complete(
    path: Path, reading: Reading, current: Current, extent: Extent | None, effective: date
) -> list[Fault]:
    """A fault where files tell only what changed, or tell few of a school beside another, or of no
    school in particular.
    """
    said = []
    if reading.whole is False:
        said = [DELTA]
    elif extent is not None:
        said = [
            HARDLY.format(*told) for told in hardly_told(reading.people, current, extent, effective)
        ]
    elif reading.people.given & ROSTER and (current.students or current.adults):
        said = [WHICH_SCHOOL]
    return [Fault(path.name or str(path), None, None, "complete", message) for message in said]
