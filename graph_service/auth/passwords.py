"""Passwords: Argon2id with 64 MiB, three passes, four lanes; an unknown account costs as much as a
wrong password.

The rules follow NIST SP 800-63B: length counts, any characters will do, and common passwords are
refused.
"""

import secrets
import threading
import unicodedata
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph_service.errors import BadInput

LEAST = 8
ADVISED = 15
MOST = 256
GUESSES = 1_000_000
"""A password that is found within as many guesses is refused: what a slow attack from outside can
try."""
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
_LOOKED_AT = 72
_OURS = ("support web", "supportweb")
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_at_once = threading.BoundedSemaphore(2)
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$yhou7LWTJ745fQjVWIVNeg"
    "$VbQX6NEUjKJpFghUom1zqjcikiSX/IThPVSr3Rd/vV8"
)
"""The hash of a password that nobody kept: made beforehand, so that the first unknown login takes
no longer either."""


def first_password() -> str:
    """A password to be told to somebody once: 79 bits by chance, of letters and figures that nobody
    confuses.
    """
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(4))


def hash_password(password: str, known: Sequence[str] = ()) -> str:
    """The hash to keep. BadInput when the password is too short, too long, or easily guessed by who
    knows these words of the person.
    """
    written = _as_written(password)
    if len(written) < LEAST:
        raise BadInput(
            f"A password has at least {LEAST} characters, better {ADVISED}: a few words in a "
            "row are easy to remember."
        )
    if len(written) > MOST:
        raise BadInput(f"A password has at most {MOST} characters.")
    if _guesses(written, known) < GUESSES:
        raise BadInput(
            "This password would be among the first to be guessed; take a few words in a row "
            "that only you would think of."
        )
    with _at_once:
        return _hasher.hash(written)


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is that of the hash; None (nobody has that login) takes as long and is
    never true.
    """
    written = _as_written(password)
    if len(written) > MOST:
        return False
    with _at_once:
        try:
            _hasher.verify(password_hash or _NOBODY, written)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def same(first: str, second: str) -> bool:
    """Whether two passwords are one, as they are kept."""
    return _as_written(first) == _as_written(second)


def _as_written(password: str) -> str:
    """The same characters, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def _guesses(password: str, known: Sequence[str]) -> int:
    # Loaded here alone: its lists of common passwords, names and words are large, and few commands
    # set a password.
    from zxcvbn import zxcvbn  # noqa: PLC0415 - see above

    words = [part for word in (*_OURS, *known) for part in (word, *word.split())]
    return int(zxcvbn(password[:_LOOKED_AT], user_inputs=words)["guesses"])
