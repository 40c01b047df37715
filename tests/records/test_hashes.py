"""Two hashes, of a set and of a content, and the mark by which a form says what it saw."""

from pathlib import Path

from graph_service.formats.tables import read_tables
from graph_service.records.hashes import SetHash, content_hash, etag, set_hash
from tests.formats.school import write_school


def test_a_set_has_one_hash_in_whichever_order_and_parts_it_comes() -> None:
    """A text that comes twice counts twice."""
    parts = SetHash()
    parts.add(["b"])
    parts.add(["a", "b"])
    assert str(parts) == set_hash(["a", "b", "b"]) == set_hash(["b", "b", "a"])
    assert len({set_hash(texts) for texts in ([], ["a"], ["a", "a"], ["b"], ["a", "b"])}) == 5
    assert set_hash(["ab"]) != set_hash(["a", "b"])


def test_a_content_has_one_hash_in_whichever_order_its_lines_come() -> None:
    """It is the SHA-256 that anybody can work out."""
    assert content_hash(["b", "a"]) == content_hash(["a", "b"])
    # As the program sha256sum says of the two lines a and b, without an end of line behind b.
    told = "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"
    assert content_hash(["a", "b"]) == told


def test_the_ledger_of_an_older_program_knows_the_same_content(tmp_path: Path) -> None:
    """Hashes that databases keep stay what they were: the same files again change nothing."""
    kept = "ec9e0c9911992b7042e5955f0928ebc72d2505c7c8ec4c26a6b32900a1700aa9"
    assert read_tables(write_school(tmp_path / "met")).sha256 == kept


def test_an_etag_is_that_of_its_rows_in_any_order() -> None:
    """Without a record the mark is blank: a sender who began with nothing has seen all that there
    is.
    """
    assert etag([]) == ""
    assert etag(iter(["a", "b"])) == etag(["b", "a"]) == "7e18f737311b2dc3b2f269dd78396b03"
    assert etag(["a"]) != etag(["a", "b"])
