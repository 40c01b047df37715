from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from graph_service.access.reader import OPERATOR, Reader
from graph_service.auth import account_management
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import (
    AccountView,
    account_called,
    adult_called,
    kept_account,
    kept_accounts,
    kept_adults,
)
from graph_service.auth.sign_in import Doorkeeper
from graph_service.errors import BadInput, NotThere, SignInNeeded
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable, Engine, Transaction
from graph_service.store.grants import adults_of, schools_of_adult
from graph_service.store.migrations import migrate
from graph_service.store.scope import scope
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder
from tests.workflows.recording.test_at_once import Meeting, at_once

PASSWORD = "a long enough password"
OF_MET = {"Ada Lee": "s1", "Ben Ono": "s2"}
HIGH = {name: [line.replace("Met", "High") for line in lines] for name, lines in SCHOOL.items()}


def district(engine: Engine, folder: Path) -> Desk:
    """Two schools whose own ids are the same: Met, and High, which came with a source of its
    own.
    """
    made = desk_on(engine)
    import_tables(made, write_folder(folder / "met"))
    import_tables(made, write_folder(folder / "high", HIGH), source="district")
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The district in a file."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    yield district(engine, tmp_path)
    engine.close()


@pytest.fixture
def each_desk(engine: Definable, tmp_path: Path) -> Desk:
    """The district on each engine, for what the database itself decides."""
    return district(engine, tmp_path)


def adult(desk: Desk, school: str, id: str = "a1") -> str:
    """The uid of an adult of a school."""
    return adult_called(desk, school_named(desk, school), id).uid


def student(desk: Desk, name: str) -> str:
    """The uid of a student of Met by their name."""
    people = desk.facts(school_named(desk, "Met")).known().people.values()
    return next(person.uid for person in people if person.name == name)


def adult_tied(desk: Desk, name: str) -> str:
    """The uid of Mx Oz of Met, who from now on advises the student of that name."""
    tables = {"adults": ["a3,Mx Oz,staff,Met"], "ties": [f"{OF_MET[name]},a3,advisor,,,"]}
    with TemporaryDirectory() as folder:
        import_tables(desk, write_folder(Path(folder), tables), source="Met")
    return adult(desk, "Met", "a3")


def make(
    desk: Desk, login: str, role: str, school: str = "Met", by: Reader = OPERATOR
) -> AccountView:
    """A new account, of Ms Ito where it is an advisor's."""
    place = AccountPlace(school, adult(desk, school) if role == "advisor" else None)
    account_management.create_account(
        desk, by, login=login, name="Some One", role=role, place=place, password=PASSWORD
    )
    return account_called(desk, OPERATOR, login)


def reader_of(account: AccountView) -> Reader:
    """The account as one that is signed in."""
    return Reader(account.uid, account.name, "administrator")


def seen(desk: Desk, account: AccountView) -> int:
    """How many students the account may see."""
    return len(scope(desk.engine, account.uid, desk.today()))


def test_a_role_brings_the_one_path_it_needs(each_desk: Desk) -> None:
    """An advisor is an adult, a lead and an administrator have a school, a researcher has a study
    of it.
    """
    desk = each_desk
    ways = {
        role: make(desk, role, role).ways
        for role in ("advisor", "lead", "researcher", "administrator")
    }
    assert {role: [(way.tie, way.name) for way in held] for role, held in ways.items()} == {
        "advisor": [("IS", "Ms Ito")],
        "lead": [("LEADS", "Met")],
        "researcher": [("STUDIES", "Support webs of Met")],
        "administrator": [("ADMINISTERS", "Met")],
    }
    assert {account.schools for account in kept_accounts(desk, OPERATOR)} == {("Met",)}


def test_every_fault_of_a_new_account_is_told_at_once(desk: Desk) -> None:
    """An empty login and name, a role, a school and a password that will not do; nothing is
    made.
    """
    with pytest.raises(BadInput) as refused:
        account_management.create_account(
            desk,
            OPERATOR,
            login=" ",
            name="",
            role="boss",
            place=AccountPlace("Elsewhere"),
            password="short",
        )
    assert {fault.column for fault in refused.value.faults} == {
        "login",
        "name",
        "role",
        "school",
        "password",
    }
    assert kept_accounts(desk, OPERATOR) == []


def test_no_two_logins_differ_in_letters_alone(desk: Desk) -> None:
    """The second is refused, and one signs in with either writing."""
    assert make(desk, "  Lea.Lead ", "lead").login == "lea.lead"
    with pytest.raises(BadInput) as refused:
        make(desk, "LEA.LEAD", "lead")
    assert [fault.message for fault in refused.value.faults] == [
        "There is an account “lea.lead” already."
    ]
    assert Doorkeeper(desk, Settings()).sign_in("Lea.LEAD", PASSWORD) is not None


@pytest.mark.parametrize("login", ["two words", "x" * 101, "a\x00b", "tab\tbed"])
def test_a_login_is_one_word(desk: Desk, login: str) -> None:
    """Spaces inside, control characters and more than a hundred letters are refused."""
    with pytest.raises(BadInput) as refused:
        make(desk, login, "lead")
    assert [fault.column for fault in refused.value.faults] == ["login"]


def test_an_adult_is_found_at_their_school_whatever_the_source(desk: Desk) -> None:
    """Both schools have an a1; each is the own school's, and an id that nobody has is told with the
    school.
    """
    assert adult(desk, "High") != adult(desk, "Met")
    with pytest.raises(BadInput, match="“a9” is no adult of High"):
        adult(desk, "High", "a9")
    with pytest.raises(BadInput, match="“a1” is no adult of High from the source “Met”"):
        adult_called(desk, school_named(desk, "High"), "a1", "Met")


def test_an_id_of_several_sources_is_told_with_them(desk: Desk) -> None:
    """Nobody is linked by guessing; naming the source settles it."""
    blank: dict[str, Any] = dict.fromkeys(
        ("email", "organisation", "capacity", "active_from", "active_until")
    )
    twin = {
        "key": "other\x1fa1",
        "uid": "twin",
        "source": "other",
        "id": "a1",
        "name": "Mr Twin",
        "kind": "staff",
    }
    place = {
        "id": "p1",
        "uid": "twin",
        "school": school_named(desk, "Met").uid,
        "since": None,
        "until": None,
    }

    def work(tx: Transaction) -> None:
        tx.run("change_adult", rows=[{**blank, **twin, "interests": []}])
        tx.run("add_at_adult", rows=[place], at=desk.now())

    desk.engine.write(work)
    with pytest.raises(BadInput, match=r"“other” \(Mr Twin\), “Met” \(Ms Ito\)"):
        adult(desk, "Met")
    assert adult_called(desk, school_named(desk, "Met"), "a1", "other").name == "Mr Twin"


def test_a_new_role_ends_what_was_and_signs_out(each_desk: Desk) -> None:
    """From the next request on the old cookie is refused, and the rights are those of the new role
    alone.
    """
    desk = each_desk
    account = make(desk, "lea", "lead")
    keeper = Doorkeeper(desk, Settings())
    token = keeper.sign_in("lea", PASSWORD)
    assert seen(desk, account) == 3
    account_management.change_role(
        desk, OPERATOR, account, "advisor", AccountPlace("Met", adult(desk, "Met"))
    )
    with pytest.raises(SignInNeeded):
        keeper.reader(token)
    assert seen(desk, account) == 1
    assert account_called(desk, OPERATOR, "lea").adult == "Ms Ito"


@pytest.mark.parametrize("beside", ["sign out", "password"])
def test_a_role_that_changes_beside_something_else_is_kept(each_desk: Desk, beside: str) -> None:
    """Whichever comes first: who is made an advisor at the moment when somebody signs them out is
    no lead afterwards.
    """
    lead = make(each_desk, "lea", "lead")
    ito = AccountPlace("Met", adult(each_desk, "Met"))
    others = {
        "sign out": account_management.sign_out_everywhere,
        "password": account_management.reset_password,
    }
    for _ in range(12):
        desk = desk_on(Meeting(each_desk.engine, 2))
        acts: list[Callable[[], object]] = [
            partial(account_management.change_role, desk, OPERATOR, lead, "advisor", ito),
            partial(others[beside], desk, OPERATOR, lead),
        ]
        at_once(acts)
        advisor = account_called(each_desk, OPERATOR, "lea")
        assert (advisor.role, seen(each_desk, advisor)) == ("advisor", 1)
        account_management.change_role(each_desk, OPERATOR, advisor, "lead", AccountPlace("Met"))


@pytest.mark.parametrize("change", ["password", "disable", "sign out"])
def test_a_password_a_lock_and_a_sign_out_end_sessions_at_once(desk: Desk, change: str) -> None:
    """The old cookie is worth nothing from the next request on."""
    account = make(desk, "lea", "lead")
    keeper = Doorkeeper(desk, Settings())
    token = keeper.sign_in("lea", PASSWORD)
    assert keeper.reader(token).account == account.uid
    if change == "password":
        account_management.reset_password(desk, OPERATOR, account)
    elif change == "disable":
        account_management.set_disabled(desk, OPERATOR, account, disabled=True)
    else:
        account_management.sign_out_everywhere(desk, OPERATOR, account)
    with pytest.raises(SignInNeeded):
        keeper.reader(token)
    assert (keeper.sign_in("lea", PASSWORD) is not None) == (change == "sign out")


def test_enabling_what_is_not_disabled_ends_nothing(each_desk: Desk) -> None:
    """Nobody is signed out by a change that changes nothing; a disabled account comes back."""
    account = make(each_desk, "lea", "lead")
    keeper = Doorkeeper(each_desk, Settings())
    token = keeper.sign_in("lea", PASSWORD)
    account_management.set_disabled(each_desk, OPERATOR, account, disabled=False)
    assert keeper.reader(token).account == account.uid
    account_management.set_disabled(each_desk, OPERATOR, account, disabled=True)
    account_management.set_disabled(each_desk, OPERATOR, account, disabled=False)
    with pytest.raises(SignInNeeded):
        keeper.reader(token)
    assert keeper.sign_in("lea", PASSWORD) is not None


def test_schools_are_given_and_taken(each_desk: Desk) -> None:
    """A lead of two schools sees both, and after one is taken away the other alone; it can be given
    again on the same day.
    """
    desk = each_desk
    account = make(desk, "lea", "lead")
    high = school_named(desk, "High").uid
    account_management.give(desk, OPERATOR, account, AccountPlace("High"))
    account = account_called(desk, OPERATOR, "lea")
    assert (seen(desk, account), account.schools) == (6, ("High", "Met"))
    account_management.give(desk, OPERATOR, account, AccountPlace("High"))
    assert len(account_called(desk, OPERATOR, "lea").ways) == 2
    account_management.take(desk, OPERATOR, account, high)
    assert seen(desk, account) == 3
    account_management.give(desk, OPERATOR, account, AccountPlace("High"))
    assert seen(desk, account) == 6


def test_a_researcher_is_given_studies(desk: Desk) -> None:
    """A study is made once a school and name, and shared by who works within it."""
    first, second = make(desk, "ada", "researcher"), make(desk, "ben", "researcher")
    assert first.ways[0].target == second.ways[0].target
    account_management.give(
        desk, OPERATOR, first, AccountPlace("High", study="Mentors and belonging")
    )
    assert account_called(desk, OPERATOR, "ada").studies == (
        "Mentors and belonging",
        "Support webs of Met",
    )


def test_an_administrator_keeps_the_accounts_of_their_schools_alone(each_desk: Desk) -> None:
    """They neither see nor touch another school's accounts, and make none there."""
    desk = each_desk
    keeper = reader_of(make(desk, "ann", "administrator"))
    theirs, mine = make(desk, "zoe", "lead", "High"), make(desk, "lea", "lead")
    assert [account.login for account in kept_accounts(desk, keeper)] == ["ann", "lea"]
    assert kept_account(desk, keeper, mine.uid).login == "lea"
    with pytest.raises(NotThere):
        kept_account(desk, keeper, theirs.uid)
    with pytest.raises(BadInput) as refused:
        make(desk, "new", "lead", "High", keeper)
    assert [fault.column for fault in refused.value.faults] == ["school"]
    assert make(desk, "new", "lead", "Met", keeper).schools == ("Met",)


def test_who_also_leads_to_another_school_is_not_one_administrators_to_change(desk: Desk) -> None:
    """A new password lets its maker sign in, so an account of two schools takes the keeper of
    both.
    """
    keeper = reader_of(make(desk, "ann", "administrator"))
    account_management.give(desk, OPERATOR, make(desk, "lea", "lead"), AccountPlace("High"))
    account = kept_account(desk, keeper, account_called(desk, OPERATOR, "lea").uid)
    others = "also leads to schools that are not yours"
    with pytest.raises(BadInput, match=others):
        account_management.reset_password(desk, keeper, account)
    with pytest.raises(BadInput, match=others):
        account_management.change_role(desk, keeper, account, "administrator", AccountPlace("Met"))
    with pytest.raises(BadInput, match=others):
        account_management.set_disabled(desk, keeper, account, disabled=False)
    with pytest.raises(BadInput, match="leads to none of your schools"):
        account_management.take(desk, keeper, account, school_named(desk, "High").uid)
    account_management.take(desk, keeper, account, school_named(desk, "Met").uid)
    assert account_called(desk, OPERATOR, "lea").schools == ("High",)


def test_any_keeper_may_shut_an_account_of_two_schools_out(desk: Desk) -> None:
    """Closing harms nobody, and whoever sees harm done need not find the keeper of both; opening
    takes the keeper of both.
    """
    keeper = reader_of(make(desk, "ann", "administrator"))
    account_management.give(desk, OPERATOR, make(desk, "lea", "lead"), AccountPlace("High"))
    account = kept_account(desk, keeper, account_called(desk, OPERATOR, "lea").uid)
    assert not account.whole
    doorkeeper = Doorkeeper(desk, Settings())
    token = doorkeeper.sign_in("lea", PASSWORD)
    account_management.sign_out_everywhere(desk, keeper, account)
    with pytest.raises(SignInNeeded):
        doorkeeper.reader(token)
    account_management.set_disabled(desk, keeper, account, disabled=True)
    assert doorkeeper.sign_in("lea", PASSWORD) is None
    with pytest.raises(BadInput, match="so you cannot enable it"):
        account_management.set_disabled(
            desk, keeper, kept_account(desk, keeper, account.uid), disabled=False
        )


def test_an_advisee_leads_to_the_school_where_they_are(each_desk: Desk, tmp_path: Path) -> None:
    """High's advisor, one of whose advisees once was at Low, is High's administrator's alone to
    keep, and no adult of Low's.
    """
    desk = each_desk
    came = {"students": ["s9,Eve Moor,High,9,,,2024-09-01,,"], "ties": [f"s9,a1,advisor,{TODAY},,"]}
    for number, school in enumerate(("Low", "High")):
        rows = {
            "students": [came["students"][0].replace("High", school)],
            "ties": came["ties"] if number else [],
        }
        nothing: dict[str, list[str]] = {table: [] for table in SCHOOL}
        import_tables(
            desk, write_folder(tmp_path / f"came {school}", {**nothing, **rows}), source="district"
        )
    low, high = (school_named(desk, name).uid for name in ("Low", "High"))
    of_low, of_high = (
        reader_of(make(desk, name, "administrator", name)) for name in ("Low", "High")
    )
    account = make(desk, "ito", "advisor", "High", of_high)
    assert schools_of_adult(desk.engine, adult(desk, "High"), desk.today()) == {high}
    assert account.ways[0].target not in {
        adult.uid for adult in adults_of(desk.engine, low, desk.today())
    }
    assert account.ways[0].target in {
        adult.uid for adult in adults_of(desk.engine, high, desk.today())
    }
    assert (account.schools, kept_account(desk, of_high, account.uid).whole) == (("High",), True)
    assert account.uid not in {account.uid for account in kept_accounts(desk, of_low)}
    account_management.take(desk, OPERATOR, account, account.ways[0].target)
    assert kept_account(desk, of_high, account.uid).schools == ("High",)


def test_an_advisor_linked_to_another_adult_loses_the_first_ones_students(each_desk: Desk) -> None:
    """The path to the new adult takes the old one's place: what Ms Ito sees is not Mr Diaz's
    account's any more.
    """
    desk = each_desk
    account = make(desk, "ito", "advisor")
    assert seen(desk, account) == 1
    account_management.give(
        desk, OPERATOR, account, AccountPlace("Met", adult_tied(desk, "Ben Ono"))
    )
    account = account_called(desk, OPERATOR, "ito")
    assert [(way.tie, way.name) for way in account.ways] == [("IS", "Mx Oz")]
    assert [uid for uid, *_ in scope(desk.engine, account.uid, desk.today())] == [
        student(desk, "Ben Ono")
    ]


def test_staff_alone_are_offered_for_an_advisors_account(desk: Desk, tmp_path: Path) -> None:
    """Not who else stands at the school: a volunteer, or a parent."""
    more = {"adults": ["p1,Jo Lee,family,Met", "v1,Vi Orr,community,Met", "a3,Mx Oz,staff,Met"]}
    import_tables(desk, write_folder(tmp_path / "more", more), source="Met")
    keeper = reader_of(make(desk, "ann", "administrator"))
    assert [adult.name for adult, _ in kept_adults(desk, keeper)] == ["Ms Ito", "Mx Oz"]


@pytest.mark.parametrize("act", ["make", "give", "change the role"])
def test_an_adult_of_another_school_too_is_linked_by_who_keeps_both_schools(
    desk: Desk, tmp_path: Path, act: str
) -> None:
    """The account would open the other school's students, so that one school's administrator links
    nobody to such an adult.
    """
    south = {
        "students": ["x1,Flo Roe,South,9,,,,,"],
        "adults": ["a1,Ms Ito,staff,South"],
        "ties": ["x1,a1,advisor,,,"],
    }
    import_tables(desk, write_folder(tmp_path / "south", south), source="Met")
    place = AccountPlace("Met", adult(desk, "Met"))
    of_met, of_both = (reader_of(make(desk, login, "administrator")) for login in ("ann", "bob"))
    account_management.give(
        desk, OPERATOR, account_called(desk, OPERATOR, "bob"), AccountPlace("South")
    )
    before = make(desk, "lea", "advisor" if act == "give" else "lead")
    if act == "give":
        account_management.give(
            desk, OPERATOR, before, AccountPlace("Met", adult_tied(desk, "Ben Ono"))
        )
    for reader in (of_met, of_both):
        held = account_called(desk, OPERATOR, "lea")
        account = kept_account(desk, reader, held.uid)

        def link(reader: Reader = reader, account: AccountView = account) -> None:
            if act == "make":
                account_management.create_account(
                    desk, reader, login="new", name="Ito", role="advisor", place=place
                )
            elif act == "give":
                account_management.give(desk, reader, account, place)
            else:
                account_management.change_role(desk, reader, account, "advisor", place)

        if reader is of_both:
            link()
        else:
            with pytest.raises(BadInput) as refused:
                link()
            assert [
                "a school that is not yours" in fault.message for fault in refused.value.faults
            ] == [True]
            assert account_called(desk, OPERATOR, "lea") == held
            assert "new" not in {account.login for account in kept_accounts(desk, OPERATOR)}


def test_nobody_shuts_themselves_out(desk: Desk) -> None:
    """An administrator changes neither their own role nor state."""
    own = make(desk, "ann", "administrator")
    keeper = reader_of(own)
    mine = kept_account(desk, keeper, own.uid)
    with pytest.raises(BadInput, match="your own account"):
        account_management.set_disabled(desk, keeper, mine, disabled=True)
    with pytest.raises(BadInput, match="your own account"):
        account_management.take(desk, keeper, mine, mine.ways[0].target)


def test_an_account_without_paths_stays_with_the_school_it_came_from(desk: Desk) -> None:
    """So its administrator can shut it out, or give it a school again."""
    keeper, account = reader_of(make(desk, "ann", "administrator")), make(desk, "lea", "lead")
    account_management.take(
        desk, keeper, kept_account(desk, keeper, account.uid), account.ways[0].target
    )
    left = kept_account(desk, keeper, account.uid)
    assert (left.ways, left.schools, left.whole) == ((), ("Met",), True)
    account_management.set_disabled(desk, keeper, left, disabled=True)
    assert kept_account(desk, keeper, account.uid).disabled


def test_the_last_sign_in_is_kept(desk: Desk) -> None:
    """An account that never signed in says so."""
    assert make(desk, "lea", "lead").signed_in_at is None
    Doorkeeper(desk, Settings()).sign_in("lea", PASSWORD)
    found = account_called(desk, OPERATOR, "lea").signed_in_at
    assert found is not None
    assert abs(found - desk.now()) < timedelta(minutes=1)
