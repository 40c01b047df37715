"""Lists as CSV: exactly what a page shows."""

import csv
import io

from graph_service.formats.values import guard
from graph_service.workflows.views import Caseload

_HEADER = (
    "id", "name", "school", "grade", "advisory", "advisors", "adult_state", "adult_observed", "adult_count", "adult_sentence",
    "peer_state", "peer_observed", "peer_count", "peer_sentence", "last_contact", "on", "rule", "rule_version", "confidential",
)  # fmt: skip


def caseload_csv(caseload: Caseload) -> str:
    """The list's lines, one row a student; text that a spreadsheet could run is made harmless.

    Where nobody observed a side it has no count. ``confidential`` is TRUE where the row rests on something said in confidence.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for each in caseload.lines:
        row = (
            each.id,
            each.name,
            each.school,
            each.grade,
            each.advisory,
            "; ".join(each.advisors),
            each.adult.state,
            each.adult.observed,
            each.adult.count,
            each.adult.sentence,
            each.peer.state,
            each.peer.observed,
            each.peer.count,
            each.peer.sentence,
            each.last_contact.isoformat() if each.last_contact else None,
            caseload.lens.on.isoformat(),
            caseload.lens.rule.name,
            caseload.lens.rule.version,
            each.adult.confidential or each.peer.confidential,
        )
        writer.writerow(safe_cell(value) for value in row)
    return text.getvalue()


def safe_cell(value: object) -> object:
    """The value with `'` before text that a spreadsheet would take for a formula; missing is empty, booleans TRUE and FALSE."""
    if isinstance(value, bool):
        return str(value).upper()
    return guard(value) if isinstance(value, str) else "" if value is None else value
