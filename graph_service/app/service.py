"""The service at a desk: its doors, and what stands before all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from graph_service import pages
from graph_service.api import routes as api
from graph_service.api import sessions
from graph_service.api.description import describe
from graph_service.app.body_limits import BodyLimits
from graph_service.app.failures import (
    answer_error,
    answer_http,
    answer_invalid,
    answer_sign_in,
)
from graph_service.app.guard import guard
from graph_service.app.methods import HeadAsGet
from graph_service.app.policies import check_policies
from graph_service.auth.credentials import cookie_name
from graph_service.auth.sign_in import Doorkeeper
from graph_service.errors import SignInNeeded, SupportWebError
from graph_service.exports import routes as exports
from graph_service.pages import (
    administration,
    adults,
    contacts,
    conversation,
    first_password,
    home_pages,
    imports,
    interface,
    lists,
    network,
    own_account,
    own_tokens,
    picking,
    record,
    recording,
    routes,
    schools,
    students,
    studies,
)
from graph_service.settings import Settings
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.uploads.jobs import Jobs

THREADS = 12
"""So many requests are worked on at a time. The embedded engine keeps about 8 MiB for each thread
that has ever asked it something, and more at a time are answered no sooner."""


class Service(FastAPI):
    """The application, described as ``api.description`` says."""

    def openapi(self) -> dict[str, Any]:
        """The description of its JSON, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = describe(self.routes, cookie_name(self.state.settings))
        return self.openapi_schema


def create_app(desk: Desk, settings: Settings) -> FastAPI:
    """The service at a desk; WrongSetting when a route declares no policy, or uploads cannot be
    kept in private.
    """
    app = Service(
        title="Support Web",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        lifespan=_lifespan,
    )
    app.state.desk = desk
    app.state.settings = settings
    app.state.jobs = Jobs(desk, settings.uploads(), alone=settings.is_embedded())
    app.state.doorkeeper = Doorkeeper(desk, settings)
    for door in (
        routes,
        own_account,
        own_tokens,
        first_password,
        lists,
        network,
        students,
        conversation,
        contacts,
        picking,
        recording,
        adults,
        schools,
        record,
        interface,
        home_pages,
        administration,
        studies,
        imports,
        exports,
        api,
        sessions,
    ):
        app.include_router(door.router)
    app.mount("/static", StaticFiles(directory=Path(pages.__file__).parent / "static"))
    check_policies(app)
    app.add_middleware(BodyLimits)
    app.middleware("http")(guard)
    app.add_middleware(HeadAsGet)
    app.exception_handler(SupportWebError)(answer_error)
    app.exception_handler(SignInNeeded)(answer_sign_in)
    app.exception_handler(HTTPException)(answer_http)
    app.exception_handler(RequestValidationError)(answer_invalid)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """As the service stops, imports that are being worked on are stopped with nothing changed, or
    their end is awaited.

    No file that was sent in stays behind.
    """
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    jobs: Jobs = app.state.jobs
    await run_in_threadpool(lambda: jobs.sweep(jobs.desk.now()))
    yield
    await run_in_threadpool(jobs.end)
