"""The schools of the database: by their names, and whether one is invented."""

from collections.abc import Sequence

from graph_service.errors import BadInput, NotThere
from graph_service.workflows.desk.reading import Desk, School

MOST_NAMED = 10
"""So many schools a sentence names."""


def school_named(desk: Desk, name: str) -> School:
    """The school of that name; raises NotThere with the names there are."""
    schools = desk.schools()
    for school in schools:
        if school.name == name:
            return school
    raise NotThere(f"There is no school “{name}” in the database; there is {_told(schools)}.")


def schools_named(desk: Desk, names: Sequence[str], *, every: bool = False) -> list[School]:
    """The schools of these names, each once, or ``every`` school; without a name the only one there
    is.

    Raises NotThere for names that no school has, all at once, and BadInput where several schools
    are there and none was named.
    """
    schools = desk.schools()
    if names and every:
        raise BadInput("Name schools with --school, or all of them with --all-schools: not both.")
    found = {school.name: school for school in schools}
    if wrong := [name for name in dict.fromkeys(names) if name not in found]:
        no = " and no ".join(f"“{name}”" for name in wrong)
        raise NotThere(f"There is no school {no} in the database; there is {_told(schools)}.")
    if names:
        return [found[name] for name in dict.fromkeys(names)]
    if not schools:
        raise NotThere("There is no school in the database yet: import one first.")
    if len(schools) > 1 and not every:
        raise BadInput(
            f"There are {len(schools)} schools: say which with --school (again for each), or "
            "--all-schools."
        )
    return schools


def _told(schools: Sequence[School]) -> str:
    """The names there are, at most ten of them."""
    named = ", ".join(f"“{school.name}”" for school in schools[:MOST_NAMED])
    more = len(schools) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named or "none yet: import one first"


def is_synthetic(school: str) -> bool:
    """Whether the school is one of ours, invented: its name says so."""
    return "(invented)" in school
