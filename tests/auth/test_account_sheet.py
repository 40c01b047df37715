"""Accounts from a CSV file: advisors by e-mail address, every fault at once, all made or none."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graph_service.access.reader import OPERATOR
from graph_service.auth import account_sheet
from graph_service.auth.account_sheet import MadeAccounts, Newcomer, accounts_from
from graph_service.auth.accounts import AccountView, account_called, kept_accounts
from graph_service.auth.passwords import matches
from graph_service.auth.sign_in import Doorkeeper
from graph_service.errors import BadInput
from graph_service.settings import Settings
from graph_service.store.accounts import account_of_login
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on, write_folder

ADULTS = [
    "id,name,kind,email,school",
    "a1,Ms Ito,staff,Ito@school.example,Met",
    "a2,Mr Diaz,mentor,diaz@school.example,Met",
    "a3,Mx Oz,staff,oz@school.example,High",
    "a4,Dr One,staff,two@school.example,Met",
    "a5,Dr Two,staff,two@school.example,High",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two schools of one source, whose adults have addresses."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    made = desk_on(engine)
    students = ["s1,Ada Lee,Met,9,Blue,,2025-09-01,,", "h1,Ben Ono,High,9,Blue,,2025-09-01,,"]
    folder = write_folder(tmp_path / "both", {"students": students})
    (folder / "adults.csv").write_text("\n".join(ADULTS), encoding="utf-8")
    import_tables(made, folder, source="District")
    yield made
    engine.close()


@pytest.fixture
def made_from(desk: Desk, tmp_path: Path) -> Callable[..., tuple[MadeAccounts, Sequence[Newcomer]]]:
    """Makes accounts from a file of these lines; gives the result and whose passwords were kept."""

    def make(
        *lines: str, passwords: bool = True, dry_run: bool = False
    ) -> tuple[MadeAccounts, Sequence[Newcomer]]:
        file = tmp_path / "accounts.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        kept: list[Newcomer] = []
        made = accounts_from(
            desk, OPERATOR, file, passwords=passwords, keep=kept.extend, dry_run=dry_run
        )
        return made, kept

    return make


Make = Callable[..., tuple[MadeAccounts, Sequence[Newcomer]]]
NOT_THEIRS = (
    "accounts.csv, line 2, column name: This address or id is that of Ms Ito, and the row names "
    "Mx Oz."
)
HEADER = "role,school,email,login,name,study"


def found(desk: Desk, login: str) -> AccountView:
    """The account of that login."""
    return account_called(desk, OPERATOR, login)


def test_an_advisor_is_found_by_their_address_in_whatever_letters(
    desk: Desk, made_from: Make
) -> None:
    """The school may be left out, the address is the login, and the name is the adult's."""
    _, kept = made_from(
        HEADER, "advisor,,ito@SCHOOL.example,,,", "advisor,High,oz@school.example,oz,,"
    )
    assert [(one.login, one.name, one.schools) for one in kept] == [
        ("ito@school.example", "Ms Ito", ("Met",)),
        ("oz", "Mx Oz", ("High",)),
    ]
    assert found(desk, "ito@school.example").adult == "Ms Ito"


def test_the_first_passwords_open_the_accounts_once(desk: Desk, made_from: Make) -> None:
    """Each is the account's, and its owner is to take another one."""
    _, kept = made_from(
        HEADER,
        "advisor,,ito@SCHOOL.example,,,",
        "lead,all,,boss,Bo Boss,",
        "researcher,Met,,rae,R,",
    )
    assert [(one.login, one.name, one.schools) for one in kept] == [
        ("ito@school.example", "Ms Ito", ("Met",)),
        ("boss", "Bo Boss", ("High", "Met")),
        ("rae", "R", ("Met",)),
    ]
    for one in kept:
        row = account_of_login(desk.engine, one.login)
        assert row is not None
        assert one.password is not None
        assert matches(one.password, row["password_hash"])
        assert found(desk, one.login).state == "first password"
        assert Doorkeeper(desk, Settings()).sign_in(one.login, one.password) is not None
    assert found(desk, "boss").schools == ("High", "Met")
    assert found(desk, "ito@school.example").adult == "Ms Ito"
    assert found(desk, "rae").studies == ("Support webs of Met",)


def test_every_fault_is_told_at_once_and_nothing_is_made(desk: Desk, made_from: Make) -> None:
    """Each row tells all its faults, in the order of the file; no account or study is made."""
    with pytest.raises(BadInput) as refusal:
        made_from(
            HEADER,
            "boss,Nowhere,,x,X,",
            "advisor,Met,nobody@school.example,,,",
            "advisor,Met,diaz@school.example,,,",
            "advisor,,two@school.example,,,",
            "advisor,Met,,a,A,",
            "lead,,,b,,",
            "lead,Met,,B,B,",
            "researcher,Met,,c,C,Of interest",
        )
    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [
        (2, "role"),
        (2, "school"),
        (3, "email"),
        (4, "email"),
        (5, "email"),
        (6, "email"),
        (7, "name"),
        (7, "school"),
        (8, "login"),
    ]
    assert "Dr One (a4), Dr Two (a5)" in refusal.value.faults[4].message
    assert kept_accounts(desk, OPERATOR) == []
    with pytest.raises(BadInput) as refusal:
        made_from(HEADER)
    assert "holds no account" in refusal.value.faults[0].message


def test_a_shared_address_is_told_apart_by_its_school(made_from: Make) -> None:
    """Nobody is guessed between two people of one address."""
    _, kept = made_from(HEADER, "advisor,High,two@school.example,,,")
    assert [one.name for one in kept] == ["Dr Two"]


def test_an_account_that_is_there_is_left_and_another_one_s_login_is_a_fault(
    made_from: Make,
) -> None:
    """The same file again makes nobody; a login of another role, or another adult, is refused."""
    rows = ("advisor,,ito@school.example,ito,,", "lead,all,,boss,Bo,")
    made_from(HEADER, *rows)
    made, kept = made_from(HEADER, *rows, "lead,Met,,new,New,")
    assert (made.left, [one.login for one in kept]) == (["ito", "boss"], ["new"])
    for row in ("administrator,Met,,boss,Bo,", "advisor,,oz@school.example,ito,,"):
        with pytest.raises(BadInput) as refusal:
            made_from(HEADER, row)
        assert "already, and it is another one" in refusal.value.faults[0].message
    made, _ = made_from(HEADER, "advisor,,ito@school.example,,,", dry_run=True)
    assert "Ms Ito has the account “ito” already." in made.notes[0].message


def test_a_name_that_is_not_the_address_s_is_noted(made_from: Make) -> None:
    """A slip of a line in the list would give one advisor the students of another."""
    made, _ = made_from(HEADER, "advisor,,ito@school.example,,Mx Oz,", dry_run=True)
    assert [str(note) for note in made.notes] == [NOT_THEIRS]


def test_a_dry_run_and_accounts_without_passwords_tell_none(desk: Desk, made_from: Make) -> None:
    """A dry run makes nobody; an account without a password is opened by no word."""
    made, kept = made_from(HEADER, "lead,Met,,boss,Bo,", dry_run=True)
    assert ([one.password for one in made.made], list(kept)) == ([None], [])
    assert kept_accounts(desk, OPERATOR) == []
    _, kept = made_from(HEADER, "lead,Met,,boss,Bo,", passwords=False)
    assert [one.password for one in kept] == [None]
    assert Doorkeeper(desk, Settings()).sign_in("boss", "") is None


def test_no_account_is_made_whose_password_could_not_be_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list comes first; and where one account fails, none is there."""
    file = tmp_path / "accounts.csv"
    file.write_text(f"{HEADER}\nlead,Met,,a,A,\nlead,Met,,b,B,", encoding="utf-8")

    def full(_: Sequence[Newcomer]) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        accounts_from(desk, OPERATOR, file, passwords=True, keep=full)
    assert kept_accounts(desk, OPERATOR) == []
    monkeypatch.setattr(account_sheet, "kept_accounts", lambda *_: [])
    accounts_from(desk, OPERATOR, file, passwords=True, keep=lambda _: None)
    file.write_text(f"{HEADER}\nlead,Met,,c,C,\nlead,Met,,a,A,", encoding="utf-8")
    with pytest.raises(BadInput, match="There is an account “a” already"):
        accounts_from(desk, OPERATOR, file, passwords=True, keep=lambda _: None)
    assert [account.login for account in kept_accounts(desk, OPERATOR)] == ["a", "b"]
