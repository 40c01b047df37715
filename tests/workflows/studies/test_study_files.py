"""The files of a restricted study: read by what people read them with, joined by codes, the same
twice, and holding no name and no day.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyarrow import parquet

from graph_service.access.reader import OPERATOR
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.opening import StudyForm, open_study
from graph_service.workflows.studies.release import FILES, Release, release_named
from tests.workflows.folder import HEADERS, SCHOOL, desk_on, write_folder

STUDY = StudyForm("Webs", "to learn", "two people", "2027-01-31", ["Met"])
ANSWERED = {
    "rounds": ["r0,Met,student_voice,2026-03-02", "r1,Met,student_voice,2026-10-01"],
    "answers": ["r0,s1,answered,2026-03-03", "r1,s1,answered,2026-10-03"],
    "reports": [
        "r0,s1,a1,s1,supportive,3",
        "r1,s1,a1,s1,supportive,3",
        "r1,s1,a2,s1,supportive,2",
        "r1,s1,s2,s1,supportive,2",
        "r1,s1,s3,s1,supportive,2",
        "r1,s2,s3,s2,supportive,1",
    ],
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a school in which Ada answered twice, and a study of it."""
    engine = EmbeddedEngine(tmp_path / "db")
    migrate(engine)
    made = desk_on(engine)
    import_tables(made, write_folder(tmp_path / "met", SCHOOL, **ANSWERED))
    open_study(made, OPERATOR, STUDY)
    yield made
    engine.close()


def taken(desk: Desk, study: str = "Webs", **given: str) -> Release:
    """The study's files of a day."""
    return release_named(desk, "Met", read_lens(given, desk.today(), desk.rule), study)


def rows(release: Release, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(release.files[f"{table}.csv"])))


def ada(release: Release) -> str:
    """The code of the only student who was asked."""
    return next(row["code"] for row in rows(release, "egos") if row["adult_observed"] == "TRUE")


def test_every_student_has_a_row_and_only_who_was_asked_has_alters(desk: Desk) -> None:
    """Ada's two adults and two peers, and the tie between these: Ben named Cy."""
    made = taken(desk)
    assert tuple(made.contents()) != FILES
    assert set(made.contents()) == set(FILES)
    egos = {row["code"] for row in rows(made, "egos")}
    assert len(egos) == 3
    alters = rows(made, "alters")
    assert {row["code"] for row in alters} == {ada(made)}
    assert sorted((row["side"], row["kind"], row["roles"]) for row in alters) == [
        ("adult", "mentor", "mentor"),
        ("adult", "staff", "advisor"),
        ("peer", "student", "peer"),
        ("peer", "student", "peer"),
    ]
    peers = {row["alter"] for row in alters if row["side"] == "peer"}
    assert peers == egos - {ada(made)}
    assert [{row["source"], row["target"]} for row in rows(made, "aaties")] == [peers]


def test_each_wave_has_the_rows_of_its_day_and_the_last_is_the_day_itself(desk: Desk) -> None:
    """A month in which a round ended; conversations and rounds without open words make none."""
    made = taken(desk)
    waves = rows(made, "waves")
    counts = {row["wave"]: row["adult_count"] for row in waves if row["code"] == ada(made)}
    assert counts == {"2026-03": "1", "2026-10": "2", "2026-11": "2"}
    last = [row for row in waves if row["wave"] == "2026-11"]
    egos = [{"wave": "2026-11", **row} for row in rows(made, "egos")]
    assert last == [{name: row[name] for name in last[0]} for row in egos]


def test_the_same_study_twice_is_the_same_bytes(desk: Desk) -> None:
    """Every file, the README too; another study of the same school shares no code with it."""
    first, again = taken(desk), taken(desk)
    assert first.contents() == again.contents()
    open_study(desk, OPERATOR, StudyForm("Other", "to learn", "others", "2027-01-31", ["Met"]))
    other = taken(desk, "Other")
    codes = [{row["code"] for row in rows(made, "waves")} for made in (first, other)]
    assert len(codes[0] | codes[1]) == 6
    assert [{*row.values()} for row in rows(other, "egos")] != [
        {*row.values()} for row in rows(first, "egos")
    ]


def test_a_code_stands_for_the_same_person_on_every_day(desk: Desk) -> None:
    """Files of an earlier day have the codes of the later ones."""
    earlier, now = taken(desk, on="2026-03-10"), taken(desk)
    assert ada(earlier) == ada(now)
    staff = [
        {row["alter"] for row in rows(made, "alters") if row["kind"] == "staff"}
        for made in (earlier, now)
    ]
    assert staff[0] == staff[1]


def test_no_name_no_number_and_no_day_is_in_any_file(desk: Desk) -> None:
    """Months alone; the day and the rule stand in the README."""
    made = taken(desk)
    told = b"".join(content for name, content in made.contents().items() if name != "README.md")
    for mark in ("Ada", "Lee", "Ben Ono", "Ito", "Diaz", "clinic", "2026-10-03", "2026-03-03"):
        assert mark.encode() not in told
    uids = {person.uid for person in desk.facts(desk.schools()[0]).people.values()}
    assert not any(uid.encode() in b"".join(made.contents().values()) for uid in uids)


def test_networkx_opens_each_graph(desk: Desk) -> None:
    """GraphML and node-link JSON hold the web of the day, GEXF each tie with its months."""
    made = taken(desk)
    graphs = [
        nx.read_graphml(io.BytesIO(made.files["web.graphml"].encode())),
        nx.node_link_graph(json.loads(made.files["web.json"]), edges="edges"),
        nx.read_gexf(io.BytesIO(made.files["web.gexf"].encode())),
    ]
    ties = {(row["code"], row["alter"]) for row in rows(made, "alters")}
    for graph in graphs:
        assert set(graph.edges) == ties
        assert graph.nodes[ada(made)]["adult_state"] == "supported"
        assert sum(told["kind"] == "student" for _, told in graph.nodes(data=True)) == 3
    spells = sorted(told["spells"] for _, _, told in graphs[2].edges(data=True))
    assert spells[0] == [("2026-03-01", "2026-11-30")]
    assert spells[1:] == [[("2026-10-01", "2026-11-30")]] * 3


def test_igraph_opens_the_graph_where_it_is_there(desk: Desk, tmp_path: Path) -> None:
    """R's igraph has the same reader."""
    igraph = pytest.importorskip("igraph")
    made = taken(desk)
    (tmp_path / "web.graphml").write_text(made.files["web.graphml"], encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "web.graphml"))
    assert (graph.vcount(), graph.ecount()) == (5, 4)
    assert min(graph.vs["id"]).startswith("p")


def test_parquet_keeps_the_values_of_the_tables_with_their_types(desk: Desk) -> None:
    """Whole numbers, shares, truths and texts, and null where the CSV says NA."""
    made = taken(desk)
    for table in ("egos", "alters", "aaties", "waves"):
        kept = parquet.read_table(io.BytesIO(made.binary[f"{table}.parquet"])).to_pylist()
        plain = rows(made, table)
        assert len(kept) == len(plain)
        for row, text in zip(kept, plain, strict=True):
            assert {name: _text(value, text[name]) for name, value in row.items()} == text
    (row,) = (row for row in kept if row["wave"] == "2026-11" and row["code"] == ada(made))
    assert (row["adult_count"], row["adult_observed"], row["density"]) == (2, True, 1.0)


def _text(value: Any, like: str) -> str:
    if value is None:
        return "NA"
    if isinstance(value, bool):
        return str(value).upper()
    return like if isinstance(value, float) and value == float(like) else str(value)


def test_the_codebook_has_a_line_for_every_column_of_every_table(desk: Desk) -> None:
    """In their order."""
    made = taken(desk)
    lines = [(row["table"], row["column"]) for row in rows(made, "codebook")]
    assert lines == [
        (table, column)
        for table in ("egos", "alters", "aaties", "waves")
        for column in next(csv.reader(io.StringIO(made.files[f"{table}.csv"])))
    ]


def test_only_the_measures_that_were_agreed_leave(desk: Desk) -> None:
    """The others are in no table and not in the codebook."""
    few = StudyForm("Few", "to learn", "us", "2027-01-31", ["Met"], measures=["density", "adults"])
    open_study(desk, OPERATOR, few)
    made = taken(desk, "Few")
    for table in ("egos", "waves"):
        header = next(csv.reader(io.StringIO(made.files[f"{table}.csv"])))
        assert header[-2:] == ["adults", "density"]
        assert "constraint" not in header
    assert "constraint" not in made.files["codebook.csv"]


def test_the_readme_says_what_was_agreed_and_how_many_rows_are_unique(desk: Desk) -> None:
    """Ada's row and Cy's, alone in his grade; and Ben's, since Ada answered and he did not."""
    text = taken(desk).files["README.md"]
    assert "3 of 3 rows of `egos` are the only one with their values" in " ".join(text.split())
    for line in (
        "**Restricted use.** These files are for these people alone: two people.",
        "- Study: Webs\n- Purpose: to learn\n- School: Met\n",
        "- Rows of egos: 3\n- Rows of alters: 4\n- Rows of aaties: 1\n- Rows of waves: 9\n",
        "- Day: 2026-11-24\n",
        "- Fingerprint of the data: ",
    ):
        assert line in text


def test_a_side_that_is_told_unknown_shows_no_alter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada named one more adult in confidence, in October: in no wave is an adult of hers told."""
    monkeypatch.setitem(HEADERS, "reports", f"{HEADERS['reports']},confidential")
    engine = EmbeddedEngine(tmp_path / "db")
    migrate(engine)
    made = desk_on(engine)
    said = [f"{report}," for report in ANSWERED["reports"] if ",a2," not in report]
    told = {**ANSWERED, "reports": [*said, "r1,s1,a2,s1,supportive,2,true"]}
    import_tables(made, write_folder(tmp_path / "met", SCHOOL, **told))
    open_study(made, OPERATOR, STUDY)
    left = taken(made)
    engine.close()
    assert rows(left, "alters") == []
    assert "edge " not in left.files["web.gexf"]
    assert {row["adult_observed"] for row in rows(left, "waves")} == {"FALSE"}
