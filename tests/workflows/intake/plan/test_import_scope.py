"""No import names, lowers or tells the facts that people recorded, or confidential words."""

from datetime import date
from pathlib import Path

import pytest

from facts.recorded import Kept
from facts.statements import Report
from facts.ties import RoleTie
from graph_service.access.reader import OPERATOR, Reader
from graph_service.auth.accounts import kept_adults
from graph_service.errors import BadInput
from graph_service.formats.translation import Unmatched
from graph_service.records.current import Current
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.engine import Definable
from graph_service.store.ledger import imports
from graph_service.store.scope import may_see
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.name_suggestions import proposals
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.examples import STAYS
from graph_service.workflows.intake.plan.import_scope import Horizon, of_imports
from graph_service.workflows.intake.undoing import undo_import
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import SCHOOL, TODAY, desk_on, facts_now, uid_of, write_folder
from tests.workflows.intake.test_import_permissions import administrator, refusal

REPORTS = "round_id,student_id,alter_id,informant_id,support,confidential"


def files(folder: Path, **tables: list[str]) -> Path:
    """Tables with their own headers."""
    folder.mkdir()
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]))
    return folder


@pytest.fixture
def desk(engine: Definable, tmp_path: Path) -> Desk:
    """Met, of which an administrator's earlier import said something in confidence."""
    made = desk_on(engine)
    import_tables(made, write_folder(tmp_path / "met"))
    import_tables(
        made,
        files(tmp_path / "word", reports=[REPORTS, "r1,s2,a2,s2,stressful,true"]),
        source="Met",
    )
    return made


def advisor(desk: Desk) -> Reader:
    """Ms Ito, who advises Ada, with an account."""
    ito = uid_of(desk, "a1")
    account = add_account(
        desk.engine,
        NewAccount("ito", "Ms Ito", "advisor", "-", (Way("IS", ito),)),
        desk.now(),
        TODAY,
    )
    return Reader(account, "Ms Ito", "advisor", ito)


def words(desk: Desk) -> set[tuple[str, bool]]:
    """The stored reports: support, and whether it is in confidence."""
    ties = read_current(desk.engine, "Met").ties
    return {
        (kept.tie.support, kept.tie.confidential) for kept in ties if isinstance(kept.tie, Report)
    }


RECORDED = (
    "conversation-adults-2026-11-24-the-account",
    "conversation-peers-2026-11-24-the-account-in-confidence",
    "staff-words-2026-11-24",
    "staff-words-2026-11-24-in-confidence-by-the-account",
)


@pytest.mark.parametrize("id", RECORDED)
def test_a_round_that_people_record_is_named_by_no_import(
    desk: Desk, tmp_path: Path, id: str
) -> None:
    """By one sentence that depends on the id alone, whoever asks and whatever is there; other ids
    of that kind are free.
    """
    readers = (OPERATOR, administrator(desk, "Met"))
    rows = {
        "rounds": ["id,school,kind,opened_on", f"{id},Met,conversation,2026-11-24"],
        "answers": ["round_id,informant_id,status", f"{id},s1,answered"],
        "reports": [REPORTS, f"{id},s1,a2,s1,stressful,false"],
    }
    folders = [files(tmp_path / name, **{name: lines}) for name, lines in rows.items()]
    told = []
    for reader in readers:
        for folder in folders:
            with pytest.raises(BadInput) as refused:
                import_tables(desk, folder, source="Met", reader=reader, dry_run=True)
            told.append(refused.value.faults)
    assert {fault.rule for faults in told for fault in faults} == {"reserved"}
    assert told[:3] == told[3:]
    free = ["id,school,kind,opened_on", "conversation-autumn,Met,conversation,2026-11-24"]
    assert import_tables(desk, files(tmp_path / "free", rounds=free)).counts["rounds"] == Count(
        added=1
    )


def test_what_people_recorded_is_no_part_of_what_is_compared(desk: Desk, tmp_path: Path) -> None:
    """The very contact that somebody logged is news to an import, and theirs stays as they recorded
    it.
    """
    ada = uid_of(desk, "s1")
    log_contact(desk, advisor(desk), ada, day=TODAY, kind="call", person="Ms Ito", by="Ms Ito")
    lines = ["student_id,adult_id,on,kind,by", "s1,a1,2026-11-24,call,Somebody Else"]
    done = import_tables(desk, files(tmp_path / "calls", contacts=lines), source="Met")
    assert done.counts["contacts"] == Count(added=1)
    held = [kept.tie for kept in read_current(desk.engine, "Met").ties if "call" in kept.tie]
    assert sorted((str(tie[-2]), tie[-1] is None) for tie in held) == [
        ("Ms Ito", False),
        ("Somebody Else", True),
    ]


def test_a_tie_that_people_recorded_stays_beside_an_imports_of_the_same_people(
    desk: Desk, tmp_path: Path
) -> None:
    """The import's is news, is changed and undone by imports alone, and theirs stays as they
    recorded it.
    """
    ada = uid_of(desk, "s1")
    add_tie(
        desk, advisor(desk), ada, person="Mr Diaz", role="family", detail="mother's former partner"
    )
    before = fingerprint(read_current(desk.engine, "Met"))

    def held() -> list[tuple[str | None, date | None]]:
        ties = [kept.tie for kept in read_current(desk.engine, "Met").ties]
        return sorted(
            (tie.detail, tie.until)
            for tie in ties
            if isinstance(tie, RoleTie) and tie.role == "family"
        )

    lines = ["student_id,alter_id,role,until,detail", "s1,a2,family,,uncle"]
    assert import_tables(desk, files(tmp_path / "new", ties=lines), source="Met").counts[
        "ties"
    ] == Count(added=1)
    lines[1] = "s1,a2,family,2026-11-01,uncle"
    ended = import_tables(desk, files(tmp_path / "ended", ties=lines), source="Met", yes_end=1)
    assert ended.counts["ties"] == Count(ended=1)
    assert held() == [("mother's former partner", None), ("uncle", date(2026, 11, 1))]
    undo_import(desk, imports(desk.engine)[0]["uid"])
    assert held() == [("mother's former partner", None), ("uncle", None)]
    undo_import(desk, imports(desk.engine)[2]["uid"])
    assert fingerprint(read_current(desk.engine, "Met")) == before


def test_of_what_goes_on_beside_an_ended_tie_an_advisor_alone_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    """An import that ends another tie says the same whether people recorded one of that role too or
    not.
    """
    hal, uid = administrator(desk, "Met"), uid_of(desk, "s2")
    reader = lead(desk)
    ties = [*SCHOOL["ties"], "s2,a1,advisor,,,", "s2,a2,mentor,,,"]
    import_tables(desk, write_folder(tmp_path / "more", ties=ties), source="Met")
    whole = write_folder(tmp_path / "whole")
    before = import_tables(desk, whole, source="Met", complete=True, reader=hal, dry_run=True)
    assert list(before.ended["ties"]) == [
        "Mr Diaz (a2), mentor of Ben Ono (s2)",
        "Ms Ito (a1), advisor of Ben Ono (s2)",
    ]
    day = date(2026, 10, 1)
    add_tie(desk, reader, uid, person="Mr Diaz", role="teacher", since=day)
    for person, role in (("Mr Diaz", "mentor"), ("Ms Ito", "advisor")):
        tie = next(
            row for row in facts_now(desk).ties if row.fact.role == role and row.fact.student == uid
        )
        end_tie(desk, reader, uid, tie=tie.id, until=day)
        add_tie(desk, reader, uid, person=person, role=role, since=day)
    ties[-2:] = ["s2,a1,advisor,2026-11-01,,", "s2,a2,mentor,2026-11-01,,"]
    import_tables(desk, write_folder(tmp_path / "again", ties=ties), source="Met")
    after = import_tables(desk, whole, source="Met", complete=True, reader=hal, dry_run=True)
    assert list(after.ended["ties"]) == [
        "Mr Diaz (a2), mentor of Ben Ono (s2)", f"Ms Ito (a1), advisor of Ben Ono (s2){STAYS}",
    ]  # fmt: skip
    import_tables(desk, whole, source="Met", complete=True, yes_end=2)
    assert may_see(desk.engine, advisor(desk).account, TODAY, uid) == [("advises", "Ms Ito")]


def test_who_stays_an_advisor_is_told_of_those_within_the_remit_alone() -> None:
    """Nothing is told about a tie with an end at another school; nobody is told about other roles,
    imported ties and ended ones.
    """
    tie = RoleTie("advisor", "ours", "mine", None, None, None, "account")
    ties = [
        tie,
        tie._replace(student="theirs"),
        tie._replace(alter="theirs"),
        tie._replace(alter="mentor", role="mentor"),
        tie._replace(alter="brought", recorded_by=None),
        tie._replace(alter="over", until=TODAY),
    ]
    kept = [Kept(str(number), tie) for number, tie in enumerate(ties)]
    bounded = Horizon(Current("Met"), frozenset(("ours", "mine", "mentor", "brought", "over")))
    assert bounded.advising(kept, TODAY) == {("advisor", "ours", "mine")}
    everyone = {
        ("advisor", "ours", "mine"),
        ("advisor", "ours", "theirs"),
        ("advisor", "theirs", "mine"),
    }
    assert of_imports(Current("Met")).advising(kept, TODAY) == everyone


def lead(desk: Desk) -> Reader:
    """Mr Lead, the pastoral lead of Met."""
    way = Way("LEADS", desk.schools()[0].uid)
    account = add_account(
        desk.engine, NewAccount("lee", "Mr Lead", "lead", "-", (way,)), desk.now(), TODAY
    )
    return Reader(account, "Mr Lead", "lead")


def test_no_import_lowers_what_is_in_confidence(desk: Desk, tmp_path: Path) -> None:
    """Another word is taken, and stays in confidence; the same word as an open one changes
    nothing.
    """
    again = files(tmp_path / "again", reports=[REPORTS, "r1,s2,a2,s2,stressful,false"])
    assert import_tables(desk, again, source="Met").unchanged
    other = files(tmp_path / "other", reports=[REPORTS, "r1,s2,a2,s2,neutral,false"])
    assert import_tables(desk, other, source="Met").counts["reports"] == Count(changed=1)
    assert words(desk) == {("supportive", False), ("neutral", True)}
    raised = files(tmp_path / "raised", reports=[REPORTS, "r1,s1,a1,s1,supportive,true"])
    import_tables(desk, raised, source="Met")
    assert words(desk) == {("supportive", False), ("supportive", True), ("neutral", True)}


def shown(desk: Desk, folder: Path, reader: Reader, *, dry_run: bool = True) -> tuple[object, ...]:
    """All that an import tells but the hash of the reader's own files."""
    done: ImportResult = import_tables(desk, folder, source="Met", reader=reader, dry_run=dry_run)
    return (
        done.counts,
        done.unchanged,
        done.sentence,
        done.examples,
        done.ended,
        done.endings,
        done.people,
        done.warnings,
    )


def test_an_administrator_is_not_told_what_of_it_is_there(desk: Desk, tmp_path: Path) -> None:
    """New, the same or another word, named or not: it looks alike, when looked at, when done, in
    the ledger and undone.
    """
    reader, before = administrator(desk, "Met"), fingerprint(read_current(desk.engine, "Met"))
    told = set()
    for guess in (
        "a2,s2,stressful,true",
        "a2,s2,stressful,",
        "a2,s2,neutral,true",
        "a1,s2,stressful,true",
    ):
        folder = files(tmp_path / guess, reports=[REPORTS, f"r1,s2,{guess}"])
        looked, done = (
            str(shown(desk, folder, reader, dry_run=dry_run)) for dry_run in (True, False)
        )
        latest = imports(desk.engine)[0]
        undone = undo_import(desk, latest["uid"], reader=reader)
        told.add((looked, done, latest["counts"], str(undone.counts), undone.sentence))
        assert fingerprint(read_current(desk.engine, "Met")) == before
    assert len(told) == 1, told
    ((looked, _, _, _, sentence),) = told
    assert "0 rows added, 0 changed, 0 ended, 1 as given" in looked
    assert "1 is as it was" in sentence


def test_whom_a_student_named_is_offered_to_nobody(desk: Desk) -> None:
    """Not as somebody for whom an account can be made, and not as who a name of an interview may
    be.
    """
    ito, coach = advisor(desk), [NamedPerson("Coach Grim", "stressful", new_kind="staff")]
    record_conversation(
        desk,
        ito,
        uid_of(desk, "s1"),
        side="adult",
        people=coach,
        everyone=True,
        day=TODAY,
        confidential=True,
    )
    assert [adult.id for adult, _ in kept_adults(desk, administrator(desk, "Met"))] == ["a1"]
    (note,) = proposals(
        [Unmatched("nc.csv", 2, name, name) for name in ("Coach Grim", "Grim")],
        read_current(desk.engine, "Met"),
    )
    assert "recorded-" not in note.message
    assert "nobody of the roster is called so" in note.message


def test_an_administrator_sees_nothing_of_what_was_recorded(desk: Desk, tmp_path: Path) -> None:
    """Conversations, words and contacts come in between: every preview and every fault stays what
    it was.
    """
    reader, ada, ito = administrator(desk, "Met"), uid_of(desk, "s1"), advisor(desk)
    ids = (
        f"conversation-adults-2026-11-24-{ito.account}-in-confidence",
        f"staff-words-2026-11-24-in-confidence-by-{ito.account}",
    )
    lines = ["id,school,kind,opened_on", *(f"{id},Met,conversation,2026-11-24" for id in ids)]
    guesses = files(
        tmp_path / "guesses",
        rounds=lines,
        reports=[REPORTS, *(f"{id},s1,a2,s1,stressful,true" for id in ids)],
    )
    probes = [
        files(tmp_path / "all", reports=[REPORTS, "r1,s1,a2,s1,stressful,true"],
        answers=["round_id,informant_id,status", "r1,s1,answered"]),
        files(tmp_path / "calls",
        contacts=["student_id,adult_id,on,kind", "s1,a1,2026-11-24,call"]),
        write_folder(tmp_path / "complete"),
    ]  # fmt: skip
    before = [shown(desk, probe, reader) for probe in probes], refusal(desk, guesses, reader, "Met")
    people = [
        NamedPerson("Mr Diaz", "stressful"),
        NamedPerson("Coach Grim", "stressful", new_kind="staff"),
    ]
    record_conversation(
        desk, ito, ada, side="adult", people=people, everyone=True, day=TODAY, confidential=True
    )
    add_report(desk, ito, ada, person="Ben Ono", support="stressful", day=TODAY, confidential=True)
    log_contact(desk, ito, ada, day=TODAY, kind="call", person="Ms Ito")
    assert (
        [shown(desk, probe, reader) for probe in probes],
        refusal(desk, guesses, reader, "Met"),
    ) == before
