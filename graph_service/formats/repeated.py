"""One cause, told once: where it shows first, and how often."""

from typing import NamedTuple

from graph_service.errors import Fault


class FilePosition(NamedTuple):
    """Where something stands, as its file has it."""

    file: str
    line: int
    column: str | None = None


class Repeated:
    """Faults or notes that many rows have for the same reason."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str], list[FilePosition]] = {}

    def add(self, place: FilePosition, rule: str, message: str, cause: str = "") -> None:
        """One more place of it; ``cause`` tells apart what the message does not."""
        self._places.setdefault((rule, message, cause), []).append(place)

    def faults(self) -> list[Fault]:
        """Each of them once, at its first place, with its count where there are more."""
        return [
            Fault(
                *places[0],
                rule,
                message + (f" It is so in {len(places)} rows." if len(places) > 1 else ""),
            )
            for (rule, message, _), places in self._places.items()
        ]
