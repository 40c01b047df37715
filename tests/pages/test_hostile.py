"""A page keeps its structure under any names and any words: text stays text."""

import random
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph_service.formats.writing import write_tables
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.intake.importing import import_tables
from tests import proofs
from tests.office import Office, embedded_office
from tests.pages.hostile import hostile_text, plain_text
from tests.sizes import tries
from tests.workflows.folder import TODAY

Write = Callable[[str], str]


class _Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and everything that is not an
    element and not text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element's name and its attributes' names."""
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Keep an element's end."""
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.found.append(("comment", data))

    def unknown_decl(self, data: str) -> None:
        """Keep anything odd."""
        self.found.append(("declaration", data))


def structure(page: str) -> list[object]:
    """A page's structure in a browser, besides its text."""
    reader = _Structure()
    reader.feed(page)
    reader.close()
    return reader.found


def tables(text: Write) -> Tables:
    """A school of which every text that is stored is what ``text`` makes of it; the first letters
    keep the order.
    """
    students = [
        StudentRow(
            2,
            f"s{n}",
            f"{n} {text(f'name {n}')}",
            "Met",
            text("grade")[:40],
            text("advisory"),
            "enrolled",
            interests=(text("i"),),
        )
        for n in range(1, 4)
    ]
    adults = [
        AdultRow(
            2,
            f"a{n}",
            f"{n} {text(f'adult {n}')}",
            kind,
            "a@b.example",
            "Met",
            text("organisation"),
            interests=(text("i"),),
        )
        for n, kind in enumerate(("staff", "mentor", "family"), start=1)
    ]
    ties = [
        TieRow(2, "s1", f"a{n}", role, None, None, text(role))
        for n, role in enumerate(("advisor", "mentor", "family"), 1)
    ]
    ties.append(TieRow(2, "s1", "s2", "peer", None, None, text("peer")))
    asked = [RoundRow(2, "r", "Met", "student_voice", "both", TODAY)]
    answers = [AnswerRow(2, "r", "s1", "s1", "answered", TODAY)]
    alters = ("a1", "a2", "a3", "s2")
    reports = [
        ReportRow(
            2, "r", "s1", alter, "s1", "supportive", 3, (text("kind").replace(";", ","),), TODAY
        )
        for alter in alters
    ]
    contacts = [ContactRow(2, "s1", "a2", TODAY, text("contact"), text("by"))]
    return Tables(students, adults, ties, asked, answers, reports, contacts)


def pages(office: Office) -> dict[str, list[object]]:
    """The structure of every page that a lead can open, by the place of its address in the list of
    them.
    """
    people = {
        person.id: uid for uid, person in office.desk.facts(office.desk.schools()[0]).people.items()
    }
    student = f"/students/{people['s1']}"
    adults = {f"/adults/a{n}": f"/adults/{people[f'a{n}']}" for n in range(1, 4)}
    of_student = {part: f"{student}{part}" for part in ("", "/web.svg?ended=1", "/explore")}
    addresses = (
        {path: path for path in ("/students?tab=all", "/triage?tab=all", "/school")}
        | of_student
        | adults
    )
    with office.client("lead") as client:
        answers = {name: client.get(address) for name, address in addresses.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {name: structure(answer.text) for name, answer in answers.items()}


@pytest.mark.parametrize("case", range(tries(5, 500)))
def test_no_stored_text_changes_the_structure_of_a_page(tmp_path: Path, case: int) -> None:
    """Every page has the same elements and attributes with hostile text in every stored field as
    with plain text of its shape.
    """
    plain, hostile = (_written(tmp_path / kind, case, kind) for kind in ("plain", "hostile"))
    same = sum(hostile[address] == built for address, built in plain.items())
    proofs.tell(
        "pages with hostile text in every field",
        tried=len(plain),
        held=same,
        outcome="of unchanged structure",
    )
    for address, built in plain.items():
        assert hostile[address] == built, address


def _written(folder: Path, case: int, kind: str) -> dict[str, list[object]]:
    """The pages of a school whose texts are drawn for the case: the hostile ones, or the plain ones
    of the same shape.
    """
    source = random.Random(case)  # noqa: S311  seeded chance, not a secret
    drawn: dict[str, str] = {}

    def text(what: str) -> str:
        hostile = drawn.setdefault(what, hostile_text(source))
        return hostile if kind == "hostile" else plain_text(hostile)

    folder.mkdir()
    with embedded_office(folder) as office:
        write_tables(tables(text), folder / "tables")
        import_tables(office.desk, folder / "tables")
        return pages(office)
