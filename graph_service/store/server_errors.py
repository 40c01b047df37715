"""The errors of a Neo4j server or its driver in our own words, with what is known of a write that
was under way.
"""

from collections.abc import Callable
from dataclasses import dataclass

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    ConstraintError,
    DatabaseError,
    DriverError,
    Forbidden,
    ForbiddenOnReadOnlyDatabase,
    GqlError,
    IncompleteCommit,
    Neo4jError,
    ResultFailedError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.errors import (
    NOT_KEPT,
    NOT_KNOWN,
    Busy,
    NoRoom,
    OutcomeUnknown,
    StoreUnavailable,
    SupportWebError,
    TooLarge,
    WrongSetting,
)

LEAKS = (OSError, BufferError, EOFError)
"""The driver's exceptions where a connection breaks in a way that it does not know."""


@dataclass(slots=True)
class Attempt:
    """How far one try of a transaction is: ``working`` while our own code is asked, ``ending`` once
    all of it was said.
    """

    working: bool = False
    ending: bool = False

    def begin(self) -> None:
        """Nothing was asked yet."""
        self.working = self.ending = False


def told(error: BaseException, address: str, attempt: Attempt) -> SupportWebError | None:
    """The error to tell; None where it is a mistake of ours, or was not the server's at all."""
    if isinstance(error, LEAKS):
        return None if attempt.working else _unknown(attempt) or _silent(address)
    if isinstance(error, Neo4jError):
        return _of_server(error, address, attempt)
    if isinstance(error, DriverError):
        return _of_driver(error, address, attempt)
    return None


def is_mistake(code: str) -> bool:
    """Whether the server says that what it was asked for makes no sense: a mistake of ours, whoever
    asked.
    """
    return code.startswith(_MISTAKES) and not any(name in code for name, _ in _BY_NAME)


def _of_driver(error: DriverError, address: str, attempt: Attempt) -> SupportWebError | None:
    if isinstance(error, IncompleteCommit):
        return OutcomeUnknown(
            f"The connection to the database was lost while it was saving. {NOT_KNOWN}"
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        return _unknown(attempt) or _silent(address)
    if isinstance(error, ConfigurationError):
        return WrongSetting(f"The database address {address} cannot be used: {error}")
    if isinstance(error, ResultFailedError):
        if isinstance(error.__cause__, GqlError):
            return told(error.__cause__, address, attempt)
        return _unknown(attempt) or StoreUnavailable(
            f"The database broke off its answer. {NOT_KEPT}"
        )
    return None


def _of_server(error: Neo4jError, address: str, attempt: Attempt) -> SupportWebError | None:
    code, said = error.code or "", error.message or ""
    if isinstance(error, DatabaseError) or type(error) is Neo4jError:
        return _unknown(attempt) or _broken(said)
    by_name = next((make for name, make in _BY_NAME if name in code), None)
    if by_name is not None:
        return by_name()
    if isinstance(error, ConstraintError):
        return _same()
    return None if is_mistake(code) else _refused(error, code, said, address)


def _refused(error: Neo4jError, code: str, said: str, address: str) -> SupportWebError:
    if isinstance(error, AuthError) or code.startswith("Neo.ClientError.Security."):
        return WrongSetting(f"The database at {address} refuses this user and password.")
    if isinstance(error, Forbidden | ForbiddenOnReadOnlyDatabase):
        return _forbidden()
    return StoreUnavailable(f"The database cannot answer now: {said} {NOT_KEPT}")


def _unknown(attempt: Attempt) -> OutcomeUnknown | None:
    """The outcome of a write that the server was asked to keep: unknown, unless it says that it was
    not kept.
    """
    if not attempt.ending:
        return None
    return OutcomeUnknown(f"The database failed while it was saving. {NOT_KNOWN}")


def _silent(address: str) -> StoreUnavailable:
    return StoreUnavailable(f"The database at {address} does not answer. Is Neo4j running?")


def _broken(said: str) -> StoreUnavailable:
    if any(word in said.casefold() for word in _DISK):
        return NoRoom(
            f"The disk of the database server is full, or cannot be written to. {NOT_KEPT}"
        )
    return StoreUnavailable(f"The database server failed (its log says why). {NOT_KEPT}")


def _busy() -> Busy:
    return Busy("Somebody else is changing the same records; try again shortly.")


def _same() -> Busy:
    return Busy("Somebody else has just recorded the same; nothing was changed, try again.")


def _slow() -> StoreUnavailable:
    return StoreUnavailable("The database took too long to answer; nothing was changed.")


def _memory() -> TooLarge:
    return TooLarge(
        "The database server has too little memory for so much at once, so nothing was "
        "changed. Raise "
        "dbms.memory.transaction.total.max and server.memory.heap.max_size (docs/operations.md "
        "says to what), or "
        "do a part at a time."
    )


def _read_only() -> StoreUnavailable:
    return StoreUnavailable(
        f"The database takes no writes now: it is set to be read alone. {NOT_KEPT}"
    )


def _forbidden() -> WrongSetting:
    return WrongSetting("The database does not let this user do that; it needs to read and write.")


def _later() -> StoreUnavailable:
    return StoreUnavailable(
        f"The database server cannot tell now who we are; try again shortly. {NOT_KEPT}"
    )


_BY_NAME: tuple[tuple[str, Callable[[], SupportWebError]], ...] = (
    ("Deadlock", _busy),
    ("LockAcquisition", _busy),
    ("LockClientStopped", _busy),
    ("EntityNotFound", _busy),
    ("ConstraintValidationFailed", _same),
    ("TransactionTimedOut", _slow),
    ("OutOfMemory", _memory),
    ("ReadOnly", _read_only),
    ("AuthorizationExpired", _later),
    ("AuthProviderTimeout", _later),
    ("AuthenticationRateLimit", _later),
    ("Security.Forbidden", _forbidden),
)
"""The meaning of a part of the server's code, whatever class the driver makes of it."""

_MISTAKES = (
    "Neo.ClientError.Statement.",
    "Neo.ClientError.Schema.",
    "Neo.ClientError.Procedure.",
    "Neo.ClientError.Request.",
    "Neo.ClientError.Fabric.",
    "Neo.ClientError.ChangeDataCapture.",
    "Neo.ClientError.General.",
    "Neo.ClientError.Transaction.ForbiddenDueToTransactionType",
)
_DISK = ("no space left", "disk", "could not append", "read-only file system")
