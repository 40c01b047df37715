"""The schools of the database: one by its name, how many students it has, and whether it is an
invented one.
"""

from analysis.presence import enrolled
from graph_service.errors import NotThere
from graph_service.workflows.desk.reading import Desk, School


def school_named(desk: Desk, name: str) -> School:
    """The school of that name; raises NotThere with the names there are."""
    schools = desk.schools()
    for school in schools:
        if school.name == name:
            return school
    there = ", ".join(f"“{school.name}”" for school in schools) or "none yet: import one first"
    raise NotThere(f"There is no school “{name}” in the database; there is {there}.")


def students_enrolled(desk: Desk, school: School) -> int:
    """How many students are enrolled at the school today."""
    return len(enrolled(desk.facts(school).known(), desk.today(), school.uid))


def is_synthetic(school: str) -> bool:
    """Whether the school is one of ours, invented: its name says so."""
    return "(invented)" in school
