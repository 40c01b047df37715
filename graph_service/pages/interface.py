"""The interface for programs as a page: every operation, what it takes and gives, and every shape,
as the description says.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph_service.access.reader import Reader
from graph_service.auth.dependencies import Allow
from graph_service.pages.context import frame
from graph_service.pages.rendering import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Part = tuple[str, bool]
"""A piece of text, and whether it is the name of a shape."""
Schema = Mapping[str, Any]
_TYPES = {"integer": "whole number", "string": "text", "boolean": "true or false", "null": "null"}
_JSON = "application/json"


class Field(NamedTuple):
    """A parameter of an operation or a field of a shape; ``kind`` says in words what it holds."""

    name: str
    place: str
    kind: list[Part]
    needed: bool
    says: str


class Operation(NamedTuple):
    """One operation; ``takes`` and ``gives`` are the bodies of the request and of the answer."""

    id: str
    method: str
    path: str
    says: str
    fields: list[Field]
    takes: list[Part]
    gives: list[Part]


class BodyShape(NamedTuple):
    """An object that a body holds."""

    name: str
    says: str
    fields: list[Field]


@router.get("/docs")
def interface(
    request: Request, reader: Annotated[Reader, Depends(Allow("read the interface"))]
) -> str:
    """The page."""
    described = request.app.openapi()
    return render(
        "interface.html",
        operations=list(operations(described)),
        shapes=list(shapes(described)),
        frame=frame(reader, "/docs", synthetic=False),
    )


def operations(described: Schema) -> Iterator[Operation]:
    """Every operation of the description, in its order."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                operation["operationId"],
                method.upper(),
                path,
                _says(operation),
                [
                    Field(
                        given["name"],
                        given["in"],
                        kind(given["schema"]),
                        given["required"],
                        _says(given),
                    )
                    for given in operation.get("parameters", ())
                ],
                _body(operation.get("requestBody", {})),
                _body(operation["responses"]["200"]),
            )


def shapes(described: Schema) -> Iterator[BodyShape]:
    """Every shape, by name."""
    for name, form in sorted(described["components"]["schemas"].items()):
        needed = form.get("required", ())
        fields = [
            Field(field, "", kind(schema), field in needed, _says(schema))
            for field, schema in form.get("properties", {}).items()
        ]
        yield BodyShape(name, _says(form), fields)


def kind(schema: Schema) -> list[Part]:
    """The type of a value, in words."""
    if "$ref" in schema:
        return [(schema["$ref"].rpartition("/")[2], True)]
    if "enum" in schema or "const" in schema:
        return [
            (
                " or ".join(f"“{choice}”" for choice in schema.get("enum", [schema.get("const")])),
                False,
            )
        ]
    if "anyOf" in schema and "type" not in schema and "format" not in schema:
        words: list[Part] = []
        for option in schema["anyOf"]:
            words += [(" or ", False)] * bool(words) + kind(option)
        return words
    if schema.get("type") == "array":
        return [("list of ", False), *kind(schema["items"])]
    if schema.get("type") == "object":
        return [("object of name and ", False), *kind(schema["additionalProperties"])]
    return [(_plain(schema), False)]


def _plain(schema: Schema) -> str:
    what = str(schema.get("format") or _TYPES.get(schema["type"], schema["type"]))
    least, most, letters = (schema.get(bound) for bound in ("minimum", "maximum", "maxLength"))
    if least is not None and most is not None:
        return f"{what}, {least} to {most}"
    return f"{what}, at most {letters} characters" if letters else what


def _says(given: Schema) -> str:
    return str(given.get("description", "")).replace("``", "")


def _body(given: Schema) -> list[Part]:
    return kind(given["content"][_JSON]["schema"]) if _JSON in given.get("content", {}) else []
