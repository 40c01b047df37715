"""The parameters of a statement, as both engines take them."""

from datetime import UTC, datetime
from typing import Any


def given(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a statement: instants as aware UTC, since an engine may drop an offset."""
    return {name: _value(value) for name, value in parameters.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return value.astimezone(UTC)
    if isinstance(value, dict):
        return {name: _value(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    return value
