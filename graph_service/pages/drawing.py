"""The drawing: one student's web as pyvis node and edge data, which the picture and the explore
view both show.

pyvis holds the data alone; its own pages load from other hosts and run what stands in a title, so
that they are never made.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from facts.choices import ROLE_WORDS
from facts.days import day_words
from graph_service.pages.advisory_layout import places_of
from graph_service.pages.layout import (
    PHONE,
    RADIUS,
    SECTORS,
    WIDE,
    Layout,
    Point,
    folded,
    in_order,
    layout,
)
from graph_service.pages.lettering import briefly, shortened
from graph_service.pages.school_layout import radius_of
from graph_service.workflows.webs.advisory_web import AdvisoryWeb
from graph_service.workflows.webs.views import AlterTie, AlterView, StudentWeb

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES = {"student": "dot", "family": "house", "staff": "square"}
"""The mark of each kind of person; everyone else is a diamond."""
ADULTS = {
    "square": "adult inside school",
    "house": "family",
    "diamond": "adult outside school",
}
STATES = ("supported", "thin", "isolated", "unknown")
LINES: dict[str, dict[str, Any]] = {
    "strong": {"width": 5},
    "weak": {"width": 2},
    "unconfirmed": {"width": 2.5, "dashes": True},
    "stressful": {"width": 2.5},
    "ended": {"width": 2},
    "none": {"width": 1, "dashes": True},
}


MORE = "more"
"""The mark that stands for known people who are not drawn one by one."""


class Shown(NamedTuple):
    """The parts of a web that are drawn on request: ended ties, all ties among alters, and each of
    many known people.
    """

    ended: bool = False
    ties: bool = False
    known: bool = False


EVERYTHING = Shown(ended=True, ties=True, known=True)


class Drawing(NamedTuple):
    """The nodes (id, label, title, shape, x, y, kind, counts, confidential) and the edges (from,
    to, kind, width), and how they are laid out.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    layout: Layout


def drawing(
    web: StudentWeb,
    show: Shown = Shown(),  # noqa: B008 - a constant
    *,
    phone: bool = False,
) -> Drawing:
    """The web as nodes and edges. Ended ties take their places also where they are not shown, so
    that nobody moves.

    For a ``phone`` names are a few letters, and ties among alters are left out: it fits the width,
    and the table below has the names.
    """
    away = frozenset[str]() if show.known else folded(web.alters)
    there = [alter for alter in web.alters if alter.uid not in away]
    labels = {alter.uid: shortened(alter.short_name) for alter in there}
    if away:
        labels[MORE] = f"+{len(away)} known"
        there.append(_more(there[0], len(away)))
    ego = shortened(web.short_name)
    if phone:
        labels = briefly({uid: label for uid, label in labels.items() if uid != MORE})
        labels |= {MORE: f"+{len(away)}"} if away else {}
    placed = layout(there, labels, ego, PHONE if phone else WIDE)
    shown = [alter for alter in in_order(there) if show.ended or alter.line != "ended"]
    network = _network()
    network.add_node(
        web.uid, label=ego, title=web.name, shape="box", x=0.0, y=0.0, kind="ego", stays=True
    )
    for alter in shown:
        x, y = placed.places[alter.uid]
        network.add_node(
            alter.uid,
            label=labels[alter.uid],
            title=describe(alter) if alter.uid != MORE else f"{alter.short_name}. Show each.",
            shape=SHAPES.get(alter.kind, "diamond"),
            x=x,
            y=y,
            kind=alter.kind,
            counts=alter.counts,
            confidential=alter.confidential,
            size=RADIUS,
        )
        network.add_edge(web.uid, alter.uid, kind=alter.line, arrows="", **LINES[alter.line])
    for tie in [] if phone else ties_among(web, show):
        if {tie.first, tie.second} <= {alter.uid for alter in shown}:
            network.add_edge(
                tie.first,
                tie.second,
                kind="alters",
                arrows="",
                width=1,
                confidential=tie.confidential,
            )
    nodes, edges, *_ = network.get_network_data()
    return Drawing(nodes, edges, placed)


def ties_among(web: StudentWeb, show: Shown) -> list[AlterTie]:
    """The ties among alters that are drawn: those among people who count, or all. The advisor's
    ties to peers are left out, since everyone in an advisory has them.
    """
    counting = {alter.uid for alter in web.alters if alter.counts}
    advisors = {alter.uid for alter in web.alters if "advisor" in alter.roles}
    peers = {alter.uid for alter in web.alters if alter.side == "peer"}
    return [
        tie
        for tie in web.alter_ties
        if (show.ties or {tie.first, tie.second} <= counting)
        and not ({tie.first, tie.second} & advisors and {tie.first, tie.second} & peers)
    ]


def _more(alter: AlterView, number: int) -> AlterView:
    """The mark of so many further known people: last of all, on the outer ring."""
    name = f"{number} more people who are known and do not count"
    return replace(
        alter, uid=MORE, name="\U0010ffff", short_name=name, kind="more", sector=SECTORS[-1],
        counts=False, ring=3, line="none", words=(), ties=(), may_open=False, confidential=False,
    )  # fmt: skip


def role_words(alter: AlterView) -> str:
    """The alter's role for the student; without a role tie, their kind."""
    if alter.roles == ("other",) and alter.kind in ("mentor", "family"):
        return alter.kind
    return " and ".join(ROLE_WORDS[role] for role in alter.roles)


def describe(alter: AlterView) -> str:
    """One line on an alter: who they are, whether they count, who says so and when."""
    said = "; ".join(
        (
            f"{word.informant}: {word.support}, "
            f"{day_words(word.said_on)}{', confidential' * word.confidential}"
        )
        for word in alter.words
    )
    state = "counts" if alter.counts else alter.reason
    who = f"{alter.spoken}, {role_words(alter)}, {state}{', in confidence' * alter.confidential}"
    return f"{who}. {said}" if said else f"{who}."


def explore_data(web: StudentWeb, drawn: Drawing) -> dict[str, Any]:
    """The data of the explore view: the picture's own nodes at the picture's own places."""
    return {
        "name": web.name,
        "date": day_words(web.lens.on),
        "day": web.lens.on.isoformat(),
        "confidential": web.confidential,
        "rings": drawn.layout.rings,
        "lane": drawn.layout.lane,
        "names": dict(_names(drawn)),
        "nodes": drawn.nodes,
        "edges": drawn.edges,
    }


def _names(drawn: Drawing) -> Iterator[tuple[str, tuple[float, float, str]]]:
    """Where each name stands beside its mark, and which of its ends is there."""
    for uid, name in drawn.layout.names.items():
        place = drawn.layout.places[uid]
        yield uid, (round(name.x - place.x, 1), round(name.y - place.y, 1), name.anchor)


def advisory_data(web: AdvisoryWeb) -> dict[str, Any]:
    """The data of a whole advisory's explore view. Its students stay in sight also when nobody
    counts for them.
    """
    places = places_of(web)
    network = _network()
    for member in web.members:
        words = f"{member.name}: adults {member.adult}, peers {member.peer}"
        place, states = places[member.uid], {"adult": member.adult, "peer": member.peer}
        _add(network, member.uid, member.short_name, words, "student", place, RADIUS, **states)
    for adult in web.adults:
        words = f"{adult.name}: counts for {len(adult.members)} of {len(web.members)}"
        place, radius = places[adult.uid], radius_of(len(adult.members))
        _add(network, adult.uid, adult.short_name, words, adult.kind, place, radius)
    for tie in web.ties:
        network.add_edge(
            tie.first,
            tie.second,
            kind=tie.line,
            arrows="",
            width=3 if tie.line == "strong" else 1.5,
        )
    nodes, edges, *_ = network.get_network_data()
    return {
        "name": f"Advisory {web.name}, {web.school}",
        "date": day_words(web.lens.on),
        "day": web.lens.on.isoformat(),
        "confidential": web.confidential,
        "states": True,
        "legend": _states_and_adults(web),
        "nodes": nodes,
        "edges": edges,
    }


def _network() -> "Network":
    """An empty network. pyvis is loaded with the first picture, since it loads all of IPython."""
    from pyvis.network import Network  # noqa: PLC0415 - at start it would cost everybody a third of a second

    return Network(directed=True)


def _states_and_adults(web: AdvisoryWeb) -> list[tuple[str, str, str]]:
    """The legend of an advisory: the states and the kinds of adults that there are."""
    states = {state for member in web.members for state in (member.adult, member.peer)}
    shapes = {SHAPES.get(adult.kind, "diamond") for adult in web.adults}
    return [("state", state, state) for state in STATES if state in states] + [
        ("shape", shape, words) for shape, words in ADULTS.items() if shape in shapes
    ]


def _add(
    network: "Network",
    uid: str,
    label: str,
    words: str,
    kind: str,
    place: Point,
    radius: float,
    **states: str,
) -> None:
    network.add_node(
        uid,
        label=shortened(label),
        title=words,
        shape=SHAPES.get(kind, "diamond"),
        x=place.x,
        y=place.y,
        kind=kind,
        counts=True,
        stays=True,
        size=radius,
        **states,
    )
