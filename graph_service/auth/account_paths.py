"""The paths that whoever keeps accounts may give one: to the adult it is, to schools, to studies of
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.access.reader import ROLES, Reader
from graph_service.auth.accounts import kept_schools
from graph_service.errors import Fault
from graph_service.records.texts import unfit
from graph_service.store import accounts as store
from graph_service.store.accounts import Path
from graph_service.store.grants import AccountAdult, adults_of, schools_of_adult, studies_about
from graph_service.store.studies import schools_of_study
from graph_service.workflows.desk.reading import Desk, School

LONGEST = 100
"""Characters of a login, a name or a study."""


@dataclass(frozen=True, slots=True)
class AccountPlace:
    """Where an account of a role belongs: the school by its name, and the adult it is (a uid) or
    the study it works within.

    ``also`` names further schools: of a lead, an administrator or a researcher.
    """

    school: str
    adult: str | None = None
    study: str = ""
    also: tuple[str, ...] = ()


class StudyPath(NamedTuple):
    """A path to a study of a school, which is made once it is given."""

    name: str
    school: str


class AccountPaths:
    """The paths that one keeper of accounts may give; what the database was asked is kept
    meanwhile.
    """

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self.desk = desk
        self.schools: Sequence[School] = kept_schools(desk, reader)
        self._adults: dict[str, list[AccountAdult]] = {}

    def adults(self, school: School) -> list[AccountAdult]:
        """The adults of a school for whom an account can be made."""
        if school.uid not in self._adults:
            self._adults[school.uid] = adults_of(self.desk.engine, school.uid, self.desk.today())
        return self._adults[school.uid]

    def wanted(self, role: str, place: AccountPlace, faults: list[Fault]) -> list[Path | StudyPath]:
        """The paths that give the role its rights at the place: advisor → the adult, lead and
        administrator → the schools, researcher → a study of each.

        Every fault is added to ``faults``, and then nothing is to be given.
        """
        before = len(faults)
        if role not in ROLES:
            faults.append(fault("role", f"A role is one of {', '.join(ROLES)}."))
        schools = self._named((place.school, *place.also), faults)
        if len(faults) > before:
            return []
        if role == "advisor":
            return self._to_adult(schools, place.adult, faults)
        if role == "researcher":
            return self._to_studies(schools, place.study, faults)
        tie = "LEADS" if role == "lead" else "ADMINISTERS"
        return [Path(tie, school.uid) for school in schools]

    def given(self, wanted: Sequence[Path | StudyPath]) -> tuple[Path, ...]:
        """The same paths; a study that is not there yet is made."""
        return tuple(self._given(path) for path in wanted)

    def _given(self, path: Path | StudyPath) -> Path:
        if isinstance(path, Path):
            return path
        now, today = self.desk.now(), self.desk.today()
        made = store.add_study(self.desk.engine, path.name, "measures", path.school, now, today)
        return Path("STUDIES", made)

    def _named(self, names: Sequence[str], faults: list[Fault]) -> list[School]:
        found = {school.name: school for school in self.schools}
        if wrong := [name for name in dict.fromkeys(names) if name not in found]:
            there = ", ".join(f"“{name}”" for name in found) or "none yet: import one first"
            faults += [
                fault("school", f"There is no school “{name}”; there is {there}.") for name in wrong
            ]
        return [found[name] for name in dict.fromkeys(names) if name in found]

    def _to_adult(
        self, schools: Sequence[School], adult: str | None, faults: list[Fault]
    ) -> list[Path | StudyPath]:
        if len(schools) > 1:
            faults.append(fault("school", "An advisor's account is one adult's: name one school."))
            return []
        (school,) = schools
        if adult is None or adult not in {known.uid for known in self.adults(school)}:
            faults.append(
                fault("adult", f"An advisor's account needs the adult of {school.name} that it is.")
            )
            return []
        led = schools_of_adult(self.desk.engine, adult, self.desk.today())
        if led - {kept.uid for kept in self.schools}:
            faults.append(
                fault(
                    "adult",
                    (
                        "This adult also works at a school that is not yours: whoever runs the "
                        "service can link them."
                    ),
                )
            )
            return []
        return [Path("IS", adult)]

    def _to_studies(
        self, schools: Sequence[School], study: str, faults: list[Fault]
    ) -> list[Path | StudyPath]:
        given = " ".join(study.split())
        names = [given or f"Support webs of {school.name}" for school in schools]
        wrong = dict.fromkeys(filter(None, (unfit(name, LONGEST) for name in names)))
        faults += [fault("study", why) for why in wrong]
        if not all(map(self._keeps, names, schools)):
            faults.append(
                fault(
                    "study",
                    (
                        "This study is also about a school that is not yours: whoever runs the "
                        "service can give it."
                    ),
                )
            )
        return [StudyPath(name, school.uid) for name, school in zip(names, schools, strict=True)]

    def _keeps(self, name: str, school: School) -> bool:
        """Whether all schools of the study of that name are the keeper's; one that is not there yet
        is of the one school.
        """
        there = studies_about(self.desk.engine, school.uid, self.desk.today())
        about = schools_of_study(self.desk.engine, there[name]) if name in there else set()
        return about <= {kept.uid for kept in self.schools}


def fault(column: str, sentence: str) -> Fault:
    """One field's fault."""
    return Fault("the form", None, column, "account", sentence)
