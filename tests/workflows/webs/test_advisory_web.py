"""A whole advisory: who counts for whom in it, as far as the reader may see."""

from collections.abc import Iterator

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.pages.advisory_layout import box_at, places_of
from graph_service.pages.drawing import advisory_data
from graph_service.pages.lettering import shortened, width_of
from graph_service.pages.school_layout import radius_of
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.webs.advisory_web import AdvisoryWeb, advisory_web
from tests.office import Office, embedded_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small school: Ada and Ben are in Blue, Cy is in Gold."""
    with embedded_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def web_of(office: Office, name: str, login: str = "lead", **lens: str) -> AdvisoryWeb:
    """The web of the advisory of the student of that name."""
    with office.client(login) as client:
        reader = Reader(
            client.get("/api/v1/me").json()["account"],
            login.title(),
            "lead" if login == "lead" else "advisor",
        )
    return advisory_web(
        office.desk,
        reader,
        read_lens(lens, office.desk.today(), office.desk.rule),
        office.uid(name),
    )


def test_members_and_those_who_count_for_them_are_there_and_nobody_else(office: Office) -> None:
    """Ada named Ms Ito and Ben; each tie once, and a mentor of whom nobody said anything is left
    out.
    """
    web = web_of(office, "Ben Ono")
    assert (web.name, [member.name for member in web.members]) == ("Blue", ["Ada Lee", "Ben Ono"])
    assert [(adult.name, adult.members) for adult in web.adults] == [
        ("Ms Ito", (office.uid("Ada Lee"),))
    ]
    ties = {frozenset((tie.first, tie.second)): tie.line for tie in web.ties}
    assert ties == {
        frozenset((office.uid("Ada Lee"), office.uid("Ms Ito"))): "strong",
        frozenset((office.uid("Ada Lee"), office.uid("Ben Ono"))): "strong",
    }


def test_an_advisor_sees_of_an_advisory_their_own_students_alone(office: Office) -> None:
    """Ada's advisor advises Ada: Ben is in the advisory and not in their scope."""
    web = web_of(office, "Ada Lee", "advisor")
    assert [member.name for member in web.members] == ["Ada Lee"]
    assert [adult.name for adult in web.adults] == ["Ms Ito"]


def test_a_student_out_of_scope_or_in_no_advisory_that_day_is_not_there(office: Office) -> None:
    """The same answer for both."""
    with pytest.raises(NotThere):
        web_of(office, "Cy Poe", "advisor")
    with pytest.raises(NotThere):
        web_of(office, "Ada Lee", on="2024-09-01")


def test_everyone_has_a_place_of_their_own(office: Office) -> None:
    """Members and adults do not cover each other, and an adult of one student stands behind that
    student.
    """
    web = web_of(office, "Ada Lee")
    places = places_of(web)
    names = {member.uid: member.short_name for member in web.members} | {
        adult.uid: adult.short_name for adult in web.adults
    }
    assert places.keys() == names.keys()
    boxes = {uid: box_at(place, width_of(shortened(names[uid]))) for uid, place in places.items()}
    assert not any(
        a.meets(b) for uid, a in boxes.items() for other, b in boxes.items() if uid < other
    )


def test_students_are_marked_by_their_states_and_adults_by_how_many_they_hold_up(
    office: Office,
) -> None:
    """The data of the explore view, and a legend of what there is."""
    data = advisory_data(web_of(office, "Ada Lee"))
    nodes = {node["id"]: node for node in data["nodes"]}
    ada, ito = nodes[office.uid("Ada Lee")], nodes[office.uid("Ms Ito")]
    web = web_of(office, "Ada Lee")
    states = {member.uid: (member.adult, member.peer) for member in web.members}
    assert (ada["adult"], ada["peer"]) == states[office.uid("Ada Lee")]
    assert ito["size"] == radius_of(1)
    told = {state for both in states.values() for state in both}
    assert {kind for what, kind, _ in data["legend"] if what == "state"} == told
    assert [kind for what, kind, _ in data["legend"] if what == "shape"] == ["square"]
