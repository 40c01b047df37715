"""Lists as CSV: exactly what a page shows."""

import csv
import io

from graph_service.formats.values import guard
from graph_service.workflows.caseload.flags import rule_object
from graph_service.workflows.caseload.views import Caseload
from graph_service.workflows.desk.lens import Lens

_HEADER = (
    "id", "name", "school", "grade", "advisory", "advisors", "adult_state", "adult_observed",
    "adult_count", "adult_sentence",
    "peer_state", "peer_observed", "peer_count", "peer_sentence", "last_contact", "on", "known_on",
    "rule", "rule_version",
    "adult_threshold", "peer_threshold", "evidence", "observers", "least_strength", "fresh_days",
    "roles", "confidential",
)  # fmt: skip


def caseload_csv(caseload: Caseload) -> str:
    """The list's lines, one row a student; text that a spreadsheet could run is made harmless.

    Where nobody observed a side it has no count. ``confidential`` is TRUE where the row rests on
    something said in confidence.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    read = _how_it_was_read(caseload.lens)
    for line in caseload.lines:
        row = (
            line.id,
            line.name,
            line.school,
            line.grade,
            line.advisory,
            "; ".join(line.advisors),
            line.adult.state,
            line.adult.observed,
            line.adult.count,
            line.adult.sentence,
            line.peer.state,
            line.peer.observed,
            line.peer.count,
            line.peer.sentence,
            line.last_contact.isoformat() if line.last_contact else None,
            *read,
            line.adult.confidential or line.peer.confidential,
        )
        writer.writerow(safe_cell(value) for value in row)
    return text.getvalue()


def _how_it_was_read(lens: Lens) -> list[object]:
    """The day, the day as known on, and the rule with all its parts: a changed rule is called no
    more than that.
    """
    rule = rule_object(lens.rule)
    known_on = lens.known_on.isoformat() if lens.known_on else None
    parts = (rule["adult_threshold"], rule["peer_threshold"], rule["evidence"], rule["observers"])
    rest = (rule["least_strength"], rule["fresh_days"], "; ".join(rule["roles"]))
    return [lens.on.isoformat(), known_on, rule["name"], rule["version"], *parts, *rest]


def safe_cell(value: object) -> object:
    """The value with `'` before text that a spreadsheet would take for a formula; missing is empty,
    booleans TRUE and FALSE.
    """
    if isinstance(value, bool):
        return str(value).upper()
    return guard(value) if isinstance(value, str) else "" if value is None else value
