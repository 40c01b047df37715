"""A small school as CSV texts, and a folder of them, for the tests of reading."""

from collections.abc import Mapping
from pathlib import Path

SCHOOL: Mapping[str, str] = {
    "students": "id,name,school,grade,status,enrolled_on,left_on,interests,lunch\n"
    "1001,Zoë Ito,Met,9,,2024-09-01,,art; music,free\n"
    "1002,Sam Diaz,Met,10,left,2023-09-01,2025-01-31,,\n",
    "adults": (
        "id,name,kind,capacity,active_from\nA1,Ms Ito,staff,3,2020-01-01\nA2,Mr Diaz,family,,\n"
    ),
    "ties": (
        "student_id,alter_id,role,since,until,detail\n1001,A1,advisor,2024-09-01,,\n"
        "1001,1002,peer,,,\n"
    ),
    "rounds": (
        "id,school,kind,asks,opened_on,closed_on,max_peers\n"
        "R1,Met,student_voice,,2025-01-01,2025-01-31,5\n"
    ),
    "answers": (
        "round_id,informant_id,student_id,status,unnamed_adults\nR1,1001,,answered,1\n"
        "R1,A1,,asked,\n"
    ),
    "reports": "round_id,student_id,alter_id,informant_id,support,strength,kinds,confidential\n"
    "R1,1001,A1,1001,supportive,3,advice;listens,\nR1,1001,1002,1001,stressful,,,TRUE\n",
    "contacts": "student_id,adult_id,on,kind,by\n1001,A1,2025-02-03,meeting,Ms Ito\n",
}


def write_school(folder: Path, **changed: str) -> Path:
    """The school as CSV files in ``folder``, with some tables' texts changed."""
    folder.mkdir(exist_ok=True)
    for name, text in {**SCHOOL, **changed}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder
