"""The page of studies: a lead opens one, its researcher takes it, the lead ends it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import Office, embedded_office

FORM = {
    "name": "Ties",
    "purpose": "to learn",
    "recipients": "A. Lee, State University",
    "researchers": "researcher",
    "last_day": "2027-01-31",
    "schools": "Met",
    "measures": ["density", "adults"],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Met, with an account of each role."""
    with embedded_office(tmp_path) as made:
        yield made


def files(office: Office) -> list[str] | int:
    """The names of the files that the researcher gets, or the status of the refusal."""
    with office.client("researcher") as client:
        answer = client.post("/research/release?study=Ties")
    if answer.status_code != 200:
        return int(answer.status_code)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return archive.namelist()


def test_a_lead_opens_a_study_and_ends_it(office: Office) -> None:
    """From its opening its researcher takes its files, from its end they are not there."""
    assert files(office) == 404
    with office.client("lead") as client:
        assert "No study of your schools was opened yet" in client.get("/studies").text
        assert client.post("/studies", data=FORM).headers["location"] == "/studies?done=open"
        page = client.get("/studies?done=open").text
        for told in ("The study is open.", "A. Lee, State University", "31 Jan 2027"):
            assert told in page
        assert "adults, density" in page
        found = files(office)
        assert isinstance(found, list)
        assert {"alters.csv", "waves.parquet", "web.gexf"} <= set(found)
        address = page.split('action="/studies/')[1].split('"')[0]
        assert client.post(f"/studies/{address}").headers["location"] == "/studies?done=end"
        assert "<strong>Ended.</strong>" in client.get("/studies").text
    assert files(office) == 404


def test_a_form_with_faults_stands_again_with_what_was_typed(office: Office) -> None:
    """Each fault beside its field; nothing is opened."""
    wrong = {**FORM, "last_day": "2020-01-31", "researchers": "lead, nobody", "purpose": "<b>"}
    with office.client("administrator") as client:
        answer = client.post("/studies", data=wrong)
        assert answer.status_code == 422
        for told in (
            "2020-01-31 has passed; choose today or a later day.",
            "There is no researcher&#39;s account “lead”.",
            "There is no researcher&#39;s account “nobody”.",
            'value="&lt;b&gt;"',
            'value="Met" checked',
            'value="density" checked',
        ):
            assert told in answer.text
        assert "No study of your schools was opened yet" in client.get("/studies").text


def test_the_same_download_twice_is_the_same_bytes(office: Office) -> None:
    """The zip too: it holds no moment of its own."""
    with office.client("lead") as client:
        client.post("/studies", data=FORM)
    with office.client("researcher") as client:
        first, again = (client.post("/research/release?study=Ties").content for _ in range(2))
    assert first == again
