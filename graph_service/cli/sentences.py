"""Faults as sentences: at the command line there is no form to show them in."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph_service.errors import BadInput


@contextmanager
def in_sentences() -> Iterator[None]:
    """Every fault of what is done inside, told by its sentence alone."""
    try:
        yield
    except BadInput as error:
        raise BadInput(" ".join(fault.message for fault in error.faults) or str(error)) from error
