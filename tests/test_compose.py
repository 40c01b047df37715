"""The compose file: valid, no default password, and a service that can change nothing around it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

HOUSE = Path(__file__).parent.parent
COMPOSE = HOUSE / "docker-compose.yml"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the compose file."""
    found: dict[str, Any] = YAML(typ="safe").load(COMPOSE)["services"]
    return found


def test_it_follows_the_compose_specification() -> None:
    """The published schema of compose files accepts it."""
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            str(COMPOSE),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_password_has_no_default() -> None:
    """Wherever the password is read from the environment, an empty or missing one stops the
    start.
    """
    text = COMPOSE.read_text(encoding="utf-8")
    assert (
        text.count("${SUPPORT_WEB_DATABASE_PASSWORD")
        == text.count("${SUPPORT_WEB_DATABASE_PASSWORD:?")
        > 0
    )


@pytest.mark.parametrize("name", ["migrate", "service"])
def test_the_program_may_do_nothing_beside_its_work(services: dict[str, Any], name: str) -> None:
    """It is not root, writes to /tmp alone, gains no rights, and has no capability."""
    service = services[name]
    assert (service["user"], service["read_only"]) == ("10001:10001", True)
    assert (service["tmpfs"], service["cap_drop"]) == (["/tmp"], ["ALL"])  # noqa: S108
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_what_a_proxy_with_tls_needs_is_passed_on(services: dict[str, Any]) -> None:
    """And plain HTTP on this machine unless it is said; the database's settings are those of the
    other container.
    """
    given = dict(services["service"]["environment"])
    named = (
        "SUPPORT_WEB_SECURE_COOKIES",
        "SUPPORT_WEB_HOSTS",
        "FORWARDED_ALLOW_IPS",
        "SUPPORT_WEB_TIME_ZONE",
    )
    assert [given.pop(name) for name in named] == [
        f"${{{name}:-{default}}}"
        for name, default in zip(named, ("false", "", "127.0.0.1", "UTC"), strict=True)
    ]
    assert given == services["migrate"]["environment"]


def test_nothing_listens_beyond_this_machine(services: dict[str, Any]) -> None:
    """The service is open to this machine, the database to the service alone."""
    assert services["service"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["neo4j"]


def test_the_service_waits_for_a_database_of_its_model(services: dict[str, Any]) -> None:
    """It starts when Neo4j answers and the model has been brought up to date, not when a container
    does.
    """
    assert services["migrate"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["service"]["depends_on"]["migrate"] == {
        "condition": "service_completed_successfully"
    }
    assert "healthcheck" in services["neo4j"]


def test_the_image_runs_as_the_user_that_compose_names() -> None:
    """The Dockerfile makes that user and ends as it, and asks the service how it is."""
    lines = (HOUSE / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER 10001"]
    assert any("--require-hashes" in line for line in lines)
    assert any(line.startswith("HEALTHCHECK") for line in lines)
