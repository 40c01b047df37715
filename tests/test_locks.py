"""The lock files: every package with its hashes, and no address."""

import re
import tomllib
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(?P<extras>\[[a-z0-9,-]+\])?"
    r"==(?P<version>[A-Za-z0-9.+!]+)( ; [^\\]+?)? \\"
)


def pins(lock: str) -> dict[str, set[str]]:
    """Each locked package with the versions that may be installed (one for each kind of
    machine).
    """
    found: dict[str, set[str]] = {}
    for line in (HOUSE / lock).read_text(encoding="utf-8").splitlines():
        if (pin := PIN.fullmatch(line)) is not None:
            found.setdefault(pin["name"], set()).add(pin["version"])
    return found


def wanted(*extras: str) -> list[Requirement]:
    """The requirements of pyproject.toml, with these extras."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [
        Requirement(text)
        for text in [
            *project["dependencies"],
            *(line for extra in extras for line in optional[extra]),
        ]
    ]


def test_every_vendored_script_is_the_one_that_was_published() -> None:
    """Its hash stands in the paper beside it, with the package and version it comes from."""
    vendor = HOUSE / "graph_service" / "pages" / "static" / "vendor"
    named = dict(
        re.findall(
            r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$",
            (vendor / "README.md").read_text(),
            re.MULTILINE,
        )
    )
    assert {
        file.name: sha256(file.read_bytes()).hexdigest() for file in vendor.glob("*.js")
    } == named


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_or_a_hash(lock: str) -> None:
    """A lock holds pinned packages and their hashes, and nothing else: no option, no index, no
    comment.
    """
    lines = (HOUSE / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    """An install that asks for hashes is refused when one package has none."""
    lines = (HOUSE / lock).read_text(encoding="utf-8").splitlines()
    after = {
        line: following
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.fullmatch(line)
    }
    assert [pin for pin, following in after.items() if not HASH.fullmatch(following)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock(lock: str) -> None:
    """Whichever index a school uses serves the same files."""
    text = (HOUSE / lock).read_text(encoding="utf-8")
    assert [mark for mark in ("://", "index", "find-links", "@", "file:") if mark in text] == []


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])],
)
def test_the_lock_fulfils_the_project(lock: str, extras: list[str]) -> None:
    """Everything that pyproject.toml asks for is locked, in a version that it allows."""
    locked = pins(lock)
    missing = [
        str(requirement)
        for requirement in wanted(*extras)
        if not any(
            version in requirement.specifier
            for version in locked.get(canonicalize_name(requirement.name), ())
        )
    ]
    assert missing == []


def test_the_tests_run_on_the_versions_that_are_served() -> None:
    """The development lock holds the runtime lock's packages in the same versions."""
    served, tested = pins(LOCKS[0]), pins(LOCKS[1])
    assert {
        name: versions for name, versions in served.items() if tested.get(name) != versions
    } == {}


def test_an_extra_that_a_locked_package_asks_for_is_locked_as_one() -> None:
    """For `name[extra]`, pip 23 takes a newer release than the one pinned as `name`, and then
    refuses it: the setup broke that way.
    """
    lines = (HOUSE / LOCKS[1]).read_text(encoding="utf-8").splitlines()
    locked = {
        pin["name"]: pin["extras"] or ""
        for line in lines
        if (pin := PIN.fullmatch(line)) is not None
    }
    wanted_extras = [
        (canonicalize_name(requirement.name), extra)
        for name in locked
        for requirement in map(Requirement, _requires(name))
        for extra in requirement.extras
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    ]
    assert ("coverage", "toml") in wanted_extras
    assert [
        wanted
        for wanted in wanted_extras
        if wanted[1] not in locked[wanted[0]].strip("[]").split(",")
    ] == []


def _requires(name: str) -> list[str]:
    """The requirements of an installed package; nothing where it is for another kind of machine."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
