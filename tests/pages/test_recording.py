"""The forms on a student's page: there for everyone, and shown again as they were typed, every
fault beside its field.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from graph_service.workflows.intake.importing import import_tables
from tests.office import Office
from tests.workflows.folder import write_folder

ROWS = {
    "person": ["Mr Diaz", "", "Nobody Here", "Ada Lee"],
    "support": ["supportive", "supportive", "neutral", "odd"],
    "strength": ["3", "", "7x", "2"],
    "new_kind": ["", "", "", ""],
}


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


def test_a_form_with_faults_keeps_what_was_typed_and_tells_all_of_them(
    office: Office, lead: TestClient
) -> None:
    """Rows without a name are left out; each fault stands at its own field of its own person;
    nothing is recorded.
    """
    path = f"/students/{office.uid('Ada Lee')}"
    form = {
        "side": "adult",
        **ROWS,
        "unnamed": "many",
        "everyone": "",
        "day": "2027-01-01",
        "confidential": "yes",
    }
    before = lead.get(f"/api/v1{path}").json()
    answer = lead.post(f"{path}/conversation", data=form)
    assert answer.status_code == 422
    told = faults(answer.text)
    assert set(told) == {
        "conversation-person-2",
        "conversation-person-3",
        "conversation-support-3",
        "conversation-strength-2",
        "conversation-unnamed-0",
        "conversation-everyone-0",
        "conversation-day-0",
    }
    assert "Nobody Here" in told["conversation-person-2"]
    assert "1 Jan 2027 lies in the future" in told["conversation-day-0"]
    assert "Person 2: “7x” is not a whole number." in answer.text
    names = re.findall(r'name="person" value="([^"]*)"', answer.text)
    assert names[:4] == ["Mr Diaz", "Nobody Here", "Ada Lee", ""]
    assert 'name="confidential" value="yes" checked' in answer.text
    assert 'name="day" value="2027-01-01"' in answer.text
    assert lead.get(f"/api/v1{path}").json() == before


def test_a_second_conversation_of_a_day_begins_with_the_first_so_that_nothing_is_lost(
    office: Office,
) -> None:
    """For who recorded it alone, side by side; sent again as it stands it changes nothing."""
    ada = office.uid("Ada Lee")
    path = f"/students/{ada}"
    said = {
        "side": "adult", "everyone": "yes", "unnamed": "1", "day": "2026-11-24",
        "confidential": "yes",
        "person": ["Mr Diaz", "Ms New"], "support": ["stressful", "supportive"],
        "strength": ["", "3"], "new_kind": ["", "mentor"],
    }  # fmt: skip
    begins, leads = "This begins with what you recorded today about adults", "Begin with it</a>"
    with office.client("lead") as client:
        assert begins not in client.get(f"{path}?side=adult").text
        assert client.post(f"{path}/conversation", data=said).status_code == 303
        page = client.get(f"{path}?side=adult").text
        assert begins in page
        other = client.get(f"{path}?side=peer").text
        assert (begins in other, leads in other) == (False, True)
        (told,) = client.get(f"/api/v1{path}").json()["said_today"]
        assert begins not in client.get(f"{path}?side=adult&known_on=2026-11-24").text
    people = [
        {"person": "Mr Diaz", "support": "stressful", "strength": None},
        {"person": "Ms New", "support": "supportive", "strength": 3},
    ]
    assert f'<input type="hidden" name="begun" value="{told.pop("mark")}">' in page
    assert told == {
        "side": "adult",
        "people": people,
        "unnamed": 1,
        "everyone": True,
        "confidential": True,
    }
    form = page[page.index('id="conversation"') : page.index('id="tie"')]
    assert re.findall(r'name="person" value="([^"]+)"', form) == ["Mr Diaz", "Ms New"]
    assert re.findall(r'<option value="([^"]*)" selected', form)[:6] == [
        "stressful",
        "",
        "",
        "supportive",
        "3",
        "",
    ]
    assert {'name="unnamed" value="1"', 'name="confidential" value="yes" checked'} <= set(
        re.findall(r'name="(?:unnamed|confidential)" value="[^"]*"(?: checked)?', form)
    )
    assert re.search(r'name="everyone" value="yes" required checked', form)
    with office.client("advisor") as client:
        assert begins not in client.get(f"{path}?side=adult").text
        assert client.get(f"/api/v1{path}").json()["said_today"] == []


def test_what_was_recorded_of_a_past_day_is_shown_before_it_is_replaced(
    office: Office, lead: TestClient
) -> None:
    """The form comes back as it was typed; it is sent with what is missing, or with a yes to what
    was shown and no other.
    """
    path = f"/students/{office.uid('Ada Lee')}"

    def send(*people: str, **more: str) -> Response:
        columns = {name: [""] * len(people) for name in ("strength", "new_kind")}
        given = {
            "side": "adult",
            "person": list(people),
            "support": ["supportive"] * len(people),
            **columns,
        }
        answer: Response = lead.post(
            f"{path}/conversation",
            data={**given, "everyone": "yes", "unnamed": "0", "day": "2026-11-23", **more},
        )
        return answer

    def state() -> str:
        return str(lead.get(f"/api/v1{path}").json()["adult"]["count"])

    assert send("Ms Ito", "Mr Diaz").status_code == 303
    before = state()
    refused = send("Ms Ito")
    assert refused.status_code == 422
    told = (
        "You recorded for 23 Nov 2026 already that Ada Lee named Mr Diaz (supportive), Ms Ito "
        "(supportive), and nobody else."
    )
    assert refused.text.count(told) == 2
    assert re.findall(r'name="person" value="([^"]+)"', refused.text)[:1] == ["Ms Ito"]
    assert 'name="day" value="2026-11-23"' in refused.text
    (mark,) = re.findall(
        r'<input type="checkbox" name="begun" value="([0-9a-f]{32})">', refused.text
    )
    assert send("Ms Ito").status_code == 422
    assert state() == before
    assert send("Ms Ito", "Mr Diaz", "Mx Day", begun="").status_code == 422
    again = send("Ms Ito", "Mx Who", begun=mark)
    assert f'<input type="hidden" name="begun" value="{mark}">' in again.text
    assert send("Ms Ito", begun=mark).status_code == 303
    assert send("Mr Diaz", begun=mark).status_code == 422


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


def test_two_of_one_name_stand_in_the_form_as_it_takes_them(office: Office, tmp_path: Path) -> None:
    """Each with the school's id, also where the other one is in nobody's web that the reader sees;
    sent again it is taken.
    """
    same = ["s7,Cy Poe,Met,9,,,2025-09-01,,"]
    import_tables(office.desk, write_folder(tmp_path / "same", {"students": same}), source="Met")
    path = f"/students/{office.uid('Ada Lee')}"
    rest = {"side": "peer", "everyone": "yes", "unnamed": "0", "day": "2026-11-24"}
    with office.client("advisor") as client:
        for named in (["Cy Poe (s3)"], ["Ben Ono", "Cy Poe (s3)", "Cy Poe (s7)"]):
            columns = {name: [""] * len(named) for name in ("strength", "new_kind")}
            said = {**rest, **columns, "person": named, "support": ["supportive"] * len(named)}
            assert client.post(f"{path}/conversation", data=said).status_code == 303
            page = client.get(f"{path}?side=peer").text
            assert (
                re.findall(
                    r'name="person" value="([^"]+)"', page[page.index('id="conversation"') :]
                )[: len(named)]
                == named
            )
            assert client.post(f"{path}/conversation", data=said).status_code == 303
        offered = re.findall(r'<option value="([^"]*)"></option>', page)
        assert {"Ben Ono", "Cy Poe (s3)", "Cy Poe (s7)"} <= set(offered)
        assert "Cy Poe" not in offered


def test_a_long_conversation_stands_whole_in_the_form(office: Office, lead: TestClient) -> None:
    """Also one of more people than the form has rows for at first, and one in which nobody was
    named.
    """
    path = f"/students/{office.uid('Ada Lee')}"
    people = [{"person": f"Mx Number {number}", "new_kind": "mentor"} for number in range(12)]
    given = {"side": "adult", "people": people, "everyone": False}
    assert lead.post(f"/api/v1{path}/conversation", json=given).status_code == 200
    assert (
        len(re.findall(r'name="person" value="Mx Number', lead.get(f"{path}?side=adult").text))
        == 12
    )
    nobody = {"side": "peer", "people": [], "everyone": True, "nobody": True}
    assert lead.post(f"/api/v1{path}/conversation", json=nobody).status_code == 200
    assert 'value="nobody" required checked' in lead.get(f"{path}?side=peer").text


def test_the_other_forms_keep_what_was_typed_too(office: Office, lead: TestClient) -> None:
    """A tie, its end and a contact: opened again with the texts and the faults."""
    path = f"/students/{office.uid('Ada Lee')}"
    tie = lead.post(
        f"{path}/ties",
        data={"role": "teacher", "person": "Mx Who", "since": "soon", "detail": "maths"},
    )
    assert set(faults(tie.text)) == {"tie-person-0", "tie-since-0"}
    assert 'name="detail" value="maths"' in tie.text
    assert '<option value="teacher" selected>' in tie.text
    contact = lead.post(
        f"{path}/contacts", data={"adult": "Mx Who", "kind": "home call", "day": "2026-12-24"}
    )
    assert set(faults(contact.text)) == {"contact-adult-0", "contact-day-0"}
    tie_id = re.search(r"/ties/([^/\"]+)/end", contact.text)
    assert tie_id is not None
    end = lead.post(f"{path}/ties/{tie_id[1]}/end", data={"until": "1999-01-01"})
    assert list(faults(end.text)) == [f"end-{tie_id[1]}-until-0"]


def test_a_student_of_whom_nothing_is_known_has_every_form(
    office: Office, lead: TestClient
) -> None:
    """No tie, no word, no contact: what is there to do can be done from the page."""
    path = f"/students/{office.uid('Cy Poe')}"
    page = lead.get(path).text
    for form in ("conversation", "ties", "contacts"):
        assert f'action="{path}/{form}"' in page
    assert "Nobody is known yet. Ask Cy" in page
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
    assert set(faults(lead.post(f"{path}/ties", data={"role": "", "person": "Mr Diaz"}).text)) == {
        "tie-role-0"
    }
    with office.client("advisor") as advisor:
        page = advisor.get(path).text
        assert advises not in page
        assert page.count("End this tie") == lead.get(path).text.count("End this tie") - 1
        told = faults(
            advisor.post(f"{path}/ties", data={"role": "advisor", "person": "Mr Diaz"}).text
        )
    assert "ask one" in told["tie-role-0"]


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


def test_whoever_answered_nobody_is_not_called_unasked(office: Office, lead: TestClient) -> None:
    """After both sides answered “nobody”, page and picture say so, and do not ask again."""
    path = f"/students/{office.uid('Cy Poe')}"
    for side in ("adult", "peer"):
        said = {"side": side, "everyone": "nobody", "day": "2026-11-20"}
        assert lead.post(f"{path}/conversation", data=said).status_code == 303
    page = lead.get(path).text
    assert "Nobody is known yet" not in page
    assert "Asked, and nobody is known." in page


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
            assert answer.status_code == 422
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
        assert "there is no way back but to record it anew" in after
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
