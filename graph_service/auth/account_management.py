"""Keeping accounts: made, given another role, linked, shut out. The page and the command line come
here alike.
"""

import unicodedata
from typing import NamedTuple

from graph_service.access.reader import OPERATOR, Reader
from graph_service.auth.account_paths import LONGEST, AccountPaths, AccountPlace, fault
from graph_service.auth.accounts import AccountView, kept_schools
from graph_service.auth.passwords import first_password, hash_password
from graph_service.errors import BadInput, Fault
from graph_service.records.texts import unfit
from graph_service.store import accounts as store
from graph_service.store.accounts import Change, NewAccount
from graph_service.workflows.audit.log import role_of, user_name
from graph_service.workflows.desk.reading import Desk


class Made(NamedTuple):
    """An account that was made: its login as it is kept, its uid, and its password, which nobody is
    told again.
    """

    login: str
    uid: str
    password: str


def create_account(
    desk: Desk,
    reader: Reader,
    *,
    login: str,
    name: str,
    role: str,
    place: AccountPlace,
    password: str | None = None,
) -> Made:
    """Make an account with the path its role needs. BadInput with every fault.

    Its password is made here and good for its first sign-in alone, since whoever makes the account
    knows it. A try-out, whose accounts are nobody's, gives one that stays.
    """
    faults: list[Fault] = []
    kept, called = clean_login(login, faults), _clean_name(name, faults)
    if kept and store.account_of_login(desk.engine, kept) is not None:
        faults.append(fault("login", f"There is an account “{kept}” already."))
    paths = AccountPaths(desk, reader)
    wanted = paths.wanted(role, place, faults)
    first = password is None
    given = first_password() if password is None else password
    hashed = _hashed(given, (kept, called, place.school), faults)
    if faults:
        raise BadInput("The account was not made.", faults)
    new = NewAccount(kept, called, role, hashed, paths.given(wanted), first)
    uid = store.add_account(desk.engine, new, desk.now(), desk.today(), change_by(desk, reader))
    return Made(kept, uid, given)


def change_role(
    desk: Desk, reader: Reader, account: AccountView, role: str, place: AccountPlace
) -> None:
    """Give the account another role and the paths that this needs; its other paths and its sessions
    end.
    """
    _need_whole(account, "change the role")
    faults: list[Fault] = []
    paths = AccountPaths(desk, reader)
    wanted = paths.wanted(role, place, faults)
    if faults:
        raise BadInput("The role was not changed.", faults)
    given = paths.given(wanted)
    store.change_role(desk.engine, account.login, role, given, change_by(desk, reader))


def give(desk: Desk, reader: Reader, account: AccountView, place: AccountPlace) -> None:
    """Give the account more schools or studies, all or none; an advisor's account is linked to
    another adult.
    """
    faults: list[Fault] = []
    if account.role == "advisor":
        _need_whole(account, "link it to another adult")
    paths = AccountPaths(desk, reader)
    wanted = paths.wanted(account.role, place, faults)
    if faults:
        raise BadInput("Nothing was given.", faults)
    store.give_paths(desk.engine, account.login, paths.given(wanted), change_by(desk, reader))


def take(desk: Desk, reader: Reader, account: AccountView, target: str) -> None:
    """Take a school, study or adult away from the account; ``target`` is its uid."""
    if not any(way.target == target for way in account.ways):
        raise BadInput(f"“{account.login}” has no such path.")
    if not account.whole and target not in {school.uid for school in kept_schools(desk, reader)}:
        raise BadInput("This path leads to none of your schools.")
    if account.own:
        raise BadInput("This is your own account: somebody else has to take its rights away.")
    store.take_path(desk.engine, account.login, target, change_by(desk, reader))


def set_disabled(desk: Desk, reader: Reader, account: AccountView, *, disabled: bool) -> None:
    """Shut the account out from its next request on, or let it in again.

    Any keeper of a school of the account's may shut it out, so that whoever sees harm done can end
    it; letting it in again opens all its schools, and takes the keeper of them all.
    """
    if disabled:
        _need_another(account, "disable it")
    else:
        _need_whole(account, "enable it")
    store.set_disabled(desk.engine, account.login, change_by(desk, reader), disabled=disabled)


def reset_password(desk: Desk, reader: Reader, account: AccountView) -> str:
    """A first password for the account, good for one sign-in; its sessions end."""
    _need_whole(account, "set its password")
    password = first_password()
    change = change_by(desk, reader)
    store.set_password(
        desk.engine,
        account.login,
        hash_password(password),
        change,
        action="set a first password",
        first=True,
    )
    return password


def sign_out_everywhere(desk: Desk, reader: Reader, account: AccountView) -> None:
    """End every session of the account: any keeper of a school of the account's may."""
    store.end_sessions(desk.engine, account.login, change_by(desk, reader))


def clean_login(login: str, faults: list[Fault]) -> str:
    """A login as it is kept: in small letters, so that two accounts never differ in letters alone;
    a fault when it cannot be one.
    """
    kept = unicodedata.normalize("NFKC", login).strip().lower()
    if not kept:
        faults.append(fault("login", "A login is needed."))
    elif len(kept) > LONGEST or not kept.isprintable() or any(letter.isspace() for letter in kept):
        faults.append(fault("login", f"A login is one word of at most {LONGEST} characters."))
    return kept


def _clean_name(name: str, faults: list[Fault]) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        faults.append(fault("name", "The person's name is needed."))
    elif why := unfit(cleaned, LONGEST):
        faults.append(fault("name", why))
    return cleaned


def _hashed(password: str, known: tuple[str, ...], faults: list[Fault]) -> str:
    try:
        return hash_password(password, known)
    except BadInput as error:
        faults.append(fault("password", str(error)))
        return ""


def _need_whole(account: AccountView, what: str) -> None:
    if not account.whole:
        raise BadInput(
            f"“{account.login}” also leads to schools that are not yours, so you cannot {what}."
        )
    _need_another(account, what)


def _need_another(account: AccountView, what: str) -> None:
    if account.own:
        raise BadInput(f"This is your own account: somebody else has to {what}.")


def change_by(desk: Desk, reader: Reader) -> Change:
    """Now, by this reader; at the command line also as which user of the machine."""
    return Change(desk.now(), desk.today(), reader.account, _user(reader), role_of(reader))


def _user(reader: Reader) -> str:
    return user_name() if reader == OPERATOR else ""
