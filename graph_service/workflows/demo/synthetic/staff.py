"""The words of staff: advisors about their advisees, and teachers about the students they hold up.
They were asked before the students.
"""

from graph_service.workflows.demo.synthetic.days import day_between
from graph_service.workflows.demo.synthetic.draft import Pupil, SchoolDraft
from graph_service.workflows.demo.synthetic.people import answers_for_advisees
from graph_service.workflows.demo.synthetic.plan import SILENCES
from graph_service.workflows.demo.synthetic.voice import ADULT_KINDS, PEER_KINDS, kinds

ALSO_TOLD = 0.25
"""An advisor also tells of so many of the students who answered for themselves, and of more who
named few."""
TOLD_OF_FEW = 0.6
SILENT_TEACHER = 4
SUPPORTS = ("supportive", "supportive", "supportive", "neutral")
MAPPED = 0.4


def add_staff_words(draft: SchoolDraft) -> None:
    """The advisors' round, an answer a student; then the teachers' mapping, an answer a teacher."""
    opened, closed = held = draft.days.staff
    advisors, mapping = f"advisors-{opened.isoformat()}", f"mapping-{opened.isoformat()}"
    draft.add_round(advisors, "advisor_report", "both", held, None)
    draft.add_round(mapping, "staff_mapping", "adults", held, None)
    for pupil in draft.pupils:
        if pupil.advisor is not None and pupil.plan.voice != "never":
            _tell(draft, advisors, pupil, pupil.advisor)
    answering: set[str] = set()
    for place, teacher in enumerate(draft.teachers):
        if place % SILENT_TEACHER == SILENT_TEACHER - 1:
            draft.add_answer(
                mapping, teacher, None, SILENCES[place // SILENT_TEACHER % len(SILENCES)]
            )
        else:
            answering.add(teacher)
            draft.add_answer(
                mapping, teacher, None, "answered", day_between(draft.chance, opened, closed)
            )
    for pupil in draft.pupils:
        if pupil.plan.voice != "never":
            _map(draft, mapping, pupil, answering)


def _tell(draft: SchoolDraft, round_id: str, pupil: Pupil, advisor: str) -> None:
    opened, closed = draft.days.staff
    if not answers_for_advisees(pupil.advisory):
        draft.add_answer(round_id, advisor, pupil.id, SILENCES[pupil.advisory % len(SILENCES)])
    elif _tells(draft, pupil):
        draft.add_answer(
            round_id, advisor, pupil.id, "answered", day_between(draft.chance, opened, closed)
        )
        _tell_adults(draft, round_id, pupil, advisor)
        _tell_peers(draft, round_id, pupil, advisor)
    else:
        draft.add_answer(round_id, advisor, pupil.id, "asked")


def _tells(draft: SchoolDraft, pupil: Pupil) -> bool:
    plan = pupil.plan
    if plan.voice != "answered":
        return plan.told
    few = plan.adult != "many" or plan.peer != "many"
    return plan.adult == "none" or draft.chance.random() < (TOLD_OF_FEW if few else ALSO_TOLD)


def _tell_adults(draft: SchoolDraft, round_id: str, pupil: Pupil, advisor: str) -> None:
    """Advisors see support where a student may not: themselves first of all."""
    others = [bond.adult for bond in pupil.bonds if bond.adult != advisor]
    silent = pupil.plan.voice != "answered"
    count = 0 if silent and pupil.plan.adult == "one" else draft.chance.randint(1, 2)
    for alter in [advisor, *others[:count]]:
        strong = draft.chance.randint(2, 3)
        draft.add_report(
            round_id, pupil, alter, advisor, "supportive", strong, kinds(draft.chance, ADULT_KINDS)
        )


def _tell_peers(draft: SchoolDraft, round_id: str, pupil: Pupil, advisor: str) -> None:
    silent = pupil.plan.voice != "answered"
    count = 1 if silent and pupil.plan.peer == "one" else 2
    for friend in pupil.friends[:count]:
        strong = draft.chance.randint(1, 3)
        draft.add_report(
            round_id,
            pupil,
            friend.id,
            advisor,
            "supportive",
            strong,
            kinds(draft.chance, PEER_KINDS),
        )


def _map(draft: SchoolDraft, round_id: str, pupil: Pupil, answering: set[str]) -> None:
    chance = draft.chance
    for bond in pupil.bonds:
        sure = pupil.plan.adult == "none"
        if (
            bond.role == "teacher"
            and bond.adult in answering
            and (sure or chance.random() < MAPPED)
        ):
            support = "supportive" if sure else chance.choice(SUPPORTS)
            strong = chance.randint(1, 3) if support == "supportive" else None
            draft.add_report(round_id, pupil, bond.adult, bond.adult, support, strong)
