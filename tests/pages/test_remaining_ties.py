"""Where a tie ends and another of the same two goes on, the page says so by name, and both can be
ended.
"""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.store.scope import may_see
from graph_service.workflows.intake.importing import import_tables
from tests.office import Office
from tests.pages.bringing import words
from tests.workflows.folder import TODAY, facts_now, write_folder


@pytest.fixture
def ben(office: Office, tmp_path: Path) -> str:
    """Ben, whose advisor and mentor people recorded, and a roster brought too."""
    uid = office.uid("Ben Ono")
    with office.client("lead") as lead:
        for person, role in (("Ms Ito", "advisor"), ("Mr Diaz", "other")):
            lead.post(
                f"/students/{uid}/ties",
                data={"person": person, "role": role, "since": "2026-11-20"},
            )
    lines = ["s2,a1,advisor,2026-09-01,,", "s2,a2,other,2026-09-01,,"]
    import_tables(office.desk, write_folder(tmp_path / "brought", {"ties": lines}), source="Met")
    return uid


def tie_of(office: Office, student: str, role: str, *, imported: bool) -> str:
    """The id of the student's tie of the role that an import or somebody recorded."""
    ties = [
        row
        for row in facts_now(office.desk).ties
        if row.fact.role == role and row.fact.student == student
    ]
    return next(row.id for row in ties if (row.fact.recorded_by is None) == imported)


def after(client: TestClient, address: str) -> str:
    """The page's text once the form at the address was sent."""
    answer = client.post(address, data={"until": TODAY.isoformat()})
    assert answer.status_code == 303
    assert "Ito" not in answer.headers["location"]
    page: str = client.get(answer.headers["location"]).text
    return page


def test_what_goes_on_is_said_by_name_until_both_are_ended(office: Office, ben: str) -> None:
    """With who recorded it and when, as who can see the student says; its form is open, and the
    last end says nothing more.
    """
    imported = tie_of(office, ben, "advisor", imported=True)
    recorded = tie_of(office, ben, "advisor", imported=False)
    with office.client("lead") as lead:
        before = words(lead.get(f"/students/{ben}").text)
        assert "recorded by Lead on 24 Nov 2026" in before
        assert "recorded by an import on 24 Nov 2026" in before
        page = after(lead, f"/students/{ben}/ties/{imported}/end")
        sentence = (
            "Ms Ito is still Ben’s advisor, by a tie that Lead recorded on 24 Nov 2026. End that "
            "too below if it is over."
        )
        assert sentence in unescape(words(page))
        assert "Advisor is their advisor (Ms Ito); signs in as advisor." in words(page)
        assert re.search(
            r'<details class="inline" open><summary>advisor</summary>'
            rf"(?:(?!</details>).)*{recorded}",
            page,
            re.DOTALL,
        )
        page = after(lead, f"/students/{ben}/ties/{recorded}/end")
        assert "is still" not in words(page)
        assert "Advisor is their advisor" not in words(page)
    assert may_see(office.desk.engine, _account(office), TODAY, ben) == []


def test_what_goes_on_is_said_of_today_whatever_day_was_looked_at(office: Office, ben: str) -> None:
    """An earlier day knows nothing of it; and there it is not said that who recorded the tie did so
    on the day of its end.
    """
    imported = tie_of(office, ben, "advisor", imported=True)
    with office.client("lead") as lead:
        of_day, by_import = f"/students/{ben}?on=2026-10-01", "recorded by an import on"
        before = words(lead.get(of_day).text).count(by_import)
        page = after(lead, f"/students/{ben}/ties/{imported}/end?on=2026-10-01")
        assert "by a tie that Lead recorded on 24 Nov 2026" in words(page)
        earlier = words(lead.get(f"{of_day}&still={imported}").text)
    assert earlier.count(by_import) == before - 1
    assert "is still" not in earlier


def _account(office: Office) -> str:
    return next(
        str(row["uid"])
        for row in office.desk.engine.read("account_list")
        if row["login"] == "advisor"
    )


def test_what_goes_on_is_said_where_one_is_taken_back(office: Office, ben: str) -> None:
    """It no longer counts, and the import's does; a program is told its id."""
    with office.client("lead") as lead:
        recorded = tie_of(office, ben, "advisor", imported=False)
        page = after(lead, f"/students/{ben}/recorded/tie-{recorded}/take-back")
        assert (
            "Ms Ito is still Ben’s advisor, by a tie that an import recorded on 24 Nov 2026."
            in unescape(words(page))
        )
        recorded, imported = (
            tie_of(office, ben, "other", imported=imported) for imported in (False, True)
        )
        answer = lead.post(f"/api/v1/students/{ben}/ties/{recorded}/end", json={})
        assert answer.json() == {"done": "ended", "still": [imported]}
        assert "Mr Diaz is still tied to Ben" in words(
            lead.get(f"/students/{ben}?still={imported}").text
        )
        (item,) = [item["id"] for item in lead.get(f"/api/v1/students/{ben}").json()["recorded"]]
        answer = lead.post(f"/api/v1/students/{ben}/recorded/{item}/take-back")
        assert answer.json() == {"done": "taken", "still": [imported]}
        assert lead.post(f"/api/v1/students/{ben}/ties/{imported}/end", json={}).json() == {
            "done": "ended"
        }


def test_a_tie_that_is_over_or_not_there_is_said_nothing_of(office: Office, ben: str) -> None:
    """Any address is answered alike."""
    imported = tie_of(office, ben, "advisor", imported=True)
    with office.client("lead") as lead:
        for tie in ("x", "", tie_of(office, office.uid("Ada Lee"), "advisor", imported=True)):
            assert "is still" not in words(lead.get(f"/students/{ben}?still={tie}").text)
        lead.post(
            f"/students/{ben}/ties/{imported}/end", data={"until": date(2026, 11, 1).isoformat()}
        )
        assert "is still" not in words(lead.get(f"/students/{ben}?still={imported}").text)
