"""Logging a contact: a page of its own, two clicks from every list."""

import re
from pathlib import Path

from fastapi.testclient import TestClient

from graph_service.workflows.intake.importing import import_tables
from tests.office import Office
from tests.workflows.folder import write_folder


def contacts_of(client: TestClient, path: str) -> list[tuple[str, str, str]]:
    """The contacts of a student: with whom, what, logged by whom."""
    found = client.get(f"/api/v1{path}").json()["contacts"]
    return [(contact["adult"], contact["kind"], contact["by"]) for contact in found]


def test_a_contact_is_two_clicks_away(office: Office) -> None:
    """The link in the row of the list, and the button of the form as it stands there."""
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("advisor") as advisor:
        assert f'href="{path}/contacts"' in advisor.get("/students").text
        page = advisor.get(f"{path}/contacts").text
        assert '<option value="">I was</option>' in page
        form = {"adult": "", "other": "", "pick": "", "kind": "meeting", "day": "2026-11-24"}
        done = advisor.post(f"{path}/contacts", data=form)
        assert done.headers["location"] == f"{path}?done=contact"
        assert contacts_of(advisor, path)[0] == ("Ms Ito", "meeting", "Advisor")


def test_a_lead_logs_their_own_talk_and_is_an_adult_of_the_school_from_then_on(
    office: Office,
) -> None:
    """One of the staff, once: the second contact is of the same adult; the record tells it."""
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("lead") as lead:
        for day in ("2026-11-20", "2026-11-21"):
            form = {"adult": "", "kind": "meeting", "day": day}
            assert "done=contact" in lead.post(f"{path}/contacts", data=form).headers["location"]
        assert contacts_of(lead, path)[:2] == [("Lead", "meeting", "Lead")] * 2
    people = office.desk.facts(office.desk.schools()[0]).people.values()
    assert [person.kind for person in people if person.name == "Lead"] == ["staff"]
    with office.client("administrator") as administrator:
        assert "gave an account a path" in administrator.get("/administration/record").text


def test_a_lead_who_may_be_on_the_staff_already_is_not_made_twice(
    office: Office, tmp_path: Path
) -> None:
    """Somebody of the same name is there: an administrator says whether it is them."""
    path = f"/students/{office.uid('Ada Lee')}"
    same = ["a9,Ms Lead,staff,Met"]
    import_tables(office.desk, write_folder(tmp_path / "same", {"adults": same}), source="Met")
    with office.client("lead") as lead:
        answer = lead.post(f"{path}/contacts", data={"kind": "meeting"})
        page = lead.get(answer.headers["location"]).text
        assert "Somebody called Lead is known here already" in page
        before = contacts_of(lead, path)
        assert ("Ms Lead", "meeting", "Lead") not in before


def test_a_name_that_means_nobody_offers_the_nearest_people_as_buttons(office: Office) -> None:
    """A button logs the contact at once."""
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("lead") as lead:
        form = {"adult": "", "other": "Ms Itto", "pick": "", "kind": "home call"}
        answer = lead.post(f"{path}/contacts", data=form)
        page = lead.get(answer.headers["location"]).text
        assert 'name="other" value="Ms Itto"' in page
        ways = dict(re.findall(r'name="choose" value="([^"]*)">([^<]*)<', page))
        assert ways == {office.uid("Ms Ito"): "Ms Ito, advisor of Blue"}
        one = {**form, "choose": next(iter(ways))}
        assert "done=contact" in lead.post(f"{path}/contacts", data=one).headers["location"]
        assert ("Ms Ito", "home call", "Lead") in contacts_of(lead, path)
