"""Passwords."""

import pytest

from graph_service.auth.passwords import hash_password, matches
from graph_service.errors import BadInput


def test_a_password_matches_its_own_hash_alone() -> None:
    """Argon2id, 64 MiB, three passes, four lanes."""
    kept = hash_password("fifteen letters")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert matches("fifteen letters", kept)
    assert not matches("fifteen letterz", kept)


def test_nobody_has_a_password() -> None:
    """An unknown account is checked against a hash of its own and never matches."""
    assert not matches("nobody has this password", None)


@pytest.mark.parametrize("password", ["too short", "x" * 257])
def test_a_password_of_the_wrong_length_is_refused(password: str) -> None:
    """Fifteen characters at least, 256 at most."""
    with pytest.raises(BadInput, match="15 to 256"):
        hash_password(password)
