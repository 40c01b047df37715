"""GET parameters: what there is not is refused with every fault, on pages, in files and in JSON alike."""

import pytest

from tests.office import Office

WRONG = "tab=none&state=sad&side=left&sort=shoe&page=0&on=soon&rule=mine&evidence=none&adult_threshold=99"
NAMES = {"tab", "state", "side", "sort", "page", "on", "rule", "evidence", "adult_threshold"}


def test_every_wrong_value_is_told_at_once(office: Office) -> None:
    """Of the list and of the lens, each with what there is."""
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


@pytest.mark.parametrize("sort", ["look", "name", "-name", "grade", "advisory", "adults", "-peers", "contact"])
def test_every_order_there_is_is_taken(office: Office, sort: str) -> None:
    """Both ways."""
    with office.client("lead") as client:
        assert client.get(f"/api/v1/students?sort={sort}").status_code == 200


def test_blank_parameters_are_not_set(office: Office) -> None:
    """A form sends the fields that nobody filled in."""
    with office.client("lead") as client:
        blank = client.get("/api/v1/students?tab=&state=&side=&sort=&page=&on=&rule=&adult_threshold=")
        assert blank.json() == client.get("/api/v1/students").json()
