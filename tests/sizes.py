"""How much the costly proofs try: little on every run, much before a release
(``SUPPORT_WEB_TEST_RELEASE=1``).
"""

import os


def tries(usually: int, for_a_release: int) -> int:
    """How many cases to try."""
    return for_a_release if os.environ.get("SUPPORT_WEB_TEST_RELEASE") == "1" else usually


def kills(usually: int) -> int:
    """How often a process or a connection is ended in the midst of an import;
    ``SUPPORT_WEB_TEST_KILLS`` says another number.
    """
    return int(os.environ.get("SUPPORT_WEB_TEST_KILLS") or tries(usually, 20))
