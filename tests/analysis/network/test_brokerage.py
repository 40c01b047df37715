"""Brokerage by hand: one way a role, and none where the first names the last directly."""

from analysis.network.brokerage import ROLES, broker_across, broker_inside, brokered
from analysis.network.drawn import drawn

WAYS = {
    "coordinator": "Ana:red Ben:red Cal:red",
    "itinerant": "Ana:red Ben:blue Cal:red",
    "representative": "Ana:red Ben:red Cal:blue",
    "gatekeeper": "Ana:blue Ben:red Cal:red",
    "liaison": "Ana:red Ben:blue Cal:green",
}


def test_one_way_a_role_counts_one_each() -> None:
    """Ana names Ben and Ben names Cal: the advisories decide which role Ben plays."""
    for role, groups in WAYS.items():
        found = brokered(drawn("Ana>Ben Ben>Cal", advisories=groups))
        assert found["Ben"] == {role: 1}
        assert not found["Ana"]
    assert WAYS.keys() == ROLES.keys()


def test_a_direct_naming_leaves_nothing_to_broker() -> None:
    """Ana names Cal herself; a way back to the one who began is no way either."""
    direct = drawn("Ana>Ben Ben>Cal Ana>Cal Ben>Ana", advisories=WAYS["liaison"])
    assert not brokered(direct)["Ben"]


def test_students_without_an_advisory_are_not_counted() -> None:
    """Cal is in none: a way to Cal has no role, and Cal has no value."""
    network = drawn("Ana>Ben Ben>Cal", advisories="Ana:red Ben:red")
    assert broker_inside(network) == {"Ana": 0, "Ben": 0}
    assert broker_across(network) == {"Ana": 0, "Ben": 0}


def test_nothing_is_told_of_who_did_not_answer() -> None:
    """Ben is named and was silent: whom he would name is not known."""
    network = drawn("Ana>Ben", unanswered="Ben", advisories="Ana:red Ben:red")
    assert "Ben" not in broker_inside(network)
