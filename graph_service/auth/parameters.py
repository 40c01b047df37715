"""The parameters of an address: one that is not known, or that is given twice, is refused and never
passed over.

A misspelt day or rule would else be answered with today's data under the usual rule, and nobody
would see it.
"""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.datastructures import ImmutableMultiDict

from graph_service.errors import BadInput, Fault

SEVERAL = ("roles",)
"""The fields that may be given more than once, as a form sends them."""


def declared(request: Request) -> frozenset[str]:
    """The parameters that the route itself says it takes."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return frozenset()
    return frozenset(_taken(route.dependant))


def _taken(part: Dependant) -> set[str]:
    """The parameters of a route or of what it depends on, and of all that this depends on."""
    return {field.alias for field in part.query_params}.union(
        *(_taken(inner) for inner in part.dependencies)
    )


def unknown_parameters(names: Iterable[str], known: Collection[str]) -> list[Fault]:
    """A fault for each name that is none of the known ones; it says which was likely meant."""
    return [
        _fault(name, _not_taken(name, known)) for name in dict.fromkeys(names) if name not in known
    ]


def repeated_parameters(*asked: ImmutableMultiDict[str, str]) -> list[Fault]:
    """A fault for each parameter that is given more than once: nobody can tell which is meant."""
    given = [name for part in asked for name, _ in part.multi_items() if name not in SEVERAL]
    twice = dict.fromkeys(name for name in given if given.count(name) > 1)
    return [_fault(name, "this is given more than once; give it once.") for name in twice]


def check_parameters(request: Request, also: Collection[str] = ()) -> None:
    """Raise BadInput where the address gives what neither the route declares nor ``also`` names, or
    one thing twice.
    """
    known = declared(request).union(also)
    faults = [
        *unknown_parameters(request.query_params, known),
        *repeated_parameters(request.query_params),
    ]
    if faults:
        raise BadInput("The address asks for what cannot be given.", faults)


def _not_taken(name: str, known: Collection[str]) -> str:
    if not known:
        return "there is no such parameter; this address takes none."
    plain = {_plain(taken): taken for taken in known}
    near = get_close_matches(_plain(name), plain, n=1)
    meant = f" Did you mean {plain[near[0]]}?" if near else ""
    return f"there is no such parameter.{meant} This address takes {', '.join(sorted(known))}."


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _fault(name: str, message: str) -> Fault:
    return Fault("the request", None, name[:40], "parameter", message)
