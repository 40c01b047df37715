"""The picture: drawn on the server, every mark explained, nothing that a name holds becomes
markup.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import sync_playwright

from analysis.names import short_name
from graph_service.access.reader import Reader
from graph_service.pages.addresses import Addresses
from graph_service.pages.drawing import Shown, drawing
from graph_service.pages.paths import jagged
from graph_service.pages.picture import picture
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.webs.student_web import student_web
from graph_service.workflows.webs.views import AlterTie, AlterView, StudentWeb
from tests.office import Office, embedded_office
from tests.pages.test_layout import BASE
from tests.pages.visitor import HOSTILE
from tests.workflows.folder import TODAY

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudentWeb]:
    """Ada's web as her school's lead sees it."""
    with (
        embedded_office(tmp_path_factory.mktemp("picture")) as office,
        office.client("lead") as client,
    ):
        uid = client.get("/api/v1/me").json()["account"]
        yield seen(office, uid)


def seen(office: Office, account: str) -> StudentWeb:
    """Ada's web as the account sees it."""
    lens = read_lens({}, TODAY, office.desk.rule)
    return student_web(office.desk, Reader(account, "Lead", "lead"), lens, office.uid("Ada Lee"))


def alter(number: int, name: str, **changed: object) -> AlterView:
    """An alter of that name."""
    return replace(BASE, uid=f"u{number}", name=name, short_name=short_name(name), **changed)  # type: ignore[arg-type]


def picture_of(web: StudentWeb, *, ended: bool = False, on_page: bool = False) -> str:
    """The picture of the web as it is."""
    return picture(web, Addresses(), drawing(web, Shown(ended=ended)), on_page=on_page)


def drawn(web: StudentWeb, *alters: AlterView, ended: bool = False) -> ET.Element:
    """The picture of the web with these alters in place of its own."""
    svg = picture_of(replace(web, alters=alters, alter_ties=()), ended=ended)
    return ET.fromstring(svg)  # noqa: S314 - our own text


def words(svg: ET.Element) -> list[str]:
    """Every text that is written in the picture."""
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_the_legend_has_the_marks_in_use_and_no_others(web: StudentWeb) -> None:
    """A stressful tie with family: a house, a jagged line, and neither a square nor an ended line
    in the legend.
    """
    mother = alter(
        1, "Ana Lee", kind="family", sector="family", counts=False, ring=3, line="stressful"
    )
    written = words(drawn(web, mother))
    assert {"family", "stressful"} < set(written)
    assert not {"peer", "adult inside school", "ended, or away", "supportive, strong"} & set(
        written
    )
    assert "Ada Lee · 24 Nov 2026" in written


def test_on_the_page_what_stands_beside_the_picture_is_outside_its_view(web: StudentWeb) -> None:
    """Name, day and legend are below the view, and how far below is told to what saves the
    picture.
    """
    alone, on_page = (ET.fromstring(picture_of(web, on_page=on_page)) for on_page in (False, True))  # noqa: S314 - our own text
    whole, seen = (float(picture.attrib["viewBox"].split()[3]) for picture in (alone, on_page))
    assert "data-below" not in alone.attrib
    assert seen + float(on_page.attrib["data-below"]) == whole
    (caption,) = (text for text in on_page.iter(f"{SVG}text") if text.get("class") == "caption")
    top = float(on_page.attrib["viewBox"].split()[1])
    assert float(caption.attrib["y"]) > top + seen


def test_a_stressful_tie_is_a_jagged_line(web: StudentWeb) -> None:
    """Not its colour alone: the line has teeth, and starts and ends where a straight one would."""
    path = jagged(0, 0, 90, 0)
    assert path.startswith("M0.0 0.0L")
    assert path.endswith("L90.0 0.0")
    assert len(set(re.findall(r" (-?5\.0)L", path))) == 2
    mother = alter(1, "Ana Lee", kind="family", sector="family", line="stressful")
    line = next(
        path
        for path in drawn(web, mother).iter(f"{SVG}path")
        if path.get("class") == "line stressful"
    )
    assert line.attrib["d"].count("L") > 5


def test_what_was_said_in_confidence_bears_a_lock_and_the_picture_says_not_to_pass_it_on(
    web: StudentWeb,
) -> None:
    """Beside the alter, in the legend and under the name, so that it is on a saved picture too; and
    nowhere else.
    """
    told = replace(web, adult=replace(web.adult, confidential=True))
    mother = alter(
        1, "Ana Lee", kind="family", sector="family", line="stressful", confidential=True
    )
    warning = "Holds words said in confidence: do not pass on."
    svg = drawn(told, mother, alter(2, "Ms Ito"))
    assert {warning, "rests on words in confidence"} < set(words(svg))
    assert sum(group.get("class") == "lock" for group in svg.iter(f"{SVG}g")) == 2
    named = {link.attrib["aria-label"] for link in svg.iter(f"{SVG}a")}
    assert {"in confidence" in link for link in named if "Ana" in link} == {True}
    assert {"in confidence" in link for link in named if "Ito" in link} == {False}
    plain = ET.tostring(drawn(web, alter(1, "Ms Ito")), encoding="unicode")
    assert "confidence" not in plain
    assert 'class="lock"' not in plain


def test_a_tie_between_two_alters_that_one_told_in_confidence_bears_a_lock(web: StudentWeb) -> None:
    """In the middle of its line."""
    pair = replace(
        web,
        alters=(alter(1, "Ms Ito"), alter(2, "Mr Abe")),
        alter_ties=(AlterTie("u1", "u2", True),),
    )
    svg = ET.fromstring(picture_of(pair))  # noqa: S314 - our own text
    assert pair.confidential
    assert sum(group.get("class") == "lock" for group in svg.iter(f"{SVG}g")) == 2


def test_ended_ties_are_drawn_on_request_and_move_nobody(web: StudentWeb) -> None:
    """People who stay keep their places, with and without those whose ties have ended."""
    now, gone = alter(1, "Ms Ito"), alter(2, "Mr Abe", counts=False, ring=3, line="ended")
    without, having = drawn(web, now, gone), drawn(web, now, gone, ended=True)
    assert "Mr Abe" in words(having)
    assert "Mr Abe" not in words(without)
    assert "ended, or away" not in words(without)
    places = [
        next(rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "mark counts").attrib
        for svg in (without, having)
    ]
    assert places[0] == places[1]


def test_a_mentor_without_a_tie_is_called_a_mentor(web: StudentWeb) -> None:
    """Somebody new whom the student named as a mentor: no role tie says so yet, but their kind
    does.
    """
    new = alter(1, "Mr New", kind="mentor", sector="mentor", roles=("other",))
    mark = next(drawn(web, new).iter(f"{SVG}a"))
    assert mark.attrib["aria-label"] == "Mr New, mentor, counts."


def test_a_student_with_nobody_is_drawn_with_the_next_step(web: StudentWeb) -> None:
    """The middle, the empty rings, and what to do."""
    nobody = replace(web, adult=replace(web.adult, observed=False))
    assert {"Ada", "Nobody is known yet.", "Ask Ada who is there for them."} < set(
        words(drawn(nobody))
    )
    asked = replace(
        web, adult=replace(web.adult, observed=True), peer=replace(web.peer, observed=True)
    )
    assert "Asked, and nobody is known." in words(drawn(asked))


def test_what_a_name_holds_stays_text(web: StudentWeb) -> None:
    """A hostile name changes no element of the picture."""
    plain = drawn(web, alter(1, "Plain Name"))
    hostile = drawn(replace(web, name=HOSTILE, short_name=HOSTILE), alter(1, HOSTILE))
    assert [element.tag for element in hostile.iter()] == [element.tag for element in plain.iter()]


def test_thirty_long_names_do_not_overlap_as_the_browser_draws_them(
    web: StudentWeb, browser_path: str
) -> None:
    """Measured in a real browser, with its own fonts: no mark or name covers another, and nothing
    is cut off.
    """
    sectors = ("advisor", "mentor", "teacher", "other", "family", "peer", "peer", "peer")
    alters = [
        alter(
            number,
            f"Maximiliane-Wilhelmina{number} Wombat",
            sector=sectors[number % 8],
            ring=number % 3 + 1,
        )
        for number in range(30)
    ]
    svg = picture_of(replace(web, alters=tuple(alters), alter_ties=()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<!doctype html>{svg}")
        boxes = page.evaluate(
            "[...document.querySelectorAll('a.alter')].map(mark => mark.getBBox()).map(b => "
            "[b.x, b.y, b.x + b.width, b.y + b.height])"
        )
        view = page.evaluate(
            "(b => [b.x, b.y, b.x + b.width, b.y + "
            "b.height])(document.querySelector('svg').viewBox.baseVal)"
        )
        browser.close()
    assert len(boxes) == 30
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert view[0] <= left < right <= view[2]
        assert view[1] <= top < bottom <= view[3]
        for others in boxes[:index]:
            assert (
                left >= others[2] or right <= others[0] or top >= others[3] or bottom <= others[1]
            )


def test_a_picture_file_is_the_picture_alone(tmp_path: Path) -> None:
    """The file holds one SVG with its day, loads nothing, and keeps the lens it was saved
    through.
    """
    with embedded_office(tmp_path) as office, office.client("lead") as client:
        answer = client.get(f"/students/{office.uid('Ada Lee')}/web.svg?on=2026-11-20")
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    svg = ET.fromstring(answer.text)  # noqa: S314 - our own answer
    assert "Ada Lee · 20 Nov 2026" in words(svg)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", answer.text)


def test_what_draws_is_loaded_with_the_first_picture() -> None:
    """The library for pictures loads all of IPython: the start and the commands go without it."""
    started = (
        "import sys, graph_service.cli, graph_service.app.service; "
        "sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", started], check=False).returncode == 0


def test_ties_among_those_who_count_are_drawn_at_first_and_all_on_request(web: StudentWeb) -> None:
    """The advisor's ties to peers never: everyone in the advisory has them."""
    people = (
        alter(1, "Ms Ito", roles=("advisor",)),
        alter(2, "Ben", side="peer", sector="peer", roles=("peer",)),
        alter(3, "Cal", side="peer", sector="peer", roles=("peer",)),
        alter(4, "Dee", side="peer", sector="peer", roles=("peer",), counts=False, ring=3),
    )
    ties = [("u1", "u2"), ("u2", "u3"), ("u3", "u4")]
    whole = replace(web, alters=people, alter_ties=tuple(AlterTie(*two, False) for two in ties))

    def among(show: Shown) -> set[tuple[str, str]]:
        edges = drawing(whole, show).edges
        return {(edge["from"], edge["to"]) for edge in edges if edge["kind"] == "alters"}

    assert among(Shown()) == {("u2", "u3")}
    assert among(Shown(ties=True)) == {("u2", "u3"), ("u3", "u4")}


def test_many_known_people_are_one_mark_that_opens(web: StudentWeb) -> None:
    """Its number stands beside it, and its address shows each of them."""
    many = [
        alter(number, f"Aunt {number}", sector="family", kind="family", counts=False, ring=3,
              line="none")
        for number in range(44)
    ]  # fmt: skip
    svg = drawn(web, *many)
    assert "+14 known" in words(svg)
    link = next(mark for mark in svg.iter(f"{SVG}a") if mark.attrib["data-alter"] == "more")
    assert link.attrib["href"].endswith("known=all")
    opened = drawing(replace(web, alters=tuple(many), alter_ties=()), Shown(known=True))
    assert len(opened.nodes) == 45
