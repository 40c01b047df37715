"""Two hashes, of a set and of a content, and the mark by which a form says what it saw.

Every hash that is kept, or that is told to anybody, is one of these.
"""

import hashlib
from collections.abc import Iterable

BITS = 2048


class SetHash:
    """The hash of a set of texts, which come one after the other and in any order.

    Each text is hashed to 2,048 bits by SHAKE-256, and all are summed up. A sum has no order, and
    counts a text that comes twice twice. At that length no other texts can be found that come to
    the same (the additive set hash of Bellare and Micciancio; Wagner's way to find sums takes 2 to
    the 90 steps). It takes little memory, however many texts there are.
    """

    def __init__(self) -> None:
        self.texts = 0
        self._sum = 0

    def add(self, texts: Iterable[str]) -> None:
        """Take in some texts, which are ASCII."""
        total = 0
        for text in texts:
            hashed = hashlib.shake_256(text.encode("ascii")).digest(BITS // 8)
            total += int.from_bytes(hashed, "big")
            self.texts += 1
        self._sum = (self._sum + total) % (1 << BITS)

    def __str__(self) -> str:
        """The hash, in hexadecimal."""
        return f"{self._sum:x}"


def set_hash(texts: Iterable[str]) -> str:
    """The hash of a set of texts that are there at once."""
    found = SetHash()
    found.add(texts)
    return str(found)


def content_hash(lines: Iterable[str]) -> str:
    """The SHA-256 of the sorted lines, in hexadecimal."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def etag(ids: Iterable[str]) -> str:
    """The mark that a form sends back to say that it saw the rows with these ids; '' where there
    are none.

    It is another as soon as any of the rows is.
    """
    seen = list(ids)
    return content_hash(seen)[:32] if seen else ""
