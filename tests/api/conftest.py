"""The fixtures of the JSON tests."""

from collections.abc import Iterator

import pytest

from tests.office import Office, embedded_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The service over a small school that nobody changes."""
    with embedded_office(tmp_path_factory.mktemp("office")) as made:
        yield made
