"""A researcher of several schools: the release is of the one that was asked for, and says whose it
is.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from graph_service.errors import NotThere
from graph_service.store.accounts import Change, add_study, give_paths
from graph_service.store.accounts import Path as Way
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.release import release_named
from tests.office import Office, embedded_office
from tests.workflows.folder import write_folder

OTHER = {
    "students": [
        "o1,Eve Fox,Two Rivers,11,Red,,2025-09-01,,",
        "o2,Gus Hill,Two Rivers,11,Red,,2025-09-01,,",
    ],
    "adults": ["oa,Mx Ro,staff,Two Rivers"],
}
STUDIES = (("Webs", "Two Rivers"), ("Friends", "Two Rivers"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Met with three students and Two Rivers with two; the researcher studies both, the one within
    one study, the other within two.
    """
    folder = tmp_path_factory.mktemp("schools")
    with embedded_office(folder) as made:
        import_tables(made.desk, write_folder(folder / "other", OTHER))
        schools = {school.name: school.uid for school in made.desk.schools()}
        change = Change(made.desk.now(), made.desk.today())
        for name, school in STUDIES:
            study = add_study(
                made.desk.engine,
                name,
                "measures",
                schools[school],
                made.desk.now(),
                made.desk.today(),
            )
            give_paths(made.desk.engine, "researcher", (Way("STUDIES", study),), change)
        yield made


def rows_of(content: str) -> list[dict[str, str]]:
    """The rows of egos.csv."""
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize(
    ("asked", "grades"),
    [
        ("school=Met", ["10", "9", "9"]),
        ("school=Met&study=Webs", ["10", "9", "9"]),
        ("school=Two+Rivers&study=Webs", ["11", "11"]),
        ("study=Friends", ["11", "11"]),
    ],
)
def test_the_school_that_is_asked_for_leaves_and_its_files_say_so(
    office: Office, asked: str, grades: list[str]
) -> None:
    """In the name of the file, in the README and in each row; the page's file and the JSON
    alike.
    """
    school = "Met" if "Met" in asked else "Two Rivers"
    study = "Friends" if "Friends" in asked else "Webs"
    with office.client("researcher") as client:
        told = client.get(f"/api/v1/release?{asked}").json()
        packed = client.post(f"/research/release?{asked}")
    named = f"release_{school.replace(' ', '-')}_{study}_2026-11-24"
    assert (told["school"], told["study"], told["name"]) == (school, study, named)
    assert packed.headers["content-disposition"] == (
        f"attachment; filename=\"{named}.zip\"; filename*=UTF-8''{named}.zip"
    )
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    for files in (saved, {file["name"]: file["content"] for file in told["files"]}):
        rows = rows_of(files["egos.csv"])
        assert sorted(row["grade"] for row in rows) == grades
        assert {(row["school"], row["study"]) for row in rows} == {(school, study)}
        assert f"- School: {school}\n- Study: {study}\n" in files["README.md"]


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ("", {"school": "“Two Rivers”, “Met”", "study": "“Friends”, “Webs”"}),
        ("school=Two+Rivers", {"study": "“Friends”, “Webs”"}),
        ("study=Webs", {"school": "“Met”, “Two Rivers”"}),
    ],
)
def test_which_of_several_is_meant_is_never_guessed(
    office: Office, asked: str, faults: dict[str, str]
) -> None:
    """The answer says what to give, on the page and as JSON; nothing leaves."""
    with office.client("researcher") as client:
        refused = client.get(f"/api/v1/release?{asked}")
        assert client.post(f"/research/release?{asked}").status_code == 422
    told = refused.json()["error"]["faults"]
    assert refused.status_code == 422
    assert told == [
        f"the request, column {name}: give one of {among}." for name, among in faults.items()
    ]


@pytest.mark.parametrize(
    "asked", ["school=Elsewhere", "school=Met&study=Friends", "study=None", "school=met"]
)
def test_a_study_that_is_not_ones_own_is_not_there(office: Office, asked: str) -> None:
    """And no other takes its place."""
    with office.client("researcher") as client:
        assert client.get(f"/api/v1/release?{asked}").status_code == 404
        assert client.post(f"/research/release?{asked}").status_code == 404


def test_a_school_that_is_named_twice_is_refused(office: Office) -> None:
    """Nobody can tell which is meant."""
    with office.client("researcher") as client:
        assert client.get("/api/v1/release?school=Met&school=Two+Rivers").status_code == 422
        assert client.post("/research/release?school=Met&school=Two+Rivers").status_code == 422


def test_what_a_form_asks_for_is_what_leaves(office: Office) -> None:
    """Its fields are as good as the address; the same in both, or one that is not known, is
    refused.
    """
    with office.client("researcher") as client:
        sent = client.post(
            "/research/release", data={"school": "Two Rivers", "study": "Webs", "on": "2026-11-20"}
        )
        assert "release_Two-Rivers_Webs_2026-11-20.zip" in sent.headers["content-disposition"]
        for wrong in ({"school": "Two Rivers"}, {"known-on": "2026-11-20"}):
            assert client.post("/research/release?school=Met", data=wrong).status_code == 422
        assert client.post("/research/release", data={"school": "Elsewhere"}).status_code == 404


def test_each_button_of_the_page_names_its_study_and_school(office: Office) -> None:
    """Through the day and rule that are chosen there."""
    with office.client("researcher") as client:
        page = client.get("/research?on=2026-11-20").text
    for study, school in (("Webs", "Met"), *STUDIES):
        address = (
            "/research/release?on=2026-11-20"
            f"&amp;school={school.replace(' ', '+')}&amp;study={study}"
        )
        assert f'action="{address}"' in page
        assert f"<h2>{study} · {school}</h2>" in page
        assert page.count(f"<button>Download {study} of {school}</button>") == 1


def test_the_numbers_of_a_release_are_those_of_pages_and_json(office: Office) -> None:
    """Each measure, missing where it is missing there, and the counts of each side."""
    with office.client("researcher") as client:
        (egos, *_) = client.get("/api/v1/release?school=Met").json()["files"]
    with office.client("lead") as client:
        lines = client.get("/api/v1/students").json()["lines"]
        webs = [client.get(f"/api/v1/students/{line['uid']}").json() for line in lines]
    rows = rows_of(egos["content"])
    for row in rows:
        measured = {measure["name"]: row[measure["name"]] for measure in webs[0]["measures"]}
        sides = [row["adult_count"], row["peer_count"]]
        assert (measured, sides) in [_told(web) for web in webs]
    assert len(rows) == len(webs)


def _told(web: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """A web's measures and counts, written as a release writes them."""
    measured = {
        measure["name"]: "NA" if measure["value"] is None else str(measure["value"])
        for measure in web["measures"]
    }
    return measured, [
        "NA" if web[side]["count"] is None else str(web[side]["count"])
        for side in ("adult", "peer")
    ]


def test_at_the_command_line_the_study_is_one_of_the_schools(office: Office) -> None:
    """Named, it stands in the files; another school's is not there, with those that there are; none
    stands as missing.
    """
    lens = read_lens({}, office.desk.today(), office.desk.rule)
    made = release_named(office.desk, "Two Rivers", lens, "Friends")
    assert {row["study"] for row in rows_of(made.files["egos.csv"])} == {"Friends"}
    with pytest.raises(NotThere, match="There is no study “Friends” about Met; there is “Webs”"):
        release_named(office.desk, "Met", lens, "Friends")
    unnamed = release_named(office.desk, "Met", lens)
    assert {row["study"] for row in rows_of(unnamed.files["egos.csv"])} == {"NA"}
    assert "- Study: none was named\n" in unnamed.files["README.md"]


def test_a_school_of_any_letters_gives_its_file_a_name(tmp_path: Path) -> None:
    """As it is written where the browser takes that, and what is left of it in ASCII letters beside
    it.
    """
    with embedded_office(tmp_path) as made:
        students = ["x1,Ana Pop,Școala “Nr/1”,9,Blue,,2025-09-01,,"]
        import_tables(
            made.desk, write_folder(tmp_path / "more", {"students": students}), source="other"
        )
        school = next(place.uid for place in made.desk.schools() if place.name != "Met")
        study = add_study(
            made.desk.engine, "友達", "measures", school, made.desk.now(), made.desk.today()
        )
        give_paths(
            made.desk.engine,
            "researcher",
            (Way("STUDIES", study),),
            Change(made.desk.now(), made.desk.today()),
        )
        with made.client("researcher") as client:
            answer = client.post("/research/release?study=友達")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="release_Scoala-Nr-1__2026-11-24.zip"; '
        f"filename*=UTF-8''{quote('release_Școala-Nr-1_友達_2026-11-24.zip')}"
    )


def test_a_study_whose_account_lost_it_is_not_there(tmp_path: Path) -> None:
    """Without any study nothing leaves, and the page says whom to ask."""
    with embedded_office(tmp_path) as made:
        made.desk.engine.write(
            lambda tx: tx.run(
                "account_retract_paths", account=_account(made), target="", at=made.desk.now()
            )
        )
        with made.client("researcher") as client:
            assert client.get("/api/v1/release").status_code == 404
            assert "No study of yours is open" in client.get("/research").text


def _account(office: Office) -> str:
    return str(office.desk.engine.read("account_by_login", login="researcher")[0]["uid"])
