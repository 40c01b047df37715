"""Our own eight tables, as CSV files or sheets of a workbook."""

from contextlib import closing

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.columns import TABLES, Table
from graph_service.formats.explanations import EXAMPLE
from graph_service.formats.mapping import Sections
from graph_service.formats.sheets import Parts
from graph_service.formats.signature import Signature, sign
from graph_service.formats.translation import Choices, Translation
from graph_service.formats.values import excerpt, unguard

NAME = "tables"
MAPPING: Sections = {}
SIGNATURES = (
    Signature(
        "our own tables",
        tuple(
            sign(
                f"{table.name}.csv", [column.name for column in table.columns if column.required],
                " ".join(column.name for column in table.columns if not column.required),
                needed=False,
            )
            for table in TABLES.values()
        ),
    ),
)  # fmt: skip
MOST_NAMED = 20
"""So many further columns are named."""


def translate(bundle: Bundle, choices: Choices) -> Translation:  # noqa: ARG001 - as every format's
    """The tables as they are; files of other names are left unread, and said so."""
    found = Translation()
    files: dict[str, str] = {}
    for written in bundle.names():
        name = written.strip().casefold()
        file = (
            bundle.files[written].name if written in bundle.files else bundle.sheets[written].file
        )
        if name not in TABLES:
            message = _unread(bundle, written)
            found.warnings.append(Fault(file, None, None, "unknown-table", message))
        elif name in files:
            message = f"It gives the table {name} again, after {files[name]}; keep one of the two."
            found.faults.append(Fault(file, None, None, "duplicate-table", message))
        else:
            files[name] = file
            columns = {column.name for column in TABLES[name].columns}
            found.parts.append((name, _noted(TABLES[name], bundle.parts(written, columns))))
    found.parts.sort(key=lambda item: list(TABLES).index(item[0]))
    if not files and not bundle.faults:
        names = ", ".join(TABLES)
        message = (
            f"None of our tables is here; call the CSV files or sheets by their names: {names}."
        )
        found.faults.append(Fault(bundle.label, None, None, "no-table", message))
    return found


def _unread(bundle: Bundle, written: str) -> str:
    """The note on a file of another name: the table it looks like, where that table is missing."""
    header = set(bundle.header(written))
    there = {name.strip().casefold() for name in bundle.names()}
    alike = [
        table
        for table in TABLES.values()
        if table.name not in there
        and header.issuperset(column.name for column in table.columns if column.required)
    ]
    if not alike:
        return (
            "The file is not one of our tables and was not read; correct its name if it should be."
        )
    likest = max(
        alike, key=lambda table: len(header.intersection(column.name for column in table.columns))
    ).name
    return (
        f"The file looks like {likest} and was not read; name it {likest}.csv if that "
        "is what it is."
    )


def _noted(table: Table, parts: Parts) -> Parts:
    """The sheets, which say what their further columns become, without the example rows of the
    template, which they say.
    """
    with closing(parts):
        for sheet in parts:
            further = _further(table, sheet.header)
            if further:
                shown = ", ".join(map(excerpt, further[:MOST_NAMED])) + (
                    " …" if len(further) > MOST_NAMED else ""
                )
                which = (
                    f"The column {shown} is" if len(further) == 1 else f"The columns {shown} are"
                )
                message = (
                    f"{which} kept as attributes, for equity tables only; leave out what is not "
                    "meant for them."
                )
                sheet.warnings.append(
                    Fault(sheet.file, sheet.header_line, None, "attributes", message)
                )
            examples = [
                place
                for place, row in enumerate(sheet.rows)
                if row[0].strip().casefold() == EXAMPLE
            ]
            for place in reversed(examples):
                message = (
                    "The example row of the template was not read; it may stay, or be removed."
                )
                sheet.warnings.append(
                    Fault(sheet.file, sheet.lines[place], None, "example", message)
                )
                del sheet.rows[place], sheet.lines[place]
            yield sheet


def _further(table: Table, header: list[str]) -> list[str]:
    """The columns that are kept as attributes, as they are called."""
    known = {column.name for column in table.columns}
    titles = [unguard(cell.strip()) for cell in header] if table.attributes else []
    return [
        title
        for title in titles
        if title and title.casefold() not in known and "password" not in title.casefold()
    ]
