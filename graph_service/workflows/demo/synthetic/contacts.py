"""Days on which adults and students were in touch: this year's, and those of graduates with their
advisors.
"""

from datetime import timedelta

from graph_service.workflows.demo.synthetic.days import FIVE_MONTHS, day_between
from graph_service.workflows.demo.synthetic.draft import Pupil, SchoolDraft

STILL_IN_CONTACT = 0.85
"""The field's figure for graduates five months after graduating."""
MONTH = 30

_BY_ADVISOR = ("meeting", "meeting", "meeting", "exhibition", "home call", "message")
_AFTERWARDS = ("message", "message", "meeting")


def add_contacts(draft: SchoolDraft) -> None:
    """Contacts of advisors and mentors this year, and of advisors with their graduates."""
    name_of = {row.id: row.name for row in draft.tables.adults}
    for pupil in draft.pupils:
        _add_this_year(draft, pupil, name_of)
    graduates = [pupil for pupil in draft.former if pupil.status == "graduated"]
    lasting = round(len(graduates) * STILL_IN_CONTACT)
    for place, pupil in enumerate(graduates):
        _add_afterwards(draft, pupil, lasting=place < lasting)


def _add_this_year(draft: SchoolDraft, pupil: Pupil, name_of: dict[str, str]) -> None:
    chance, days = draft.chance, draft.days
    if pupil.plan.voice == "never":
        return
    first = max(pupil.came, days.ago(90))
    for bond in pupil.bonds:
        if bond.role == "advisor":
            for _ in range(chance.randint(0, 3)):
                day = day_between(chance, first, days.today)
                draft.add_contact(
                    pupil, bond.adult, day, chance.choice(_BY_ADVISOR), name_of[bond.adult]
                )
        elif bond.role == "mentor":
            for _ in range(chance.randint(0, 2)):
                day = day_between(chance, days.ago(70), days.today)
                draft.add_contact(
                    pupil, bond.adult, day, "internship day", name_of.get(pupil.advisor or "")
                )


def _add_afterwards(draft: SchoolDraft, pupil: Pupil, *, lasting: bool) -> None:
    """A contact in some of the months after graduating; of those who stay in contact, one in the
    fifth.
    """
    chance, left = draft.chance, draft.days.graduated
    advisor = pupil.advisor or pupil.past[0]
    for month in range(5 if lasting else chance.randint(0, 3)):
        first = left + timedelta(days=month * MONTH)
        last = left + timedelta(days=FIVE_MONTHS if month == 4 else month * MONTH + MONTH - 1)
        if month == 4 or chance.random() < 0.6:
            draft.add_contact(
                pupil, advisor, day_between(chance, first, last), chance.choice(_AFTERWARDS), None
            )
