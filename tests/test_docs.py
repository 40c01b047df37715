"""The documentation is true: settings, commands, links, targets and measures."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer.main
from fastapi.routing import APIRoute

from analysis.measures import MEASURES
from analysis.network import PLACE_MEASURES, WHOLE_MEASURES
from analysis.network.register import NetworkMeasure
from graph_service.cli.commands import app
from graph_service.formats.mapping import INTERVIEWS, ROSTER, SECTIONS, SURVEY, Sections
from graph_service.formats.tables import FORMATS
from graph_service.pages import routes
from graph_service.settings import Settings

HOUSE = Path(__file__).parent.parent
SECURITY = (HOUSE / "docs" / "security.md").read_text(encoding="utf-8")
ASVS = {
    "1.1": (0, 2), "1.2": (5, 9), "1.3": (2, 11), "1.4": (0, 3), "1.5": (1, 2), "2.1": (1, 3),
    "2.2": (2, 3), "2.3": (1, 4),
    "2.4": (0, 1), "3.2": (2, 2), "3.3": (1, 4), "3.4": (2, 6), "3.5": (3, 5), "3.7": (0, 2),
    "4.1": (1, 3), "4.2": (0, 1),
    "4.3": (0, 2), "4.4": (1, 4), "5.1": (0, 1), "5.2": (2, 3), "5.3": (2, 2), "5.4": (0, 3),
    "6.1": (1, 3), "6.2": (8, 12),
    "6.3": (2, 4), "6.4": (2, 4), "6.5": (0, 5), "6.6": (0, 3), "6.8": (0, 4), "7.1": (0, 3),
    "7.2": (4, 4), "7.3": (0, 2),
    "7.4": (2, 5), "7.5": (0, 2), "7.6": (0, 2), "8.1": (1, 2), "8.2": (2, 3), "8.3": (1, 1),
    "8.4": (0, 1), "11.1": (0, 2),
    "11.2": (0, 3), "11.3": (2, 3), "11.4": (1, 4), "11.5": (0, 1), "11.6": (0, 1), "12.1": (1, 3),
    "12.2": (2, 2),
    "12.3": (0, 4), "13.1": (0, 1), "13.2": (0, 5), "13.3": (0, 2), "13.4": (1, 5), "14.1": (0, 2),
    "14.2": (1, 4),
    "14.3": (1, 3), "15.1": (1, 3), "15.2": (1, 3), "15.3": (1, 7), "16.1": (0, 1), "16.2": (0, 5),
    "16.3": (0, 4),
    "16.4": (0, 3), "16.5": (0, 3),
}  # fmt: skip
"""How many lines of level 1, and of levels 1 and 2, each section of ASVS 5.0 has; they come first
in it. V9, V10 and V17 stand whole."""
README = (HOUSE / "README.md").read_text(encoding="utf-8")
PAPERS = [HOUSE / "README.md", HOUSE / "CHANGELOG.md", *sorted(HOUSE.glob("docs/*.md"))]


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading of the README: first cell, without its marks → the
    other cells.
    """
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
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
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 - the type does not say it
    written = {words.split()[1] for words in table("Command line")}
    assert written == set(commands)


def test_the_health_checks_ask_for_a_page_that_is_there() -> None:
    """The containers are asked for a page that needs no sign-in and shows nobody's data."""
    asked = [
        path
        for name in ("Dockerfile", "docker-compose.yml")
        for path in re.findall(
            r"http://127\.0\.0\.1:8000(/[a-z-]*)", (HOUSE / name).read_text(encoding="utf-8")
        )
    ]
    assert asked == ["/sign-in", "/sign-in"]
    assert "/sign-in" in {
        route.path for route in routes.router.routes if isinstance(route, APIRoute)
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    """A link to a file of the project names one that is there."""
    targets = re.findall(r"\]\(([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [
        target for target in targets if "://" not in target and not (paper.parent / target).exists()
    ] == []


def test_every_place_that_the_papers_name_is_there() -> None:
    """A file or a folder between backticks, of the house or of its tests; ``<room>`` is a gap."""
    named = {
        place
        for paper in PAPERS
        if paper.name != "CHANGELOG.md"
        for place in re.findall(
            r"`((?:graph_service|analysis|facts|cypher|tests|benchmarks|docs|examples)/[^`\s<*{…]*)`",
            paper.read_text(encoding="utf-8"),
        )
    }
    assert named
    roots = (HOUSE, HOUSE / "tests")
    paths = {place: [root / place.split("::")[0] for root in roots] for place in named}
    lost = [place for place in named if not any(path.exists() for path in paths[place])]
    assert sorted(lost) == []


def test_every_make_target_that_the_papers_name_is_there() -> None:
    """`make something` in a paper is a target of the Makefile."""
    targets = set(
        re.findall(
            r"^([a-z0-9-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    named = {
        name
        for paper in PAPERS
        for name in re.findall(r"`make ([a-z-]+)`", paper.read_text(encoding="utf-8"))
    }
    assert sorted(named - targets) == []


def test_the_tables_of_measures_are_those_of_the_registers() -> None:
    """A paper's table is written from its register; where it was not, it is now."""
    stale = []
    for name, rows in (("measures.md", _register()), ("network.md", _network_registers())):
        paper = HOUSE / "docs" / name
        text = paper.read_text(encoding="utf-8")
        start, end = "tests/test_docs.py. -->\n", "<!-- The end of the table. -->"
        written = text.partition(start)[2].partition(end)[0]
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        if written != table:
            stale.append(name)
            whole = text.replace(start + written + end, start + table + end)
            paper.write_text(whole, encoding="utf-8")
    assert stale == [], "these papers were written anew: read them, and keep them"


def _network_registers() -> Iterator[tuple[str, ...]]:
    yield "name", "of", "meaning", "formula", "unit and range", "missing when", "source"
    yield ("---",) * 7
    registers: list[tuple[str, Sequence[NetworkMeasure[Any]]]] = [
        ("a student", PLACE_MEASURES), ("the school", WHOLE_MEASURES),
    ]  # fmt: skip
    for level, entries in registers:
        for entry in entries:
            named = (f"`{entry.name}`", level, entry.meaning, entry.formula, entry.values)
            yield *named, entry.missing_when, entry.source


def _register() -> Iterator[tuple[str, ...]]:
    yield "name", "meaning", "formula", "unit and range", "missing when", "source", "elsewhere"
    yield ("---",) * 7
    for entry in MEASURES:
        named = (f"`{entry.name}`", entry.meaning, entry.formula, entry.values)
        yield *named, entry.missing_when, entry.source, entry.elsewhere


def test_every_test_that_the_security_paper_names_is_there() -> None:
    """By its file, and by its name in it."""
    named = re.findall(r"`(?:tests/)?((?:\w+/)*test_\w+\.py)(?:::(\w+))?`", SECURITY)
    assert len(named) > 100
    for file, name in named:
        text = (HOUSE / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text or not name, f"{file}::{name}"


def test_every_line_of_asvs_stands_in_the_security_paper_once() -> None:
    """Those of level 1 with their mark; each with whether it is met, and with a test or a reason
    where it is.
    """
    found = []
    for line in SECURITY.split("OWASP ASVS 5.0", 1)[1].splitlines():
        if re.match(r"\| \d", line):
            numbers, _, verdict, reason = [cell.strip() for cell in line.strip("|").split("|")]
            assert verdict.strip("*") in {
                "met",
                "in part",
                "not met",
                "the school's",
                "no such thing",
            }, line
            assert reason or verdict == "no such thing", line
            found += [one for part in numbers.split(", ") for one in lines_of(part)]
    every = [
        f"{section}.{number}{' ¹' if number <= first else ''}"
        for section, (first, both) in ASVS.items()
        for number in range(1, both + 1)
    ]
    assert sorted(found) == sorted(every)


def lines_of(part: str) -> list[str]:
    """`6.5.1–6.5.3` is three lines."""
    first, _, last = part.partition("–")
    if not last:
        return [part]
    section, begin = first.rsplit(".", 1)
    return [f"{section}.{number}" for number in range(int(begin), int(last.rsplit(".", 1)[1]) + 1)]


def test_every_format_and_section_of_a_mapping_has_its_words_in_the_guide_to_importing() -> None:
    """Each format has a section that names it, each section of a mapping an example."""
    guide = (HOUSE / "docs" / "import.md").read_text(encoding="utf-8")
    headings = " ".join(line for line in guide.splitlines() if line.startswith("## "))
    assert [format_.NAME for format_ in FORMATS if f"`{format_.NAME}`" not in headings] == []
    assert [name for name in SECTIONS if f"\n[{name}]" not in guide] == []


@pytest.mark.parametrize(
    ("takes", "heading"),
    [(ROSTER, "roster"), (INTERVIEWS, "people"), (SURVEY, "survey")],
    ids=["roster", "interviews", "survey"],
)
def test_every_key_of_a_mapping_stands_in_the_example_of_its_formats(
    takes: Sections, heading: str
) -> None:
    """As a line of its own, as a section, or as one that a comment says may stand there too."""
    guide = (HOUSE / "docs" / "import.md").read_text(encoding="utf-8")
    (example,) = [block for block in guide.split("```")[1::2] if f"\n[{heading}]\n" in block]
    keys = [(section, key) for section, held in takes.items() for key in held]
    missing = [
        f"[{section}] {key}"
        for section, key in keys
        if not re.search(
            rf"^{key} = |^\[{section}\.{key}\]|\b{key}(?: too|, as)\b", example, re.MULTILINE
        )
    ]
    assert missing == []
