"""The ledger of imports."""

from graph_service.store.engine import Engine, Row


def imports(engine: Engine) -> list[Row]:
    """The latest hundred imports, the latest first: recorded_at, recorded_by, source, counts (JSON
    text).
    """
    return engine.read("import_list")
