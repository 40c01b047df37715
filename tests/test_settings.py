"""The settings."""

import os

import pytest

from graph_service.errors import WrongSetting
from graph_service.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SUPPORT_WEB_"):
            monkeypatch.delenv(name)


def test_without_any_variable_the_defaults_hold() -> None:
    """An embedded file, this machine alone, the default rule."""
    settings = read_settings()
    assert (settings.host, settings.port, settings.rule, settings.fresh_days) == ("127.0.0.1", 8000, "default", 365)


def test_every_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of each type."""
    given = {
        "DATABASE": "bolt://127.0.0.1:7687",
        "PORT": "9000",
        "SECURE_COOKIES": "true",
        "TIME_ZONE": "Europe/Berlin",
    }
    for name, text in {**given, "DATABASE_PASSWORD": "secret words", "RULE": "mutual"}.items():
        monkeypatch.setenv(f"SUPPORT_WEB_{name}", text)
    settings = read_settings()
    assert (settings.database, settings.port, settings.secure_cookies) == ("bolt://127.0.0.1:7687", 9000, True)
    assert settings.password() == "secret words"
    assert "secret words" not in repr(settings)


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown variables, wrong numbers, unknown time zones and rules."""
    wrong = {"PORT": "0", "TIME_ZONE": "Mars/Olympus", "RULE": "kind", "COLOUR": "blue"}
    for name, text in wrong.items():
        monkeypatch.setenv(f"SUPPORT_WEB_{name}", text)
    with pytest.raises(WrongSetting) as refused:
        read_settings()
    assert all(f"SUPPORT_WEB_{name}" in str(refused.value) for name in wrong)


def test_every_setting_has_its_sentence() -> None:
    """What the README shows."""
    assert all(field.description for field in Settings.model_fields.values())
