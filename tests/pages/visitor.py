"""Someone who looks at the pages in a browser."""

from playwright.sync_api import Page

from tests.office import PASSWORD

HOSTILE = "<img src=x onerror=alert(1)> \"'></title><script>alert(2)</script>"
"""A name that tries to become markup."""


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign in by the form."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_load_state()
