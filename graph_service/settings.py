"""The settings, from environment variables named SUPPORT_WEB_…; a wrong one stops the start with
one sentence.
"""

import getpass
import os
import re
from pathlib import Path
from tempfile import gettempdir
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from facts.choices import RULE_BOUNDS, RuleName
from graph_service.errors import WrongSetting

PREFIX = "SUPPORT_WEB_"
SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
"""How the address of a Neo4j server begins; all else that names a database is a path."""
_OF_TESTS = ("TEST_", "REQUIRE_")


def _within(number: str, description: str) -> Any:
    """A field for a number of the rule, within the bounds that every reader of it keeps."""
    low, high = RULE_BOUNDS[number]
    return Field(ge=low, le=high, description=description)


class Settings(BaseSettings):
    """Every setting with its default; the description is the sentence that the README shows."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True
    )

    database: Annotated[
        str,
        Field(
            description=(
                "A path is the embedded engine's file; an address (neo4j://…, bolt://…) is a "
                "Neo4j server."
            )
        ),
    ] = "support-web.db"
    database_user: Annotated[str | None, Field(description="The user of the Neo4j server.")] = None
    database_password: Annotated[
        SecretStr | None, Field(description="The password of that user.")
    ] = None
    host: Annotated[str, Field(description="The address the service listens on.")] = "127.0.0.1"
    hosts: Annotated[
        str,
        Field(
            description=(
                "The names by which browsers reach the service, with commas between; this "
                "machine's own go without saying."
            )
        ),
    ] = ""
    port: Annotated[int, Field(ge=1, le=65535, description="The port the service listens on.")] = (
        8000
    )
    workers: Annotated[
        int,
        Field(
            ge=1, le=64, description="How many processes serve; more than one needs a Neo4j server."
        ),
    ] = 1
    time_zone: Annotated[
        str, Field(description="The school's time zone, which decides what day today is.")
    ] = "UTC"
    adult_threshold: Annotated[
        int,
        _within("adult_threshold", "How many supportive adults the rule asks for."),
    ] = 2
    peer_threshold: Annotated[
        int,
        _within("peer_threshold", "How many supportive peers the rule asks for."),
    ] = 2
    least_strength: Annotated[
        int, _within("least_strength", "The weakest tie that counts, 1 to 3.")
    ] = 1
    fresh_days: Annotated[
        int, _within("fresh_days", "How many days what was said stays fresh.")
    ] = 365
    rule: Annotated[
        RuleName,
        Field(description="The rule that is used when none is asked for."),
    ] = "default"
    secure_cookies: Annotated[
        bool,
        Field(
            description=(
                "Whether people reach the service over TLS; then the cookie is sent over TLS only."
            )
        ),
    ] = False
    answer_seconds: Annotated[
        float,
        Field(
            ge=1,
            le=60,
            description="How many seconds a page may wait for a Neo4j server before it says so.",
        ),
    ] = 8
    upload_mib: Annotated[
        int,
        Field(
            ge=1,
            le=4096,
            description="How many MiB an administrator may send in at once to be imported.",
        ),
    ] = 64
    upload_folder: Annotated[
        str | None,
        Field(
            description=(
                "The private folder in which they are kept until then; unless set, one in the "
                "system's temporary folder."
            )
        ),
    ] = None
    record_ends: Annotated[
        str | None,
        Field(
            description="The file outside the database in which the ends of the record "
            "are noted, so "
            "that a database that was put back "
            "is noticed; unless set, a hidden one beside an embedded file, and none for a server."
        ),
    ] = None
    idle_minutes: Annotated[
        int, Field(ge=1, le=1440, description="How long a session may lie idle.")
    ] = 30
    session_hours: Annotated[
        int, Field(ge=1, le=24, description="How long a session may last in all.")
    ] = 8
    first_password_hours: Annotated[
        int,
        Field(
            ge=1, le=720, description="How many hours a password is good that somebody else set."
        ),
    ] = 72

    def is_embedded(self) -> bool:
        """Whether the database is a file, which no other process can have open."""
        return not self.database.startswith(SCHEMES)

    def uploads(self) -> Path:
        """The private folder of what is sent in; unless it is set, one of this user's own."""
        if self.upload_folder is not None:
            return Path(self.upload_folder)
        return (
            Path(gettempdir())
            / f"support-web-uploads-{getpass.getuser() if os.name == 'nt' else os.geteuid()}"
        )

    def ends(self) -> Path | None:
        """Where the ends of the record are noted. Its name is not the database's: a backup of that
        must not hold it.
        """
        if self.record_ends is not None:
            return Path(self.record_ends)
        return (
            None
            if self.database.startswith(SCHEMES)
            else Path(self.database).with_name(f".{Path(self.database).name}.ends")
        )

    def password(self) -> str | None:
        """The database's password as text, for the driver alone."""
        return None if self.database_password is None else self.database_password.get_secret_value()

    @field_validator("database")
    @classmethod
    def _database_is_a_path_or_an_address(cls, name: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", name) and not _is_address(name):
            raise ValueError(
                "this is neither a path nor the address of a Neo4j server; write an address like "
                "neo4j://host:7687 "
                "or bolt://host:7687, and the user and password in settings of their own"
            )
        return name

    @field_validator("hosts")
    @classmethod
    def _hosts_are_names(cls, names: str) -> str:
        for name in filter(None, (name.strip() for name in names.split(","))):
            if not re.fullmatch(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+", name):
                raise ValueError(
                    f"“{name}” is no name of a host; write it like web.school.example, "
                    "without scheme and port"
                )
        return names

    @field_validator("time_zone")
    @classmethod
    def _time_zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(
                f"there is no time zone “{name}”; write it like Europe/Berlin"
            ) from error
        return name


def read_settings() -> Settings:
    """The settings of the environment.

    Raises WrongSetting naming every variable that is wrong or that nobody knows.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    faults = [
        f"{name} is not a setting"
        for name in sorted(os.environ)
        if name.startswith(PREFIX)
        and name not in known
        and not name.removeprefix(PREFIX).startswith(_OF_TESTS)
    ]
    if os.environ.get(f"{PREFIX}DATABASE", "-").strip() == "":
        faults.append(f"{PREFIX}DATABASE is empty; name a file or a server, or leave it out")
    settings = None
    try:
        settings = Settings()
    except ValidationError as error:
        faults += [
            f"{PREFIX}{str(fault['loc'][0]).upper()}: {_allowed(fault)}" for fault in error.errors()
        ]
    if faults or settings is None:
        raise WrongSetting(f"The settings are wrong: {'; '.join(faults)}.")
    return settings


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return (
            text.startswith(SCHEMES)
            and bool(parts.hostname)
            and parts.port != 0
            and parts.username is None
        )
    except ValueError:
        return False


def _allowed(error: ErrorDetails) -> str:
    """The values that a setting may have, in our own words."""
    field = Settings.model_fields[str(error["loc"][0])]
    bounds = {
        name: getattr(bound, name)
        for bound in field.metadata
        for name in ("ge", "le")
        if hasattr(bound, name)
    }
    if field.annotation is bool:
        return "this is true or false"
    if error["type"] == "literal_error":
        return f"this is one of {', '.join(get_args(field.annotation))}"
    if bounds:
        return (
            f"this is a {'whole ' if field.annotation is int else ''}number from {bounds['ge']} "
            f"to {bounds['le']}"
        )
    text = error["msg"].removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
