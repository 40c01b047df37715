"""How an error is told at the command line."""

from rich.console import Console

from graph_service.errors import BadInput, SupportWebError

_MOST_FAULTS = 200

errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def tell(error: SupportWebError) -> int:
    """Print the sentence, every fault and every note; the exit code: 2 for bad input, 1 for the
    rest.
    """
    errors.print(str(error))
    if not isinstance(error, BadInput):
        return 1
    for fault in error.faults[:_MOST_FAULTS]:
        errors.print(f"  {fault}")
    if len(error.faults) > _MOST_FAULTS:
        errors.print(f"  and {len(error.faults) - _MOST_FAULTS} more faults")
    for warning in error.warnings[:_MOST_FAULTS]:
        errors.print(f"  Note: {warning}")
    return 2
