"""Our own seven tables, as CSV files or sheets of a workbook."""

from contextlib import closing

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.columns import TABLES
from graph_service.formats.explanations import EXAMPLE
from graph_service.formats.sheets import Parts
from graph_service.formats.translation import Choices, Translation

NAME = "tables"


def is_this(bundle: Bundle) -> bool:
    """Whether one of the files is called like one of our tables and begins with a column of it."""
    return any(name.strip().casefold() in TABLES for name in bundle.names())


def translate(bundle: Bundle, choices: Choices) -> Translation:  # noqa: ARG001 - as every format's
    """The tables as they are; files of other names are left unread, and said so."""
    found = Translation()
    files: dict[str, str] = {}
    for written in bundle.names():
        name = written.strip().casefold()
        file = bundle.files[written].name if written in bundle.files else bundle.sheets[written].file
        if name not in TABLES:
            message = "The file is not one of our tables and was not read; correct its name if it should be."
            found.warnings.append(Fault(file, None, None, "unknown-table", message))
        elif name in files:
            message = f"It gives the table {name} again, after {files[name]}; keep one of the two."
            found.faults.append(Fault(file, None, None, "duplicate-table", message))
        else:
            files[name] = file
            columns = {column.name for column in TABLES[name].columns}
            found.parts.append((name, _without_examples(bundle.parts(written, columns))))
    found.parts.sort(key=lambda each: list(TABLES).index(each[0]))
    if not files and not bundle.faults:
        names = ", ".join(TABLES)
        message = f"None of our tables is here; call the CSV files or sheets by their names: {names}."
        found.faults.append(Fault(bundle.label, None, None, "no-table", message))
    return found


def _without_examples(parts: Parts) -> Parts:
    """The sheets without the example rows of the template, which they say."""
    with closing(parts):
        for sheet in parts:
            examples = [place for place, row in enumerate(sheet.rows) if row[0].strip().casefold() == EXAMPLE]
            for place in reversed(examples):
                message = "The example row of the template was not read; it may stay, or be removed."
                sheet.warnings.append(Fault(sheet.file, sheet.lines[place], None, "example", message))
                del sheet.rows[place], sheet.lines[place]
            yield sheet
