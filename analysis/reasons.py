"""Why an alter does not count, in the rule's words and in a sentence for people."""

from typing import Literal

Reason = Literal[
    "", "away", "ended", "role not counted", "no report", "not named by the student",
    "not this evidence",
    "stale", "stressful", "denied", "neutral", "weak", "not confirmed yet", "not mutual",
]  # fmt: skip
"""Why an alter does not count; '' when it does."""

FAULT_OF_SUPPORT: dict[str, Reason] = {
    "stressful": "stressful",
    "none": "denied",
    "neutral": "neutral",
}
"""The fault of a word of this support; a supportive one has none."""

REASON_SENTENCES: dict[Reason, str] = {
    "": "Counts.",
    "away": "Away: has left, or is not here yet.",
    "ended": "The tie has ended, and nobody has said anything since.",
    "role not counted": "The rule does not count this role.",
    "no report": "Known by role only: nobody has said whether it is supportive.",
    (
        "not named by the student"
    ): "The student was asked about everyone on this side and did not name them.",
    "not this evidence": "Somebody said something, but not somebody whose word this rule asks for.",
    "stale": "The last report is too old to count today.",
    "stressful": "Reported as stressful.",
    "denied": "Reported as no tie.",
    "neutral": "Reported as neither supportive nor stressful.",
    "weak": "Reported as supportive, but weaker than the rule asks for.",
    "not confirmed yet": "One end says so; the other end has not been asked.",
    "not mutual": "One end says so; the other end was asked and did not.",
}
