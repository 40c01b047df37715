"""Taking back what was recorded on a student's page: it no longer counts from now on, and stays
where it was known.

An account takes back its own records as long as it may see the student. So do the student's
pastoral leads. For everybody else the record is not there. Only a lead takes back an advisor tie,
as only a lead records one. Only an import changes imported facts.
"""

from facts.recorded import Kept
from facts.statements import Answer, Contact, Report
from facts.ties import RoleTie
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.store.engine import Transaction
from graph_service.store.student_surroundings import (
    contact_of_id,
    own_answers,
    own_ties,
    tie_of_id,
    word_of_id,
    words_in_round,
)
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.forms import Form, record
from graph_service.workflows.recording.recorded import SEPARATOR
from graph_service.workflows.recording.role_ties import still_tied


def take_back(desk: Desk, reader: Reader, student: str, item: str) -> list[str]:
    """Take back what ``item`` names among what was recorded about the student; NotThere where it is
    not theirs to take back.

    The ids of ties that still tie the two in that role after one is taken back (``role_ties``).
    """
    what, _, id = item.partition(SEPARATOR)
    still: list[str] = []

    def fill(form: Form) -> None:
        mine = [kept for kept in _kept(form.tx, student, what, id) if _may(form, reader, kept)]
        if not mine:
            raise NotThere("There is nothing of the kind among what you may take back.")
        form.changes.retract += mine
        form.did = f"took back a {what}"
        still[:] = still_tied(own_ties(form.tx, student), mine, form.today) if what == "tie" else []

    record(desk, reader, student, "took something back", fill)
    return still


def _kept(tx: Transaction, student: str, what: str, id: str) -> list[Kept]:
    if what == "tie":
        return tie_of_id(tx, student, id)
    if what == "contact":
        return contact_of_id(tx, student, id)
    if what == "report":
        return word_of_id(tx, student, id)
    if what == "conversation":
        return own_answers(tx, student, id) + words_in_round(tx, student, id, student)
    return []


def _may(form: Form, reader: Reader, kept: Kept) -> bool:
    tie = kept.tie
    if not isinstance(tie, RoleTie | Answer | Report | Contact) or not tie.recorded_by:
        return False
    if isinstance(tie, RoleTie) and tie.role == "advisor":
        return form.leads
    return form.leads or tie.recorded_by == reader.account
