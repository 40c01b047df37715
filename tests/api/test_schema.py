"""The interface against its own description: whatever is sent, by whomever, is answered as
described and never with a 5xx.

An operation gets four cases from each role, and fifty before a release.
"""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_service.auth.credentials import COOKIE
from tests import proofs
from tests.office import PASSWORD, Office
from tests.sizes import tries

REFUSED = {400, 401, 403, 422}
"""The answer to a write without a session: a body that is no JSON, or cannot be read, is refused
before anybody is asked who they are."""
CASES = tries(4, 50)
ROLES = ["nobody", "advisor", "lead", "researcher", "administrator"]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
AT_THE_DOOR = {"POST /api/v1/sign-in", "POST /api/v1/sign-out"}


def token_of(office: Office, login: str) -> str | None:
    """A session's token; none for nobody."""
    token: str | None = (
        None if login == "nobody" else office.app.state.doorkeeper.sign_in(login, PASSWORD)
    )
    return token


@pytest.fixture(scope="module")
def operations(office: Office) -> list[Any]:
    """Every operation of the description; the clock stands, so that no session ends on the way."""
    noon = office.desk.now()
    office.desk._clock = lambda: noon
    cookie = {"cookie": f"{COOKIE}={token_of(office, 'lead')}"}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", office.app, headers=cookie)
    return [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]


def each_case(operation: Any, check: Callable[[Any], None], student: str) -> None:
    """Check cases that fit the description and cases that break it, about a student who is there or
    about nobody.
    """
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(
            max_examples=CASES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), there=st.booleans())
        def run(case: Any, there: bool) -> None:
            if there and "uid" in case.path_parameters:
                case.path_parameters["uid"] = student
            check(case)

        try:
            run()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, (
                "an operation without parameters has nothing that could be wrong"
            )


@pytest.mark.parametrize("login", ROLES)
def test_every_operation_keeps_to_its_description(
    office: Office, operations: list[Any], login: str
) -> None:
    """No 5xx, and no status, type or field that is not described; without a session, or with one
    made up, nothing but the door.
    """
    token = token_of(office, login)
    inside: set[int] = set()

    def check(case: Any) -> None:
        at_the_door = case.operation.label in AT_THE_DOOR
        if token is not None and not at_the_door:
            case.cookies = {COOKIE: token}
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        proofs.tell(
            f"requests invented from the description, {login}",
            tried=1,
            held=1,
            outcome="as described",
        )
        if not at_the_door:
            inside.add(answer.status_code)
        if token is None and not at_the_door:
            assert answer.status_code in (REFUSED if case.method == "POST" else {401}), (
                case.operation.label
            )

    for operation in operations:
        each_case(operation, check, office.uid("Ada Lee"))
    assert (200 in inside) == (token is not None)
