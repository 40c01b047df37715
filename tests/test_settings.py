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
    assert (settings.host, settings.port, settings.rule, settings.fresh_days) == (
        "127.0.0.1",
        8000,
        "default",
        365,
    )


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
    assert (settings.database, settings.port, settings.secure_cookies) == (
        "bolt://127.0.0.1:7687",
        9000,
        True,
    )
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


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("PORT", "many", "PORT: this is a whole number from 1 to 65535"),
        ("PORT", "65536", "PORT: this is a whole number from 1 to 65535"),
        ("ANSWER_SECONDS", "soon", "ANSWER_SECONDS: this is a number from 1 to 60"),
        ("SECURE_COOKIES", "maybe", "SECURE_COOKIES: this is true or false"),
        ("RULE", "kind", "RULE: this is one of default, student-voice, advisor-reported, mutual"),
        ("UPLOAD_MIB", "0", "UPLOAD_MIB: this is a whole number from 1 to 4096"),
    ],
)
def test_a_wrong_setting_says_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, told: str
) -> None:
    """In our own words."""
    monkeypatch.setenv(f"SUPPORT_WEB_{name}", text)
    with pytest.raises(WrongSetting) as refused:
        read_settings()
    assert str(refused.value) == f"The settings are wrong: SUPPORT_WEB_{told}."


@pytest.mark.parametrize(
    "address",
    [
        "http://x",
        "bolt:/x",
        "bolt:x",
        "bolt://",
        "neo4j://:7687",
        "bolt://x:seventy",
        "bolt://x:99999",
        "Bolt://x",
        "bolt://me:word@x",
    ],
)
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """In one sentence that says how to write it, and repeats no password."""
    monkeypatch.setenv("SUPPORT_WEB_DATABASE", address)
    with pytest.raises(
        WrongSetting, match="SUPPORT_WEB_DATABASE: this is neither a path nor the address"
    ) as refused:
        read_settings()
    assert "word@" not in str(refused.value)


def test_a_database_that_is_set_to_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a service that was to use a server would begin a file of its own."""
    for blank in ("", "  "):
        monkeypatch.setenv("SUPPORT_WEB_DATABASE", blank)
        with pytest.raises(WrongSetting, match="SUPPORT_WEB_DATABASE is empty"):
            read_settings()


@pytest.mark.parametrize(
    "name",
    [
        "school.db",
        "/srv/web/school.db",
        "C:\\web\\school.db",
        "neo4j+s://x.example",
        "bolt://[::1]:7687",
    ],
)
def test_paths_and_addresses_are_taken(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As they are given."""
    monkeypatch.setenv("SUPPORT_WEB_DATABASE", name)
    assert read_settings().database == name


def test_every_setting_has_its_sentence() -> None:
    """The commands that the README shows."""
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    "name", ["https://web.example", "web.example:8000", "*", "web example", "a/b"]
)
def test_a_host_is_a_name_and_nothing_else(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No scheme, port or star: what is refused must be told apart from what is not."""
    monkeypatch.setenv("SUPPORT_WEB_HOSTS", f"web.school.example,{name}")
    with pytest.raises(WrongSetting, match="is no name of a host"):
        read_settings()
