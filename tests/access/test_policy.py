"""Policies: deny is the start, and each row says why."""

from typing import get_args

import pytest

from graph_service.access.policy import POLICIES, Action, may
from graph_service.access.reader import OPERATOR, ROLES, Reader

ROLES_OF = {action: policy.roles for action, policy in POLICIES.items()}


def reader(role: str) -> Reader:
    """Somebody of that role."""
    return Reader("uid", "Somebody", role)  # type: ignore[arg-type] # a role by its name


def test_every_action_has_one_policy_and_its_reason() -> None:
    """And no policy is for an action that there is not."""
    assert set(POLICIES) == set(get_args(Action))
    assert all(policy.why.endswith(".") for policy in POLICIES.values())


def test_policies_are_for_roles_that_there_are() -> None:
    """A misspelt role would let nobody in, or be taken for one."""
    assert {role for roles in ROLES_OF.values() for role in roles or ()} <= set(ROLES)


@pytest.mark.parametrize("action", POLICIES)
def test_whoever_has_no_role_may_do_only_what_anyone_may(action: Action) -> None:
    """The operator of the command line too: no door is open to them."""
    assert may(OPERATOR, action) == may(reader("stranger"), action) == (ROLES_OF[action] is None)


@pytest.mark.parametrize("role", ["researcher", "administrator"])
def test_who_studies_or_administers_may_see_nobody(role: str) -> None:
    """No list, no student, no adult, no figure, no record of who saw whom."""
    closed: list[Action] = [
        "list own students", "triage", "see a student", "record about a student", "see an adult",
        "see the school", "see the network",
        "read the record",
    ]  # fmt: skip
    assert not any(may(reader(role), action) for action in closed)
