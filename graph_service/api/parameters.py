"""The GET parameters as the interface describes them; they are read, and refused with every fault,
where the pages read theirs.
"""

from typing import Annotated, Any

from fastapi import Depends, Query, Request

from facts.choices import RULE_BOUNDS
from graph_service.auth.dependencies import AtDesk, lens_of, list_of
from graph_service.workflows.caseload.filters import SIDES, SORTS, STATES, TABS
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import CHOICES, Lens


def _day(words: str) -> Any:
    return Query(description=words, json_schema_extra={"format": "date"})


def _choice(words: str, among: tuple[str, ...]) -> Any:
    return Query(description=words, json_schema_extra={"enum": list(among)})


def _number(words: str, name: str) -> Any:
    low, high = RULE_BOUNDS[name]
    return Query(
        description=words, json_schema_extra={"type": "integer", "minimum": low, "maximum": high}
    )


def lens_parameters(
    on: Annotated[str | None, _day("The day; today")] = None,
    known_on: Annotated[str | None, _day("Only what was known by the end of this day")] = None,
    rule: Annotated[str | None, _choice("The rule", CHOICES["rule"])] = None,
    evidence: Annotated[str | None, _choice("Whose word counts", CHOICES["evidence"])] = None,
    observers: Annotated[
        str | None, _choice("Whose answer observes a side", CHOICES["observers"])
    ] = None,
    adult_threshold: Annotated[
        str | None, _number("How many adults are asked for", "adult_threshold")
    ] = None,
    peer_threshold: Annotated[
        str | None, _number("How many peers are asked for", "peer_threshold")
    ] = None,
    least_strength: Annotated[
        str | None, _number("The weakest tie that counts", "least_strength")
    ] = None,
    fresh_days: Annotated[
        str | None, _number("How many days a word stays fresh", "fresh_days")
    ] = None,
    roles: Annotated[
        str | None, Query(description="The adult roles that count, with commas between")
    ] = None,
) -> None:
    """Describe the parameters that make a lens."""


def filter_parameters(
    tab: Annotated[str | None, _choice("Needs a look, ask them, or all", TABS)] = None,
    state: Annotated[str | None, _choice("Only students with a side in this state", STATES)] = None,
    side: Annotated[
        str | None, _choice("The side that the state is looked for on; either", SIDES)
    ] = None,
    grade: Annotated[str | None, Query(description="Only this grade")] = None,
    advisory: Annotated[
        str | None,
        Query(
            description=(
                "Only this advisory, by its uid; by a name, those of every school that "
                "are called so"
            )
        ),
    ] = None,
    advisor: Annotated[
        str | None, Query(description="Only students of the advisor with this uid")
    ] = None,
    school: Annotated[
        str | None, Query(description="Only students of the school with this uid")
    ] = None,
    sort: Annotated[
        str | None, _choice("The column to sort by, with - before it backwards", SORTS)
    ] = None,
    page: Annotated[
        str | None,
        Query(
            description="Which fifty; a page past the last is the last",
            json_schema_extra={"type": "integer", "minimum": 1, "maximum": 999_999},
        ),
    ] = None,
) -> None:
    """Describe the parameters that narrow, order and page a list."""


def _lens(request: Request, desk: AtDesk, _: Annotated[None, Depends(lens_parameters)]) -> Lens:
    return lens_of(request, desk)


def _list(
    request: Request,
    desk: AtDesk,
    _: Annotated[None, Depends(lens_parameters)],
    __: Annotated[None, Depends(filter_parameters)],
) -> tuple[Lens, Filters]:
    return list_of(request, desk, "all")


AtLens = Annotated[Lens, Depends(_lens)]
AtList = Annotated[tuple[Lens, Filters], Depends(_list)]
