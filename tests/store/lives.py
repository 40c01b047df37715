"""Students' ways through two schools: one that is led, ``here``, and one that is not, ``there``;
and whether the lead sees them today.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from graph_service.store.engine import Transaction

TODAY = date(2026, 4, 1)
LATER = TODAY + timedelta(days=1)
LONG_AGO, EARLIER, SINCE = date(2023, 9, 1), date(2024, 9, 1), date(2025, 9, 1)
AUTUMN, SPRING = date(2025, 12, 1), date(2026, 3, 1)


class Stay(NamedTuple):
    """One enrolment: at the school ``here`` or ``there``, from and until when, and the status."""

    at: str
    since: date | None
    until: date | None
    status: str = "enrolled"


SEEN = {
    "left, and goes elsewhere tomorrow": [
        Stay("here", SINCE, TODAY, "left"),
        Stay("there", LATER, None),
    ],
    "comes tomorrow, from nowhere": [Stay("here", LATER, None)],
    "at both, here until tomorrow": [Stay("here", SINCE, LATER), Stay("there", SINCE, None)],
    "at both, there until tomorrow": [Stay("here", SINCE, None), Stay("there", SINCE, LATER)],
    "left both, here last": [
        Stay("here", EARLIER, SPRING, "graduated"),
        Stay("there", SINCE, AUTUMN, "left"),
    ],
    "left both, here last on an unknown day": [
        Stay("there", LONG_AGO, EARLIER, "left"),
        Stay("here", SINCE, None, "left"),
    ],
    "left on an unknown day": [Stay("here", None, None, "left")],
    "came on an unknown day, and left": [Stay("here", None, SINCE, "left")],
    "moved, which was taken back": [
        Stay("here", EARLIER, SINCE, "left"),
        Stay("there", SINCE, None),
    ],
}
UNSEEN = {
    "comes tomorrow, from elsewhere": [Stay("there", SINCE, None), Stay("here", LATER, None)],
    "moved": [Stay("here", EARLIER, SINCE), Stay("there", SINCE, None)],
    "moved on an unknown day": [Stay("here", EARLIER, None, "left"), Stay("there", SINCE, None)],
    "left here on an unknown day, and there on a known one": [
        Stay("here", None, None, "left"),
        Stay("there", EARLIER, SINCE, "left"),
    ],
    "left both on one day, there from a known one": [
        Stay("here", None, SINCE, "left"),
        Stay("there", EARLIER, SINCE, "left"),
    ],
    "moved, and left there on an unknown day": [
        Stay("here", EARLIER, SINCE),
        Stay("there", SINCE, None, "left"),
    ],
}
LIVES = SEEN | UNSEEN
TAKEN_BACK = "moved, which was taken back/1"
"""The id of an enrolment that is to be retracted."""


def live(tx: Transaction, here: str, there: str, at: Any) -> None:
    """Write the students, by their words as uid, and their enrolments at the two schools (uids)."""
    blank: dict[str, Any] = {"interests": [], "attributes": "{}", "email": None, "source": "S"}
    tx.run(
        "change_student",
        rows=[{"key": f"S\x1f{uid}", "uid": uid, "id": uid, "name": uid, **blank} for uid in LIVES],
    )
    schools = {"here": here, "there": there}
    rows = [
        {
            "id": f"{uid}/{n}",
            "student": uid,
            "grade": "9",
            **stay._asdict(),
            "school": schools[stay.at],
        }
        for uid, stays in LIVES.items()
        for n, stay in enumerate(stays)
    ]
    tx.run("add_enrolled_at", rows=rows, at=at)
    tx.run(
        "retract_enrolled_at",
        rows=[{"anchor": TAKEN_BACK.split("/", maxsplit=1)[0], "id": TAKEN_BACK}],
        at=at,
    )
