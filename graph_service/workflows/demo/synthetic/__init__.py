"""An invented school of any size, shaped on the field's figures: the same seed and day give the
same school.
"""

from datetime import date
from random import Random
from typing import Literal

from graph_service.errors import BadInput
from graph_service.records.tables import Tables
from graph_service.workflows.demo.synthetic.contacts import add_contacts
from graph_service.workflows.demo.synthetic.days import SchoolYear
from graph_service.workflows.demo.synthetic.draft import SchoolDraft
from graph_service.workflows.demo.synthetic.friends import add_friends
from graph_service.workflows.demo.synthetic.names import FullNames
from graph_service.workflows.demo.synthetic.people import add_people
from graph_service.workflows.demo.synthetic.staff import add_staff_words
from graph_service.workflows.demo.synthetic.ties import add_adult_ties
from graph_service.workflows.demo.synthetic.voice import add_last_voice, add_voice

Preset = Literal["met", "pilot"]
MARK = "(invented)"
"""Stands in the name of every synthetic school, so that pages can say that its people are
invented."""
_PRESETS: dict[Preset, tuple[str, int]] = {
    "met": (f"Harbor Met {MARK}", 120),
    "pilot": (f"Harbor Pilot {MARK}", 60),
}

__all__ = ["MARK", "Preset", "synthetic_school"]


def synthetic_school(
    seed: int,
    today: date,
    preset: Preset = "met",
    students: int | None = None,
    name: str | None = None,
) -> Tables:
    """The tables of an invented school as they stand on ``today``; a pure function of its
    arguments.

    ``students`` is the number enrolled (else the preset's); graduates and those who left come on
    top, and there are about 18 ties and reports to each enrolled student. ``name`` is the school's,
    to which ``MARK`` is added where it is missing. Under the default rule about 90 % of the
    students known are supported by adults and 87 % by peers. Raises BadInput for less than one
    student, or for a day outside the years 1900 to 9000.
    """
    preset_name, preset_students = _PRESETS[preset]
    count = preset_students if students is None else students
    if count < 1:
        raise BadInput("A school has at least one student; ask for one or more.")
    if not 1900 <= today.year <= 9000:
        raise BadInput(
            f"No school is invented for the year {today.year}; give a day of the years "
            "1900 to 9000."
        )
    school = preset_name if name is None else name
    if MARK not in school:
        school = f"{school} {MARK}"
    chance = Random(seed)  # noqa: S311 - invented people need chance that can be repeated, not secrets
    draft = SchoolDraft(school, SchoolYear(today), chance, FullNames(chance))
    add_people(draft, count)
    add_adult_ties(draft)
    add_friends(draft)
    add_last_voice(draft)
    add_staff_words(draft)
    add_voice(draft)
    add_contacts(draft)
    draft.tables.given = {"students", "adults", "ties", "rounds", "answers", "reports", "contacts"}
    return draft.tables
