"""The interface as a page: complete, every link leads somewhere, and nothing comes from
elsewhere.
"""

import re
from typing import Any

import pytest

from graph_service.pages.interface import kind
from tests.office import Office


@pytest.fixture
def page(office: Office) -> str:
    """The page as anybody who is signed in reads it."""
    with office.client("researcher") as client:
        return str(client.get("/docs").text)


def test_every_operation_and_every_shape_stands_on_the_page(office: Office, page: str) -> None:
    """All that the description holds."""
    described = office.app.openapi()
    operations = [
        operation["operationId"]
        for path in described["paths"].values()
        for operation in path.values()
    ]
    assert len(operations) > 10
    for name in (*operations, *described["components"]["schemas"]):
        assert f'id="{name}"' in page
    for path in described["paths"]:
        assert path in page
    for shape in described["components"]["schemas"].values():
        assert all(f"<code>{field}</code>" in page for field in shape["properties"])


def test_every_link_leads_somewhere(page: str) -> None:
    """Within the page to a part that is there; elsewhere to doors of the service."""
    links = set(re.findall(r'href="([^"]*)"', page)) - {"#main"}
    ids = set(re.findall(r'id="([^"]*)"', page))
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert all(link.startswith(("#", "/")) for link in links)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/Rule"}, [("Rule", True)]),
        ({"type": "array", "items": {"$ref": "#/x/Rule"}}, [("list of ", False), ("Rule", True)]),
        (
            {"anyOf": [{"type": "string"}, {"type": "null"}]},
            [("text", False), (" or ", False), ("null", False)],
        ),
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "format": "date"}, [("date", False)]),
        ({"type": "integer", "minimum": 1, "maximum": 3}, [("whole number, 1 to 3", False)]),
        ({"type": "string", "maxLength": 9}, [("text, at most 9 characters", False)]),
        ({"enum": ["a", "b"], "type": "string"}, [("“a” or “b”", False)]),
        (
            {"type": "object", "additionalProperties": {"type": "number"}},
            [("object of name and ", False), ("number", False)],
        ),
    ],
)
def test_what_a_value_is_stands_in_words(
    schema: dict[str, Any], words: list[tuple[str, bool]]
) -> None:
    """Each construct of the description."""
    assert kind(schema) == words
