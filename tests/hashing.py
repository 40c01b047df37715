"""Passwords that cost the tests little: what a hash costs matters to the tests about it alone, and
to services of their own process.
"""

from argon2 import PasswordHasher

from graph_service.auth import passwords

REAL = passwords._hasher, passwords._NOBODY
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def hash_quickly() -> None:
    """From here on this process hashes at a thousandth of the cost."""
    passwords._hasher, passwords._NOBODY = QUICK, QUICK.hash("nobody has this password")
