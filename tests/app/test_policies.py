"""Each route's policy lets in exactly the roles that docs/rights.md does; a policy that is opened
or closed is noticed.
"""

from collections.abc import Iterable, Mapping

import pytest
from fastapi import FastAPI

from graph_service.access.policy import POLICIES, Action
from graph_service.access.reader import ROLES
from graph_service.app.policies import actions_of, declared_routes
from tests import proofs
from tests.app.test_rights import ROWS
from tests.office import Office

Roles = frozenset[str] | None
"""The roles that are let in; None: anybody, signed in or not."""
PAPER: dict[str, Roles] = {
    f"{row.method} {row.path}": None
    if row.cells["nobody"] == "yes"
    else frozenset(role for role in ROLES if row.cells[role] != "–")
    for row in ROWS
}
OF_ACTIONS: dict[Action, Roles] = {action: policy.roles for action, policy in POLICIES.items()}


def wrong(app: FastAPI, roles: Mapping[Action, Roles]) -> list[str]:
    """The routes that let in others than the paper says, if each action were for these roles."""
    return [
        f"{method} {route.path}"
        for route in declared_routes(app.routes)
        for method in route.methods or ()
        for action in actions_of(route)
        if PAPER[f"{method} {route.path}"] != roles[action]
    ]


def test_every_route_lets_in_the_roles_that_the_paper_says(office: Office) -> None:
    """No route is open to a role that has an empty cell, or closed to one that has not."""
    assert wrong(office.app, OF_ACTIONS) == []


def others(roles: Roles) -> Iterable[Roles]:
    """The policies of a mistake: for anybody, for everyone signed in, for one role more or one
    fewer.
    """
    yield None
    yield frozenset(ROLES)
    yield from ((roles or frozenset()) ^ {role} for role in ROLES)


@pytest.mark.parametrize("action", POLICIES)
def test_a_policy_taken_out_or_changed_is_noticed(office: Office, action: Action) -> None:
    """With any other policy of an action, some route differs from the paper."""
    for roles in others(OF_ACTIONS[action]):
        if roles != OF_ACTIONS[action]:
            noticed = wrong(office.app, {**OF_ACTIONS, action: roles})
            what = "for anybody" if roles is None else ", ".join(sorted(roles)) or "for nobody"
            proofs.tell(
                "policies taken out or changed",
                tried=1,
                held=bool(noticed),
                outcome="noticed",
                which=f"{action}: {what}",
            )
            assert noticed, roles
