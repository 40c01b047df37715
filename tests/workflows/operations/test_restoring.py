"""A database is known to have been put back by the ends of its record that somebody noted outside
it.
"""

from pathlib import Path

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.operations.restoring import ends, is_put_back
from tests.workflows.folder import desk_on, write_folder


def test_a_record_that_lacks_an_end_or_has_another_there_was_put_back(tmp_path: Path) -> None:
    """One that went on from the noted end was not; one that went on otherwise from before it has
    another seal there.
    """
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    noted = ends(desk)
    import_tables(
        desk, write_folder(tmp_path / "more", {"adults": ["a9,Mx Oz,mentor,"]}), source="Met"
    )
    now = ends(desk)
    (end,) = (head for head in noted if head.number)
    put_back = [
        is_put_back(desk, heads)
        for heads in (
            noted,
            now,
            [end._replace(seal="another")],
            [end._replace(number=end.number + 9)],
            [],
        )
    ]
    engine.close()
    assert put_back == [False, False, True, True, False]
