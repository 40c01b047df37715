"""The tables of a release as files: CSV for everybody, Parquet for those who want types kept."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa
from pyarrow import parquet

from graph_service.formats.values import guard
from graph_service.workflows.studies.release_columns import MISSING, ReleaseColumn, ValueType

_TYPES: dict[ValueType, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
}
CODEBOOK_HEADER = ("table", "column", "meaning", "values", "missing_when")


class ReleaseTable(NamedTuple):
    """A table of a release: its name, its columns, and its rows in order."""

    name: str
    columns: Sequence[ReleaseColumn]
    rows: Sequence[Sequence[object]]

    def csv(self) -> str:
        """The table as CSV, UTF-8 with line feeds."""
        return csv_text([column.name for column in self.columns], self.rows)

    def parquet(self) -> bytes:
        """The table as Parquet; the same rows give the same bytes."""
        columns = {
            column.name: pa.array(
                [row[place] for row in self.rows], type=_TYPES[column.type], from_pandas=True
            )
            for place, column in enumerate(self.columns)
        }
        sink = io.BytesIO()
        parquet.write_table(pa.table(columns), sink, compression="zstd")
        return sink.getvalue()


def codebook(tables: Iterable[ReleaseTable]) -> str:
    """A line for each column of each table, as CSV."""
    return csv_text(
        CODEBOOK_HEADER,
        ((table.name, *column[:4]) for table in tables for column in table.columns),
    )


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV: NA where missing, TRUE and FALSE, and no text that a spreadsheet would run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return str(value).upper()
    return guard(value) if isinstance(value, str) else value
