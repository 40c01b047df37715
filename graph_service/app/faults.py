"""The fault of one field that was sent, in plain words."""

from collections.abc import Callable, Mapping
from typing import Any

_Given = Mapping[str, Any]
_SENTENCES: dict[str, Callable[[_Given], str]] = {
    "missing": lambda _: "this is missing",
    "extra_forbidden": lambda _: "there is no such field",
    "json_invalid": lambda _: "this is not JSON",
    "literal_error": lambda limits: f"this is one of {limits['expected']}",
    "enum": lambda limits: f"this is one of {limits['expected']}",
    "string_type": lambda _: "this is text",
    "string_too_long": lambda limits: f"this is at most {limits['max_length']} characters long",
    "string_too_short": lambda limits: f"this is at least {limits['min_length']} characters long",
    "too_long": lambda limits: f"these are at most {limits['max_length']}",
    "greater_than_equal": lambda limits: f"this is {limits['ge']} or more",
    "less_than_equal": lambda limits: f"this is {limits['le']} or less",
    "list_type": lambda _: "this is a list",
}
_KINDS = {
    "bool": "this is true or false",
    "date": "this is a day; write it as YYYY-MM-DD",
    "int": "this is a whole number",
    "model": "this is an object with the fields that the interface describes",
    "dict": "this is an object with the fields that the interface describes",
}


def fault_of(error: _Given) -> str:
    """One field's fault as pydantic found it: where it stands, and what belongs there."""
    place = [part for part in error["loc"] if part not in ("body", "query", "path")]
    if error["type"] == "json_invalid":
        place = []
    return f"{_where(place) or 'what was sent'}: {_what(error)}."


def _what(error: _Given) -> str:
    kind = str(error["type"])
    sentence = _SENTENCES.get(kind)
    if sentence is not None:
        return sentence(error.get("ctx", {}))
    return _KINDS.get(kind.partition("_")[0], "this cannot be read")


def _where(place: list[Any]) -> str:
    """`people 2, support` for the second of people: people count from one."""
    words: list[str] = []
    for part in place:
        if isinstance(part, int) and words:
            words[-1] = f"{words[-1]} {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words)
