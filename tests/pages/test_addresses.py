"""The lens travels: every address on a page seen through a lens leads on through the same lens."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest

from graph_service.pages.addresses import Addresses, ListAddresses
from graph_service.workflows.caseload.views import Filters
from tests.office import Office

LENS = {
    "on": "2026-11-20",
    "known_on": "2026-11-24",
    "rule": "mutual",
    "evidence": "any",
    "roles": "mentor,advisor",
}
LEAVES = ("/sign-out", "/account", "/static/")
"""Addresses that show nothing judged, so that no lens goes with them; nor with the record of who
looked."""


class Ways(HTMLParser):
    """The ways out of a page: the address of each link and each form that is sent, with the fields
    that go with it.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._back = "Back to today"
        self._text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up links and forms, and the fields of the form that is open."""
        given = {name: value or "" for name, value in attrs}
        address = (
            given.get("href") if tag == "a" else given.get("action") if tag == "form" else None
        )
        if address is not None:
            line = self._text.splitlines()[self.getpos()[0] - 1][self.getpos()[1] :]
            if not address.startswith("#") and address != "/" and self._back not in line[:200]:
                self.found.append(
                    (urlsplit(address).path, dict(parse_qsl(urlsplit(address).query)))
                )
        elif tag in ("input", "select") and self.found:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        fields, name = self.found[-1][1], given.get("name", "")
        if tag == "select":
            fields.setdefault(name, "chosen")
        elif given.get("type") == "checkbox" and name == "roles" and "checked" in given:
            fields[name] = ",".join(filter(None, (fields.get(name), given["value"])))
        elif given.get("type") in ("hidden", "date"):
            fields[name] = given.get("value", "")


@pytest.mark.parametrize("login", ["advisor", "lead"])
def test_every_way_out_of_a_page_keeps_the_lens(office: Office, login: str) -> None:
    """Links, tabs, sorting, files, filters, the lens's own form and the forms that record."""
    ada = office.uid("Ada Lee")
    of_ada = [f"/students/{ada}{part}" for part in ("", "/explore", "/advisory/explore")]
    paths = ["/students", "/school", "/school/picture", *of_ada, f"/adults/{office.uid('Ms Ito')}"]
    with office.client(login) as client:
        for path in [*paths, *(["/triage"] if login == "lead" else [])]:
            page = client.get(
                path, params={**LENS, "tab": "all"} if path in ("/students", "/triage") else LENS
            )
            assert page.status_code == 200
            ways = [
                way
                for way in Ways(page.text).found
                if not way[0].startswith(LEAVES) and not way[0].endswith("/record")
            ]
            assert ways
            for address, fields in ways:
                for name, value in LENS.items():
                    kept = fields.get(name)
                    right = kept in ("chosen", value) or (
                        name == "roles" and set((kept or "").split(",")) == {"mentor", "advisor"}
                    )
                    assert right, (path, address, name, kept)


def test_what_is_recorded_leads_back_through_the_lens(office: Office) -> None:
    """The page after a form is the page as it was seen before it."""
    with office.client("advisor") as client:
        form = {"adult": office.uid("Ms Ito"), "day": "2026-11-23", "kind": "meeting"}
        path = f"/students/{office.uid('Ada Lee')}"
        answer = client.post(f"{path}/contacts?on=2026-11-20", data=form)
        assert answer.headers["location"] == f"{path}?on=2026-11-20&done=contact"


def test_what_would_be_so_anyway_stands_in_no_address(office: Office) -> None:
    """A form sends every field; addresses hold what differs from today and the usual rule."""
    sent = {
        "on": "2026-11-24",
        "rule": "default",
        "evidence": "",
        "adult_threshold": "2",
        "peer_threshold": "3",
    }
    with office.client("lead") as client:
        page = client.get(
            "/school", params={**sent, "roles": ["advisor", "mentor", "family", "teacher", "other"]}
        )
    addresses = [fields for path, fields in Ways(page.text).found if path == "/triage"]
    assert addresses[0] == {"peer_threshold": "3"}


def test_a_list_is_sorted_the_other_way_by_the_same_column() -> None:
    """The first click sorts, the second turns round, and another page is left for the first one."""
    link = ListAddresses(
        "/triage", Addresses("on=2026-11-20"), Filters(tab="ask", sort="grade", page=3)
    )
    assert link.sorted_by("grade") == "/triage?on=2026-11-20&tab=ask&sort=-grade"
    assert link.sorted_by("name") == "/triage?on=2026-11-20&tab=ask&sort=name"
    assert (link.order_of("grade"), link.order_of("name")) == ("ascending", "none")
    assert link(page=4) == "/triage?on=2026-11-20&tab=ask&sort=grade&page=4"
