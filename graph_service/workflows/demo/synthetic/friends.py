"""Friendships: mostly within small circles of an advisory, then its others, then the grade."""

from collections import Counter, defaultdict

from graph_service.workflows.demo.synthetic.days import day_between
from graph_service.workflows.demo.synthetic.draft import CAP, Pupil, SchoolDraft

CIRCLE = 5
TRIES = 80
WRITTEN = 0.38
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


def add_friends(draft: SchoolDraft) -> None:
    """Draw each student's friends and write some of the friendships down."""
    advisories: dict[int, list[Pupil]] = defaultdict(list)
    grades: dict[int, list[Pupil]] = defaultdict(list)
    for pupil in draft.pupils:
        advisories[pupil.advisory].append(pupil)
        grades[pupil.grade].append(pupil)
    named: Counter[str] = Counter()
    heard = [
        pupil
        for pupil in draft.pupils
        if pupil.plan.voice == "answered" and pupil.plan.peer == "many"
    ]
    fullest = {pupil.id for pupil in heard[::MANY_FRIENDS]}
    for pupil in draft.pupils:
        if not pupil.plan.alone:
            advisory = advisories[pupil.advisory]
            circle = [
                other
                for other in advisory
                if advisory.index(other) // CIRCLE == advisory.index(pupil) // CIRCLE
            ]
            wanted = CAP if pupil.id in fullest else draft.chance.randint(2, 5)
            _draw(draft, pupil, wanted, (circle, advisory, grades[pupil.grade]), named)
            _write(draft, pupil)
    for pupil in draft.former:
        for friend in draft.chance.sample(
            draft.pupils, min(len(draft.pupils), draft.chance.randint(0, 1))
        ):
            if not friend.plan.alone:
                draft.add_tie(pupil, friend.id, "peer", None)
                friend.past_friends.append(pupil.id)


def _draw(
    draft: SchoolDraft,
    pupil: Pupil,
    wanted: int,
    among: tuple[list[Pupil], list[Pupil], list[Pupil]],
    named: Counter[str],
) -> None:
    """Friends, closest first; students whom few see are named by one other at most, and those who
    are alone by none.
    """
    chance = draft.chance
    for _ in range(TRIES):
        friend = chance.choice(among[chance.choices((0, 1, 2), (60, 25, 15))[0]])
        if friend is pupil or friend in pupil.friends or friend.plan.alone:
            continue
        if not friend.plan.popular and named[friend.id]:
            continue
        named[friend.id] += 1
        pupil.friends.append(friend)
        if len(pupil.friends) == wanted:
            return


def _write(draft: SchoolDraft, pupil: Pupil) -> None:
    for friend in pupil.friends:
        if draft.chance.random() < WRITTEN:
            since = max(pupil.came, friend.came)
            until = None
            if draft.chance.random() < 0.05 and since < draft.days.year_began:
                until = day_between(draft.chance, draft.days.ago(95), draft.days.ago(85))
            draft.add_tie(pupil, friend.id, "peer", since, until, draft.chance.choice(_DETAILS))
