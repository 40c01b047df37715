"""Studies at the command line: opened, listed, exported and ended."""

from pathlib import Path

from tests.cli.support_web import SCHOOL, Office

TERMS = ("--school", SCHOOL, "--purpose", "to learn", "--recipients", "two people",
         "--until", "2036-01-31")  # fmt: skip


def test_a_study_is_opened_exported_and_ended(tmp_path: Path) -> None:
    """All its files leave, the same each time; once it has ended, none."""
    office = Office(tmp_path)
    office.said("demo-data", "--out", "tables", "--preset", "pilot")
    office.said("import", "tables")
    assert office.said("study", "open", "Ties", *TERMS).startswith("Opened “Ties” about")
    assert "two people" in office.said("study", "list")
    words = ["export", "--school", SCHOOL, "--study", "Ties", "--out"]
    office.said(*words, "first")
    office.said(*words, "second")
    first = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()}
    assert {"alters.csv", "aaties.parquet", "waves.csv", "web.gexf", "README.md"} <= set(first)
    assert "“Ties” has ended." in office.said("study", "end", "Ties")
    assert "There is no study “Ties”" in office.refused(*words, "third")
