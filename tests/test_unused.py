"""Code that nothing uses goes: vulture looks for it, and what it may keep has its reason here."""

import re
from pathlib import Path

from vulture import Vulture

HOUSE = Path(__file__).parent.parent
USERS = ("graph_service", "analysis", "benchmarks")
"""Tests are none of them: what only a test calls is used by nobody."""
TEMPLATES = HOUSE / "graph_service" / "pages" / "templates"
CALLED_BY_OTHERS = ["@router.*", "@*.command", "@*.callback", "@*_validator", "@measure*"]
"""What stands below these is a route, a command, a check of pydantic's, or in the register."""
ANSWERED = "a field of what programs are answered as JSON"
REASONS = {
    "model_config": "pydantic reads the settings of a model under this name",
    "insert": "a mutable sequence has to have it",
    "__iadd__": "faults are gathered with it, as with a list",
    "freeze_panes": "openpyxl reads it as the template is written",
    "number_format": "openpyxl reads it as the template is written",
    "advisor_reported_reference": ANSWERED,
    "round_kind": ANSWERED,
    "adult_uid": ANSWERED,
    "fingerprint": ANSWERED,
    "make_app": "uvicorn calls it in each of several processes, by the name in APP",
    "__annotations__": "the command line is made from it, by typer",
    "total_tokens": "anyio reads from it how many threads may work at once",
    "measured": "the measures of one web, by which a property test holds the bulk forms",
}


def unused(folders: list[Path], templates: Path) -> list[str]:
    """Definitions in the folders that are named nowhere in them, nor in a template."""
    finder = Vulture(ignore_decorators=CALLED_BY_OTHERS)
    finder.scavenge([str(folder) for folder in folders])
    texts = [path.read_text(encoding="utf-8") for path in templates.iterdir()]
    shown = {word for text in texts for word in re.findall(r"\w+", text)}
    return sorted(
        f"{Path(item.filename).relative_to(folders[0].parent)}: {item.typ} {item.name}"
        for item in finder.get_unused_code(min_confidence=60)
        if item.name not in shown and item.name not in REASONS
    )


def test_everything_is_used() -> None:
    """A function, class, field or variable that nothing names is taken out, or has its reason."""
    assert unused([HOUSE / name for name in USERS], TEMPLATES) == []


def test_what_nothing_names_is_found(tmp_path: Path) -> None:
    """A function, a method and a field; not what a template shows, nor what a framework calls."""
    house, templates = tmp_path / "house", tmp_path / "templates"
    house.mkdir()
    templates.mkdir()
    (templates / "page.html").write_text("{{ page.title }}", encoding="utf-8")
    (house / "rooms.py").write_text(
        "class Room:\n    title: str\n    door: str\n\n    def open(self):\n        pass\n\n\n"
        "def build():\n    return Room\n\n\n@router.get('/')\ndef page():\n    pass\n",
        encoding="utf-8",
    )
    found = [line.partition(": ")[2] for line in unused([house], templates)]
    assert found == ["function build", "method open", "variable door"]
