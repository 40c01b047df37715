"""A day before there is anything: refused with a sentence, not answered with a list of nobody, or
of everybody unknown. Pure.
"""

from collections.abc import Iterable
from datetime import date

from analysis.facts import Facts
from analysis.presence import first_day
from facts.days import day_words
from graph_service.errors import BadInput, Fault
from graph_service.workflows.desk.lens import Lens

UNREADABLE = "The day or the rule cannot be read."


def check_begun(lens: Lens, seen: Iterable[Facts]) -> None:
    """Raise BadInput where the lens's day lies before all that the reader may see."""
    days = [day for facts in seen if (day := first_day(facts)) is not None]
    first = min(days, default=date.min)
    if lens.on < first:
        message = (
            f"Nothing is known for {day_words(lens.on)}: records here begin on "
            f"{day_words(first)}. Choose a later day."
        )
        raise _refused("on", message)


def check_known(lens: Lens, *, anything: bool) -> None:
    """Raise BadInput where nothing was known yet by the end of the lens's day."""
    if lens.known_on is not None and not anything:
        raise _refused(
            "known_on",
            f"Nothing was recorded by the end of {day_words(lens.known_on)}. Choose a later day.",
        )


def _refused(name: str, message: str) -> BadInput:
    return BadInput(UNREADABLE, [Fault("the request", None, name, "lens", message)])
