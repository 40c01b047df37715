"""Everything that can go wrong and be told to a person, as one tree.

    SupportWebError ├── BadInput            what was given is wrong; carries every fault found │
    └── Unseen          it would take the place of what its sender has not seen; carries the mark of
    that ├── TooMuchSent         a body is larger than may be sent there ├── SentTooSlowly       a
    body came too slowly, or stopped coming ├── NotThere            no such thing in the reader's
    scope (never says which) ├── NotAllowed          signed in, but this is not theirs to do ├──
    SignInNeeded        nobody is signed in ├── PasswordNeeded      signed in, but this asks for the
    password of the last ten minutes ├── FirstPassword       signed in with a password that somebody
    else set, which is to be replaced first ├── Busy                somebody else is writing; try
    again shortly ├── StoreUnavailable    the database does not answer, or cannot be opened │   └──
    TooLarge        the database has too little room for so much at once; nothing was changed │
    └── NoRoom      the disk that holds the database is full; not kept ├── OutcomeUnknown      the
    answer after a commit was lost; says how to find out └── WrongSetting        the service cannot
    start as it is set

Each is raised where it is found and answered once, in ``app`` (pages, JSON) or ``cli`` (one
sentence, exit code).
"""

from collections.abc import Sequence
from typing import NamedTuple

NOT_KEPT = "This was not kept."
NOT_KNOWN = "It may or may not have been kept: look before you do it again."
"""The sentences about a write that failed, in the same words for both databases."""


class Fault(NamedTuple):
    """One thing wrong in what was given: where it stands and what to do.

    ``line`` is the physical line of the record's first line, from 1 (the header), or None where the
    fault is the whole file's. ``times`` is how often it was found, where one stands for all of its
    cause.
    """

    file: str
    line: int | None
    column: str | None
    rule: str
    message: str
    times: int = 1

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        if self.column is not None:
            place = f"{place}, column {self.column}"
        return f"{place}: {self.message}"


class SupportWebError(Exception):
    """The root: its text is one clear sentence for a person."""


class BadInput(SupportWebError):
    """The input is wrong; ``faults`` lists every fault, never only the first, ``warnings`` the
    notes that refuse nothing.

    ``mapping`` is a mapping file that may put some of it right, once somebody looked through it.
    """

    def __init__(
        self,
        sentence: str,
        faults: Sequence[Fault] = (),
        warnings: Sequence[Fault] = (),
        mapping: str = "",
    ) -> None:
        super().__init__(sentence)
        self.mapping = mapping
        self.faults = tuple(faults)
        self.warnings = tuple(warnings)


class Unseen(BadInput):
    """It takes the place of something recorded that its sender did not begin with; sent again with
    its ``mark``, it does so.
    """

    def __init__(self, sentence: str, faults: Sequence[Fault], *, mark: str) -> None:
        super().__init__(sentence, faults)
        self.mark = mark


class TooMuchSent(SupportWebError):
    """The request is larger than is allowed there; the rest of it is not taken."""


class SentTooSlowly(SupportWebError):
    """The request comes too slowly, or has stopped coming."""


class NotThere(SupportWebError):
    """Nothing of that name in the reader's scope: not there and not theirs look alike."""


class NotAllowed(SupportWebError):
    """The account is known, and this is not its to do."""


class SignInNeeded(SupportWebError):
    """Nobody is signed in."""


class PasswordNeeded(SupportWebError):
    """The account is signed in, and what it asks for needs its password again."""


class FirstPassword(SupportWebError):
    """The account is signed in with a password that somebody else set; nothing else is served
    before it is replaced.
    """


class Busy(SupportWebError):
    """Another write holds the database; nothing was changed."""


class StoreUnavailable(SupportWebError):
    """The database does not answer or cannot be opened; nothing is known to have changed."""


class TooLarge(StoreUnavailable):
    """The database has too little room for so much at once, a server of memory; nothing was
    changed. Says what to raise.
    """


class NoRoom(TooLarge):
    """The disk that holds the database is full, or nearly so; this was not kept, and what is there
    can still be read.
    """


class OutcomeUnknown(SupportWebError):
    """The connection was lost after a commit was sent: it may or may not have been done."""


class WrongSetting(SupportWebError):
    """The service cannot start as it is set."""
