"""The mapping file: what a format does not take is a fault, and never passed over."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import BadInput
from graph_service.formats.mapping import read_mapping
from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from tests.formats.files import write_files
from tests.formats.school import SCHOOL
from tests.formats.test_egos import EGOR
from tests.formats.test_oneroster import BULK

SURVEY = {"form": ["Your ID,Who", "1001,Ms Ito"]}
INTERVIEW = """[round]
id = "R1"
school = "Harbor High"
asks = "adults"
opened_on = 2026-10-01
{round}
[people]
kind = "staff"
means = "supportive"
name = "who"
{people}
"""
SHEET = """[round]
id = "voice"
school = "Harbor High"
opened_on = 2026-10-01
{round}
[survey]
student = "Your ID"
adults = ["Who"]
{people}
"""


def faults_of(
    folder: Path, files: Mapping[str, Sequence[str]], mapping: str, **choices: Any
) -> list[str]:
    """The sentences about the mapping, as a file."""
    path = write_files(folder / "files", files)
    written = folder / "mapping.toml"
    written.write_text(mapping, encoding="utf-8")
    reading = read_tables(path, Choices(mapping=read_mapping(written), **choices))
    assert {(fault.line, fault.rule) for fault in reading.faults} <= {(None, "mapping")}
    assert not reading.faults or not reading.tables.given
    return [fault.message for fault in reading.faults]


@pytest.mark.parametrize(
    ("files", "mapping", "last"), [(EGOR, INTERVIEW, "people"), (SURVEY, SHEET, "survey")]
)
def test_confidential_is_read_as_it_is_meant_or_refused(
    tmp_path: Path, files: Mapping[str, Sequence[str]], mapping: str, last: str
) -> None:
    """Misspelt, with a capital, in another section or in quotation marks it would show what was
    said in confidence.
    """
    assert faults_of(tmp_path, files, mapping.format(round="confidential = true", people="")) == []
    for place, (said, people, told) in enumerate(
        [
            (
                "confidental = true",
                "",
                'The mapping\'s [round] takes no "confidental"; write confidential.',
            ),
            (
                "Confidential = true",
                "",
                'The mapping\'s [round] takes no "Confidential"; write confidential.',
            ),
            (
                "",
                "confidential = true",
                (
                    f'The mapping\'s [{last}] takes no "confidential"; confidential '
                    "belongs in [round]."
                ),
            ),
            (
                'confidential = "yes"',
                "",
                (
                    "The mapping's [round] confidential is not what stands there; it takes true "
                    "or false, without quotation marks."
                ),
            ),
        ]
    ):
        folder = tmp_path / str(place)
        folder.mkdir()
        assert faults_of(folder, files, mapping.format(round=said, people=people)) == [told]


@pytest.mark.parametrize(
    "people",
    [
        'matches = "x"',
        'kinds = "x"',
        'supports = ["x"]',
        "[people.matches]\nconfidential = true",
        "day = 3",
        "zebra = 1",
    ],
)
def test_a_value_of_another_kind_is_one_sentence(tmp_path: Path, people: str) -> None:
    """Not an error of the program."""
    (told,) = faults_of(tmp_path, EGOR, INTERVIEW.format(round="", people=people))
    assert told.startswith("The mapping's [people] ")


@pytest.mark.parametrize(
    "survey", ["peers = {a = 1}", "yes = [1]", "day = true", "max_peers = 1.5"]
)
def test_a_survey_takes_texts_and_numbers(tmp_path: Path, survey: str) -> None:
    """As interviews do."""
    (told,) = faults_of(tmp_path, SURVEY, SHEET.format(round="", people=survey))
    assert "is not what stands there" in told


def test_a_section_that_the_format_does_not_read_is_refused(tmp_path: Path) -> None:
    """Its lines would be passed over: our own tables take no mapping at all."""
    confidential = "[round]\nconfidential = true\n"
    (tmp_path / "a").mkdir()
    (told,) = faults_of(tmp_path / "a", SCHOOL, confidential)
    assert told.endswith("which the format tables does not read; it takes no mapping.")
    (tmp_path / "b").mkdir()
    (told,) = faults_of(tmp_path / "b", BULK, confidential)
    assert told.endswith("which the format oneroster does not read; it may have roster.")


@pytest.mark.parametrize(
    "text", ["a=" + "[" * 3000, "a=" + "9" * 5000, "\x00", "[x", "[nothing]", "round = 1"]
)
def test_what_is_no_mapping_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    """However deep or long it is."""
    file = tmp_path / "m.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"The mapping m\.toml"):
        read_mapping(file)
