"""Deny is the start: a service in which a route says not whose it is does not start."""

from collections.abc import Iterable, Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute, Mount

from graph_service.access.policy import Action
from graph_service.auth.dependencies import Allow
from graph_service.errors import WrongSetting


def check_policies(app: FastAPI) -> None:
    """Raise WrongSetting naming every route that does not declare exactly one policy."""
    bare = [
        f"{', '.join(sorted(route.methods or ()))} {route.path}"
        for route in declared_routes(app.routes)
        if len(actions_of(route)) != 1
    ]
    if bare:
        raise WrongSetting(
            "The service does not start: these routes do not declare one policy: "
            f"{'; '.join(bare)}."
        )


def actions_of(route: APIRoute) -> list[Action]:
    """The actions whose policies the route declares."""
    return [call.action for call in _calls(route.dependant) if isinstance(call, Allow)]


def declared_routes(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """Every route, those of included routers too; WrongSetting for a kind that cannot declare a
    policy.
    """
    for route in routes:
        included = getattr(route, "original_router", None)
        if isinstance(route, APIRoute):
            yield route
        elif included is not None:
            yield from declared_routes(included.routes)
        elif not isinstance(route, Mount) or not isinstance(route.app, StaticFiles):
            raise WrongSetting(f"The service does not start: {route!r} cannot declare a policy.")


def _calls(dependant: Dependant) -> Iterator[object]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from _calls(dependency)
