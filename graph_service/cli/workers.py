"""Several processes that serve at one address; the first starts and watches them."""

from collections.abc import Callable

import uvicorn
from uvicorn.supervisors import Multiprocess

from graph_service.app.service import create_app
from graph_service.cli.desks import make_desk
from graph_service.settings import read_settings

APP = "graph_service.cli.workers:make_app"
START_SECONDS = 60
SIGN_SECONDS = 30
"""A process that gives no sign of life for so long is ended, and another one takes its place."""


def make_app() -> object:
    """The service of one process: the settings are in its environment, and the desk is its own."""
    settings = read_settings()
    return create_app(make_desk(settings, must_exist=True), settings)


class Workers(Multiprocess):
    """The processes; ``ready`` is called once all of them answer."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        """The address is taken here, once for all of them."""
        super().__init__(config, [config.bind_socket()])
        self._ready = ready

    def init_processes(self) -> None:
        """Start them, and wait until they answer."""
        super().init_processes()
        if all(
            process.wait_until_ready(START_SECONDS, self.should_exit) for process in self.processes
        ):
            self._ready()
