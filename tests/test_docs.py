"""What the papers say is so: settings, commands, links, targets and measures."""

import re
from pathlib import Path

import pytest
import typer.main
from fastapi.routing import APIRoute

from analysis.ego import EgoMeasures
from graph_service.cli.commands import app
from graph_service.pages import routes
from graph_service.settings import Settings

HOUSE = Path(__file__).parent.parent
README = (HOUSE / "README.md").read_text(encoding="utf-8")
PAPERS = [HOUSE / "README.md", HOUSE / "CHANGELOG.md", *sorted(HOUSE.glob("docs/*.md"))]


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading of the README: first cell, without its marks → the other cells."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {first.strip("`"): rest for first, *rest in rows}


def default_of(value: object) -> str:
    """A default as the environment would give it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_setting_stands_in_the_readme_with_its_sentence() -> None:
    """The README's table of settings is the settings' own, word for word, with their defaults."""
    fields = {
        f"SUPPORT_WEB_{name.upper()}": [field.description, default_of(field.default)]
        for name, field in Settings.model_fields.items()
    }
    assert table("Settings") == fields


def test_every_command_stands_in_the_readme() -> None:
    """The README's table of commands names all there are, and none that is not."""
    commands = getattr(typer.main.get_command(app), "commands")  # noqa: B009 - a group's, which the type does not say
    written = {words.split()[1] for words in table("Command line")}
    assert written == set(commands)


def test_the_health_checks_ask_for_a_page_that_is_there() -> None:
    """The containers are asked for a page that needs no sign-in and shows nobody's data."""
    asked = [
        path
        for name in ("Dockerfile", "docker-compose.yml")
        for path in re.findall(r"http://127\.0\.0\.1:8000(/[a-z-]*)", (HOUSE / name).read_text(encoding="utf-8"))
    ]
    assert asked == ["/sign-in", "/sign-in"]
    assert "/sign-in" in {route.path for route in routes.router.routes if isinstance(route, APIRoute)}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    """A link to a file of the project names one that is there."""
    targets = re.findall(r"\]\(([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [each for each in targets if "://" not in each and not (paper.parent / each).exists()] == []


def test_every_make_target_that_the_papers_name_is_there() -> None:
    """`make something` in a paper is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z0-9-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for paper in PAPERS for name in re.findall(r"`make ([a-z-]+)`", paper.read_text(encoding="utf-8"))}
    assert sorted(named - targets) == []


def test_every_measure_is_defined() -> None:
    """The table of docs/measures.md has a row for each ego measure, in its order."""
    text = (HOUSE / "docs" / "measures.md").read_text(encoding="utf-8")
    rows = [line.split(" | ")[0].strip("| ") for line in text.splitlines() if line.startswith("| ")]
    words = {"tied": "tied pairs", "observable": "observable pairs", "possible": "possible pairs"}
    assert [words.get(name, name.replace("_", " ")) for name in EgoMeasures._fields] == rows[2:]
