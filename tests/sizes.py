"""How much the costly proofs try: little on every run, much before a release
(``SUPPORT_WEB_TEST_RELEASE=1``).
"""

import os


def is_release() -> bool:
    """Whether everything is tried that a release should hold."""
    return os.environ.get("SUPPORT_WEB_TEST_RELEASE") == "1"


def tries(usually: int, for_a_release: int) -> int:
    """How many cases to try."""
    return for_a_release if is_release() else usually


def kills() -> int:
    """How often a process or a connection is ended in the midst of an import: three times.

    Twenty times for a release; ``SUPPORT_WEB_TEST_KILLS`` says another number.
    """
    return int(os.environ.get("SUPPORT_WEB_TEST_KILLS") or tries(3, 20))
