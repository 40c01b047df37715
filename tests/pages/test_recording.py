"""The forms on a student's page: there for everyone, and shown again as they were typed, every
fault beside its field, behind an address that the browser may go back to.
"""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.office import Office


@pytest.fixture
def lead(office: Office) -> Iterator[TestClient]:
    """The lead's browser."""
    with office.client("lead") as client:
        yield client


def faults(page: str) -> dict[str, str]:
    """The faults, by the id of the fault beside the field."""
    found = re.findall(r'<span class="fault" id="fault-([^"]*)">(.*?) ?</span>', page)
    assert all(f'aria-describedby="fault-{id}"' in page for id, _ in found)
    return dict(found)


def test_a_program_says_that_it_replaces(office: Office, lead: TestClient) -> None:
    """Else it is told what is there, and nothing goes."""
    path = f"/api/v1/students/{office.uid('Ada Lee')}"
    given = {
        "side": "adult",
        "people": [{"person": "Ms Ito"}],
        "everyone": True,
        "day": "2026-11-23",
    }
    assert lead.post(f"{path}/conversation", json=given).status_code == 200
    nobody = {**given, "people": [], "nobody": True}
    refused = lead.post(f"{path}/conversation", json=nobody)
    assert refused.status_code == 422
    assert "named Ms Ito (supportive), and nobody else" in refused.json()["error"]["faults"][0]
    assert lead.post(f"{path}/conversation", json={**nobody, "replaces": True}).json() == {
        "done": "conversation"
    }


def shown(client: TestClient, answer: Response) -> Response:
    """The page to which a form leads that could not be recorded."""
    assert answer.status_code == 303
    again: Response = client.get(answer.headers["location"])
    assert again.status_code == 200
    return again


def test_the_other_forms_keep_what_was_typed_too(office: Office, lead: TestClient) -> None:
    """A tie, its end and a contact: opened again with the texts and the faults."""
    path = f"/students/{office.uid('Ada Lee')}"
    given = {"role": "teacher", "person": "Mx Who", "since": "soon", "detail": "maths"}
    tie = shown(lead, lead.post(f"{path}/ties", data=given))
    assert set(faults(tie.text)) == {"tie-person-0", "tie-since-0"}
    assert 'name="detail" value="maths"' in tie.text
    assert '<option value="teacher" selected>' in tie.text
    given = {"adult": "Mx Who", "kind": "home call", "day": "2026-12-24"}
    contact = shown(lead, lead.post(f"{path}/contacts", data=given))
    assert set(faults(contact.text)) == {"contact-adult-0", "contact-day-0"}
    tie_id = re.search(r"/ties/([^/\"]+)/end", lead.get(path).text)
    assert tie_id is not None
    end = shown(lead, lead.post(f"{path}/ties/{tie_id[1]}/end", data={"until": "1999-01-01"}))
    assert list(faults(end.text)) == [f"end-{tie_id[1]}-until-0"]


def test_a_student_of_whom_nothing_is_known_has_every_form(
    office: Office, lead: TestClient
) -> None:
    """No tie, no word, no contact: what is there to do can be done from the page."""
    path = f"/students/{office.uid('Cy Poe')}"
    page = lead.get(path).text
    for form in ("conversation", "contacts"):
        assert f'href="{path}/{form}"' in page
    assert f'action="{path}/ties"' in page
    assert "We know of nobody yet. Ask Cy" in page
    new = {"role": "mentor", "person": "Mr New", "new_kind": "mentor"}
    assert lead.post(f"{path}/ties", data=new).status_code == 303
    contact = {"adult": "Mr New", "kind": "meeting", "day": "2026-11-20", "by": "Somebody else"}
    assert lead.post(f"{path}/contacts", data=contact).status_code == 303
    web = lead.get(f"/api/v1{path}").json()
    assert [(alter["name"], alter["sector"]) for alter in web["alters"]] == [("Mr New", "mentor")]
    assert [(contact["adult"], contact["by"]) for contact in web["contacts"]] == [
        ("Mr New", "Lead")
    ]


def test_what_somebody_is_to_a_student_is_chosen(office: Office, lead: TestClient) -> None:
    """No role stands there already, none is a fault beside the field, and advising is offered to a
    lead alone.
    """
    path = f"/students/{office.uid('Ada Lee')}"
    advises = '<option value="advisor">advisor</option>'
    page = lead.get(path).text
    assert '<option value="" selected>choose</option>' in page
    assert advises in page
    none = lead.post(f"{path}/ties", data={"role": "", "person": "Mr Diaz"})
    assert set(faults(shown(lead, none).text)) == {"tie-role-0"}
    with office.client("advisor") as advisor:
        page = advisor.get(path).text
        assert advises not in page
        assert page.count("End this tie") == lead.get(path).text.count("End this tie") - 1
        asked = advisor.post(f"{path}/ties", data={"role": "advisor", "person": "Mr Diaz"})
        told = faults(shown(advisor, asked).text)
    assert "Ask one" in told["tie-role-0"]


def test_one_word_in_ones_own_name_is_for_accounts_that_are_somebody(
    office: Office, lead: TestClient
) -> None:
    """A lead that is no adult of the school is not offered what would be refused; an advisor is."""
    path = f"/students/{office.uid('Ada Lee')}"
    assert f"{path}/reports" not in lead.get(path).text
    with office.client("advisor") as advisor:
        assert f"{path}/reports" in advisor.get(path).text
        word = {"alter": "Mr Diaz", "support": "supportive", "day": "2026-11-20"}
        assert advisor.post(f"{path}/reports", data=word).status_code == 303
        assert (
            advisor.post(
                f"{path}/contacts", data={"adult": "", "kind": "meeting", "day": ""}
            ).status_code
            == 303
        )
        contacts = advisor.get(f"/api/v1{path}").json()["contacts"]
    assert contacts[0]["adult"] == "Ms Ito"


def test_every_refused_form_opens_with_the_notice(office: Office) -> None:
    """The end of a tie, an account's password and a token too."""
    with office.client("lead") as lead:
        page = f"/students/{office.uid('Ada Lee')}"
        tie = re.search(r"/ties/([^/\"]+)/end", lead.get(page).text)
        assert tie is not None
        token = {"name": "", "days": "many"}
        for path, form in (
            (f"{page}/ties/{tie[1]}/end", {"until": "soon"}),
            ("/account/tokens", token),
        ):
            answer = lead.post(path, data=form)
            answer = answer if answer.status_code == 422 else shown(lead, answer)
            assert "<title>Not recorded · " in answer.text
            assert answer.text.count('id="refused"') == answer.text.count('id="faults"') == 1


def test_what_was_recorded_by_mistake_is_taken_back_with_one_click_and_one_confirmation(
    office: Office,
) -> None:
    """Folded away, listed for who recorded it and the leads alone; through the lens and back, with
    a sentence that promises no undo.
    """
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("advisor") as advisor, office.client("lead") as lead:
        assert "Take back something" not in advisor.get(path).text
        advisor.post(
            f"{path}/contacts", data={"adult": "Mr Diaz", "kind": "meeting", "day": "2026-11-23"}
        )
        lead.post(
            f"{path}/contacts", data={"adult": "Mr Diaz", "kind": "message", "day": "2026-11-23"}
        )
        page = advisor.get(f"{path}?on=2026-11-23").text
        ways = re.findall(rf'action="({path}/recorded/[^"]*)"', page)
        assert [page.count("<button>Yes, take it back</button>"), len(ways)] == [1, 1]
        assert lead.get(path).text.count("Yes, take it back") == 2
        taken = advisor.post(ways[0].replace("&amp;", "&"))
        assert taken.headers["location"] == f"{path}?on=2026-11-23&done=taken"
        after = advisor.get(taken.headers["location"]).text
        assert "To restore it, record it again." in after
        assert ">meeting</td>" not in after
        again = advisor.post(ways[0].replace("&amp;", "&"))
        assert (again.status_code, again.content) == (404, advisor.get("/nothing").content)
        (left,) = lead.get(f"/api/v1{path}").json()["recorded"]
        assert (
            advisor.post(f"/api/v1{path}/recorded/{left['id']}/take-back", json={}).status_code
            == 404
        )
        assert lead.post(f"/api/v1{path}/recorded/{left['id']}/take-back", json={}).json() == {
            "done": "taken"
        }
