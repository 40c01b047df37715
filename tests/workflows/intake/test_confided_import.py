"""An interview or a survey in confidence: what was answered is as closed as what was said, and no
import opens it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from facts.statements import IN_CONFIDENCE
from graph_service.formats.translation import Choices
from graph_service.store.current import read_entries
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.formats.files import write_files
from tests.office import Office, embedded_office
from tests.workflows.folder import facts_now, write_folder

ROUND: Mapping[str, Any] = {"id": "ivw", "school": "Met", "opened_on": "2026-11-20"}
MATCHES = {"Mr Diaz": "a2"}
INTERVIEW = (
    {"x_egos": ["egoID", "s1", "s2"], "x_alters": ["egoID,alterID,who", "s1,1,Mr Diaz"]},
    {
        "round": {**ROUND, "asks": "adults"},
        "people": {"name": "who", "kind": "mentor", "means": "supportive", "matches": MATCHES},
    },
)
SURVEY = (
    {"form": ["Your ID,Who", "s1,Mr Diaz", "s2,nobody"]},
    {
        "round": ROUND,
        "survey": {"student": "Your ID", "adults": "Who"},
        "people": {"matches": MATCHES},
    },
)
FORMATS = pytest.mark.parametrize(
    ("files", "mapping"), [INTERVIEW, SURVEY], ids=["interview", "survey"]
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A small school; Ms Ito is Ada's advisor."""
    with embedded_office(tmp_path) as office:
        yield office


def bring(
    office: Office,
    folder: Path,
    files: Mapping[str, Sequence[str]],
    mapping: Any,
    *,
    confidential: bool,
) -> None:
    """The files, imported as the mapping says, in confidence or not."""
    said = {**mapping, "round": {**mapping["round"], "confidential": confidential}}
    import_tables(
        office.desk, write_files(folder, files), choices=Choices(mapping=said), source="Met"
    )


def seen_by(office: Office, login: str, *names: str) -> list[Any]:
    """The adult sides of students as an account sees them."""
    with office.client(login) as client:
        return [
            client.get(f"/api/v1/students/{office.uid(name)}").json()["adult"] for name in names
        ]


def released(office: Office) -> list[dict[str, str]]:
    """A row for everybody in what a researcher takes out, without the code, which is another one
    each time.
    """
    with office.client("researcher") as client:
        files = {
            file["name"]: file["content"] for file in client.get("/api/v1/release").json()["files"]
        }
    rows = [{**row, "code": ""} for row in csv.DictReader(io.StringIO(files["egos.csv"]))]
    return sorted(rows, key=lambda row: sorted(row.items()))


def states_of(rows: Sequence[Mapping[str, str]]) -> Counter[str]:
    """How often each state stands in a release, both sides together."""
    return Counter(row[f"{side}_state"] for row in rows for side in ("adult", "peer"))


@FORMATS
def test_to_others_it_is_as_if_nobody_had_been_asked(
    office: Office, tmp_path: Path, files: Mapping[str, Sequence[str]], mapping: Any
) -> None:
    """Open, the answer without its reports would say *isolated*; the lead sees what was said, and
    that Ben has nobody.

    In a release both adult sides are unknown: Ada's, which it changed, and Ben's, of whom nothing
    else is known.
    """
    before, out = seen_by(office, "advisor", "Ada Lee"), released(office)
    bring(office, tmp_path / "in", files, mapping, confidential=True)
    assert {row.kind for row in facts_now(office.desk).rounds.values()} == {
        "student_voice",
        IN_CONFIDENCE,
    }
    assert seen_by(office, "advisor", "Ada Lee") == before
    assert {row["adult_state"] for row in released(office)} == {"unknown"}
    assert states_of(released(office)) - states_of(out) == Counter(unknown=1)
    ada, ben = seen_by(office, "lead", "Ada Lee", "Ben Ono")
    assert (ada["count"], ben["state"]) == (1, "isolated")


@FORMATS
def test_no_import_opens_the_round_and_one_may_close_it(
    office: Office, tmp_path: Path, files: Mapping[str, Sequence[str]], mapping: Any
) -> None:
    """Sent again as open it stays in confidence, also what is new in it; taken back, it is as
    before.
    """

    def all_closed() -> bool:
        facts = facts_now(office.desk)
        (kind,) = {row.kind for row in facts.rounds.values() if row.id.startswith("ivw")}
        own = [row for row in facts.reports if facts.rounds[row.fact.round].id.startswith("ivw")]
        return bool(own) and kind == IN_CONFIDENCE and all(row.fact.confidential for row in own)

    bring(office, tmp_path / "open", files, mapping, confidential=False)
    assert not all_closed()
    bring(office, tmp_path / "closed", files, mapping, confidential=True)
    assert all_closed()
    more = {
        name: [line.replace("Mr Diaz", "Ms Ito") for line in lines] for name, lines in files.items()
    }
    matched = {**mapping, "people": {**mapping["people"], "matches": {"Ms Ito": "a1"}}}
    bring(office, tmp_path / "reopened", more, matched, confidential=False)
    assert all_closed()
    for entry, _ in read_entries(office.desk.engine, "Met")[:2]:
        undo_import(office.desk, entry)
    assert not all_closed()


def test_our_own_tables_may_say_it_of_a_round(office: Office, tmp_path: Path) -> None:
    """Then all reports in it are in confidence, whatever the column says or where there is none."""
    tables = {
        "rounds": ["own,Met,conversation in confidence,2026-11-20"],
        "answers": ["own,s1,answered,2026-11-20"],
        "reports": ["own,s1,a2,s1,supportive,"],
    }
    before = seen_by(office, "advisor", "Ada Lee")
    import_tables(office.desk, write_folder(tmp_path / "own", tables))
    facts = facts_now(office.desk)
    assert [
        row.fact.confidential for row in facts.reports if facts.rounds[row.fact.round].id == "own"
    ] == [True]
    assert seen_by(office, "advisor", "Ada Lee") == before


OPEN = {
    "rounds": ["own,Met,student_voice,2026-11-20"],
    "answers": ["own,s1,answered,2026-11-20", "own,s2,answered,2026-11-20"],
    "reports": ["own,s1,a2,s1,stressful,", "own,s2,a2,s2,stressful,"],
}
CLOSED = ["own,Met,conversation in confidence,2026-11-20"]
LATER = pytest.mark.parametrize(
    "closing",
    [{"rounds": CLOSED}, {"rounds": CLOSED, "reports": OPEN["reports"][1:]}],
    ids=["the round alone", "with another's report"],
)


@LATER
def test_a_round_that_is_closed_later_closes_what_is_in_it_already(
    office: Office, tmp_path: Path, closing: Mapping[str, Sequence[str]]
) -> None:
    """Also the reports that the later files do not name: to others it is as if nobody had been
    asked, in releases *unknown*.
    """
    before = seen_by(office, "advisor", "Ada Lee")
    import_tables(office.desk, write_folder(tmp_path / "open", OPEN))
    assert seen_by(office, "advisor", "Ada Lee") != before
    assert "isolated" in states_of(released(office))
    import_tables(office.desk, write_folder(tmp_path / "closed", closing))
    assert seen_by(office, "advisor", "Ada Lee") == before
    assert set(states_of(released(office))) == {"unknown"}
    with office.client("advisor") as client:
        past = client.get(
            f"/api/v1/students/{office.uid('Ada Lee')}", params={"known_on": "2026-11-24"}
        )
    assert past.json()["adult"]["sentence"] == before[0]["sentence"]
    assert "stressful" not in past.text


@LATER
def test_the_lead_reads_such_words_with_their_mark(
    office: Office, tmp_path: Path, closing: Mapping[str, Sequence[str]]
) -> None:
    """As words said in confidence, each of them and the side that rests on them."""
    import_tables(office.desk, write_folder(tmp_path / "open", OPEN))
    import_tables(office.desk, write_folder(tmp_path / "closed", closing))
    with office.client("lead") as client:
        ada = client.get(f"/api/v1/students/{office.uid('Ada Lee')}").json()
    words = [
        word for alter in ada["alters"] for word in alter["words"] if word["support"] == "stressful"
    ]
    assert ada["adult"]["confidential"]
    assert [word["confidential"] for word in words] == [True]


def test_an_interview_sent_again_in_confidence_closes_those_whom_it_leaves_out(
    office: Office, tmp_path: Path
) -> None:
    """The second file has Ben alone; Ada's word is closed with the round."""
    files, mapping = INTERVIEW
    before = seen_by(office, "advisor", "Ada Lee")
    bring(office, tmp_path / "open", files, mapping, confidential=False)
    fewer = {"x_egos": ["egoID", "s2"], "x_alters": ["egoID,alterID,who"]}
    bring(office, tmp_path / "closed", fewer, mapping, confidential=True)
    assert seen_by(office, "advisor", "Ada Lee") == before
    (ada,) = seen_by(office, "lead", "Ada Lee")
    assert ada["count"] == 1
