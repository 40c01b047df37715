"""How much the costly proofs try: little on every run, much before a release (``SUPPORT_WEB_TEST_RELEASE=1``)."""

import os


def tries(usually: int, for_a_release: int) -> int:
    """How many cases to try."""
    return for_a_release if os.environ.get("SUPPORT_WEB_TEST_RELEASE") == "1" else usually
