"""The students' own words: this autumn's round and last year's."""

from random import Random

from graph_service.workflows.demo.synthetic.days import day_between
from graph_service.workflows.demo.synthetic.draft import CAP, Bond, Pupil, SchoolDraft

WEAK = 0.12
CONFIDENTIAL = 0.6
"""The share of a student's stressful ties that they name."""
NAMED_THEN = (2, 2, 2, 2, 2, 2, 2, 2, 1, 0)
"""How many adults a student named last year."""

LEFT_OUT = 0.3
"""So many do not name the least close of their friends as supportive."""

NAMED = {"advisor": 0.85, "family": 0.75, "mentor": 0.8, "teacher": 0.4, "other": 0.6}
ADULT_KINDS = (
    "advice",
    "listening",
    "school work",
    "practical help",
    "opening doors",
    "encouragement",
)
PEER_KINDS = ("listening", "company", "school work", "practical help", "laughing")


def add_voice(draft: SchoolDraft) -> None:
    """This autumn's round: everyone who was there then was asked about adults and peers."""
    opened, closed = held = draft.days.voice
    round_id = f"voice-{opened.isoformat()}"
    draft.add_round(round_id, "student_voice", "both", held, (CAP, CAP))
    for pupil in draft.pupils:
        plan = pupil.plan
        if plan.voice == "answered":
            unnamed = tuple(
                draft.chance.randint(1, 2) if side == "unnamed" else 0
                for side in (plan.adult, plan.peer)
            )
            day = day_between(draft.chance, opened, closed)
            draft.add_answer(
                round_id, pupil.id, pupil.id, "answered", day, (unnamed[0], unnamed[1])
            )
            _name_adults(draft, round_id, pupil)
            _name_peers(draft, round_id, pupil)
        elif plan.voice != "never":
            draft.add_answer(round_id, pupil.id, pupil.id, plan.voice)


def add_last_voice(draft: SchoolDraft) -> None:
    """Last year's round, by now stale: its words are of people who may have gone since."""
    opened, closed = held = draft.days.last_voice
    round_id = f"voice-{opened.isoformat()}"
    draft.add_round(round_id, "student_voice", "both", held, (CAP, CAP))
    for pupil in draft.everyone():
        if pupil.came > opened or pupil.plan.alone:
            continue
        if not pupil.answered_then:
            draft.add_answer(
                round_id, pupil.id, pupil.id, draft.chance.choice(("asked", "declined", "absent"))
            )
            continue
        draft.add_answer(
            round_id, pupil.id, pupil.id, "answered", day_between(draft.chance, opened, closed)
        )
        friends = [friend.id for friend in pupil.friends_then]
        for alter in (*_known_then(draft, pupil), *friends):
            draft.add_report(round_id, pupil, alter, pupil.id, "supportive", strength(draft.chance))


def _known_then(draft: SchoolDraft, pupil: Pupil) -> list[str]:
    """Two adults of last year, those who have gone since first; now and then one, or none."""
    known = pupil.past + [bond.adult for bond in pupil.bonds if bond.role in ("advisor", "family")]
    return known[: draft.chance.choice(NAMED_THEN)]


def strength(chance: Random) -> int:
    """How strong a supportive tie is: 1 (weak) now and then."""
    return 1 if chance.random() < WEAK else chance.choice((2, 3, 3))


def kinds(chance: Random, among: tuple[str, ...]) -> tuple[str, ...]:
    """One or two kinds of support."""
    return tuple(chance.sample(among, chance.choice((1, 1, 2))))


def _name_adults(draft: SchoolDraft, round_id: str, pupil: Pupil) -> None:
    chance, holds = draft.chance, pupil.plan.adult
    bonds = chance.sample(pupil.bonds, len(pupil.bonds))
    likely = [bond for bond in bonds if chance.random() < NAMED[bond.role]]
    if holds == "many":
        supportive = likely if len(likely) >= 2 else bonds[:2]
        gone = pupil.past[-1:] if chance.random() < 0.3 else []
    else:
        supportive = [] if holds == "none" else (likely or bonds)[:1]
        gone = []
    alters = [bond.adult for bond in supportive] + gone
    for alter in alters[: CAP - 1]:
        draft.add_report(
            round_id,
            pupil,
            alter,
            pupil.id,
            "supportive",
            strength(chance),
            kinds(chance, ADULT_KINDS),
        )
    _name_otherwise(draft, round_id, pupil, [bond.adult for bond in _besides(bonds, supportive)])


def _besides(bonds: list[Bond], taken: list[Bond]) -> list[Bond]:
    adults = {bond.adult for bond in taken}
    return [bond for bond in bonds if bond.adult not in adults]


def _name_peers(draft: SchoolDraft, round_id: str, pupil: Pupil) -> None:
    chance, holds = draft.chance, pupil.plan.peer
    count = {"many": len(pupil.friends), "one": 1, "none": 0, "unnamed": chance.randint(0, 1)}[
        holds
    ]
    if holds == "many" and 2 < count < CAP and chance.random() < LEFT_OUT:
        count -= 1
    alters = [friend.id for friend in pupil.friends[:count]]
    if holds == "many" and len(alters) < CAP and pupil.past_friends and chance.random() < 0.2:
        alters += pupil.past_friends[:1]
    for alter in alters:
        draft.add_report(
            round_id,
            pupil,
            alter,
            pupil.id,
            "supportive",
            strength(chance),
            kinds(chance, PEER_KINDS),
        )
    if len(alters) < CAP - 2:
        _name_otherwise(draft, round_id, pupil, [friend.id for friend in pupil.friends[count:]])


def _name_otherwise(draft: SchoolDraft, round_id: str, pupil: Pupil, alters: list[str]) -> None:
    """Now and then a tie that is there and does not help: neutral, stressful (often in confidence),
    or denied.
    """
    chance = draft.chance
    for alter in alters[:2]:
        support = chance.choices(("", "neutral", "stressful", "none"), (68, 15, 13, 4))[0]
        if support:
            secret = support == "stressful" and chance.random() < CONFIDENTIAL
            draft.add_report(round_id, pupil, alter, pupil.id, support, confidential=secret)
