"""WCAG 2.2 AA, as far as axe can tell: nothing found on any page, light or dark, on a phone or a
desk, with everything unfolded.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page

from graph_service.access.reader import OPERATOR
from graph_service.app.policies import declared_routes
from graph_service.auth.account_management import reset_password
from graph_service.auth.accounts import account_called
from tests.office import Office
from tests.pages.bringing import MORE, NEW, csv_of, looked_at
from tests.pages.visitor import HOSTILE, enter, sign_in

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
QUOTE = '"'
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def brought(served: tuple[str, Office]) -> Iterator[list[str]]:
    """The addresses of what files would add and end, and of files that are refused, as long as the
    service does not end.
    """
    _, office = served
    with office.client("administrator") as client:
        hostile = csv_of("students", [f'h1,"{HOSTILE.replace(QUOTE, QUOTE * 2)}",Met,9,Blue,,,,'])
        shown, page = looked_at(client, hostile, complete="yes")
        assert "would end" in page
        refused, _ = looked_at(client, csv_of("students", ["h2,,Met,9,Blue,,,,"]))
        yield [shown, refused]


@pytest.mark.parametrize(("scheme", "size"), [("light", PHONE), ("dark", DESK)])
def test_axe_finds_nothing_on_any_page(
    served: tuple[str, Office],
    brought: list[str],
    page: Page,
    scheme: Literal["light", "dark"],
    size: dict[str, int],
) -> None:
    """Every page of every role, the refused form and the pages of what is not there among them."""
    address, office = served
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{address}/sign-in")
    found = violations(page)
    ada, cy = f"/students/{office.uid('Ada Lee')}", f"/students/{office.uid('Cy Poe')}"
    adult = f"/adults/{office.uid('Ms Ito')}"
    hostile = f"/students/{office.uid(HOSTILE)}"
    with office.client("advisor") as client:
        account = client.get("/api/v1/me").json()["account"]
    with office.client("lead") as client:
        client.post(f"{ada}/contacts", data={"adult": "Mr Diaz", "kind": "meeting"})
    uid = office.desk.engine.read("account_by_login", login="lead")[0]["uid"]
    account = f"/administration/accounts/{uid}"
    lists = [
        "/triage?tab=all",
        "/triage?tab=ask",
        "/triage?grade=zzz",
        "/students?adult_threshold=1",
        "/school",
        "/network",
        "/school/picture",
    ]
    visits = {
        "lead": [
            *lists,
            ada,
            f"{ada}/explore",
            f"{ada}/advisory/explore",
            f"{cy}/conversation?side=peer",
            f"{ada}/conversation",
            f"{ada}/contacts",
            f"{ada}?ended=yes&on=2026-11-20",
            f"{ada}/record",
            adult,
            hostile,
            "/nowhere",
        ],
        "advisor": ["/students", "/school", ada],
        "researcher": ["/research"],
        "administrator": [
            "/administration",
            "/administration/accounts/new",
            "/studies",
            account,
            "/administration/record",
            NEW,
            *brought,
            "/account",
            "/confirm",
            "/docs",
        ],
    }
    for login, paths in visits.items():
        sign_in(page, address, login)
        for path in paths:
            page.goto(address + path)
            found += violations(page)
        if login == "administrator":
            found += bringing_in(page, address, office)
        if login == "lead":
            page.goto(f"{address}/triage?tab=all")
            page.fill("[name=text]", "e")
            page.click(".filters button")
            page.wait_for_selector("#again", state="attached")
            found += violations(page)
            page.goto(f"{address}{cy}/conversation")
            page.fill("[name=adult-name]", "Nobody Here")
            page.check("[name=adult-are][value=all]")
            page.click(".said p > button")
            page.wait_for_selector(".fault")
            found += violations(page)
            page.goto(address + cy)
            page.evaluate(
                "document.querySelectorAll('[required]').forEach(field => field.required = false)"
            )
            page.click("#tie > summary")
            page.click("#tie > form > button")
            page.wait_for_selector(".fault")
            found += violations(page)
    page.context.clear_cookies()
    enter(
        page,
        address,
        "lead",
        reset_password(office.desk, OPERATOR, account_called(office.desk, OPERATOR, "lead")),
    )
    found += violations(page)
    assert page.url == address + "/account/first"
    assert "\n".join(found) == ""
    assert unvisited(
        office.app, [page.url, "/sign-in", *(path for paths in visits.values() for path in paths)]
    ) == {"/"}


def bringing_in(page: Page, address: str, office: Office) -> list[str]:
    """The findings of axe while an import waits for its turn, and once it is done."""
    turn = office.app.state.jobs.turn
    assert turn.acquire()
    page.goto(address + NEW)
    name, content, kind = csv_of("students", MORE)
    page.set_input_files("[name=files]", {"name": name, "mimeType": kind, "buffer": content})
    page.click("main button")
    page.wait_for_selector("#far")
    found = violations(page)
    turn.release()
    page.click("button:text-is('Import')")
    page.wait_for_selector("h1:has-text('Done')")
    return found + violations(page)


def pages_of(app: FastAPI) -> set[str]:
    """The paths of all pages that there are."""
    return {
        route.path
        for route in declared_routes(app.routes)
        if "GET" in (route.methods or ())
        and route.response_class is HTMLResponse
        and not route.path.endswith(".svg")
    }


def unvisited(app: FastAPI, addresses: Iterable[str]) -> set[str]:
    """The pages that no address leads to."""
    visited = [urlsplit(address).path for address in addresses]
    return {
        path
        for path in pages_of(app)
        if not any(re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), address) for address in visited)
    }


def violations(page: Page) -> list[str]:
    """The findings of axe on the page with everything unfolded: the page, the rule, and where."""
    page.evaluate("document.querySelectorAll('details').forEach(field => field.open = true)")
    answer = Axe().run(page, options=RULES).response
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]
