"""The page on which one writes down what a student said: both sides at once, nothing lost."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from graph_service.workflows.intake.importing import import_tables
from tests.office import PASSWORD, Office
from tests.workflows.folder import write_folder


@pytest.fixture
def lead(office: Office) -> Iterator[TestClient]:
    """The lead's browser."""
    with office.client("lead") as client:
        yield client


def rows(side: str, *people: str, **columns: list[str]) -> dict[str, list[str]]:
    """The fields of people who are written in by name."""
    usual = {"support": "supportive", "strength": "", "kind": ""}
    given = {name: columns.get(name, [value] * len(people)) for name, value in usual.items()}
    return {f"{side}-{name}": value for name, value in {"name": list(people), **given}.items()}


def is_done(answer: Response) -> bool:
    """Whether a form was recorded."""
    return str(answer.headers["location"]).endswith("done=conversation")


def shown(client: TestClient, answer: Response) -> str:
    """The page to which a form leads that could not be recorded."""
    assert answer.status_code == 303
    assert "/conversation?" in answer.headers["location"]
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    return str(page.text)


def faults(page: str) -> dict[str, str]:
    """The faults, by the id of the fault beside the field."""
    return dict(re.findall(r'<span class="fault" id="fault-([^"]*)">(.*?) ?</span>', page))


def test_both_sides_are_recorded_at_once(office: Office, lead: TestClient) -> None:
    """People ticked and people written in; a side that nobody spoke about stays as it was."""
    path = f"/students/{office.uid('Ada Lee')}"
    ito = office.uid("Ms Ito")
    adults = {"adult-tick": ito, f"support-{ito}": "neutral", f"strength-{ito}": "2"}
    given = {**adults, **rows("adult", "Mr Diaz", ""), "adult-are": "all", "adult-unnamed": "1"}
    peers = {**rows("peer", "Cy Poe"), "peer-are": "some"}
    before = lead.get(f"/api/v1{path}").json()["peer"]
    assert is_done(lead.post(f"{path}/conversation", data=given))
    assert lead.get(f"/api/v1{path}").json()["peer"] == before
    begun = re.search(r'name="begun" value="([^"]*)"', lead.get(f"{path}/conversation").text)
    assert begun is not None
    again = {**given, **peers, "begun": begun[1]}
    done = lead.post(f"{path}/conversation", data=again)
    assert done.headers["location"] == f"{path}?done=conversation"
    adult, peer = lead.get(f"/api/v1{path}").json()["said_today"]
    assert adult["people"] == [
        {"person": "Mr Diaz", "support": "supportive", "strength": None},
        {"person": "Ms Ito", "support": "neutral", "strength": 2},
    ]
    assert (adult["unnamed"], adult["everyone"]) == (1, True)
    assert [person["person"] for person in peer["people"]] == ["Cy Poe"]
    assert peer["everyone"] is False


def test_a_fault_stands_at_its_field_and_everything_written_stands_there(
    office: Office, lead: TestClient
) -> None:
    """All faults of both sides are told at once, nothing is recorded, and Back finds the page."""
    path = f"/students/{office.uid('Ada Lee')}"
    diaz = office.uid("Mr Diaz")
    given = {
        **rows("adult", "", "Nobody Here", "Ada Lee", strength=["", "7x", "2"]),
        **rows("peer", "Ben Ono", "Ben Ono"),
        "adult-tick": diaz, f"support-{diaz}": "odd", "adult-unnamed": "many", "adult-are": "",
        "peer-are": "all", "day": "2027-01-01", "confidential": "yes",
    }  # fmt: skip
    before = lead.get(f"/api/v1{path}").json()
    answer = lead.post(f"{path}/conversation", data=given)
    page = shown(lead, answer)
    assert set(faults(page)) == {
        "conversation-adult-are-0",
        "conversation-peer-name-2",
        "conversation-day-0",
    }
    told = lead.post(f"{path}/conversation", data={**given, "adult-are": "all"})
    page = shown(lead, told)
    assert set(faults(page)) == {
        diaz,
        "conversation-adult-name-2",
        "conversation-adult-name-3",
        "conversation-adult-strength-2",
        "conversation-adult-unnamed-0",
        "conversation-peer-name-2",
        "conversation-day-0",
    }
    assert "Nobody Here" in faults(page)["conversation-adult-name-2"]
    assert "1 Jan 2027 lies in the future" in faults(page)["conversation-day-0"]
    assert re.findall(r'name="adult-name" value="([^"]*)"', page)[:3] == [
        "",
        "Nobody Here",
        "Ada Lee",
    ]
    assert f'name="adult-tick" value="{diaz}" checked' in page
    assert 'name="confidential" value="yes" checked' in page
    assert 'name="day" value="2027-01-01"' in page
    assert lead.get(told.headers["location"]).status_code == 200
    assert lead.get(f"/api/v1{path}").json() == before


def test_what_was_half_written_survives_signing_in_again(office: Office, lead: TestClient) -> None:
    """After an idle session it stands there for the same account, and for no other; the address
    holds no word of it.
    """
    path = f"/students/{office.uid('Ada Lee')}"
    given = {**rows("adult", "Zaphira Quell"), "adult-are": "all"}
    clock = office.desk._clock
    office.desk._clock = lambda: clock() + timedelta(minutes=40)
    answer = lead.post(
        f"{path}/conversation",
        data=given,
        headers={"referer": f"http://testserver{path}/conversation?side=adult"},
    )
    sign_in = answer.headers["location"]
    assert sign_in.startswith("/sign-in?next=/students/")
    assert "Zaphira" not in sign_in
    back = re.search(r'name="next" value="([^"]*)"', lead.get(sign_in).text)
    assert back is not None
    address = back[1].replace("&amp;", "&")
    with office.client("advisor") as advisor:
        assert "Zaphira" not in advisor.get(address).text
    who = {"login": "lead", "password": PASSWORD, "next": address}
    assert lead.post("/sign-in", data=who).headers["location"] == address
    page = lead.get(address).text
    assert "Nothing is recorded yet" in page
    assert 'name="adult-name" value="Zaphira Quell"' in page
    assert 'name="adult-are" value="all" checked' in page
    office.desk._clock = lambda: clock() + timedelta(hours=3)
    lead.post("/sign-in", data=who)
    assert "Zaphira" not in lead.get(address).text


def test_a_stranger_keeps_nothing_here(office: Office) -> None:
    """A form that comes without a session of ours leads to the sign-in and is thrown away."""
    path = f"/students/{office.uid('Ada Lee')}/conversation"
    with office.client() as client:
        client.cookies.set("support-web", "x" * 43)
        answer = client.post(path, data=rows("adult", "Zaphira Quell"))
    assert answer.status_code == 303
    assert "draft" not in answer.headers["location"]


def test_a_second_conversation_of_a_day_begins_with_the_first(office: Office) -> None:
    """For who recorded it alone; sent again as it stands it changes nothing."""
    path = f"/students/{office.uid('Ada Lee')}"
    ben = office.uid("Ben Ono")
    given = {
        **rows("adult", "Mr Diaz", "Ms New", support=["stressful", "supportive"],
               strength=["", "3"], kind=["", "mentor"]),
        "adult-are": "all", "adult-unnamed": "1", "peer-tick": ben, f"support-{ben}": "neutral",
        "peer-are": "some", "confidential": "yes",
    }  # fmt: skip
    begins = "This begins with what you recorded today"
    with office.client("lead") as client:
        assert begins not in client.get(f"{path}/conversation").text
        assert is_done(client.post(f"{path}/conversation", data=given))
        page = client.get(f"{path}/conversation").text
        told = client.get(f"/api/v1{path}").json()["said_today"]
    marks = " ".join(said["mark"] for said in told)
    assert begins in page
    assert f'<input type="hidden" name="begun" value="{marks}">' in page
    diaz = office.uid("Mr Diaz")
    assert f'name="adult-tick" value="{diaz}" checked' in page
    assert f'name="peer-tick" value="{ben}" checked' in page
    assert 'name="adult-are" value="all" checked' in page
    assert 'name="peer-are" value="some" checked' in page
    assert 'name="confidential" value="yes" checked' in page
    with office.client("advisor") as client:
        assert begins not in client.get(f"{path}/conversation").text


def test_what_was_recorded_of_a_past_day_is_shown_before_it_is_replaced(
    office: Office, lead: TestClient
) -> None:
    """It is sent with what is missing, or with a yes to what was shown and no other."""
    path = f"/students/{office.uid('Ada Lee')}"

    def send(*people: str, **more: str) -> Response:
        given = {**rows("adult", *people), "adult-are": "all", "day": "2026-11-23", **more}
        answer: Response = lead.post(f"{path}/conversation", data=given)
        return answer

    assert is_done(send("Ms Ito", "Mr Diaz"))
    refused = shown(lead, send("Ms Ito"))
    told = (
        "You recorded for 23 Nov 2026 already that Ada Lee named Mr Diaz (supportive), Ms Ito "
        "(supportive), and nobody else."
    )
    assert refused.count(told) == 2
    (mark,) = re.findall(r'<input type="checkbox" name="begun" value="([0-9a-f]{32})">', refused)
    assert not is_done(send("Ms Ito"))
    assert not is_done(send("Ms Ito", "Mr Diaz", "Mx Day", begun=""))
    assert f'<input type="hidden" name="begun" value="{mark}">' in shown(
        lead, send("Ms Ito", "Mx Who", begun=mark)
    )
    assert is_done(send("Ms Ito", begun=mark))
    assert not is_done(send("Mr Diaz", begun=mark))


def test_a_long_conversation_stands_whole_in_the_form(office: Office, lead: TestClient) -> None:
    """Also one of more people than the form has rows for, and one in which nobody was named."""
    path = f"/students/{office.uid('Ada Lee')}"
    people = [{"person": f"Mx Number {number}", "new_kind": "mentor"} for number in range(12)]
    given = {"side": "adult", "people": people, "everyone": False}
    assert lead.post(f"/api/v1{path}/conversation", json=given).status_code == 200
    assert lead.get(f"{path}/conversation").text.count('name="adult-tick"') == 14
    nobody = {"side": "peer", "people": [], "everyone": True, "nobody": True}
    assert lead.post(f"/api/v1{path}/conversation", json=nobody).status_code == 200
    page = lead.get(f"{path}/conversation").text
    assert 'name="peer-are" value="nobody" checked' in page
    assert len(re.findall(r'name="adult-tick" value="[^"]*" checked', page)) == 12


def test_whoever_answered_nobody_is_not_called_unasked(office: Office, lead: TestClient) -> None:
    """After both sides answered “nobody”, page and picture say so, and do not ask again."""
    path = f"/students/{office.uid('Cy Poe')}"
    said = {"adult-are": "nobody", "peer-are": "nobody", "day": "2026-11-20"}
    assert is_done(lead.post(f"{path}/conversation", data=said))
    page = lead.get(path).text
    assert "Nobody is known yet" not in page
    assert "Asked, and nobody is known." in page


def test_two_of_one_name_are_ticked_each_for_themselves(office: Office, tmp_path: Path) -> None:
    """A tick means one of them, whatever both are called."""
    same = ["s7,Cy Poe,Met,9,,,2025-09-01,,"]
    ties = ["s3,s1,peer,,,", "s7,s1,peer,,,"]
    import_tables(
        office.desk, write_folder(tmp_path / "same", {"students": same, "ties": ties}), source="Met"
    )
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("lead") as client:
        both = {
            alter["id"]: alter["uid"]
            for alter in client.get(f"/api/v1{path}").json()["alters"]
            if alter["name"] == "Cy Poe"
        }
        one = both["s7"]
        given = {"peer-tick": one, f"support-{one}": "supportive", "peer-are": "all"}
        assert is_done(client.post(f"{path}/conversation", data=given))
        page = client.get(f"{path}/conversation").text
    assert re.findall(r'name="peer-tick" value="([^"]*)" checked', page) == [one]


def test_a_name_that_means_nobody_offers_the_nearest_people(
    office: Office, lead: TestClient, tmp_path: Path
) -> None:
    """With what each is; the button puts that person there, and nobody new is made."""
    same = ["s7,Cy Poe,Met,9,,,2025-09-01,,"]
    import_tables(office.desk, write_folder(tmp_path / "same", {"students": same}), source="Met")
    path = f"/students/{office.uid('Ada Lee')}"
    before = len(office.desk.facts(office.desk.schools()[0]).people)
    given = {
        **rows("adult", "", "Ms Itto"), "adult-pick": ["", ""], "adult-are": "all",
        **rows("peer", "Cy Poe"), "peer-pick": [""], "peer-are": "all",
    }  # fmt: skip
    page = shown(lead, lead.post(f"{path}/conversation", data=given))
    ways = dict(re.findall(r'name="choose" value="([^"]*)">([^<]*)<', page))
    ito = office.uid("Ms Ito")
    assert ways[f"adult 2 {ito}"] == "Ms Ito, advisor of Blue"
    cy = {words: way for way, words in ways.items() if words.startswith("Cy Poe")}
    assert list(cy) == ["Cy Poe, grade 10, Gold", "Cy Poe, grade 9"]
    one = {**given, "choose": f"adult 2 {ito}"}
    page = shown(lead, lead.post(f"{path}/conversation", data=one))
    assert 'name="adult-name" value="Ms Ito"' in page
    assert set(faults(page)) == {"conversation-peer-name-1"}
    both = {**given, "adult-name": ["", "Ms Ito"], "adult-pick": ["", ito]}
    way = cy["Cy Poe, grade 9"]
    assert is_done(lead.post(f"{path}/conversation", data={**both, "choose": way}))
    peers = [
        (alter["id"], alter["counts"])
        for alter in lead.get(f"/api/v1{path}").json()["alters"]
        if alter["name"] == "Cy Poe"
    ]
    assert peers == [("s7", True)]
    assert len(office.desk.facts(office.desk.schools()[0]).people) <= before + 1


def test_two_grandmothers_of_one_name_stay_two_people(office: Office, lead: TestClient) -> None:
    """New family is of this student alone: another's is neither found nor offered."""
    kinds = {"adult-kind": "family", "adult-are": "some", "day": "2026-11-20"}
    made = []
    for name in ("Ada Lee", "Cy Poe"):
        path = f"/students/{office.uid(name)}"
        given = {**rows("adult", "Rosa Lopez"), "adult-are": "some", "day": "2026-11-20"}
        page = shown(lead, lead.post(f"{path}/conversation", data=given))
        assert "Rosa Lopez," not in page
        assert 'value="adult 1 new:family"' in page
        assert is_done(lead.post(f"{path}/conversation", data={**given, **kinds}))
        alters = lead.get(f"/api/v1{path}").json()["alters"]
        made += [alter["uid"] for alter in alters if alter["name"] == "Rosa Lopez"]
        again = {**given, "day": "2026-11-19"}
        assert is_done(lead.post(f"{path}/conversation", data=again))
    assert len(made) == len(set(made)) == 2


def test_a_name_that_was_changed_is_no_longer_the_person_picked(
    office: Office, lead: TestClient
) -> None:
    """Else somebody else would be recorded than stands there."""
    path = f"/students/{office.uid('Ada Lee')}"
    given = {**rows("adult", "Mr Diaz"), "adult-pick": office.uid("Ms Ito"), "adult-are": "all"}
    assert is_done(lead.post(f"{path}/conversation", data=given))
    (said,) = lead.get(f"/api/v1{path}").json()["said_today"]
    assert [person["person"] for person in said["people"]] == ["Mr Diaz"]


def test_a_friend_outside_school_counts_and_is_of_this_web_alone(
    office: Office, lead: TestClient, tmp_path: Path
) -> None:
    """A first name is enough; the same one again is the same friend; no other student, list,
    directory or import knows them.
    """
    ada, cy = (f"/students/{office.uid(name)}" for name in ("Ada Lee", "Cy Poe"))
    given = {**rows("peer", "Jo"), "peer-are": "all", "day": "2026-11-20"}
    page = shown(lead, lead.post(f"{ada}/conversation", data=given))
    assert 'value="peer 1 new:outside"' in page
    listed = lead.get("/api/v1/students").json()["shown"]
    for day in ("2026-11-20", "2026-11-21"):
        again = {**given, "day": day, "choose": "peer 1 new:outside"}
        assert is_done(lead.post(f"{ada}/conversation", data=again))
    peers = {
        alter["name"]: (alter["uid"], alter["counts"])
        for alter in lead.get(f"/api/v1{ada}").json()["alters"]
        if alter["side"] == "peer"
    }
    jo, counts = peers["Jo (outside school)"]
    assert counts
    assert f'name="peer-tick" value="{jo}"' in lead.get(f"{ada}/conversation").text
    tick = {"peer-tick": jo, f"support-{jo}": "supportive", "peer-are": "some"}
    assert is_done(lead.post(f"{ada}/conversation", data=tick))
    assert lead.get(f"/api/v1/students/{jo}").status_code == 404
    assert lead.get("/api/v1/students").json()["shown"] == listed
    refused = shown(lead, lead.post(f"{cy}/conversation", data=given))
    assert "Jo (outside school)" not in refused
    assert lead.post(f"{cy}/people", data={"text": "jo", "side": "peer"}).json() == []
    import_tables(office.desk, write_folder(tmp_path / "again"), source="Met", complete=True)
    after = lead.get(f"/api/v1{ada}").json()["alters"]
    assert [alter["counts"] for alter in after if alter["uid"] == jo] == [True]
    assert lead.get(ada).status_code == lead.get(f"{ada}/explore").status_code == 200
