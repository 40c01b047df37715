"""A mapping written as TOML: what was read, and lines to be added under [people.matches]."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Sections = Mapping[str, Mapping[str, Any]]


def mapping_text(mapping: Sections, head: Sequence[str], matches: Sequence[str]) -> str:
    """The mapping's sections as they were given, under a head of comments, with further lines of
    [people.matches].
    """
    people = mapping.get("people", {})
    sections = {**mapping, "people": {**people, "matches": people.get("matches", {})}}
    lines = [f"# {comment(line)}" for line in head]
    for name, held in sections.items():
        plain = {key: value for key, value in held.items() if not isinstance(value, Mapping)}
        if plain or not any(isinstance(value, Mapping) for value in held.values()):
            lines += ["", f"[{name}]", *_lines(plain)]
        for key, value in held.items():
            if isinstance(value, Mapping):
                lines += ["", f"[{name}.{_key(key)}]", *_lines(value)]
                lines += matches if (name, key) == ("people", "matches") else []
    return "\n".join(lines) + "\n"


def match_line(text: str, id: str, remark: str) -> str:
    """A line that says whom a text means, with a remark for whoever looks at it."""
    return f"{quoted(text)} = {quoted(id)}  # {comment(remark)}"


def comment(text: str) -> str:
    """The text as it may stand in a comment: on one line, of what is seen."""
    return "".join(mark if mark.isprintable() else "?" for mark in text)


def quoted(text: str) -> str:
    """A text as TOML writes it, in quotation marks."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(held: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(name)} = {_value(value)}" for name, value in held.items())


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else quoted(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value)
