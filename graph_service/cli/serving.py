"""Starting the service."""

import errno
import signal
import socket
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from graph_service.cli import end
from graph_service.cli.desks import make_desk
from graph_service.cli.restored import check_restored, noting
from graph_service.errors import WrongSetting
from graph_service.settings import SCHEMES, Settings, read_settings
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.gateway import open_to_commands
from graph_service.store.grants import accounts
from graph_service.store.opening import check_place
from graph_service.workflows.desk.reading import Desk

if TYPE_CHECKING:
    import uvicorn

console = Console(highlight=False, markup=False, soft_wrap=True)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what an administrator may have set
END_SECONDS = 5
"""So long the answers that are under way have, and files that are still coming in, once the service
is to stop."""
NOBODY_YET = (
    "There is no account yet, so nobody can sign in. Make an administrator's with "
    "support-web account create."
)
_NO_SUCH_HOST = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def serve() -> None:
    """Serve the pages and the JSON as the settings say."""
    settings = read_settings()
    check_workers(settings)
    check_port(settings)
    check_place(settings.database, must_exist=True)
    console.print(f"Starting at {address(settings)}")
    desk = make_desk(settings, must_exist=True)
    try:
        run(desk, settings)
    finally:
        desk.engine.close()


def run(desk: Desk, settings: Settings) -> None:
    """Serve until interrupted; says so once requests are answered.

    The system that runs the service ends it by SIGTERM: that is no failure. The server hands the
    signal on once all is answered.
    """
    check_restored(desk, settings)
    if not accounts(desk.engine):
        console.print(NOBODY_YET)
    signal.signal(signal.SIGTERM, lambda _number, _frame: end(0))
    with noting(desk, settings), _open_to_commands(desk, settings):
        if settings.workers == 1:
            _serve_here(desk, settings)
        else:
            _serve_in_workers(settings)


def _open_to_commands(desk: Desk, settings: Settings) -> AbstractContextManager[None]:
    """While the service holds a file, commands work at it through the service."""
    if isinstance(desk.engine, EmbeddedEngine):
        return open_to_commands(desk.engine, Path(settings.database))
    return nullcontext()


# The web framework is loaded in these alone: other commands would wait for what they never use.


def _serve_here(desk: Desk, settings: Settings) -> None:
    import uvicorn  # noqa: PLC0415 - see above

    from graph_service.app.service import create_app  # noqa: PLC0415 - see above

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _tell_ready()

    Server(_configured(settings, create_app(desk, settings))).run()


def _serve_in_workers(settings: Settings) -> None:
    from graph_service.cli.workers import (  # noqa: PLC0415 - see above
        APP,
        SIGN_SECONDS,
        Workers,
    )

    several = {"workers": settings.workers, "timeout_worker_healthcheck": SIGN_SECONDS}
    Workers(_configured(settings, APP, factory=True, **several), _tell_ready).run()


def _configured(settings: Settings, app: Any, **more: Any) -> "uvicorn.Config":
    import uvicorn  # noqa: PLC0415 - see above

    from graph_service.app.connection import Connection  # noqa: PLC0415 - see above

    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=END_SECONDS,
        **more,
    )


def _tell_ready() -> None:
    console.print("Ready. Stop with Ctrl+C.")


def address(settings: Settings) -> str:
    """Where a browser on this machine finds the service."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def check_workers(settings: Settings) -> None:
    """Raise WrongSetting where an embedded file is to be served by several processes."""
    if settings.workers > 1 and not settings.database.startswith(SCHEMES):
        raise WrongSetting(
            f"An embedded file is served by one process, and SUPPORT_WEB_WORKERS is "
            f"{settings.workers}: leave it out, or name a Neo4j server in SUPPORT_WEB_DATABASE."
        )


def check_port(settings: Settings) -> None:
    """Raise WrongSetting when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except (OSError, UnicodeError) as error:
            raise WrongSetting(_why(settings, error)) from error


def _why(settings: Settings, error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError | socket.gaierror) or error.errno in _NO_SUCH_HOST:
        return (
            f"Cannot listen on {settings.host}: this machine has no such address. "
            "Set SUPPORT_WEB_HOST to 127.0.0.1 for this machine alone, or to an address of its own."
        )
    if error.errno == errno.EACCES:
        return (
            f"Cannot listen on port {settings.port}: that takes more rights; set "
            "SUPPORT_WEB_PORT to 1024 or higher."
        )
    return (
        f"Cannot listen on {settings.host} port {settings.port} ({error.strerror}): "
        "stop what uses it, or set SUPPORT_WEB_PORT to another port."
    )
