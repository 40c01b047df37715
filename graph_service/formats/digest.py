"""The SHA-256 of what tables say, whatever the order of their rows, in little memory however many
there are.

Each row is hashed to 2,048 bits by SHAKE-256, and a table's rows are summed up: a sum has no order,
counts a row that stands twice twice, and at that length no other rows can be found that come to the
same (the additive set hash of Bellare and Micciancio; Wagner's way to find sums takes 2 to the 90
steps).
"""

import hashlib
from collections.abc import Collection, Iterable

BITS = 2048


class TableDigest:
    """One table's rows, summed up."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Rows as the table's type has them; their lines do not count."""
        total = 0
        for row in rows:
            text = ascii(row[1:]).encode("ascii")
            total += int.from_bytes(hashlib.shake_256(text).digest(BITS // 8), "big")
            self.rows += 1
        self._sum = (self._sum + total) % (1 << BITS)

    def line(self, name: str, missing: Collection[str], further: Collection[str]) -> str:
        """All that the table says, in one line: its rows, the columns that it does not have, and
        its further ones.
        """
        silent = ascii([sorted(missing), sorted(further)])
        return f"{name} {self.rows} {silent} {self._sum:x}"


def sha256_of(lines: Iterable[str]) -> str:
    """The SHA-256 (hexadecimal) of the tables' lines, in the order of their names."""
    return hashlib.sha256("\n".join(sorted(lines)).encode("ascii")).hexdigest()
