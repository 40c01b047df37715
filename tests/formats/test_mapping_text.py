"""A mapping written as TOML is read as what it was."""

import tomllib
from datetime import date
from typing import Any

from graph_service.formats.mapping_text import mapping_text, match_line

MAPPING: dict[str, dict[str, Any]] = {
    "round": {
        "id": 7,
        "school": 'The "Oak"\\ School',
        "opened_on": date(2026, 10, 1),
        "confidential": True,
    },
    "survey": {"adults": ["A", "B; c"], "max peers": 3},
    "people": {
        "name": "n",
        "kinds": {"teacher": "staff", "a\tb": ""},
        "matches": {"Zoë\x7f": "t1", "e1/a3": 5},
    },
}


def test_all_that_a_mapping_holds_comes_back() -> None:
    """Texts with quotation marks and what cannot be seen, numbers, days, truths, lists,
    sections.
    """
    assert tomllib.loads(mapping_text(MAPPING, ["one"], [])) == MAPPING


def test_further_matches_stand_beside_those_that_were_there() -> None:
    """A remark cannot end its line, whatever somebody is called."""
    lines = [
        match_line('Tia "T" Reed\n', "t1", 'Tia\n"x" = "y"'),
        "# " + match_line("Kim", "", "once"),
    ]
    told = tomllib.loads(mapping_text(MAPPING, ["a\nb = 1"], lines))
    assert told == {
        **MAPPING,
        "people": {
            **MAPPING["people"],
            "matches": {**MAPPING["people"]["matches"], 'Tia "T" Reed\n': "t1"},
        },
    }


def test_a_mapping_without_matches_gets_them() -> None:
    """Also one that has no section of people."""
    told = tomllib.loads(
        mapping_text({"round": {"id": "r"}}, [], [match_line("Kim", "t1", "once")])
    )
    assert told == {"round": {"id": "r"}, "people": {"matches": {"Kim": "t1"}}}
