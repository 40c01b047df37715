"""The interface's description: valid, complete, and without a hole that a client generator would
fill with anything.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.office import Office


@pytest.fixture(scope="module")
def described(office: Office) -> dict[str, Any]:
    """The description."""
    with office.client("lead") as client:
        found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def parts(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the description with its place."""
    if isinstance(node, dict):
        yield place, node
        for name, part in node.items():
            yield from parts(part, f"{place}/{name}")
    elif isinstance(node, list):
        for number, part in enumerate(node):
            yield from parts(part, f"{place}/{number}")


def test_it_is_valid(described: dict[str, Any]) -> None:
    """By the OpenAPI's own schema."""
    validate(described)


def test_every_object_says_what_it_holds(described: dict[str, Any]) -> None:
    """No free object, no value of any kind, and no array whose places mean different things."""
    holes = [
        place
        for place, node in parts(described)
        if (
            node.get("type") == "object"
            and not (node.get("properties") or node.get("additionalProperties"))
        )
        or node.get("additionalProperties") is True
        or "prefixItems" in node
        or (place.endswith("/schema") and not node)
    ]
    assert holes == []


def test_every_operation_has_a_name_of_its_own_and_says_how_it_fails(
    described: dict[str, Any],
) -> None:
    """One shape for what goes wrong."""
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        for status in ("401", "403", "404", "422", "503"):
            content = operation["responses"][status]["content"]["application/json"]
            assert content["schema"]["$ref"].endswith("/Refused"), (
                operation["operationId"],
                status,
            )


def test_the_flags_are_described_with_every_field(described: dict[str, Any]) -> None:
    """Those that the command line prints."""
    schemas = described["components"]["schemas"]
    assert set(schemas["SideFlag"]["properties"]) == {
        "state",
        "observed",
        "counted",
        "not_counted",
        "sentence",
        "confidential",
    }
    assert {"id", "adult", "peer"} <= set(schemas["StudentFlags"]["properties"])
    assert {"rule", "on", "figures", "students"} <= set(schemas["SchoolFlags"]["required"])
