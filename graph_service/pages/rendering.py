"""Templates rendered: everything is escaped, a name that is missing is an error, assets carry the
hash of their content.
"""

import hashlib
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from facts import choices
from facts.days import day_words
from graph_service.pages.drawing import role_words
from graph_service.pages.lettering import width_of

_HERE = Path(__file__).parent


@cache
def asset(path: str) -> str:
    """The address of a file of ours, changing with its content."""
    content = (_HERE / "static" / path).read_bytes()
    return f"/static/{path}?{hashlib.sha256(content).hexdigest()[:12]}"


def day(value: date | None) -> str:
    """A day as people write it, or a dash where there is none."""
    return "–" if value is None else day_words(value)


def moment(value: datetime | None, zone: tzinfo) -> str:
    """An instant as people of that zone write it, or a dash where there is none."""
    return (
        "–" if value is None else f"{day(value.astimezone(zone))}, {value.astimezone(zone):%H:%M}"
    )


def percent(value: float | None) -> str:
    """A share as a percentage with one decimal where it has one, or a dash where it is
    undefined.
    """
    return "–" if value is None else f"{value:.1%}".replace(".0%", "%")


def cut(text: str, letters: int) -> str:
    """The text, cut where it is longer than that."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["asset"] = asset
    environment.globals["choices"] = choices
    environment.globals["refused"] = None
    environment.globals["not_done"] = "Not recorded"
    environment.filters["day"] = day
    environment.filters["moment"] = moment
    environment.filters["percent"] = percent
    environment.filters["cut"] = cut
    environment.filters["wide"] = width_of
    environment.filters["roles"] = role_words
    return environment


def render(template: str, **context: object) -> str:
    """The template with this context; ``refused`` in it is a form with faults, which the page then
    opens with, as ``not_done``.
    """
    return _environment().get_template(template).render(**context)
