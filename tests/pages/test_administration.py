import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.access.reader import OPERATOR
from graph_service.auth.account_management import create_account, give
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import account_called, adult_called, kept_accounts
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from tests.office import PASSWORD, Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder

HOME = "/administration"
NEW = f"{HOME}/accounts/new"
FIRST = "a first long password"
PEOPLE = ("Ada Lee", "Ben Ono", "Cy Poe")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school, and a second one, High, that came with a source of its
    own.
    """
    with embedded_office(tmp_path) as made:
        high = {
            name: [line.replace("Met", "High") for line in lines] for name, lines in SCHOOL.items()
        }
        import_tables(made.desk, write_folder(tmp_path / "high", high), source="district")
        yield made


@pytest.fixture
def admin(office: Office) -> Iterator[TestClient]:
    """The administrator of Met, signed in."""
    with office.client("administrator") as client:
        yield client


def address(office: Office, login: str) -> str:
    """The page of an account."""
    return f"{HOME}/accounts/{account_called(office.desk, OPERATOR, login).uid}"


def adult(office: Office, school: str = "Met") -> str:
    """The uid of a school's Ms Ito."""
    return adult_called(office.desk, school_named(office.desk, school), "a1").uid


def lead_of_high(office: Office) -> str:
    """The page of an account that is no business of Met's."""
    place = AccountPlace("High")
    create_account(
        office.desk, OPERATOR, login="zoe", name="Zoe", role="lead", place=place, password=FIRST
    )
    return address(office, "zoe")


def told(page: str) -> str:
    """The first password that a page shows."""
    return str(re.findall(r"<code>([a-z0-9-]+)</code>", page)[0])


def replace(client: TestClient, login: str, first: str) -> None:
    """Sign in with a first password and take another one."""
    assert client.post("/sign-in", data={"login": login, "password": first}).status_code == 303
    given = {"old": first, "new": FIRST, "again": FIRST}
    assert client.post("/account/first", data=given).headers["location"] == "/"


def later(office: Office) -> None:
    """Eleven minutes pass."""
    then: datetime = office.desk.now() + timedelta(minutes=11)
    office.desk._clock = lambda: then


def test_the_page_lists_accounts_schools_and_imports_in_words(
    office: Office, admin: TestClient
) -> None:
    """The list tells name, role, school, adult, last sign-in and state; no student, and nothing of
    another school.
    """
    lead_of_high(office)
    page = admin.get(HOME).text
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>.*?</tr>", page)]
    advisor = next(row for row in rows if "|advisor|" in row)
    assert [word for word in advisor.split("|") if word] == [
        "advisor", "Advisor", "advisor", "Met", "Ms Ito", "never", "active",
    ]  # fmt: skip
    assert "students: 3 added" in page
    assert "{" not in page
    assert [name for name in (*PEOPLE, "zoe", "High", "district") if name in page] == []


def test_imports_of_a_school_with_a_source_of_its_own_are_listed(office: Office) -> None:
    """The ledger keeps the source; the administrator knows the school."""
    place = AccountPlace("High")
    create_account(
        office.desk,
        OPERATOR,
        login="hal",
        name="Hal",
        role="administrator",
        place=place,
        password=PASSWORD,
    )
    with office.client("hal") as client:
        page = client.get(HOME).text
        assert ">district</td>" in page
        assert f'value="{adult(office, "High")}"' in client.get(NEW).text


def test_an_account_is_made_and_signs_in(office: Office, admin: TestClient) -> None:
    """With the path its role needs; the first password is shown once, on a page that nothing
    keeps.
    """
    given = {
        "login": "New.Ito",
        "name": "Ms Ito",
        "role": "advisor",
        "school": "Met",
        "adult": adult(office),
    }
    made = admin.post(NEW, data=given)
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    assert "It is good for 72 hours" in made.text
    assert ">first password</td>" in admin.get(HOME).text
    assert told(made.text) not in admin.get(address(office, "new.ito")).text
    with office.client() as client:
        replace(client, "new.ito", told(made.text))
        assert "Ada Lee" in client.get("/students").text
    assert ">first password</td>" not in admin.get(HOME).text


def test_adults_stand_with_their_school_so_that_two_of_one_name_are_told_apart(
    office: Office,
) -> None:
    """With the schools that the reader keeps alone."""
    own, other = "Ms Ito, Met (a1)</option>", "Ms Ito, High (a1)</option>"
    with office.client("administrator") as client:
        page = client.get(NEW).text
    assert (own in page, other in page) == (True, False)
    give(
        office.desk,
        OPERATOR,
        account_called(office.desk, OPERATOR, "administrator"),
        AccountPlace("High"),
    )
    with office.client("administrator") as client:
        page = client.get(NEW).text
    assert (own in page, other in page) == (True, True)


def test_a_form_keeps_what_was_typed_with_every_fault_beside_its_field(
    office: Office, admin: TestClient
) -> None:
    """Only the password is asked for again; nothing was made."""
    given = {
        "login": "two words",
        "name": "<b>Lea</b>",
        "role": "advisor",
        "school": "Met",
        "study": "x",
    }
    refused = admin.post(NEW, data={**given, "own": "password1234"})
    assert refused.status_code == 422
    assert 'value="two words"' in refused.text
    assert "&lt;b&gt;Lea&lt;/b&gt;" in refused.text
    assert "password1234" not in refused.text
    for column, words in (("login", "one word"), ("adult", "needs the adult")):
        assert re.search(rf'id="fault-new-{column}-0">[^<]*{words}', refused.text), column
    assert len(kept_accounts(office.desk, OPERATOR)) == 4


def test_an_account_changes_role_schools_password_and_state(
    office: Office, admin: TestClient
) -> None:
    """Each change ends the sessions it must, and shows in the list."""
    page = address(office, "lead")
    with office.client("lead") as lead:
        role = {"role": "advisor", "school": "Met", "adult": adult(office)}
        assert admin.post(f"{page}/role", data=role).headers["location"] == f"{HOME}?done=role"
        assert lead.get("/students").status_code == 303
    with office.client("lead") as lead:
        assert "Ada Lee" in lead.get("/students").text
        assert admin.post(f"{page}/take", data={"target": adult(office)}).status_code == 303
        assert "Ada Lee" not in lead.get("/students").text
        assert (
            admin.post(f"{page}/give", data={"school": "Met", "adult": adult(office)}).status_code
            == 303
        )
        assert "Ada Lee" in lead.get("/students").text
        again = admin.post(f"{page}/password")
        assert (
            lead.post("/sign-in", data={"login": "lead", "password": PASSWORD}).status_code == 403
        )
        replace(lead, "lead", told(again.text))
        assert admin.post(f"{page}/sign-out").status_code == 303
        assert lead.get("/students").status_code == 303
        assert admin.post(f"{page}/disable").status_code == 303
        assert lead.post("/sign-in", data={"login": "lead", "password": FIRST}).status_code == 403
    assert "disabled" in admin.get(page).text
    assert admin.post(f"{page}/enable").status_code == 303


def test_changes_ask_for_the_own_password_after_ten_minutes(
    office: Office, admin: TestClient
) -> None:
    """In the form itself, so that nothing typed is lost; once given it is good for another ten."""
    later(office)
    given = {"login": "lea", "name": "Lea", "role": "lead", "school": "Met"}
    asked = admin.post(NEW, data=given)
    assert asked.status_code == 422
    assert 'name="own"' in asked.text
    assert 'value="lea"' in asked.text
    assert admin.post(NEW, data={**given, "own": "not mine at all"}).status_code == 422
    assert admin.post(NEW, data={**given, "own": PASSWORD}).status_code == 200
    assert 'name="own"' not in admin.get(NEW).text


def test_another_schools_account_is_not_there(office: Office, admin: TestClient) -> None:
    """Byte for byte as one that does not exist."""
    theirs, nobody = lead_of_high(office), f"{HOME}/accounts/{'x' * 22}"
    for method, end in (("GET", ""), ("POST", "/disable"), ("POST", "/password")):
        answers = [admin.request(method, page + end) for page in (theirs, nobody)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    with office.client() as client:
        assert client.post("/sign-in", data={"login": "zoe", "password": FIRST}).status_code == 303


def test_nobody_changes_their_own_rights_here(office: Office, admin: TestClient) -> None:
    """The own account's page offers none of it, and what is sent all the same is refused."""
    page = address(office, "administrator")
    assert "This is your own account" in admin.get(page).text
    assert "Take away" not in admin.get(page).text
    assert admin.post(f"{page}/disable").status_code == 422
    assert admin.post(f"{page}/role", data={"role": "lead", "school": "Met"}).status_code == 422
    assert admin.get(HOME).status_code == 200


@pytest.mark.parametrize("login", ["advisor", "lead", "researcher"])
def test_nobody_else_finds_the_pages(office: Office, login: str) -> None:
    """Not even that they are there."""
    page = address(office, "lead")
    with office.client(login) as client:
        asked = [
            client.get(HOME),
            client.get(NEW),
            client.get(page),
            client.post(f"{page}/disable"),
        ]
        assert [answer.status_code for answer in asked] == [404] * 4


def test_all_schools_of_one_s_own_are_given_in_one_go(office: Office, admin: TestClient) -> None:
    """Those that the administrator keeps and no other; an advisor's account is one school's."""
    assert 'name="every"' not in admin.get(NEW).text
    mine = account_called(office.desk, OPERATOR, "administrator")
    give(office.desk, OPERATOR, mine, AccountPlace("High"))
    third = {name: [line.replace("Met", "Third") for line in SCHOOL[name]] for name in SCHOOL}
    import_tables(office.desk, write_folder(office.uploads.parent / "third", third), source="T")
    assert "all 2 schools that you keep" in admin.get(NEW).text
    given = {"login": "lea", "name": "Lea", "role": "lead", "school": "High", "every": "yes"}
    assert admin.post(NEW, data=given).status_code == 200
    assert account_called(office.desk, OPERATOR, "lea").schools == ("High", "Met")
    refused = admin.post(NEW, data={**given, "login": "leo", "role": "advisor"})
    assert (refused.status_code, "name one school" in refused.text) == (422, True)
    lee = {"login": "lee", "name": "Lee", "role": "lead", "school": "Met"}
    assert admin.post(NEW, data=lee).status_code == 200
    admin.post(f"{address(office, 'lee')}/give", data={"school": "High", "every": "yes"})
    assert account_called(office.desk, OPERATOR, "lee").schools == ("High", "Met")
