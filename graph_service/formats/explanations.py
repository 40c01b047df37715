"""The meaning of each column of our own tables, in a sentence with an example, for people who fill
them in.
"""

from collections.abc import Mapping
from typing import NamedTuple

from graph_service.formats.columns import Column

EXAMPLE = "example"
"""The first cell of an example row, which is never read."""


class Explained(NamedTuple):
    """A column's sentence and its example."""

    sentence: str
    example: str = ""


def must(column: Column) -> str:
    """Whether a column has to be filled in, as a sentence."""
    return "It must be filled in." if column.required else "It may be blank."


EXPLANATIONS: Mapping[str, Mapping[str, Explained]] = {
    "students": {
        "id": Explained("The student's number, unique over students and adults together.", EXAMPLE),
        "name": Explained("The name people know them by.", "Ada Lee"),
        "school": Explained("The school's name, the same in every row.", "Riverside"),
        "grade": Explained("The grade they are in.", "9"),
        "advisory": Explained("The advisory they are in.", "Blue"),
        "status": Explained("Blank is enrolled.", "enrolled"),
        "enrolled_on": Explained("The day they came.", "2026-08-24"),
        "left_on": Explained("The first day on which they are no longer there."),
        "interests": Explained("With semicolons between them.", "art; music"),
        "email": Explained(
            "Tells imports whom a survey or interview means. It is never shown and is in no "
            "file that leaves."
        ),
    },
    "adults": {
        "id": Explained("The adult's number, unique over students and adults together.", EXAMPLE),
        "name": Explained("The name people know them by.", "Ms Ito"),
        "kind": Explained("Their relation to the school.", "staff"),
        "email": Explained("Their address.", "ito@school.example"),
        "school": Explained("The school they are at.", "Riverside"),
        "organisation": Explained("Where they work, if not at the school.", ""),
        "capacity": Explained("How many students they can take on.", "15"),
        "interests": Explained("With semicolons between them.", "boats"),
        "active_from": Explained("The day they began.", "2020-08-24"),
        "active_until": Explained("The first day on which they are no longer there."),
    },
    "stays": {
        "person_id": Explained(
            "The number of a student or of an adult who has a row of their own.", EXAMPLE
        ),
        "school": Explained(
            "A school where they are, were or will be beside the one of that row.", "Hillside"
        ),
        "grade": Explained("A student's grade there.", "9"),
        "since": Explained("The first day.", "2025-08-25"),
        "until": Explained("The first day on which they are no longer there.", "2026-06-12"),
    },
    "ties": {
        "student_id": Explained("The student's number.", EXAMPLE),
        "alter_id": Explained(
            "The number of the adult, or of the other student of two peers.", "A1"
        ),
        "role": Explained("Their role for the student; one row for a pair of peers.", "advisor"),
        "since": Explained("The first day.", "2026-08-24"),
        "until": Explained("The first day on which it is no longer so."),
        "detail": Explained("More about it: the relation, the internship's place.", ""),
    },
    "rounds": {
        "id": Explained("A name of your own for this collection of answers.", EXAMPLE),
        "school": Explained("The school's name.", "Riverside"),
        "kind": Explained("The people who were asked.", "student_voice"),
        "asks": Explained("The side that the questions asked for; blank is both.", "both"),
        "opened_on": Explained("The day it began.", "2026-10-01"),
        "closed_on": Explained("The day it ended.", "2026-10-14"),
        "max_adults": Explained(
            (
                "The most adults that could be named, if there was a limit; open: answers leave "
                "open how many."
            ),
            "5",
        ),
        "max_peers": Explained(
            (
                "The most peers that could be named, if there was a limit; open: answers leave "
                "open how many."
            ),
            "5",
        ),
    },
    "answers": {
        "round_id": Explained("The round.", EXAMPLE),
        "informant_id": Explained("The number of who was asked.", "1001"),
        "student_id": Explained(
            "The student whom it is about; blank for a student: themselves.", ""
        ),
        "status": Explained("Whether they answered.", "answered"),
        "answered_on": Explained(
            "The day of the answer; blank is the round's last day, else its first.", "2026-10-03"
        ),
        "unnamed_adults": Explained(
            "How many adults they said they have without naming them.", "1"
        ),
        "unnamed_peers": Explained("How many peers they said they have without naming them.", "0"),
    },
    "reports": {
        "round_id": Explained("The round.", EXAMPLE),
        "student_id": Explained("The student.", "1001"),
        "alter_id": Explained(
            "The other person of the tie: the number of an adult or of another student.", "A1"
        ),
        "informant_id": Explained("The person who says so.", "1001"),
        "support": Explained("Their word on the tie.", "supportive"),
        "strength": Explained("From 1 to 3.", "3"),
        "kinds": Explained("Kinds of support, with semicolons between them.", "listens; advice"),
        "reported_on": Explained(
            "The day it was said; blank is the day of the informant's answer.", "2026-10-03"
        ),
        "confidential": Explained("Whether it was said in confidence; blank is false.", "false"),
    },
    "contacts": {
        "student_id": Explained("The student's number.", EXAMPLE),
        "adult_id": Explained("The adult's number.", "A1"),
        "on": Explained("The day.", "2026-11-02"),
        "kind": Explained("A meeting, an exhibition, an internship day, a call …", "meeting"),
        "by": Explained("The person who wrote it down.", "Ms Ito"),
    },
}
