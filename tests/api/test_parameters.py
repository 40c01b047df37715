"""GET parameters: what there is not is refused with every fault, on pages, in files and in JSON
alike.
"""

import pytest

from tests.office import Office

WRONG = (
    "tab=none&state=sad&side=left&sort=shoe&page=0&on=soon&rule=mine"
    "&evidence=none&adult_threshold=99"
)
NAMES = {"tab", "state", "side", "sort", "page", "on", "rule", "evidence", "adult_threshold"}


def test_every_wrong_value_is_told_at_once(office: Office) -> None:
    """Parameters of the list and of the lens, each with the choices there are."""
    with office.client("lead") as client:
        answer = client.get(f"/api/v1/students?{WRONG}")
    assert answer.status_code == 422
    faults = answer.json()["error"]["faults"]
    assert {fault.split("column ")[1].split(":")[0] for fault in faults} == NAMES
    assert any("supported, thin, isolated, unknown" in fault for fault in faults)


@pytest.mark.parametrize("path", ["/students", "/triage", "/students.csv", "/triage.csv"])
def test_pages_and_files_refuse_the_same(office: Office, path: str) -> None:
    """With the same sentences."""
    with office.client("lead") as client:
        answer = client.get(f"{path}?{WRONG}")
        told = client.get(f"/api/v1/students?{WRONG}").json()["error"]["faults"]
    assert answer.status_code == 422
    assert len(told) == len(NAMES)
    assert all(fault.replace("'", "&#39;") in answer.text for fault in told)


@pytest.mark.parametrize("page", ["-1", "1.5", "9999999", "x", "²"])
def test_a_page_that_is_no_number_is_refused(office: Office, page: str) -> None:
    """In words, not by another page."""
    with office.client("lead") as client:
        assert client.get("/triage", params={"page": page}).status_code == 422


@pytest.mark.parametrize(
    "sort", ["look", "name", "-name", "grade", "advisory", "adults", "-peers", "contact"]
)
def test_every_order_there_is_is_taken(office: Office, sort: str) -> None:
    """Both ways."""
    with office.client("lead") as client:
        assert client.get(f"/api/v1/students?sort={sort}").status_code == 200


def test_blank_parameters_are_not_set(office: Office) -> None:
    """A form sends the fields that nobody filled in."""
    with office.client("lead") as client:
        blank = client.get(
            "/api/v1/students?tab=&state=&side=&sort=&page=&on=&rule=&adult_threshold="
        )
        assert blank.json() == client.get("/api/v1/students").json()


UNKNOWN = ("known-on=2026-10-01", "On=2026-10-01", "date=2026-10-01", "adult-threshold=1")


@pytest.mark.parametrize(
    ("login", "path"),
    [
        *(("lead", f"/api/v1/{path}") for path in ("students", "flags", "students/ADA",
        "adults/ITO", "students/ADA/record", "me")),
        *(("lead", path) for path in ("/students", "/triage", "/school", "/students/ADA",
        "/students/ADA/web.svg", "/adults/ITO")),
        *(("lead", path) for path in ("/students.csv", "/triage.csv", "/students/ADA/explore",
        "/students/ADA/record")),
        ("researcher", "/api/v1/release"),
        ("researcher", "/research"),
        ("administrator", "/administration/record"),
    ],
)  # fmt: skip
def test_a_parameter_that_is_not_known_is_refused(office: Office, login: str, path: str) -> None:
    """A misspelt day is never answered with today's data: in JSON, in files and on pages."""
    address = path.replace("ADA", office.uid("Ada Lee")).replace("ITO", office.uid("Ms Ito"))
    with office.client(login) as client:
        assert client.get(address).status_code == 200
        for given in UNKNOWN:
            answer = client.get(f"{address}?{given}")
            assert answer.status_code == 422
            assert f"column {given.partition('=')[0]}: there is no such parameter" in answer.text


def test_the_refusal_says_what_was_likely_meant(office: Office) -> None:
    """With all that the address takes, beside every other fault."""
    with office.client("lead") as client:
        faults = client.get("/api/v1/flags?known-on=2026-10-01&on=soon").json()["error"]["faults"]
    assert len(faults) == 2
    assert "Did you mean known_on?" in faults[0]
    assert faults[0].endswith(
        "This address takes adult_threshold, evidence, fresh_days, known_on, least_strength, "
        "needs_a_look, observers, on, "
        "peer_threshold, roles, rule."
    )


def test_signing_in_takes_no_parameters(office: Office) -> None:
    """Also where nobody is signed in yet."""
    with office.client() as client:
        given = {"login": "lead", "password": "not this one"}
        assert client.post("/api/v1/sign-in?next=/triage", json=given).status_code == 422
        assert client.post("/api/v1/sign-in", json=given).status_code == 401


def test_a_list_offers_no_name_for_its_address(office: Office) -> None:
    """A name that is searched for stands in a body alone."""
    with office.client("lead") as client:
        (fault,) = client.get("/api/v1/students?name=lee").json()["error"]["faults"]
    assert "tab" in fault
    assert "text" not in fault


def test_what_is_sent_to_be_written_takes_no_parameters(office: Office) -> None:
    """A day in the address would be passed over, and the contact logged today; nothing is
    written.
    """
    with office.client("advisor") as client:
        path = f"/api/v1/students/{office.uid('Ada Lee')}"
        before = client.get(path).json()["contacts"]
        given = {"adult": office.uid("Ms Ito"), "kind": "meeting"}
        answer = client.post(f"{path}/contacts?day=2026-11-20", json=given)
        assert answer.status_code == 422
        assert "this address takes none" in answer.json()["error"]["faults"][0]
        assert client.get(path).json()["contacts"] == before


@pytest.mark.parametrize("path", ["/api/v1/students", "/api/v1/flags", "/triage", "/students.csv"])
def test_a_parameter_that_is_given_twice_is_refused(office: Office, path: str) -> None:
    """Nobody can tell which day was meant; roles come one by one."""
    with office.client("lead") as client:
        assert client.get(f"{path}?on=2026-10-01&on=2026-11-01").status_code == 422
        assert client.get(f"{path}?roles=advisor&roles=mentor").status_code == 200


def test_a_form_that_asks_for_what_a_list_does_not_take_is_refused(office: Office) -> None:
    """As its address is."""
    with office.client("lead") as client:
        answer = client.post("/triage.csv", data={"text": "lee", "known-on": "2026-10-01"})
    assert answer.status_code == 422
