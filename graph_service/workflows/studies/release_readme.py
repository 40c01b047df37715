"""The README of a release: whose data it holds, what it was made from, and what it does not
promise.
"""

from collections.abc import Mapping
from typing import NamedTuple

from analysis.facts import Side
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.studies.release_stamp import Stamp

FEWEST = 10
"""So many sides at least, and so many more that look the same: else their number would tell which
they are."""
ROUNDED_TO = 5


class Withheld(NamedTuple):
    """Counts for one side: students unknown because of confidential words, and students of whom
    only the state is told.

    Beside each stands how many look like that altogether.
    """

    unknown: int
    like_unknown: int
    state_alone: int
    like_state_alone: int


def told(sides: int, alike: int) -> str:
    """How many sides it touched of all that look alike; rounded, and not told where it would tell
    which they are.
    """
    if sides < FEWEST or alike - sides < FEWEST:
        return f"not told: fewer than {FEWEST}, perhaps none, or nearly all that look like them"
    return f"about {ROUNDED_TO * round(sides / ROUNDED_TO)}, rounded to {ROUNDED_TO}"


def touched(withheld: Mapping[Side, Withheld]) -> str:
    """A line for each side and way in which confidence touched it."""
    lines = []
    for side, hidden in withheld.items():
        unknown, alone = (
            told(hidden.unknown, hidden.like_unknown),
            told(hidden.state_alone, hidden.like_state_alone),
        )
        lines.append(
            f"- {side.capitalize()} sides unknown for what was said in confidence: {unknown}"
        )
        lines.append(
            f"- {side.capitalize()} sides supported, and without counts for that reason: {alone}"
        )
    return "\n".join(lines)


def stamp_lines(stamp: Stamp, lens: Lens) -> str:
    """The program, the data, the day and the rule, a line each."""
    rule = lens.rule
    return f"""- Program: {stamp.program}
- Fingerprint of the data: {stamp.data}
- Day: {lens.on.isoformat()}
- As known on: {lens.known_on.isoformat() if lens.known_on else "the moment it was made"}
- Rule: {rule.name}, version {rule.version}
- Thresholds: {rule.adult_threshold} adults, {rule.peer_threshold} peers
- Evidence: {rule.evidence}
- Observers: {rule.observers}
- Least strength: {rule.least_strength}
- Fresh for: {rule.fresh_days} days
- Adult roles that count: {", ".join(sorted(rule.roles))}"""


def readme(
    stamp: Stamp, lens: Lens, students: int, withheld: Mapping[Side, Withheld], missing: str
) -> str:
    """The README, as Markdown."""
    study = stamp.study
    return f"""# Support Web research release

{lens.sentence}

- School: {study.school.name}
- Study: {study.name or "none was named"}
- Made at: {stamp.made_at:%Y-%m-%dT%H:%M:%SZ}
{stamp_lines(stamp, lens)}
- Students: {students}, everyone enrolled on the day, isolates and unknown ones included
{touched(withheld)}

Two releases of the same day and rule with the same fingerprint rest on the same data. Another
fingerprint says that something underneath was
added, corrected or taken back.

`egos.csv` holds one row a student, in random order. `{missing}` means undefined or not known,
never 0; `codebook.csv` says when. *Unknown*
is not isolated: nobody who could know has answered. A side that nobody observed has no counts:
whoever is known there is known by chance.
`adult_observed` and `peer_observed` say so. Booleans are `TRUE` and `FALSE`. A text that a
spreadsheet would run as a formula begins with `'`.

Confidential words do not leave the school, and nothing is put in their place. Everybody is judged
twice, from everything and from what may
leave. Where the two differ, or the same rests on words in confidence, that side is *unknown* here,
with all its counts missing, like a side
that nobody was asked about. Where it is *supported* both times, by enough people of whom it was
said openly, the state is told and the counts are
missing. So no side looks better or worse here than it is, and the states differ from the school's
own by *unknown* alone.
Where a tie between two people of a web was told in confidence, their pair counts as not observable.

`density` is taken over the pairs of whom it is known whether they are tied. A tie is known more
easily than its absence, so it is biased
upward. `density_answered` is taken over the pairs that somebody's answer shows, tied or not. Both,
effective size and constraint are taken
in the ego's own web (the ego and the alters that count, on the sides that are observed), never in
the whole graph.

Treat this release as confidential. The codes are random, made for this release alone and kept
nowhere, so that they lead to nobody and into
no other release. But nothing is suppressed: a row may be the only one of its grade with its
counts, so that somebody who knows a student
well could find their row, and somebody who holds two releases could tell which of their rows are
alike. Days are given as months for that reason.
"""
