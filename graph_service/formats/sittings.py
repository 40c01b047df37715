"""The interview of each person that stands: of several the one that the mapping chooses, and
whether it came to its end.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from graph_service.formats.instants import Moment
from graph_service.formats.interview_mapping import LATEST, InterviewMapping
from graph_service.formats.interviews import Ego
from graph_service.formats.matching import Matching
from graph_service.formats.repeated import FilePosition, Repeated
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt


class Sitting(NamedTuple):
    """An interview: whose it is by the school's own id, whether it came to its end (None: nobody
    can tell), and when it was.
    """

    ego: Ego
    person: str
    finished: bool | None
    moment: Moment | None

    @property
    def answered(self) -> bool:
        """Whether it is an answer: somebody who broke off was asked, and nobody knows what they
        would have said.
        """
        return bool(self.finished)


def sittings(
    egos: Sequence[Ego], mapping: InterviewMapping, matching: Matching, found: Translation
) -> Mapping[str, Sitting]:
    """Each interview that stands, by the ego's id. Interviews left out and interviews not finished
    are told with their counts.
    """
    of_person: dict[str, list[Sitting]] = defaultdict(list)
    faults, notes = Repeated(), Repeated()
    for ego in egos:
        at = _place(ego, mapping)
        if written := mapping.written(ego):
            if person := matching.student(written, at):
                of_person[person].append(
                    Sitting(ego, person, mapping.finished(ego), mapping.moment(ego))
                )
        else:
            message = (
                "Nobody can tell who was interviewed; fill it in, or name another column in "
                "[people] student of the mapping."
            )
            faults.add(at, "required", message)
    standing: dict[str, Sitting] = {}
    for theirs in of_person.values():
        kept = _latest(theirs, mapping, faults, notes)
        if kept.ego.id in standing:
            message = (
                f"The id {excerpt(kept.ego.id)} is also that of another interview; give one of "
                "the two another id."
            )
            faults.add(_place(kept.ego, mapping), "duplicate", message)
        standing[kept.ego.id] = kept
        _tell_end(kept, notes)
    found.faults += faults.faults()
    found.warnings += notes.faults()
    return standing


def _latest(
    theirs: Sequence[Sitting], mapping: InterviewMapping, faults: Repeated, notes: Repeated
) -> Sitting:
    """The interview of a person that stands. Where there are several, the latest finished one
    counts, if the mapping says so.
    """
    *others, last = sorted(theirs, key=_rank)
    if not others:
        return last
    if mapping.round.get("twice") != LATEST or not _is_after(last, others[-1]):
        _refuse(theirs, mapping, faults)
        return theirs[0]
    for sitting in others:
        message = (
            "Left out, as the same student was interviewed again: the latest finished interview "
            "stands, or the latest of all."
        )
        notes.add(FilePosition(sitting.ego.sheet.file, sitting.ego.line), "twice", message)
    return last


def _rank(sitting: Sitting) -> tuple[bool, datetime]:
    when = sitting.moment
    if when is None:
        return sitting.answered, datetime.combine(date.min, time.min)
    return sitting.answered, datetime.combine(when.day, when.clock or time.min) - (
        when.offset or timedelta()
    )


def _is_after(one: Sitting, other: Sitting) -> bool:
    """Whether it is certain that one interview stands before the other."""
    if one.answered != other.answered:
        return True
    certain = (
        one.moment is not None
        and other.moment is not None
        and one.moment.is_comparable(other.moment)
    )
    return certain and _rank(one) > _rank(other)


def _refuse(theirs: Sequence[Sitting], mapping: InterviewMapping, faults: Repeated) -> None:
    (first, *_), second = theirs[0], theirs[1]
    way = (
        f'keep one of them, or say twice = "{LATEST}" in [round] of the mapping, which keeps the '
        "latest finished one"
    )
    if mapping.round.get("twice") == LATEST:
        way = "nothing tells which of them is the latest, so keep one"
    times = "twice" if len(theirs) == 2 else f"{len(theirs)} times"
    message = (
        f"{excerpt(second.person)} was interviewed {times}, first in {first.sheet.file}, line "
        f"{first.line}; {way}."
    )
    faults.add(_place(second.ego, mapping), "duplicate", message)


def _tell_end(sitting: Sitting, notes: Repeated) -> None:
    at = FilePosition(sitting.ego.sheet.file, sitting.ego.line)
    if sitting.finished is None:
        message = (
            "Nobody can tell whether the interview was finished, as the file has no column for "
            "that: the student counts as "
            "asked, not as answered. If all were finished, say finished = true in [round] of "
            "the mapping."
        )
        notes.add(at, "finished", message)
    elif not sitting.finished:
        message = (
            "The interview was not finished: the student counts as asked, not as answered. The "
            "words said until then are kept."
        )
        notes.add(at, "finished", message)


def _place(ego: Ego, mapping: InterviewMapping) -> FilePosition:
    return FilePosition(ego.sheet.file, ego.line, mapping.number_column())
