"""The words that a fact may hold, each list said once, with the words for people and the bounds.

Columns of tables, forms, what programs send, settings and the command line take theirs from here.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Support = Literal["supportive", "neutral", "stressful", "none"]
SUPPORTS: tuple[Support, ...] = get_args(Support)
SUPPORT_WORDS: Mapping[str, str] = {
    "supportive": "supportive",
    "neutral": "neither",
    "stressful": "stressful",
    "none": "no tie",
}
"""What people read for each support."""

Strength = Literal[1, 2, 3]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
STRENGTH_WORDS: Mapping[str, str] = {"1": "1, a little", "2": "2", "3": "3, strong"}

AdultRole = Literal["advisor", "mentor", "family", "teacher", "other"]
Role = Literal[AdultRole, "peer"]
ADULT_ROLES: tuple[AdultRole, ...] = get_args(AdultRole)
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_WORDS: Mapping[str, str] = {
    "advisor": "advisor",
    "mentor": "mentor",
    "family": "family",
    "teacher": "teacher",
    "other": "adult",
    "peer": "peer",
}
"""What people read for each role."""

AdultKind = Literal["staff", "mentor", "family", "community"]
ADULT_KINDS: tuple[AdultKind, ...] = get_args(AdultKind)
ADULT_KIND_WORDS: Mapping[str, str] = {
    "staff": "staff",
    "mentor": "a mentor",
    "family": "family",
    "community": "community",
}

EnrolmentStatus = Literal["enrolled", "graduated", "left"]
ENROLMENT_STATUSES: tuple[EnrolmentStatus, ...] = get_args(EnrolmentStatus)

AnswerStatus = Literal["asked", "answered", "declined", "absent"]
ANSWER_STATUSES: tuple[AnswerStatus, ...] = get_args(AnswerStatus)

Asks = Literal["both", "adults", "peers"]
ASKS: tuple[Asks, ...] = get_args(Asks)

RoundKind = Literal[
    "student_voice", "staff_mapping", "advisor_report", "conversation", "conversation in confidence"
]
ROUND_KINDS: tuple[RoundKind, ...] = get_args(RoundKind)

RuleName = Literal["default", "student-voice", "advisor-reported", "mutual"]
RULE_NAMES: tuple[RuleName, ...] = get_args(RuleName)
Evidence = Literal["own-first", "any", "student", "advisor", "mutual"]
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
Observers = Literal["student-or-advisor", "student", "advisor"]
OBSERVERS: tuple[Observers, ...] = get_args(Observers)

RULE_BOUNDS: Mapping[str, tuple[int, int]] = {
    "adult_threshold": (1, 50),
    "peer_threshold": (1, 50),
    "least_strength": (STRENGTHS[0], STRENGTHS[-1]),
    "fresh_days": (1, 36500),
}
"""The least and the most of each number of the rule."""
