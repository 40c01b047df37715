"""A mistaken record is taken back: all is as it was before, history keeps it, and only its owner
may do it.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import BadInput, NotThere
from graph_service.records.audit import Look
from graph_service.store import audit
from graph_service.store.accounts import Change, NewAccount, add_account, change_role, take_path
from graph_service.store.accounts import Path as RightPath
from graph_service.store.engine import Definable
from graph_service.workflows.caseload.school_figures import school_figures
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import StudentWeb
from tests.sizes import tries
from tests.workflows.folder import SCHOOL, TODAY, desk_on, uid_of, write_folder


class Office(NamedTuple):
    """A desk over a school, two advisors of the same student and the lead, and the student."""

    desk: Desk
    advisor: Reader
    other: Reader
    lead: Reader
    ada: str

    def web(self, reader: Reader, **lens: str) -> StudentWeb:
        """The student's web as somebody sees it."""
        return student_web(
            self.desk, reader, read_lens(lens, self.desk.today(), self.desk.rule), self.ada
        )

    def items(self, reader: Reader) -> list[str]:
        """The items that somebody may take back."""
        return [item.id for item in self.web(reader).recorded]


@pytest.fixture
def office(engine: Definable, tmp_path: Path) -> Office:
    """The small school, in which the mentor advises too."""
    desk = desk_on(engine)
    ties = [*SCHOOL["ties"], "s1,a2,advisor,2025-09-01,,"]
    import_tables(desk, write_folder(tmp_path / "met", SCHOOL, ties=ties))
    day = date(2026, 1, 1)

    def reader(login: str, role: str, path: RightPath) -> Reader:
        made = add_account(
            desk.engine, NewAccount(login, login, role, "-", (path,)), desk.now(), day
        )
        adult = path.target if path.tie == "IS" else None
        return Reader(made, login, "lead" if role == "lead" else "advisor", adult, login)

    return Office(
        desk,
        reader("ito", "advisor", RightPath("IS", uid_of(desk, "a1"))),
        reader("diaz", "advisor", RightPath("IS", uid_of(desk, "a2"))),
        reader("lee", "lead", RightPath("LEADS", desk.schools()[0].uid)),
        uid_of(desk, "s1"),
    )


Recording = Callable[[Office, Reader, bool], None]


def talk(office: Office, reader: Reader, confidential: bool) -> None:
    """The student's words about everyone of a side."""
    people = [NamedPerson("Cy Poe", "stressful"), NamedPerson("Ben Ono", strength=3)]
    record_conversation(
        office.desk, reader, office.ada, side="peer", people=people, unnamed=1, everyone=True,
        day=TODAY,
        confidential=confidential,
    )  # fmt: skip


def name_some(office: Office, reader: Reader, confidential: bool) -> None:
    """Some whom the student named, one of them new here."""
    people = [NamedPerson("Rev. Day", new_kind="community"), NamedPerson("Mr Diaz", "stressful")]
    record_conversation(
        office.desk,
        reader,
        office.ada,
        side="adult",
        people=people,
        everyone=False,
        day=TODAY,
        confidential=confidential,
    )


def report(office: Office, reader: Reader, confidential: bool) -> None:
    """A word in one's own name."""
    add_report(
        office.desk,
        reader,
        office.ada,
        person="Ben Ono",
        support="neutral",
        confidential=confidential,
    )


def meet(office: Office, reader: Reader, confidential: bool) -> None:
    """A contact; none is confidential."""
    del confidential
    log_contact(office.desk, reader, office.ada, day=TODAY, kind="meeting", person="Ms Ito")


def tie(office: Office, reader: Reader, confidential: bool) -> None:
    """A role tie with the student; none is confidential."""
    del confidential
    add_tie(office.desk, reader, office.ada, person="Cy Poe", role="peer", detail="chess")


RECORDINGS: dict[str, Recording] = {
    "talk": talk, "name some": name_some, "report": report, "meet": meet, "tie": tie,
}  # fmt: skip


def state(office: Office) -> object:
    """Everything that anybody is shown of the student, and the school's figures."""
    lens = read_lens({}, office.desk.today(), office.desk.rule)
    readers = (office.advisor, office.other, office.lead)
    return [(office.web(reader), school_figures(office.desk, reader, lens)) for reader in readers]


@pytest.mark.parametrize("seed", range(tries(2, 60)))
def test_taking_back_restores_what_was_before(office: Office, seed: int) -> None:
    """Records in any order, taken back in any order by their recorder or by the lead."""
    source = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    report(office, office.other, False)
    before = state(office)
    kept = set(office.items(office.lead))
    for name in source.sample(sorted(RECORDINGS), 3):
        reader = (
            office.advisor if name == "report" else source.choice((office.advisor, office.lead))
        )
        RECORDINGS[name](office, reader, source.random() < 0.5)
    assert state(office) != before
    recorded = [item for item in office.items(office.lead) if item not in kept]
    assert len(recorded) == 3
    source.shuffle(recorded)
    for item in recorded:
        own = item in office.items(office.advisor)
        take_back(
            office.desk,
            office.advisor if own and source.random() < 0.5 else office.lead,
            office.ada,
            item,
        )
    assert state(office) == before


@pytest.mark.parametrize("name", RECORDINGS)
@pytest.mark.parametrize("confidential", [False, True])
def test_only_who_recorded_it_and_the_leads_take_it_back(
    office: Office, name: str, confidential: bool
) -> None:
    """For another advisor of the same student it is not there, said in confidence or not, nor twice
    for anybody.
    """
    RECORDINGS[name](office, office.advisor, confidential)
    (item,) = office.items(office.advisor)
    assert office.items(office.other) == []
    assert office.items(office.lead) == [item]
    made_up = item[:-1] + ("x" if item[-1] != "x" else "y")
    for tried in (item, made_up, item.replace("-", "_", 1), "contact-", "", "tie-x"):
        with pytest.raises(NotThere, match="nothing of the kind among what you may take back"):
            take_back(office.desk, office.other, office.ada, tried)
    assert office.items(office.advisor) == [item]
    take_back(office.desk, office.advisor, office.ada, item)
    with pytest.raises(NotThere):
        take_back(office.desk, office.lead, office.ada, item)


def test_who_may_no_longer_see_the_student_takes_nothing_back(office: Office) -> None:
    """Not even their own."""
    meet(office, office.advisor, False)
    (item,) = office.items(office.advisor)
    change = Change(office.desk.now(), office.desk.today())
    take_path(office.desk.engine, "ito", uid_of(office.desk, "a1"), change)
    with pytest.raises(NotThere, match="no such student"):
        take_back(office.desk, office.advisor, office.ada, item)
    assert office.items(office.lead) == [item]


def test_what_was_imported_is_not_there_to_take_back(office: Office) -> None:
    """Neither listed nor found by its id: an import says what it brought."""
    assert office.items(office.lead) == []
    facts = office.desk.facts(office.desk.schools()[0]).known()
    items = [f"contact-{contact.id}" for contact in facts.contacts] + [
        f"report-{report.id}" for report in facts.reports
    ]
    items += [f"tie-{tie.id}" for tie in facts.ties]
    for item in [*items, *(f"conversation-{uid}" for uid in facts.rounds)]:
        with pytest.raises(NotThere):
            take_back(office.desk, office.lead, office.ada, item)


def test_a_tie_that_ended_is_taken_back_whole_and_an_imported_one_stays(office: Office) -> None:
    """An account that only ended an import's tie has not recorded it."""
    diaz = next(alter for alter in office.web(office.lead).alters if alter.name == "Mr Diaz")
    mentoring = next(held.id for held in diaz.ties if held.role == "mentor")
    end_tie(office.desk, office.advisor, office.ada, tie=mentoring, until=TODAY)
    assert office.items(office.lead) == []
    before = state(office)
    tie(office, office.advisor, False)
    (made,) = office.items(office.advisor)
    end_tie(office.desk, office.lead, office.ada, tie=made.removeprefix("tie-"), until=TODAY)
    (ended,) = office.items(office.advisor)
    assert [item.sentence for item in office.web(office.advisor).recorded] == [
        "Tie with Cy Poe: peer"
    ]
    take_back(office.desk, office.advisor, office.ada, ended)
    assert state(office) == before


def test_who_advises_is_the_leads_to_take_back(office: Office) -> None:
    """For an account that recorded it as a lead and advises the student now it is not there."""
    mentor = uid_of(office.desk, "a2")
    end = next(
        held
        for alter in office.web(office.lead).alters
        if alter.uid == mentor
        for held in alter.ties
        if held.role == "advisor"
    )
    end_tie(office.desk, office.lead, office.ada, tie=end.id, until=date(2026, 1, 1))
    add_tie(office.desk, office.lead, office.ada, person="Mr Diaz", role="advisor", since=TODAY)
    (item,) = office.items(office.lead)
    assert office.web(office.other).recorded == ()
    by = Change(office.desk.now(), office.desk.today())
    change_role(office.desk.engine, "lee", "advisor", (RightPath("IS", mentor),), by)
    was_lead = replace(office.lead, role="advisor", adult=mentor)
    assert office.items(was_lead) == []
    with pytest.raises(NotThere):
        take_back(office.desk, was_lead, office.ada, item)


def test_it_stays_in_the_web_as_it_was_known(office: Office) -> None:
    """It counts on the day it was recorded, and no longer on the day it was taken back; the record
    says who did which and when.
    """
    talk(office, office.advisor, False)
    (item,) = office.items(office.lead)
    noon: datetime = office.desk.now() + timedelta(days=1)
    office.desk._clock = lambda: noon
    with pytest.raises(BadInput, match="The day"):
        office.web(office.lead, known_on="2026-11-23")
    assert len(office.web(office.lead, known_on="2026-11-24").alters) == 4
    take_back(office.desk, office.lead, office.ada, item)
    known = [len(office.web(office.lead, known_on=f"2026-11-{day}").alters) for day in (24, 25)]
    assert [*known, len(office.web(office.lead).alters)] == [4, 3, 3]
    assert office.web(office.lead, known_on="2026-11-24").recorded == ()
    entry = record_of(office.desk)[-1]
    cy, ben = uid_of(office.desk, "s3"), uid_of(office.desk, "s2")
    assert (entry.action, entry.account, entry.role, entry.at) == (
        "took back a conversation",
        office.lead.account,
        "lead",
        noon,
    )
    assert set(entry.students) == {office.ada, ben, cy}


@pytest.mark.parametrize(
    "day", [TODAY + timedelta(days=1), TODAY], ids=["the form's own day", "the day put back"]
)
def test_what_was_taken_back_and_said_again_in_confidence_is_so_on_earlier_days(
    office: Office, day: date
) -> None:
    """On the next day, under either day: another advisor reads it no more as it was known, the lead
    does.
    """

    def words(reader: Reader) -> list[str]:
        known = office.web(reader, known_on="2026-11-24").alters
        return [
            word.support for person in known if person.name == "Cy Poe" for word in person.words
        ]

    talk(office, office.advisor, False)
    noon = office.desk.now() + timedelta(days=1)
    office.desk._clock = lambda: noon
    assert words(office.other) == ["stressful"]
    (item,) = office.items(office.advisor)
    take_back(office.desk, office.advisor, office.ada, item)
    assert words(office.other) == ["stressful"]
    later = office.desk.now() + timedelta(minutes=1)
    office.desk._clock = lambda: later
    record_conversation(
        office.desk, office.advisor, office.ada, side="peer",
        people=[NamedPerson("Cy Poe", "stressful")],
        everyone=True,
        day=day, confidential=True,
    )  # fmt: skip
    assert words(office.other) == []
    assert words(office.lead) == ["stressful"]


def record_of(desk: Desk) -> list[Look]:
    """Every entry, oldest first."""
    engine = desk.engine
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]
