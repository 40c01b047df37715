"""A form as it stands on a page: what was typed, and every fault beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_service.errors import Fault


@dataclass(slots=True)
class Typed:
    """One form of a page: its name, the texts that were typed by field, and the faults found so
    far.

    A field of rows holds a list. A value that cannot be read becomes a fault. Something harmless
    stands in for it, so that everything else is checked too.
    """

    name: str = ""
    texts: Mapping[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str, default: str = "", row: int = 0) -> str:
        """The text typed into a field (``row`` from 1 in a field of rows); the default on a form
        that nobody has sent.
        """
        value = self.texts.get(name, default if not self.texts else "")
        if isinstance(value, list):
            return value[row - 1] if 0 < row <= len(value) else default
        return str(value)

    def column(self, name: str) -> list[str]:
        """The texts of a field of rows, one a row."""
        value = self.texts.get(name)
        return value if isinstance(value, list) else []

    def faults_at(self, *names: str, row: int = 0) -> list[str]:
        """The faults of a field, in sentences."""
        return [
            fault.message
            for fault in self.faults
            if fault.column in names and (fault.line or 0) == row
        ]

    def day(self, name: str) -> date | None:
        """The day in the field, None where it is blank."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse(name, "day", f"“{text[:40]}” is not a day; write it as YYYY-MM-DD.")
            return None

    def whole(self, name: str, row: int = 0) -> int | None:
        """The whole number in the field, None where it is blank."""
        text = self.text(name, row=row).strip()
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) < 7:
            return int(text)
        self.refuse(name, "number", f"“{text[:40]}” is not a whole number.", row)
        return None

    def refuse(self, name: str, rule: str, message: str, row: int = 0) -> None:
        """Add a fault of a field."""
        self.faults.append(Fault("the form", row or None, name, rule, message))
