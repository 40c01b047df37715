"""Passwords."""

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from graph_service.auth import passwords
from graph_service.auth.passwords import LEAST, hash_password, matches
from graph_service.errors import BadInput
from tests.hashing import REAL


@pytest.fixture(autouse=True)
def at_full_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes as the service makes them."""
    monkeypatch.setattr(passwords, "_hasher", REAL[0])
    monkeypatch.setattr(passwords, "_NOBODY", REAL[1])


def test_a_password_matches_its_own_hash_alone() -> None:
    """Argon2id, 64 MiB, three passes, four lanes."""
    kept = hash_password("fifteen letters")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert matches("fifteen letters", kept)
    assert not matches("fifteen letterz", kept)


def test_nobody_has_a_password() -> None:
    """An unknown account is checked against a hash of its own, of the same cost, and never
    matches.
    """
    assert not matches("nobody has this password", None)
    assert passwords._NOBODY.split("$")[:4] == hash_password("fifteen letters").split("$")[:4]


def test_a_keyboard_that_composes_otherwise_writes_the_same_password() -> None:
    """An umlaut is one character or two, and the same password."""
    assert matches("gr\u0075\u0308ne Wiesen im Mai", hash_password("gr\u00fcne Wiesen im Mai"))


@pytest.mark.parametrize(
    ("password", "told"), [("seven77", "at least 8"), ("x" * 257, "at most 256")]
)
def test_a_password_of_the_wrong_length_is_refused(password: str, told: str) -> None:
    """Eight characters at least, 256 at most."""
    with pytest.raises(BadInput, match=told):
        hash_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "iloveyou",
        "qwertyuiop",
        "sunshine2024",
        "xxxxxxxxxxxxxxxxxxxx",
        "riverside high",
        "lea.lead1",
        "supportweb",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    """Common passwords, rows of the keyboard, and the person's own login, name and school."""
    with pytest.raises(BadInput, match="among the first to be guessed"):
        hash_password(password, ("lea.lead", "Lea Lead", "Riverside High"))


def test_the_commonest_passwords_that_are_long_enough_are_refused() -> None:
    """Every thirtieth of the first three thousand, as they stand in lists of what was stolen
    elsewhere.
    """
    common = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= LEAST][:3000:30]
    for password in common:
        with pytest.raises(BadInput, match="among the first to be guessed"):
            hash_password(password)


@pytest.mark.parametrize(
    "password", ["Wide bog", "zr4-Kluge", "correct horse battery staple " * 8, "日本語のパスワード"]
)
def test_any_characters_and_any_sane_length_will_do(password: str) -> None:
    """Spaces, other scripts, and far more than 64 characters."""
    assert matches(password, hash_password(password))
