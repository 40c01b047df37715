"""Ids of our own."""

from graph_service.store.identity import new_uid


def test_no_id_is_taken_for_an_option_by_a_command() -> None:
    """Among many ids none begins with a dash, and no two are the same."""
    many = [new_uid() for _ in range(2000)]
    assert not any(uid.startswith("-") for uid in many)
    assert len(set(many)) == len(many)
