"""Lists as CSV: exactly what a page shows."""

import csv
import io

from graph_service.workflows.views import Caseload

_HEADER = (
    "id", "name", "grade", "advisory", "advisors", "adult_state", "adult_count", "adult_sentence",
    "peer_state", "peer_count", "peer_sentence", "last_contact", "on", "rule", "rule_version", "confidential",
)  # fmt: skip


def caseload_csv(caseload: Caseload) -> str:
    """The list's lines, one row a student; text that a spreadsheet could run is made harmless.

    ``confidential`` is yes where the row rests on something said in confidence.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for each in caseload.lines:
        row = (
            each.id,
            each.name,
            each.grade,
            each.advisory,
            "; ".join(each.advisors),
            each.adult.state,
            each.adult.count,
            each.adult.sentence,
            each.peer.state,
            each.peer.count,
            each.peer.sentence,
            each.last_contact.isoformat() if each.last_contact else None,
            caseload.lens.on.isoformat(),
            caseload.lens.rule.name,
            caseload.lens.rule.version,
            "yes" if each.adult.confidential or each.peer.confidential else None,
        )
        writer.writerow(safe_cell(value) for value in row)
    return text.getvalue()


def safe_cell(value: object) -> object:
    """The value with `'` before text that a spreadsheet would take for a formula; missing is empty."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
