"""The end of an import, told for people: its result, its question, its refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph_service.access.reader import Reader
from graph_service.errors import BadInput, Fault
from graph_service.formats.faults import MANY, MOST_FAULTS, by_cause, number_of
from graph_service.workflows.intake.plan.alterations import Alterations
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.examples import Ended, Examples
from graph_service.workflows.intake.plan.removals import MOST, MOST_SHARE, Endings
from graph_service.workflows.intake.plan.staying import Staying
from graph_service.workflows.intake.planning import ImportPlan


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import, or of a dry run. ``sentence`` says it for people.

    ``endings`` is what it ends; ``asks`` whether that is so much that the real import asks for a
    second yes. A dry run has ``examples`` of what it would do and the kinds of change with their
    numbers (``alterations``), names all that would be ``ended``,
    and the students known before whom it names (``people``): by label, their uids. ``staying`` are
    those of earlier imports who are not in bulk files, and ``may_end`` says whether these may be
    complete. ``outcome`` is all that it comes to as one number. ``mapping`` is the mapping with
    whom names may be that mean nobody yet, for somebody to look through; '' where there is none.
    """

    source: str
    counts: dict[str, Count]
    unchanged: bool
    dry_run: bool
    sha256: str
    warnings: tuple[Fault, ...]
    sentence: str
    endings: Endings
    asks: bool
    examples: Examples
    alterations: Alterations = field(default_factory=dict)
    ended: Ended = field(default_factory=dict)
    staying: Staying = field(default_factory=Staying)
    may_end: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """The request."""

    source: str
    effective: date
    complete: bool
    reader: Reader
    sha256: str
    yes_end: int | None = None


def asks_again(ended: Endings, order: ImportOrder) -> bool:
    """Whether so much ends that a second yes has to name how much."""
    return ended.many and order.yes_end != ended.number


def question(ended: Endings) -> str:
    """The question of the second yes."""
    return (
        f"The import would end {ended}, more than {MOST} or {MOST_SHARE:.0%}. Look at the "
        "file again; "
        "--dry-run --report FILE names all of them; if that is right, say so with --yes-end "
        f"{ended.number}."
    )


def refused(faults: list[Fault], warnings: Sequence[Fault], mapping: str = "") -> BadInput:
    """The refusal with every fault, one cause once, and a mapping that may put some of it right."""
    number = number_of(faults)
    many = (
        f"more than {MOST_FAULTS} faults"
        if any(fault.rule == MANY for fault in faults)
        else f"{number} faults"
    )
    sentence = (
        f"The import was refused and nothing was changed: {'1 fault' if number == 1 else many}."
    )
    return BadInput(sentence, by_cause(_by_line(faults)), warnings, mapping)


def _by_line(faults: list[Fault]) -> list[Fault]:
    """The faults file after file, each in the order of its lines, whether they show in a cell or
    across rows.
    """
    files = {
        name: place for place, name in enumerate(dict.fromkeys(fault.file for fault in faults))
    }
    return sorted(faults, key=lambda fault: (files[fault.file], fault.line or 0))


def result_of(
    order: ImportOrder, plan: ImportPlan, warnings: list[Fault], mapping: str, *, dry_run: bool
) -> ImportResult:
    """The result of a plan, with its sentence."""
    asks = asks_again(plan.endings, order)
    if plan.is_nothing:
        sentence = (
            f"Nothing to change: the database already says what these tables say of {order.source}."
        )
    else:
        added, changed, ended, _, given = map(sum, zip(*plan.counts.values(), strict=True))
        rows = f"{added} {'row' if added == 1 else 'rows'} added, {changed} changed, {ended} ended"
        rows += f", {given} as given" if given else ""
        rows += (
            f"; {plan.staying} stay that the files no longer hold" if plan.staying.numbers else ""
        )
        what = "A dry run, nothing was changed; the import would come to" if dry_run else "Imported"
        sentence = f"{what}: {order.source}, {rows}." + (
            f" {question(plan.endings)}" if asks else ""
        )
    return ImportResult(
        order.source, plan.counts, plan.is_nothing, dry_run, order.sha256,
        tuple(warnings), sentence,
        plan.endings, asks, plan.examples, plan.alterations, plan.ended,
        plan.staying,
        mapping=mapping,
    )  # fmt: skip
