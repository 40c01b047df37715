"""Friendships, last year's and today's, shaped on published friendship surveys of schools.

Students form circles in their advisory and clubs in their year; some are more sociable than others.
Most friendships are named from both ends, and most last from one year to the next.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from graph_service.workflows.demo.synthetic.days import day_between
from graph_service.workflows.demo.synthetic.draft import CAP, Pupil, SchoolDraft

CIRCLES = (4, 6, 8, 10, 12)
CLUBS = (3, 5, 7, 9)
IN_CIRCLE, IN_CLUB = 1.0, 0.5
"""How likely two of one circle, or of one club, are friends, where both are as sociable as most."""
SPREAD = 0.43
"""How much students differ in being sociable: the deviation of its logarithm."""
RETIRING = 0.35
"""How sociable students are who name one friend or none, beside the others."""
LASTING = 0.75
MUTUAL = 0.7
"""So many friendships are named from both ends; of the others the less sociable one names more."""
LOOKS_UP = 0.6
FEWEST = 2
FEWEST_THEN = 4
SOCIABLE = 0.7
FEW = 0.1
"""So many had four friends last year at least; so many named one at most."""
ANSWERED_THEN = 0.75
"""So many of those asked last year answered."""
WRITTEN = 0.25
"""So many friendships are also on the school's record as ties."""
MANY_FRIENDS = 60
"""One of so many who answer has as many friends as a round lets them name."""

_DETAILS = (
    None,
    None,
    None,
    "same project",
    "same internship",
    "same team",
    "neighbours",
    "cousins",
)
Pair = tuple[Pupil, Pupil]


def add_friends(draft: SchoolDraft) -> None:
    """Draw each student's friends, of last year's round and of today, and write some of them
    down.
    """
    opened, _ = draft.days.last_voice
    befriended = [pupil for pupil in draft.everyone() if not pupil.plan.alone]
    for pupil in befriended:
        few = pupil.plan.peer != "many" or pupil.plan.voice == "never"
        pupil.sociable = draft.chance.lognormvariate(0, SPREAD) * (RETIRING if few else 1)
    groups = _groups(draft, befriended)
    then = [pupil for pupil in befriended if pupil.came <= opened]
    for pupil in then:
        pupil.answered_then = draft.chance.random() < ANSWERED_THEN
    earlier = _pairs(draft, then, groups, [])
    _name(draft, earlier, _friends_then, lambda pupil: pupil.answered_then)
    heard_then = _by((pupil for pupil in then if pupil.answered_then), lambda pupil: pupil.advisory)
    for pupil in then:
        drawn = draft.chance.random()
        if drawn < SOCIABLE:
            _fill(draft, pupil, FEWEST_THEN, _friends_then, heard_then)
        elif drawn > 1 - FEW:
            del pupil.friends_then[1:]
    now = [pupil for pupil in befriended if pupil.left is None]
    lasting = [pair for pair in earlier if all(pupil.left is None for pupil in pair)]
    kept = [pair for pair in lasting if draft.chance.random() < LASTING]
    _name(draft, _pairs(draft, now, groups, kept), _friends, lambda pupil: pupil.plan.popular)
    heard = [pupil for pupil in now if pupil.plan.voice == "answered" and pupil.plan.peer == "many"]
    fullest = {pupil.id for pupil in heard[::MANY_FRIENDS]}
    near = _by(heard, lambda pupil: pupil.advisory)
    for pupil in now:
        _fill(draft, pupil, CAP if pupil.id in fullest else FEWEST, _friends, near)
    for pupil in now:
        pupil.past_friends = [friend.id for friend in pupil.friends_then if friend.left is not None]
        _write(draft, pupil)


def _friends(pupil: Pupil) -> list[Pupil]:
    return pupil.friends


def _friends_then(pupil: Pupil) -> list[Pupil]:
    return pupil.friends_then


def _groups(draft: SchoolDraft, pupils: Sequence[Pupil]) -> list[tuple[float, list[Pupil]]]:
    """The circles of each advisory and the clubs of each year, with how likely two are friends."""
    found = [
        (IN_CIRCLE, circle)
        for group in _by(pupils, lambda pupil: pupil.advisory).values()
        for circle in _parts(draft, group, CIRCLES)
    ]
    return found + [
        (IN_CLUB, club)
        for group in _by(pupils, lambda pupil: pupil.grade).values()
        for club in _parts(draft, draft.chance.sample(group, len(group)), CLUBS)
    ]


def _by(pupils: Iterable[Pupil], what: Callable[[Pupil], int]) -> dict[int, list[Pupil]]:
    groups: dict[int, list[Pupil]] = defaultdict(list)
    for pupil in pupils:
        groups[what(pupil)].append(pupil)
    return groups


def _parts(
    draft: SchoolDraft, group: Sequence[Pupil], sizes: tuple[int, ...]
) -> Iterable[list[Pupil]]:
    place = 0
    while place < len(group):
        size = draft.chance.choice(sizes)
        yield list(group[place : place + size])
        place += size


def _pairs(
    draft: SchoolDraft,
    there: Sequence[Pupil],
    groups: Iterable[tuple[float, list[Pupil]]],
    kept: Iterable[Pair],
) -> list[Pair]:
    """The pairs of friends among those who are there, the ``kept`` ones first."""
    here = {pupil.id for pupil in there}
    found = {_ends(pair): pair for pair in kept}
    for likely, group in groups:
        present = [pupil for pupil in group if pupil.id in here]
        for first, second in combinations(present, 2):
            if draft.chance.random() < likely * first.sociable * second.sociable:
                found.setdefault(_ends((first, second)), (first, second))
    return list(found.values())


def _ends(pair: Pair) -> frozenset[str]:
    return frozenset(pupil.id for pupil in pair)


def _name(
    draft: SchoolDraft,
    pairs: Iterable[Pair],
    friends: Callable[[Pupil], list[Pupil]],
    in_sight: Callable[[Pupil], bool],
) -> None:
    """The names that each pair gives, closest first. Students whom few see are named by one other
    at most.
    """
    chance = draft.chance
    named: Counter[str] = Counter()

    def name(pupil: Pupil, friend: Pupil) -> None:
        if len(friends(pupil)) < CAP and (in_sight(friend) or not named[friend.id]):
            named[friend.id] += in_sight(pupil)
            friends(pupil).append(friend)

    for first, second in pairs:
        less, more = sorted((first, second), key=lambda pupil: pupil.sociable)
        mutual = chance.random() < MUTUAL
        looks_up = chance.random() < LOOKS_UP
        if mutual or looks_up:
            name(less, more)
        if mutual or not looks_up:
            name(more, less)


def _fill(
    draft: SchoolDraft,
    pupil: Pupil,
    wanted: int,
    friends: Callable[[Pupil], list[Pupil]],
    heard: Mapping[int, list[Pupil]],
) -> None:
    """So many friends at least: further ones are of the advisory, friends of friends first, or of
    the school where that is too small.
    """
    missing = wanted - len(friends(pupil))
    if missing <= 0:
        return
    theirs = {one.id for friend in friends(pupil) for one in friends(friend)}
    near = [one for one in heard.get(pupil.advisory, []) if one not in friends(pupil)]
    others = [one for one in near if one is not pupil]
    if len(others) < missing:
        others = [one for group in heard.values() for one in group if one is not pupil]
        others = [one for one in others if one not in friends(pupil)]
    others = draft.chance.sample(others, len(others))
    others.sort(key=lambda one: (one.id not in theirs, one.advisory != pupil.advisory))
    friends(pupil).extend(others[:missing])


def _write(draft: SchoolDraft, pupil: Pupil) -> None:
    for friend in pupil.friends:
        if draft.chance.random() < WRITTEN:
            since = max(pupil.came, friend.came)
            until = None
            if draft.chance.random() < 0.05 and since < draft.days.year_began:
                until = day_between(draft.chance, draft.days.ago(95), draft.days.ago(85))
            draft.add_tie(pupil, friend.id, "peer", since, until, draft.chance.choice(_DETAILS))
