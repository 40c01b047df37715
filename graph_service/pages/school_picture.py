"""The school's picture: one small drawing an advisory, made here, whose marks are the students'
states.
"""

from collections.abc import Iterator
from typing import NamedTuple

from graph_service.pages.addresses import Addresses
from graph_service.pages.drawing import SHAPES
from graph_service.pages.lettering import shortened
from graph_service.pages.school_layout import Block, block
from graph_service.workflows.states.views import State
from graph_service.workflows.webs.school_web import PicturedAdvisory, SchoolWeb


class StudentMark(NamedTuple):
    """A student as drawn: their two states, left adults, right peers."""

    number: int
    address: str
    words: str
    label: str
    adult: State
    peer: State
    x: float
    y: float
    name_y: float


class AdultMark(NamedTuple):
    """An adult as drawn."""

    number: int
    address: str
    words: str
    label: str
    shape: str
    x: float
    y: float
    radius: float
    name_y: float


class AdvisoryPicture(NamedTuple):
    """One advisory as drawn; ``address`` leads to its own web ('' for students of no advisory)."""

    name: str
    size: int
    look: int
    single: int
    address: str
    students: list[StudentMark]
    adults: list[AdultMark]
    height: float


class SchoolPicture(NamedTuple):
    """The school as drawn. ``ties`` holds for each mark the others that light up with it, all by
    their numbers.
    """

    advisories: list[AdvisoryPicture]
    ties: list[list[int]]


def school_picture(web: SchoolWeb, at: Addresses) -> SchoolPicture:
    """The web of a school, drawn."""
    numbers = _numbers(web)
    drawn = [_drawn(advisory, block(advisory), numbers, at) for advisory in web.advisories]
    ties: list[set[int]] = [set() for _ in numbers]
    for advisory in web.advisories:
        for student in advisory.students:
            for other in student.tied:
                ties[numbers[student.uid]].add(numbers[other])
                ties[numbers[other]].add(numbers[student.uid])
    return SchoolPicture(drawn, [sorted(others) for others in ties])


def _numbers(web: SchoolWeb) -> dict[str, int]:
    people = (one for advisory in web.advisories for one in _people(advisory))
    return {uid: number for number, uid in enumerate(people)}


def _people(advisory: PicturedAdvisory) -> Iterator[str]:
    yield from (student.uid for student in advisory.students)
    yield from (adult.uid for adult in advisory.adults)


def _drawn(
    advisory: PicturedAdvisory, placed: Block, numbers: dict[str, int], at: Addresses
) -> AdvisoryPicture:
    return AdvisoryPicture(
        name=advisory.name,
        size=len(advisory.students),
        look=advisory.look,
        single=advisory.single,
        address=at(f"/students/{advisory.students[0].uid}/advisory/explore")
        if advisory.name
        else "",
        students=[
            StudentMark(
                numbers[one.uid],
                at(f"/students/{one.uid}"),
                f"{one.name}: adults {one.adult}, peers {one.peer}",
                shortened(one.short_name),
                one.adult,
                one.peer,
                spot.x,
                spot.y,
                spot.name_y,
            )
            for one, spot in zip(advisory.students, placed.students, strict=True)
        ],
        adults=[
            AdultMark(
                numbers[one.uid],
                at(f"/adults/{one.uid}"),
                f"{one.name}: counts for {one.holds} students",
                shortened(one.short_name),
                SHAPES.get(one.kind, "diamond"),
                spot.x,
                spot.y,
                spot.radius,
                spot.name_y,
            )
            for one, spot in zip(advisory.adults, placed.adults, strict=True)
        ],
        height=placed.height,
    )
