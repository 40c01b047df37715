"""A record from a student's page is read back, within scope, whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.evidence import Evidence
from analysis.facts import Facts
from facts.statements import IN_CONFIDENCE, Answer, Report
from graph_service.access.reader import Reader
from graph_service.errors import BadInput, NotThere
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as RightPath
from graph_service.store.engine import Definable, Engine
from graph_service.store.scope import Reason, may_see
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from tests.workflows.current import read_current
from tests.workflows.folder import SCHOOL, TODAY, desk_on, facts_now, uid_of, write_folder


class Office(NamedTuple):
    """A desk over a school, its advisor and its lead as readers, and the uid of the advisor's
    student.
    """

    desk: Desk
    advisor: Reader
    lead: Reader
    ada: str


@pytest.fixture
def office(engine: Definable, tmp_path: Path) -> Office:
    """The small school imported, with accounts for its advisor and its lead."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    ito = uid_of(desk, "a1")
    day = date(2026, 1, 1)
    advisor = NewAccount("ito", "Ms Ito", "advisor", "-", (RightPath("IS", ito),))
    lead = NewAccount("lee", "Mr Lead", "lead", "-", (RightPath("LEADS", desk.schools()[0].uid),))
    return Office(
        desk,
        Reader(add_account(engine, advisor, desk.now(), day), "Ms Ito", "advisor", ito),
        Reader(add_account(engine, lead, desk.now(), day), "Mr Lead", "lead"),
        uid_of(desk, "s1"),
    )


def test_a_right_that_is_taken_while_a_form_waits_writes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction that writes looks again: an advisor whom it made would have kept the right
    that its maker lost.
    """
    desk, lead, ada = office.desk, office.lead, office.ada

    def then_taken(
        engine: Engine, account: str, today: date, student: str
    ) -> list[tuple[Reason, str]]:
        ways = may_see(engine, account, today, student)
        engine.write(
            lambda tx: tx.run("account_retract_paths", account=account, target="", at=desk.now())
        )
        return ways

    monkeypatch.setattr("graph_service.workflows.recording.forms.may_see", then_taken)
    before = facts_now(desk).ties
    with pytest.raises(NotThere):
        add_tie(desk, lead, ada, person="Mr Diaz", role="advisor")
    assert facts_now(desk).ties == before


def said_in(facts: Facts, round_id: str) -> list[tuple[str, str, int | None]]:
    """Alter's name, support and strength of each report of a round."""
    rounds = {uid for uid, round_ in facts.rounds.items() if round_.id == round_id}
    return sorted(
        (facts.people[row.fact.alter].name, row.fact.support, row.fact.strength)
        for row in facts.reports
        if row.fact.round in rounds
    )


def rules(refused: pytest.ExceptionInfo[BadInput]) -> list[str]:
    """The rules of the faults."""
    return sorted(fault.rule for fault in refused.value.faults)


def test_a_whole_answer_is_an_answer_and_its_reports(office: Office) -> None:
    """Everyone on a side: the student's answer about themselves, asking that side only, and a
    report a person.
    """
    people = [
        NamedPerson("ms ito", strength=3),
        NamedPerson("Rev. Day", "stressful", new_kind="community"),
    ]
    revision = office.desk.schools()[0].revision
    record_conversation(
        office.desk,
        office.advisor,
        office.ada,
        side="adult",
        people=people,
        unnamed=1,
        everyone=True,
        day=TODAY,
    )
    facts = facts_now(office.desk)
    id = f"conversation-adults-2026-11-24-{office.advisor.account}"
    held = next(round_ for round_ in facts.rounds.values() if round_.id == id)
    answer = next(row for row in facts.answers if row.fact.round == held.uid)
    assert (held.kind, held.asks, held.opened_on) == ("conversation", "adults", TODAY)
    assert (answer.fact.informant, answer.fact.about, answer.fact.status) == (
        office.ada,
        office.ada,
        "answered",
    )
    assert (answer.fact.unnamed_adults, answer.fact.unnamed_peers) == (1, 0)
    assert answer.fact.recorded_by == office.advisor.account
    assert said_in(facts, id) == [("Ms Ito", "supportive", 3), ("Rev. Day", "stressful", None)]
    assert {row.fact.informant for row in facts.reports if row.fact.round == held.uid} == {
        office.ada
    }
    assert office.desk.schools()[0].revision == revision + 1


def test_reports_alone_are_no_answer(office: Office) -> None:
    """Not everyone: what was said of those named, and no answer."""
    record_conversation(
        office.desk,
        office.lead,
        office.ada,
        side="peer",
        people=[NamedPerson("Cy Poe")],
        everyone=False,
        day=TODAY,
        confidential=True,
    )
    facts = facts_now(office.desk)
    assert said_in(facts, f"conversation-peers-2026-11-24-{office.lead.account}-in-confidence") == [
        ("Cy Poe", "supportive", None)
    ]
    assert len(facts.answers) == 1
    assert [row.fact.confidential for row in facts.reports if row.fact.recorded_by] == [True]


def test_the_same_day_again_takes_the_place_of_the_first(office: Office) -> None:
    """A second record of the day retracts the first; another day's stands beside it."""
    for day, name in ((date(2026, 11, 20), "Ms Ito"), (TODAY, "Ms Ito"), (TODAY, "Mr Diaz")):
        record_conversation(
            office.desk,
            office.advisor,
            office.ada,
            side="adult",
            people=[NamedPerson(name)],
            everyone=True,
            day=day,
        )
    facts = facts_now(office.desk)
    assert said_in(facts, f"conversation-adults-2026-11-24-{office.advisor.account}") == [
        ("Mr Diaz", "supportive", None)
    ]
    assert said_in(facts, f"conversation-adults-2026-11-20-{office.advisor.account}") == [
        ("Ms Ito", "supportive", None)
    ]
    assert len(facts.answers) == 3
    assert (
        len(
            [row for row in office.desk.facts(office.desk.schools()[0]).reports if row.retracted_at]
        )
        == 1
    )


def test_what_another_account_recorded_that_day_stays(office: Office) -> None:
    """An advisor's record does not take back the lead's of the same day, which they could not even
    read.
    """
    for reader, name in ((office.lead, "Mr Diaz"), (office.advisor, "Ms Ito")):
        record_conversation(
            office.desk,
            reader,
            office.ada,
            side="adult",
            people=[NamedPerson(name)],
            everyone=True,
            day=TODAY,
        )
    assert len([row for row in facts_now(office.desk).answers if row.fact.recorded_by]) == 2
    assert all(
        row.retracted_at is None for row in office.desk.facts(office.desk.schools()[0]).reports
    )


def test_said_again_in_confidence_it_is_said_in_confidence_alone(office: Office) -> None:
    """The open record of the same account and day is taken back, and its answer is in a round of
    confidence.
    """
    for confidential in (False, True):
        record_conversation(
            office.desk, office.advisor, office.ada, side="adult", people=[NamedPerson("Ms Ito")],
            everyone=True, day=TODAY,
            confidential=confidential,
        )  # fmt: skip
    facts = facts_now(office.desk)
    recorded = [row for row in facts.answers if row.fact.recorded_by]
    assert [facts.rounds[row.fact.round].kind for row in recorded] == [IN_CONFIDENCE]
    assert [row.fact.confidential for row in facts.reports if row.fact.recorded_by] == [True]


@pytest.mark.parametrize("word", [False, True])
def test_at_another_school_on_the_same_day_it_is_said_in_confidence_alone_too(
    office: Office, tmp_path: Path, *, word: bool
) -> None:
    """Where a student changes school that day, the account's record at the first school is taken
    back, as at one school.
    """
    desk = office.desk
    north = write_folder(tmp_path / "north", {"students": ["n1,Dee Fox,North,9,,,,,"]})
    import_tables(desk, north, source="Met")
    ways = tuple(RightPath("LEADS", school.uid) for school in desk.schools())
    account = add_account(
        desk.engine, NewAccount("both", "Mx", "lead", "-", ways), desk.now(), TODAY
    )
    both = Reader(account, "Mx", "lead", office.advisor.adult)

    def record(*, confidential: bool) -> None:
        if word:
            add_report(
                desk,
                both,
                office.ada,
                person="Mr Diaz",
                support="neutral",
                day=TODAY,
                confidential=confidential,
            )
            return
        record_conversation(
            desk, both, office.ada, side="adult", people=[NamedPerson("Mr Diaz")], everyone=True,
            day=TODAY,
            confidential=confidential,
        )  # fmt: skip

    record(confidential=False)
    moved = ["s1,Ada Lee,North,9,,,2025-09-01,,", *SCHOOL["students"][1:]]
    import_tables(desk, write_folder(tmp_path / "moved", {"students": moved}), source="Met")
    record(confidential=True)
    ties = [kept.tie for kept in read_current(desk.engine, "Met").ties]
    said = [
        tie.confidential
        for tie in ties
        if isinstance(tie, Report) and tie.recorded_by == both.account
    ]
    assert said == [True]
    assert len(
        [tie for tie in ties if isinstance(tie, Answer) and tie.recorded_by == both.account]
    ) == (0 if word else 1)


def test_an_open_word_of_the_same_day_leaves_what_was_said_in_confidence(office: Office) -> None:
    """A note that is open and not of everyone takes no complete, confidential answer away."""
    for name, confidential in (("Ms Ito", True), ("Mr Diaz", False)):
        record_conversation(
            office.desk, office.advisor, office.ada, side="adult", people=[NamedPerson(name)],
            everyone=confidential, day=TODAY,
            confidential=confidential,
        )  # fmt: skip
    facts = facts_now(office.desk)
    said = {
        (facts.people[row.fact.alter].name, row.fact.confidential)
        for row in facts.reports
        if row.fact.recorded_by
    }
    assert said == {("Ms Ito", True), ("Mr Diaz", False)}
    assert [facts.rounds[row.fact.round].kind for row in facts.answers if row.fact.recorded_by] == [
        IN_CONFIDENCE
    ]


def test_nobody_is_an_answer_too(office: Office) -> None:
    """A student with nobody leaves the queue by being asked: an answer without reports."""
    record_conversation(
        office.desk,
        office.advisor,
        office.ada,
        side="peer",
        people=[],
        nobody=True,
        everyone=True,
        day=TODAY,
    )
    assert len(facts_now(office.desk).answers) == 2


def test_a_form_left_blank_is_no_answer(office: Office) -> None:
    """Everyone on a side, but nobody named and “nobody” not marked, is refused."""
    with pytest.raises(BadInput) as refused:
        record_conversation(
            office.desk,
            office.advisor,
            office.ada,
            side="peer",
            people=[],
            everyone=True,
            day=TODAY,
        )
    assert rules(refused) == ["nobody"]


def test_an_unnamed_count_or_nobody_needs_a_whole_answer(office: Office) -> None:
    """Without everyone, a number of unnamed people and nobody at all are each refused."""
    for unnamed, rule in ((2, "unnamed"), (0, "nobody")):
        with pytest.raises(BadInput) as refused:
            record_conversation(
                office.desk,
                office.advisor,
                office.ada,
                side="adult",
                people=[],
                unnamed=unnamed,
                everyone=False,
                day=TODAY,
            )
        assert rules(refused) == [rule]


def test_all_faults_of_a_conversation_are_told_at_once(office: Office) -> None:
    """A day ahead, an unknown peer, an adult among peers, a strength of 7: all told, nothing
    recorded.
    """
    people = [
        NamedPerson("Nobody Here"),
        NamedPerson("Ms Ito"),
        NamedPerson("Cy Poe", strength=7),
        NamedPerson("Ada Lee"),
    ]
    before = office.desk.schools()
    with pytest.raises(BadInput) as refused:
        record_conversation(
            office.desk,
            office.advisor,
            office.ada,
            side="peer",
            people=people,
            everyone=True,
            day=date(2026, 11, 25),
        )
    assert rules(refused) == ["future", "nobody", "self", "side", "strength"]
    assert office.desk.schools() == before


def test_two_of_one_name_are_told_apart(office: Office, tmp_path: Path) -> None:
    """An ambiguous name is refused without saying who they are; the id behind the name, or a uid,
    says who is meant.
    """
    more = {"students": ["s7,Cy Poe,Met,9,,,,,"]}
    import_tables(office.desk, write_folder(tmp_path / "more", more))
    with pytest.raises(BadInput) as refused:
        record_conversation(
            office.desk,
            office.advisor,
            office.ada,
            side="peer",
            people=[NamedPerson("cy poe")],
            everyone=True,
            day=TODAY,
        )
    assert "behind the name" in refused.value.faults[0].message
    assert not any(id in refused.value.faults[0].message for id in ("s3", "s7"))
    for person in ("Cy Poe (s7)", uid_of(office.desk, "s7")):
        record_conversation(
            office.desk,
            office.advisor,
            office.ada,
            side="peer",
            people=[NamedPerson(person)],
            everyone=True,
            day=TODAY,
        )
    assert (
        len(
            said_in(
                facts_now(office.desk), f"conversation-peers-2026-11-24-{office.advisor.account}"
            )
        )
        == 1
    )


def test_an_id_alone_tells_an_advisor_nothing(office: Office) -> None:
    """The school's numbers are no names: an id of somebody and an id of nobody are answered alike,
    and no fault says a name.
    """
    told = []
    for id in ("s3", "s9"):
        with pytest.raises(BadInput) as refused:
            record_conversation(
                office.desk,
                office.advisor,
                office.ada,
                side="peer",
                people=[NamedPerson(id)],
                everyone=True,
                day=TODAY,
            )
        told.append(refused.value.faults[0].message.replace(id, "ID"))
    assert told[0] == told[1]
    with pytest.raises(BadInput) as refused:
        add_tie(
            office.desk, office.advisor, office.ada, person=uid_of(office.desk, "s3"), role="mentor"
        )
    assert "Cy Poe" not in refused.value.faults[0].message


def test_a_student_out_of_scope_is_not_there(office: Office) -> None:
    """Every action on somebody else's student, or on nobody, ends alike."""
    for student in (uid_of(office.desk, "s3"), "nobody"):
        with pytest.raises(NotThere):
            record_conversation(
                office.desk,
                office.advisor,
                student,
                side="peer",
                people=[],
                everyone=True,
                day=TODAY,
            )
        with pytest.raises(NotThere):
            add_tie(office.desk, office.advisor, student, person="Ms Ito", role="teacher")
        with pytest.raises(NotThere):
            end_tie(office.desk, office.advisor, student, tie="any", until=TODAY)
        with pytest.raises(NotThere):
            add_report(office.desk, office.advisor, student, person="Ms Ito", support="supportive")
        with pytest.raises(NotThere):
            log_contact(office.desk, office.advisor, student, day=TODAY, kind="meeting")


def test_a_tie_begins_and_ends(office: Office) -> None:
    """A tie added is in force; ended, it holds with its last day, and the first record is kept
    retracted.
    """
    add_tie(
        office.desk,
        office.advisor,
        office.ada,
        person="Ms Ito",
        role="teacher",
        since=date(2026, 9, 1),
    )
    tie = next(row for row in facts_now(office.desk).ties if row.fact.role == "teacher")
    end_tie(office.desk, office.advisor, office.ada, tie=tie.id, until=TODAY)
    whole = office.desk.facts(office.desk.schools()[0])
    assert [
        (row.fact.until, row.retracted_at is None)
        for row in whole.ties
        if row.fact.role == "teacher"
    ] in (
        [(None, False), (TODAY, True)],
        [(TODAY, True), (None, False)],
    )


def test_a_tie_that_is_over_begins_anew_today(office: Office) -> None:
    """Without a first day it is today's, also after one that began and ended today; while it is in
    force it is refused.
    """
    for _ in range(2):
        held = next(
            tie
            for tie in facts_now(office.desk).ties
            if tie.fact.role == "mentor" and tie.fact.until != TODAY
        )
        end_tie(office.desk, office.advisor, office.ada, tie=held.id, until=TODAY)
        add_tie(office.desk, office.advisor, office.ada, person="Mr Diaz", role="mentor")
    mentors = sorted(
        (tie.fact.since, tie.fact.until)
        for tie in facts_now(office.desk).ties
        if tie.fact.role == "mentor" and tie.fact.since
    )
    assert mentors == [(date(2026, 1, 10), TODAY), (TODAY, None)]
    with pytest.raises(BadInput) as refused:
        add_tie(office.desk, office.advisor, office.ada, person="Mr Diaz", role="mentor")
    assert rules(refused) == ["duplicate"]


def test_who_advises_a_student_is_a_leads_to_say(office: Office) -> None:
    """The tie opens the student's page: an advisor neither adds nor ends one, not their own either;
    a lead does both.
    """
    held = next(
        row
        for row in facts_now(office.desk).ties
        if row.fact.role == "advisor" and row.fact.student == office.ada
    )
    before = office.desk.schools()
    with pytest.raises(BadInput) as refused:
        add_tie(office.desk, office.advisor, office.ada, person="Mr Diaz", role="advisor")
    assert rules(refused) == ["right"]
    with pytest.raises(BadInput) as refused:
        end_tie(office.desk, office.advisor, office.ada, tie=held.id, until=TODAY)
    assert rules(refused) == ["right"]
    assert office.desk.schools() == before
    add_tie(office.desk, office.lead, office.ada, person="Mr Diaz", role="advisor")
    end_tie(office.desk, office.lead, office.ada, tie=held.id, until=TODAY)
    with pytest.raises(NotThere):
        add_report(office.desk, office.advisor, office.ada, person="Mr Diaz", support="supportive")


def test_a_peer_tie_is_kept_once_whoever_records_it(office: Office) -> None:
    """Recorded from the other end it is the same tie, and refused while it is in force."""
    with pytest.raises(BadInput) as refused:
        add_tie(office.desk, office.advisor, office.ada, person="Ben Ono", role="peer")
    assert rules(refused) == ["duplicate"]
    add_tie(
        office.desk,
        office.lead,
        uid_of(office.desk, "s3"),
        person="Ada Lee",
        role="peer",
        since=TODAY,
    )
    ties = [row for row in facts_now(office.desk).ties if row.fact.role == "peer"]
    assert {tuple(sorted((tie.fact.student, tie.fact.alter))) for tie in ties} >= {
        tuple(sorted((office.ada, uid_of(office.desk, "s3"))))
    }
    peer = next(tie for tie in ties if tie.fact.since == TODAY)
    end_tie(office.desk, office.advisor, office.ada, tie=peer.id, until=TODAY)


def test_wrong_ties_are_refused(office: Office) -> None:
    """An unknown role, days out of order and a tie of somebody else are refused."""
    with pytest.raises(BadInput) as refused:
        add_tie(
            office.desk,
            office.advisor,
            office.ada,
            person="Mr Diaz",
            role="friend",
            since=date(2026, 12, 1),
            until=date(2026, 11, 1),
        )
    assert rules(refused) == ["future", "order", "role"]
    with pytest.raises(NotThere):
        end_tie(office.desk, office.advisor, office.ada, tie="somebody else's", until=TODAY)


def test_an_advisors_word_is_their_own(office: Office) -> None:
    """A report on a tie has the reader's adult as informant; the same day again replaces it."""
    for support in ("neutral", "supportive"):
        add_report(
            office.desk,
            office.advisor,
            office.ada,
            person="Mr Diaz",
            support=support,
            kinds=("advice",),
        )
    said = [
        row for row in facts_now(office.desk).reports if row.fact.informant == office.advisor.adult
    ]
    assert [(row.fact.support, row.fact.kinds, row.fact.reported_on) for row in said] == [
        ("supportive", ("advice",), TODAY)
    ]


def own_words(office: Office) -> list[tuple[str, bool]]:
    """The words of the advisor's adult, and which are in confidence."""
    said = [
        row for row in facts_now(office.desk).reports if row.fact.informant == office.advisor.adult
    ]
    return sorted((row.fact.support, row.fact.confidential) for row in said)


def test_an_open_word_of_ones_own_takes_none_in_confidence_away(office: Office) -> None:
    """A word in confidence takes the place of both; to the leads it is the one that speaks."""
    desk, advisor, ada = office.desk, office.advisor, office.ada
    add_report(desk, advisor, ada, person="Mr Diaz", support="stressful", confidential=True)
    for support in ("neutral", "supportive"):
        add_report(desk, advisor, ada, person="Mr Diaz", support=support)
        assert own_words(office) == sorted([("stressful", True), (support, False)])
    words = Evidence(facts_now(desk), desk.rule, TODAY).words_on(ada, uid_of(desk, "a2"))
    assert [word.support for word in words if word.informant == advisor.adult] == ["stressful"]
    add_report(desk, advisor, ada, person="Mr Diaz", support="none", confidential=True)
    assert own_words(office) == [("none", True)]


def test_a_word_that_another_account_of_the_same_adult_recorded_stays(office: Office) -> None:
    """Open and in confidence; to the leads what was said in confidence speaks, whoever recorded
    it.
    """
    desk, advisor, ada = office.desk, office.advisor, office.ada
    assert advisor.adult is not None
    twin = NewAccount("twin", "Ms Ito", "advisor", "-", (RightPath("IS", advisor.adult),))
    other = replace(advisor, account=add_account(desk.engine, twin, desk.now(), date(2026, 1, 1)))
    for reader, support in ((advisor, "stressful"), (other, "none")):
        add_report(desk, reader, ada, person="Mr Diaz", support=support, confidential=True)
        add_report(desk, reader, ada, person="Mr Diaz", support="neutral")
    assert own_words(office) == [
        ("neutral", False),
        ("neutral", False),
        ("none", True),
        ("stressful", True),
    ]
    words = Evidence(facts_now(desk), desk.rule, TODAY).words_on(ada, uid_of(desk, "a2"))
    assert [word.report.confidential for word in words if word.informant == advisor.adult] == [True]


def test_an_account_that_is_no_adult_has_no_word(office: Office) -> None:
    """A lead without an adult is told why."""
    with pytest.raises(BadInput) as refused:
        add_report(office.desk, office.lead, office.ada, person="Mr Diaz", support="supportive")
    assert "not linked to an adult" in str(refused.value.faults[0])


def test_a_contact_is_logged_once(office: Office) -> None:
    """A contact of the reader, or of another adult, is read back; the same again is refused."""
    log_contact(office.desk, office.advisor, office.ada, day=TODAY, kind="meeting")
    log_contact(
        office.desk,
        office.lead,
        office.ada,
        day=TODAY,
        kind="home call",
        person="Mr Diaz",
        by="Mr Lead",
    )
    contacts = [row for row in facts_now(office.desk).contacts if row.fact.recorded_by]
    assert sorted((row.fact.kind, row.fact.by) for row in contacts) == [
        ("home call", "Mr Lead"),
        ("meeting", "Ms Ito"),
    ]
    with pytest.raises(BadInput) as refused:
        log_contact(office.desk, office.advisor, office.ada, day=TODAY, kind="meeting")
    assert rules(refused) == ["duplicate"]
    with pytest.raises(BadInput) as refused:
        log_contact(office.desk, office.lead, office.ada, day=date(2027, 1, 1), kind=" ")
    assert rules(refused) == ["future", "required"]


def test_a_name_that_nobody_has_offers_what_the_form_has(office: Office) -> None:
    """Saying who they are where they can be made known, counting them as unnamed where that is
    asked, else the spelling alone.
    """
    desk, lead, ada = office.desk, office.lead, office.ada
    nobody = [NamedPerson("Nobody Known")]

    def said(record: Callable[[], object]) -> str:
        with pytest.raises(BadInput) as refused:
            record()
        return refused.value.faults[0].message

    adults = said(
        lambda: record_conversation(
            desk, lead, ada, side="adult", people=nobody, everyone=True, day=TODAY
        )
    )
    peers = said(
        lambda: record_conversation(
            desk, lead, ada, side="peer", people=nobody, everyone=True, day=TODAY
        )
    )
    mentor = said(lambda: add_tie(desk, lead, ada, person="Nobody Known", role="mentor"))
    others = [
        said(lambda: add_tie(desk, lead, ada, person="Nobody Known", role="peer")),
        said(lambda: log_contact(desk, lead, ada, person="Nobody Known", day=TODAY, kind="call")),
        said(lambda: add_report(desk, lead, ada, person="Nobody Known", support="supportive")),
    ]
    assert adults.endswith("spelling, or say who they are.")
    assert mentor.endswith("spelling, or say who they are.")
    assert peers.endswith("spelling, or count them as unnamed.")
    assert all(sentence.endswith("check the spelling.") for sentence in others)
