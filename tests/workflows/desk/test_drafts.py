"""Drafts: what was written is kept for its account, for a while, and for nobody else."""

from datetime import timedelta

from graph_service.errors import Fault
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.drafts import (
    KEPT_FOR,
    Draft,
    end_draft,
    keep_draft,
    kept_draft,
)
from tests.workflows.folder import desk_on

WRITTEN = Draft(
    "/students/x/ties",
    (("person", "Zoë"), ("role", "")),
    (Fault("the form", 2, "role", "required", "Say what."),),
    "mark",
)


def test_a_draft_is_there_for_its_account_until_it_is_too_old(engine: Definable) -> None:
    """Another account, another token and a later hour find nothing; the next one sweeps it away."""
    migrate(engine)
    desk = desk_on(engine)
    token = keep_draft(desk, "one", WRITTEN)
    assert kept_draft(desk, "one", token) == WRITTEN
    assert kept_draft(desk, "two", token) is None
    assert kept_draft(desk, "one", "") is None
    assert kept_draft(desk, "one", f"{token}x") is None
    end_draft(desk, "two", token)
    assert kept_draft(desk, "one", token) == WRITTEN
    clock = desk._clock
    desk._clock = lambda: clock() + KEPT_FOR + timedelta(minutes=5)
    assert kept_draft(desk, "one", token) is None
    later = keep_draft(desk, "one", WRITTEN)
    desk._clock = clock
    assert kept_draft(desk, "one", token) is None
    end_draft(desk, "one", later)
    assert kept_draft(desk, "one", later) is None
