"""Someone who looks at the pages in a browser."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import ConsoleMessage, Dialog, Page

from tests.office import PASSWORD, Office

HOSTILE = "<img src=x onerror=alert(1)> \"'></title><script>alert(2)</script>"
"""A name that tries to become markup."""


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """The office served on this machine; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(office.app, host="127.0.0.1", port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign in by the form."""
    enter(page, address, login, PASSWORD)


def enter(page: Page, address: str, login: str, password: str) -> None:
    """Sign in by the form with a password."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("main button")
    page.wait_for_load_state()


def listen(page: Page, address: str) -> list[str]:
    """The browser's bad signs from now on: dialogs, refusals of the policy, errors of scripts,
    requests to elsewhere.
    """
    told: list[str] = []

    def shut(dialog: Dialog) -> None:
        told.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(url: str) -> None:
        if not url.startswith((address, "blob:", "data:")):
            told.append(url)

    page.on("dialog", shut)

    def noted(message: ConsoleMessage) -> None:
        # what browsers ask for beside a picture that is opened by itself
        sought = f"{address}/favicon.ico"
        if message.type == "error" and message.location["url"] != sought:
            told.append(f"{message.text} {message.location['url']}")

    page.on("console", noted)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked(request.url))
    return told
