"""Facts as they come out of the database: current and retracted alike, in no order, not judged."""

from dataclasses import dataclass, field

from facts.people import NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie


@dataclass(slots=True)
class FactRows:
    """All facts that bear on some students, and whoever occurs in them."""

    people: list[Person] = field(default_factory=list)
    advisories: list[NamedAdvisory] = field(default_factory=list)
    enrolments: list[Recorded[Enrolment]] = field(default_factory=list)
    memberships: list[Recorded[Membership]] = field(default_factory=list)
    ties: list[Recorded[RoleTie]] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    answers: list[Recorded[Answer]] = field(default_factory=list)
    reports: list[Recorded[Report]] = field(default_factory=list)
    contacts: list[Recorded[Contact]] = field(default_factory=list)
