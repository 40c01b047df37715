"""Every error of the driver is one of ours, or a mistake of ours; of a write it is said whether it
was kept, as far as that is known.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Self

import neo4j.exceptions as driver
import pytest
from neo4j.exceptions import GqlError, Neo4jError

from graph_service.errors import (
    Busy,
    NoRoom,
    OutcomeUnknown,
    StoreUnavailable,
    SupportWebError,
    TooLarge,
    WrongSetting,
)  # fmt: skip
from graph_service.store.bolt import BoltEngine
from graph_service.store.engine import Transaction
from graph_service.store.server_errors import Attempt, told

Told = type[SupportWebError] | None
MISTAKE = None
"""Nothing to tell but that the service made a mistake; the log has its kind and place."""

CLASSES: dict[str, tuple[Told, Told]] = {
    "Neo4jError": (StoreUnavailable, OutcomeUnknown),
    "ClientError": (StoreUnavailable, StoreUnavailable),
    "CypherSyntaxError": (MISTAKE, MISTAKE),
    "CypherTypeError": (MISTAKE, MISTAKE),
    "ConstraintError": (Busy, Busy),
    "AuthError": (WrongSetting, WrongSetting),
    "TokenExpired": (WrongSetting, WrongSetting),
    "Forbidden": (WrongSetting, WrongSetting),
    "DatabaseError": (StoreUnavailable, OutcomeUnknown),
    "TransientError": (StoreUnavailable, StoreUnavailable),
    "DatabaseUnavailable": (StoreUnavailable, StoreUnavailable),
    "NotALeader": (StoreUnavailable, StoreUnavailable),
    "ForbiddenOnReadOnlyDatabase": (StoreUnavailable, StoreUnavailable),
    "DriverError": (MISTAKE, MISTAKE),
    "SessionError": (MISTAKE, MISTAKE),
    "TransactionError": (MISTAKE, MISTAKE),
    "TransactionNestingError": (MISTAKE, MISTAKE),
    "ResultError": (MISTAKE, MISTAKE),
    "ResultFailedError": (StoreUnavailable, OutcomeUnknown),
    "ResultConsumedError": (MISTAKE, MISTAKE),
    "ResultNotSingleError": (MISTAKE, MISTAKE),
    "BrokenRecordError": (MISTAKE, MISTAKE),
    "SessionExpired": (StoreUnavailable, OutcomeUnknown),
    "ServiceUnavailable": (StoreUnavailable, OutcomeUnknown),
    "RoutingServiceUnavailable": (StoreUnavailable, OutcomeUnknown),
    "WriteServiceUnavailable": (StoreUnavailable, OutcomeUnknown),
    "ReadServiceUnavailable": (StoreUnavailable, OutcomeUnknown),
    "IncompleteCommit": (OutcomeUnknown, OutcomeUnknown),
    "ConfigurationError": (WrongSetting, WrongSetting),
    "AuthConfigurationError": (WrongSetting, WrongSetting),
    "CertificateConfigurationError": (WrongSetting, WrongSetting),
    "UnsupportedServerProduct": (WrongSetting, WrongSetting),
    "ConnectionPoolError": (StoreUnavailable, OutcomeUnknown),
    "ConnectionAcquisitionTimeoutError": (StoreUnavailable, OutcomeUnknown),
}
"""The message before all of a transaction was sent, and once its end was asked for."""

CODE_OF = {
    "ClientError": "Neo.ClientError.Database.DatabaseNotFound",
    "CypherSyntaxError": "Neo.ClientError.Statement.SyntaxError",
    "CypherTypeError": "Neo.ClientError.Statement.TypeError",
    "ConstraintError": "Neo.ClientError.Schema.ConstraintValidationFailed",
    "AuthError": "Neo.ClientError.Security.Unauthorized",
    "TokenExpired": "Neo.ClientError.Security.TokenExpired",
    "Forbidden": "Neo.ClientError.Security.Forbidden",
    "DatabaseError": "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    "TransientError": "Neo.TransientError.General.TransientProblem",
    "DatabaseUnavailable": "Neo.TransientError.General.DatabaseUnavailable",
    "NotALeader": "Neo.ClientError.Cluster.NotALeader",
    "ForbiddenOnReadOnlyDatabase": "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo4jError": "Neo.NewError.Some.Thing",
}

CODES: dict[str, Told] = {
    "Neo.ClientError.Transaction.DeadlockDetected": Busy,
    "Neo.TransientError.Transaction.DeadlockDetected": Busy,
    "Neo.TransientError.Transaction.LockAcquisitionTimeout": Busy,
    "Neo.ClientError.Transaction.LockClientStopped": Busy,
    "Neo.ClientError.Statement.EntityNotFound": Busy,
    "Neo.ClientError.Statement.ConstraintVerificationFailed": Busy,
    "Neo.ClientError.Transaction.TransactionTimedOut": StoreUnavailable,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": StoreUnavailable,
    "Neo.TransientError.Transaction.Terminated": StoreUnavailable,
    "Neo.ClientError.Transaction.Terminated": StoreUnavailable,
    "Neo.ClientError.Transaction.TransactionNotFound": StoreUnavailable,
    "Neo.ClientError.Transaction.TransactionStartFailed": StoreUnavailable,
    "Neo.ClientError.Transaction.InvalidBookmark": StoreUnavailable,
    "Neo.ClientError.Transaction.ForbiddenDueToTransactionType": MISTAKE,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": TooLarge,
    "Neo.TransientError.General.OutOfMemoryError": TooLarge,
    "Neo.ClientError.General.TransactionOutOfMemoryError": TooLarge,
    "Neo.ClientError.General.ReadOnly": StoreUnavailable,
    "Neo.TransientError.Database.DatabaseUnavailable": StoreUnavailable,
    "Neo.ClientError.Security.CredentialsExpired": WrongSetting,
    "Neo.ClientError.Security.AuthProviderFailed": WrongSetting,
    "Neo.ClientError.Security.AuthProviderTimeout": StoreUnavailable,
    "Neo.ClientError.Security.AuthenticationRateLimit": StoreUnavailable,
    "Neo.ClientError.Security.AuthorizationExpired": StoreUnavailable,
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists": MISTAKE,
    "Neo.ClientError.Schema.ForbiddenOnConstraintIndex": MISTAKE,
    "Neo.ClientError.Statement.ParameterMissing": MISTAKE,
    "Neo.ClientError.Statement.AccessMode": MISTAKE,
    "Neo.ClientError.Procedure.ProcedureNotFound": MISTAKE,
    "Neo.ClientError.Request.Invalid": MISTAKE,
    "Neo.ClientError.New.Thing": StoreUnavailable,
}
"""The message for the server's codes that the driver has no class for, or for which its class is
not enough."""


def classes(root: type[GqlError] = GqlError) -> Iterator[type[GqlError]]:
    """Every class of the driver's tree of errors."""
    for found in root.__subclasses__():
        if found.__module__ == driver.__name__:
            yield found
            yield from classes(found)


def of_server(code: str, message: str = "said") -> Neo4jError:
    """The error that the driver makes of a server's answer."""
    return Neo4jError._hydrate_neo4j(code=code, message=message)


def example(kind: type[GqlError]) -> GqlError:
    """An error of that class."""
    if kind.__name__ in CODE_OF:
        return of_server(CODE_OF[kind.__name__])
    return kind.__new__(kind)


def kind_told(error: BaseException, attempt: Attempt) -> Told:
    """The class of what is told."""
    found = told(error, "bolt://there", attempt)
    return None if found is None else type(found)


def test_every_class_of_the_driver_is_decided_on() -> None:
    """A new one fails here until somebody has decided what it means."""
    assert {found.__name__ for found in classes()} == set(CLASSES)


@pytest.mark.parametrize("kind", list(classes()), ids=lambda kind: str(kind.__name__))
def test_what_is_told_of_a_class(kind: type[GqlError]) -> None:
    """While work is done nothing was kept; once its end was asked for, only what the server says is
    known.
    """
    error = example(kind)
    assert type(error) is kind
    before, after = CLASSES[kind.__name__]
    assert kind_told(error, Attempt(working=True)) is before
    assert kind_told(error, Attempt(ending=True)) is after


@pytest.mark.parametrize("code", CODES)
def test_what_is_told_of_a_code(code: str) -> None:
    """By what the server calls it."""
    assert kind_told(of_server(code), Attempt(working=True)) is CODES[code]


def test_what_is_told_says_what_became_of_a_write() -> None:
    """Not kept, or not known; one or the other, of whatever the server or the line did."""
    for error in [*map(of_server, CODES), *map(example, classes())]:
        for attempt in (Attempt(working=True), Attempt(ending=True)):
            found = told(error, "bolt://there", attempt)
            if isinstance(found, OutcomeUnknown):
                assert str(found).endswith(
                    "It may or may not have been kept: look before you do it again."
                )
            elif isinstance(found, StoreUnavailable | Busy):
                words = ("not kept", "nothing was changed", "does not answer", "try again shortly")
                assert any(word in str(found) for word in words)


def test_a_full_disk_of_the_server_is_told_as_one() -> None:
    """As that of the embedded engine is."""
    full = of_server(
        "Neo.DatabaseError.Transaction.TransactionLogError",
        "java.io.IOException: No space left on device",
    )
    assert kind_told(full, Attempt(working=True)) is NoRoom
    assert kind_told(full, Attempt(ending=True)) is OutcomeUnknown


def test_a_result_that_failed_tells_why() -> None:
    """The server's earlier error, which the driver keeps as the cause."""
    error = driver.ResultFailedError.__new__(driver.ResultFailedError)
    error.__cause__ = of_server("Neo.TransientError.Transaction.DeadlockDetected")
    assert kind_told(error, Attempt(working=True)) is Busy
    error.__cause__ = of_server("Neo.ClientError.Statement.SyntaxError")
    assert kind_told(error, Attempt(working=True)) is MISTAKE


@pytest.mark.parametrize(
    "leak", [OSError(), ConnectionResetError(), TimeoutError(), BufferError(), EOFError()]
)
def test_what_leaks_from_a_broken_line(leak: BaseException) -> None:
    """A file of our own that cannot be read in the middle of the work is no server's fault."""
    assert kind_told(leak, Attempt()) is StoreUnavailable
    assert kind_told(leak, Attempt(working=True)) is None
    assert kind_told(leak, Attempt(ending=True)) is OutcomeUnknown
    assert kind_told(KeyError("x"), Attempt()) is None


class NoRows(list[Any]):
    """The answer to a statement that finds nothing."""

    def keys(self) -> list[str]:
        """The names of its columns."""
        return []


class Session:
    """A session that runs the work, and fails where it is told to."""

    def __init__(self, failing: dict[str, BaseException]) -> None:
        self.failing = failing

    def fail(self, place: str) -> None:
        """Raise what is to be raised there, once."""
        error = self.failing.pop(place, None)
        if error is not None:
            raise error

    def execute_write(self, unit: Any) -> Any:
        """Begin, work, commit."""
        self.fail("begin")
        socket = SimpleNamespace(set_read_timeout=lambda _: None)
        found = unit(SimpleNamespace(run=self.run, _connection=SimpleNamespace(socket=socket)))
        self.fail("commit")
        return found

    execute_read = execute_write

    def run(self, *_: object) -> Any:
        """A statement's answer, of no rows."""
        self.fail("run")
        return NoRows()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go."""


@pytest.fixture
def engine() -> Iterator[BoltEngine]:
    """An engine whose server is never asked."""
    made = BoltEngine("bolt://127.0.0.1:1", None, None)
    drivers = [wire._driver for wire in (made._wire, made._long_wire)]
    yield made
    for opened in drivers:
        opened.close()


def ask(tx: Transaction) -> None:
    """A statement."""
    tx.run("schools")


@pytest.mark.parametrize(
    ("failing", "expected"),
    [
        ({"begin": OSError()}, StoreUnavailable),
        ({"run": ConnectionResetError()}, StoreUnavailable),
        ({"commit": ConnectionResetError()}, OutcomeUnknown),
        ({"commit": driver.IncompleteCommit()}, OutcomeUnknown),
        ({"commit": of_server("Neo.DatabaseError.General.UnknownError")}, OutcomeUnknown),
        ({"run": of_server("Neo.DatabaseError.General.UnknownError")}, StoreUnavailable),
        ({"commit": of_server("Neo.ClientError.Schema.ConstraintValidationFailed")}, Busy),
        ({"run": of_server("Neo.ClientError.Statement.SyntaxError")}, driver.CypherSyntaxError),
    ],
)
def test_how_far_a_write_was_decides(
    engine: BoltEngine,
    monkeypatch: pytest.MonkeyPatch,
    failing: dict[str, BaseException],
    expected: type[Exception],
) -> None:
    """Before its end was asked for nothing was kept."""
    session = Session(failing)
    monkeypatch.setattr(engine._wire, "_driver", SimpleNamespace(session=lambda **_: session))
    monkeypatch.setattr("graph_service.store.driver_connection.RETRY_SECONDS", -1)
    with pytest.raises(expected):
        engine.write(ask)


def test_a_try_after_one_that_was_refused_at_its_end_is_judged_by_itself(
    engine: BoltEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadlock at the commit keeps nothing; a server that is gone at the next try has not kept it
    either.
    """
    session = Session({"commit": of_server("Neo.TransientError.Transaction.DeadlockDetected")})
    opened = iter([session, Session({"begin": OSError()})])
    monkeypatch.setattr(engine._wire, "_driver", SimpleNamespace(session=lambda **_: next(opened)))
    with pytest.raises(StoreUnavailable):
        engine.write(ask)


def test_a_read_keeps_nothing_and_is_never_unknown(
    engine: BoltEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of the transaction may be anything."""
    session = Session({"commit": OSError()})
    monkeypatch.setattr(engine._wire, "_driver", SimpleNamespace(session=lambda **_: session))
    with pytest.raises(StoreUnavailable):
        engine.read_together(ask)
