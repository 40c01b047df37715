"""Role ties as a form of the student's page begins and ends them, and the ties that remain between
the two.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from facts.days import day_words
from facts.recorded import Kept
from facts.ties import RoleTie
from graph_service.store.student_surroundings import own_ties
from graph_service.workflows.recording.forms import Form


def check_advises(form: Form, column: str, role: str) -> None:
    """Refuse an advisor's tie to whoever leads nobody: it gives a right."""
    if role == "advisor" and not form.leads:
        message = (
            "Only a pastoral lead decides who advises a student, since an advisor may open the "
            "student's page. Ask one."
        )
        form.refuse(column, "right", message)


def begin(form: Form, tie: RoleTie, name: str) -> None:
    """Add a tie, which begins today if no day is given and there was one of its kind; that one must
    be over by then.

    An imported tie that people ended stays beside it, so that no import begins it again.
    """
    same = [
        kept
        for kept in own_ties(form.tx, form.student.uid)
        if isinstance(kept.tie, RoleTie) and kept.tie.bond == tie.bond
    ]
    if same and tie.since is None and (tie.until is None or tie.until > form.today):
        tie = tie._replace(since=form.today)
    for kept in same:
        old = kept.tie
        if isinstance(old, RoleTie) and not _over(old, tie.since):
            message = f"{name} has this tie already, {_days(old)}; end that one first, or leave it."
            form.refuse("person", "duplicate", message)
        elif isinstance(old, RoleTie) and old.recorded_by and old.since == tie.since:
            form.changes.retract.append(kept)
    form.changes.add.append(tie)


def still_tied(ties: Iterable[Kept], gone: Sequence[Kept], today: date) -> list[str]:
    """The ids of a student's ties that still tie the same two today, in the same role as the tie
    that is gone.

    An import's tie stands beside what people recorded of the same two: where the one ends, the
    other goes on.
    """
    ids, pairs = (
        {kept.id for kept in gone},
        {kept.tie.bond for kept in gone if isinstance(kept.tie, RoleTie)},
    )
    return sorted(
        id
        for id, tie in ties
        if isinstance(tie, RoleTie) and tie.bond in pairs and id not in ids and _holds(tie, today)
    )


def _holds(tie: RoleTie, day: date) -> bool:
    return (tie.since is None or tie.since <= day) and (tie.until is None or tie.until > day)


def _over(tie: RoleTie, day: date | None) -> bool:
    """Whether the tie had ended by the day (None: from the first)."""
    return tie.until is not None and day is not None and tie.until <= day


def _days(tie: RoleTie) -> str:
    since = "from an unknown day" if tie.since is None else f"since {day_words(tie.since)}"
    return since if tie.until is None else f"{since} until {day_words(tie.until)}"
