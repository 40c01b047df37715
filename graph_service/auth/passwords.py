"""Passwords: Argon2id with 64 MiB, three passes, four lanes; an unknown account costs as much as a wrong password."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph_service.errors import BadInput

LEAST = 15
MOST = 256
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_at_once = threading.BoundedSemaphore(2)
_nobody: list[str] = []


def hash_password(password: str) -> str:
    """The hash to keep. BadInput when the password is shorter than 15 characters or longer than 256."""
    if not LEAST <= len(password) <= MOST:
        raise BadInput(f"A password has {LEAST} to {MOST} characters; a few words in a row are easy to remember.")
    with _at_once:
        return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is that of the hash; None (nobody has that login) takes as long and is never true."""
    if len(password) > MOST:
        return False
    with _at_once:
        try:
            _hasher.verify(password_hash or _hash_of_nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def _hash_of_nobody() -> str:
    if not _nobody:
        _nobody.append(_hasher.hash("nobody has this password"))
    return _nobody[0]
