"""Starting the service."""

import socket

from graph_service.cli.desks import make_desk
from graph_service.errors import WrongSetting
from graph_service.settings import Settings, read_settings
from graph_service.workflows.reading import Desk


def serve() -> None:
    """Serve the pages and the JSON as the settings say."""
    settings = read_settings()
    check_port(settings)
    desk = make_desk(settings)
    try:
        run(desk, settings)
    finally:
        desk.engine.close()


def run(desk: Desk, settings: Settings) -> None:
    """Serve until interrupted."""
    # Loaded here alone: the other commands would wait for a web framework that they never use.
    import uvicorn  # noqa: PLC0415 - see above

    from graph_service.app.service import create_app  # noqa: PLC0415 - see above

    uvicorn.run(
        create_app(desk, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


def check_port(settings: Settings) -> None:
    """Raise WrongSetting when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise WrongSetting(
                f"Cannot listen on {settings.host} port {settings.port} ({error.strerror}): "
                "stop what uses it, or set SUPPORT_WEB_PORT to another port."
            ) from error
