"""One import that is asked for on a page, or the undoing of one, from the files to the answer."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from graph_service.access.reader import Reader
from graph_service.workflows.intake.plan.manual_endings import RULE as ENDED_HERE

WORKED_ON = ("reading", "comparing", "writing")
RUNNING = ("waiting", *WORKED_ON)
OPEN = ("receiving", "shown", *RUNNING)
"""The states of a job that has files, or is about to be worked on."""
NAMING = ("match", ENDED_HERE)
"""The rules of the notes that name people who were there before."""


@dataclass(slots=True)
class Job:
    """An import, or the undoing of one (``undoes``). No state but ``shown`` waits for anybody.

    ``state`` is receiving, one of RUNNING, shown (what it would do), refused, done, stopped,
    failed, unknown (whether it was committed) or gone (the files are). ``worker`` is the process
    that has its files, ``reader`` whoever asked. ``writes`` once somebody said yes; ``ledger`` is
    its uid there, known before.

    ``outcome`` is the hash of what was shown, ``mapping`` a file that proposes whom names may be.
    ``counts`` a table are added, changed, ended, unchanged, given; ``ends`` the people and ties
    that it ends, and of how many. ``staying`` are those of earlier imports who are not in the files
    and stay, ``stays`` how many in words; ``may_end``: the files may be said to be complete.
    ``students`` are the uids of those whom ``examples``, ``ended``, ``staying`` and ``warnings``
    name; ``schools`` those of what the account administered as it came in.
    """

    id: str
    account: str
    worker: str
    made_at: str
    reader: dict[str, Any]
    state: str = "receiving"
    undoes: str = ""
    names: list[str] = field(default_factory=list)
    sha256: str = ""
    options: dict[str, str] = field(default_factory=dict)
    writes: bool = False
    ledger: str = ""
    done: int = 0
    total: int = 0
    source: str = ""
    sentence: str = ""
    notice: str = ""
    unchanged: bool = False
    outcome: str = ""
    mapping: str = ""
    counts: dict[str, list[int]] = field(default_factory=dict)
    examples: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    alterations: dict[str, list[str]] = field(default_factory=dict)
    ended: dict[str, list[str]] = field(default_factory=dict)
    staying: dict[str, list[str]] = field(default_factory=dict)
    stays: str = ""
    may_end: bool = False
    students: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    asks: bool = False
    faults: list[list[Any]] = field(default_factory=list)
    warnings: list[list[Any]] = field(default_factory=list)
    schools: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """People and ties that it ends, together."""
        return self.ends[0] + self.ends[2]

    @property
    def asked_by(self) -> Reader:
        """On whose behalf it is done."""
        return Reader(**self.reader)

    def forget(self) -> None:
        """Keep no name of anybody who was there before: what was shown is shown no more."""
        self.examples, self.ended, self.staying, self.alterations = {}, {}, {}, {}
        self.students, self.mapping = [], ""
        self.warnings = [warning for warning in self.warnings if warning[3] not in NAMING]

    def text(self) -> str:
        """The job as the database keeps it."""
        return json.dumps(asdict(self))


def job_of(text: str) -> Job:
    """The job that the database keeps as this text."""
    return Job(**json.loads(text))
