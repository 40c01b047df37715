"""Opening and ending a study: a lead or an administrator says for what, for whom and until when a
school's data may leave.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from analysis.measures import MEASURES
from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Fault, NotThere
from graph_service.records.studies import RESTRICTED, StudyTerms
from graph_service.records.texts import unfit
from graph_service.store import studies as store
from graph_service.store.accounts import Change, Path, account_of_login, give_paths
from graph_service.store.grants import accounts, ways
from graph_service.workflows.audit.log import role_of, user_name
from graph_service.workflows.desk.reading import Desk, School

LONGEST_NAME = 100
LONGEST_TEXT = 1000
LONGEST_YEARS = 10
_PATHS = ("LEADS", "ADMINISTERS")
"""The paths by which an account may open a study about a school."""


@dataclass(frozen=True, slots=True)
class StudyForm:
    """The form by which a study is opened, as it was typed.

    ``schools`` and ``measures`` are names; no measure means all. ``researchers`` are logins.
    ``last_day`` is the last day on which files leave, as YYYY-MM-DD.
    """

    name: str
    purpose: str
    recipients: str
    last_day: str
    schools: Sequence[str]
    researchers: Sequence[str] = ()
    measures: Sequence[str] = ()


class OpenedStudy(NamedTuple):
    """A study as its keepers see it: its uid, name and terms, the schools it is about, and the
    logins of its researchers.
    """

    uid: str
    name: str
    terms: StudyTerms
    schools: tuple[str, ...]
    researchers: tuple[str, ...]
    ended: bool


def keepable_schools(desk: Desk, reader: Reader) -> list[School]:
    """The schools about which the reader may open a study: those they lead or administer today."""
    if reader == OPERATOR:
        return desk.schools()
    mine = {
        way.target
        for way in ways(desk.engine, desk.today())
        if way.account == reader.account and way.tie in _PATHS
    }
    return [school for school in desk.schools() if school.uid in mine]


def measure_choices() -> list[tuple[str, str]]:
    """The name and the label of each measure that a study may ask for."""
    return [(entry.name, entry.label) for entry in MEASURES]


def open_study(desk: Desk, reader: Reader, form: StudyForm) -> str:
    """Open a study and give it to its researchers; its uid. BadInput with every fault."""
    faults: list[Fault] = []
    terms = _terms(form, desk.today(), faults)
    name = _line(form.name, "name", "The study needs a name.", LONGEST_NAME, faults)
    schools = _schools(desk, reader, form.schools, faults)
    researchers = _researchers(desk, form.researchers, faults)
    if faults or terms is None:
        raise BadInput("The study was not opened.", faults)
    change = _change(desk, reader)
    study = store.open_study(desk.engine, name, terms, [school.uid for school in schools], change)
    for login in researchers:
        give_paths(desk.engine, login, (Path("STUDIES", study),), change)
    return study


def end_study(desk: Desk, reader: Reader, study: str) -> None:
    """End a study from today on; NotThere where it is none of the reader's."""
    if study not in {found.uid for found in kept_studies(desk, reader)}:
        raise NotThere("There is no such study, or it is not yours to end.")
    store.end_study(desk.engine, study, _change(desk, reader))


def kept_studies(desk: Desk, reader: Reader) -> list[OpenedStudy]:
    """The studies about the reader's schools alone, the latest to end first."""
    names = {school.uid: school.name for school in keepable_schools(desk, reader)}
    logins = {row["uid"]: row["login"] for row in accounts(desk.engine)}
    given = [way for way in ways(desk.engine, desk.today()) if way.tie == "STUDIES"]
    found = [
        OpenedStudy(
            study.uid,
            study.name,
            study.terms,
            tuple(sorted(names[school] for school in study.schools)),
            tuple(sorted(logins[way.account] for way in given if way.target == study.uid)),
            study.terms.until is not None and study.terms.until <= desk.today(),
        )
        for study in store.opened_studies(desk.engine)
        if names.keys() >= set(study.schools)
    ]
    return sorted(found, key=lambda study: (study.ended, study.terms.until or date.max, study.name))


def _terms(form: StudyForm, today: date, faults: list[Fault]) -> StudyTerms | None:
    purpose = _line(form.purpose, "purpose", "Say what the study is for.", LONGEST_TEXT, faults)
    recipients = _line(
        form.recipients, "recipients", "Say who may hold the files.", LONGEST_TEXT, faults
    )
    known = {entry.name for entry in MEASURES}
    strange = [name for name in form.measures if name not in known]
    if strange:
        faults.append(
            _fault(
                "measures",
                f"There is no measure {', '.join(f'“{name[:40]}”' for name in strange)}.",
            )
        )
    last = _last_day(form.last_day, today, faults)
    if faults or last is None:
        return None
    chosen = tuple(entry.name for entry in MEASURES if entry.name in form.measures)
    return StudyTerms(purpose, RESTRICTED, recipients, chosen, last + timedelta(days=1))


def _last_day(text: str, today: date, faults: list[Fault]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        faults.append(_fault("last_day", f"“{text[:40]}” is not a day; write it as YYYY-MM-DD."))
        return None
    if day < today:
        faults.append(_fault("last_day", f"{day} has passed; choose today or a later day."))
    elif day.year > today.year + LONGEST_YEARS:
        faults.append(
            _fault(
                "last_day", f"A study lasts {LONGEST_YEARS} years at most; choose an earlier day."
            )
        )
    return day


def _line(text: str, column: str, needed: str, limit: int, faults: list[Fault]) -> str:
    cleaned = " ".join(text.split())
    if not cleaned:
        faults.append(_fault(column, needed))
    elif why := unfit(cleaned, limit):
        faults.append(_fault(column, why))
    return cleaned


def _schools(desk: Desk, reader: Reader, names: Iterable[str], faults: list[Fault]) -> list[School]:
    mine = keepable_schools(desk, reader)
    asked = list(dict.fromkeys(names))
    there = ", ".join(f"“{school.name}”" for school in mine) or "none"
    if not asked:
        faults.append(_fault("schools", f"Choose the schools: there is {there}."))
    faults.extend(
        _fault("schools", f"There is no school “{name[:100]}”; there is {there}.")
        for name in asked
        if name not in {school.name for school in mine}
    )
    return [school for school in mine if school.name in asked]


def _researchers(desk: Desk, logins: Iterable[str], faults: list[Fault]) -> list[str]:
    found = []
    for login in dict.fromkeys(login.strip().lower() for login in logins if login.strip()):
        account = account_of_login(desk.engine, login)
        if account is None or account["role"] != "researcher":
            faults.append(
                _fault("researchers", f"There is no researcher's account “{login[:100]}”.")
            )
        found.append(login)
    return found


def _fault(column: str, sentence: str) -> Fault:
    return Fault("the form", None, column, "study", sentence)


def _change(desk: Desk, reader: Reader) -> Change:
    user = user_name() if reader == OPERATOR else ""
    return Change(desk.now(), desk.today(), reader.account, user, role_of(reader))
