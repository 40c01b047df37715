"""Things put out of memory for a while: in a file without a name, which nobody else can open and no
end of ours leaves behind.
"""

import pickle
import weakref
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple, TypeVar, overload

KEPT_BYTES = 8 * 1024 * 1024
"""So much stays in memory; a small school never comes to lie on a disk."""


T = TypeVar("T")


class SpillPosition(NamedTuple):
    """Where something lies on a shelf."""

    start: int
    length: int


class Shelf:
    """Rows put there can be read as often as one likes, until it is closed."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=KEPT_BYTES)  # noqa: SIM115 - it lives as long as the shelf
        self._end = 0
        weakref.finalize(self, self._file.close)

    def put(self, thing: object) -> SpillPosition:
        """Put something on the shelf."""
        content = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(content)
        place = SpillPosition(self._end, len(content))
        self._end += len(content)
        return place

    def take(self, place: SpillPosition) -> Any:
        """The rows that were put there; they stay there."""
        self._file.seek(place.start)
        return pickle.loads(self._file.read(place.length))  # noqa: S301 - written by this very object, to a file without a name

    def close(self) -> None:
        """Let go of everything."""
        self._file.close()


class Shelved(Sequence[T]):
    """Things in a row, of which only the last is in memory: the others lie on a shelf, and each is
    taken when it is asked for.
    """

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._places: list[SpillPosition] = []
        self._last: list[T] = []

    def append(self, thing: T) -> None:
        """Put one more at the end."""
        self._places += map(self._shelf.put, self._last)
        self._last = [thing]

    def __len__(self) -> int:
        return len(self._places) + len(self._last)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index < len(self._places):
            thing: T = self._shelf.take(self._places[index])
            return thing
        return self._last[index - len(self._places)]
