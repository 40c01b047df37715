"""The envelope: what the database adds to a fact when it records it."""

from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from facts.kinds import Tie

FactT_co = TypeVar("FactT_co", bound=Tie, covariant=True)


class Recorded(NamedTuple, Generic[FactT_co]):
    """A fact as it stands in the database: its id there, and from when until when it was known.

    Both instants are aware. A fact is *known* at an instant when it was recorded by then and not
    yet retracted (``retracted_at``; None: it holds).
    """

    id: str
    fact: FactT_co
    recorded_at: datetime
    retracted_at: datetime | None = None

    def known(self, at: datetime | None = None) -> bool:
        """Whether it holds now (``at`` None), or was known at the instant ``at``."""
        if at is None or self.retracted_at is None:
            return self.retracted_at is None and (at is None or self.recorded_at <= at)
        return self.recorded_at <= at < self.retracted_at


class Kept(NamedTuple):
    """A fact that holds, with its id: what a writer needs to compare it and to retract it."""

    id: str
    tie: Tie
