from pathlib import Path

import pytest

from graph_service.errors import StoreUnavailable, WrongSetting
from graph_service.store.bolt import BoltEngine
from graph_service.store.migrations import latest, version
from graph_service.store.opening import open_engine


def test_a_path_is_an_embedded_file_made_and_migrated(tmp_path: Path) -> None:
    """A file that is not there yet is made, ready to use."""
    engine = open_engine(str(tmp_path / "web.db"))
    assert engine.name == "embedded"
    assert version(engine) == latest("embedded")
    engine.close()


def test_a_mistyped_path_makes_nothing(tmp_path: Path) -> None:
    """No folder is made, and no file where there must be one."""
    with pytest.raises(StoreUnavailable, match=r"There is no folder .* for the database"):
        open_engine(str(tmp_path / "new" / "web.db"))
    with pytest.raises(StoreUnavailable, match="There is no database at"):
        open_engine(str(tmp_path / "web.db"), must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_an_address_where_nobody_answers() -> None:
    """The sentence names the address, within seconds."""
    with pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1:1 does not answer"):
        open_engine("bolt://127.0.0.1:1", "neo4j", "password")


def test_an_address_that_is_none() -> None:
    """A port that is no number is a wrong setting, not a database that is away."""
    with pytest.raises(WrongSetting, match="cannot be used"):
        open_engine("bolt://localhost:notaport", "neo4j", "password")


def test_an_address_is_neo4j(neo4j_engine: BoltEngine, neo4j_access: tuple[str, str, str]) -> None:
    """A server that was migrated is opened as it is."""
    assert version(neo4j_engine) == latest("neo4j")
    engine = open_engine(*neo4j_access)
    assert engine.name == "neo4j"
    engine.close()


def test_a_wrong_password_is_a_wrong_setting(neo4j_access: tuple[str, str, str]) -> None:
    """A server that refuses the user says so at the start."""
    with pytest.raises(WrongSetting, match="refuses this user and password"):
        open_engine(neo4j_access[0], neo4j_access[1], "not the password")
