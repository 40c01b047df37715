"""The studies that a researcher works within, and which one is meant: never one that was
guessed.
"""

from typing import NamedTuple

from graph_service.access.reader import Reader
from graph_service.errors import BadInput, Fault, NotThere
from graph_service.records.studies import StudyTerms
from graph_service.store.grants import studies_about
from graph_service.store.scope import studied
from graph_service.store.studies import terms_of
from graph_service.workflows.desk.reading import Desk, School

STUDY_PARAMETERS = ("school", "study")
"""The parameters that say which release is meant."""


class Study(NamedTuple):
    """A study about a school; ``name`` is None where the command line names none.

    ``terms`` are those it was opened with. A study that was made with an account has none: one
    table leaves for it, and its codes are kept nowhere.
    """

    name: str | None
    school: School
    uid: str = ""
    terms: StudyTerms | None = None


def studies(desk: Desk, reader: Reader) -> list[Study]:
    """The studies that the reader works within today, by name and school."""
    there = {school.uid: school for school in desk.schools()}
    found = [
        Study(name, there[school], uid, terms_of(desk.engine, uid, school))
        for name, school, uid in studied(desk.engine, reader.account, desk.today())
    ]
    return sorted(found, key=lambda study: (study.name or "", study.school.name))


def chosen_study(desk: Desk, reader: Reader, school: str, study: str) -> Study:
    """The one study in force that is meant; ``school`` and ``study`` are names, '' where none was
    given.

    Raises NotThere where none of the reader's is of these names, and BadInput, with what to give,
    where several are.
    """
    mine = studies(desk, reader)
    if not mine:
        raise NotThere("No study of yours is open.")
    left = [
        of_mine
        for of_mine in mine
        if school in ("", of_mine.school.name) and study in ("", of_mine.name)
    ]
    if not left:
        raise NotThere("No study of yours has that name and school.")
    if len(left) > 1:
        raise BadInput(
            "You work within several studies: say whose data the release is to hold.",
            _asked_for(left),
        )
    return left[0]


def study_of_school(desk: Desk, school: School, name: str | None) -> Study:
    """The open study of that name about the school, for the operator; None names none. NotThere
    with the names there are.
    """
    if name is None:
        return Study(None, school)
    there = studies_about(desk.engine, school.uid, desk.today())
    if name not in there:
        told = ", ".join(f"“{found}”" for found in there) or "none"
        raise NotThere(f"There is no study “{name}” about {school.name}; there is {told}.")
    uid = there[name]
    return Study(name, school, uid, terms_of(desk.engine, uid, school.uid))


def _asked_for(left: list[Study]) -> list[Fault]:
    """The parameters that tell these studies apart."""
    names = {
        "school": list(dict.fromkeys(open_study.school.name for open_study in left)),
        "study": list(dict.fromkeys(open_study.name or "" for open_study in left)),
    }
    return [
        Fault(
            "the request",
            None,
            parameter,
            "study",
            f"give one of {', '.join(f'“{name}”' for name in of)}.",
        )
        for parameter, of in names.items()
        if len(of) > 1
    ]
