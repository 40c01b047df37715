"""Recording from a student's page: what the student said, and a word on a tie."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from analysis.names import spoken
from facts.recorded import Kept
from facts.statements import CONVERSATION, IN_CONFIDENCE, Answer, Report
from graph_service.access.reader import Reader
from graph_service.errors import Fault
from graph_service.records.reserved import conversation_round, staff_round
from graph_service.store.student_surroundings import (
    own_answers,
    rounds_of_id,
    words_in_round,
)
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.forms import Form, record
from graph_service.workflows.recording.overwrite_check import check_seen
from graph_service.workflows.recording.person_lookup import NEW, UNNAMED, NamedPerson

__all__ = ["NamedPerson", "SideWords", "add_report", "record_both_sides", "record_conversation"]

MOST_UNNAMED = 99


class SideWords(NamedTuple):
    """A student's words about one side.

    With ``everyone`` they are their answer, with how many they left ``unnamed``, and a report a
    person named; without, the reports alone. An answer that names nobody and leaves nobody unnamed
    must say ``nobody``: a form left blank is no answer.
    """

    side: Literal["adult", "peer"]
    people: Sequence[NamedPerson]
    everyone: bool
    unnamed: int = 0
    nobody: bool = False


def record_conversation(
    desk: Desk,
    reader: Reader,
    student: str,
    *,
    side: Literal["adult", "peer"],
    people: Sequence[NamedPerson],
    unnamed: int = 0,
    nobody: bool = False,
    everyone: bool,
    day: date,
    confidential: bool = False,
    begun: str | None = None,
    unread: Sequence[Fault] = (),
) -> None:
    """Record what a student said on a day about one side, as ``record_both_sides`` does; a fault
    names its column alone.
    """
    said = SideWords(side, people, everyone, unnamed, nobody)

    def fill(form: Form) -> None:
        form.past("day", day)
        _fill_side(form, reader, said, day, begun, confidential=confidential)

    record(desk, reader, student, "recorded what the student said", fill, unread)


def record_both_sides(
    desk: Desk,
    reader: Reader,
    student: str,
    *,
    said: Sequence[SideWords],
    day: date,
    confidential: bool = False,
    begun: str | None = None,
    unread: Sequence[Fault] = (),
) -> None:
    """Record what a student said on a day about one side or both, all of it or nothing; the same
    account's earlier record of that day and side is replaced.

    Only confidential words replace confidential words: a later open word takes none of them away.
    ``begun`` holds the marks of the earlier records that this one began with (``overwrite_check``):
    where they are others, or none, nothing of what is recorded is taken away unseen. None: it is
    replaced whatever it is.

    Another account's records stay: they may be confidential, and nobody takes back what they cannot
    read. The student is the informant, the reader's account the recorder. Raises NotThere, or
    BadInput with every fault, its column behind the side (``adult-person``).
    """

    def fill(form: Form) -> None:
        form.past("day", day)
        for side in said:
            with form.of_side(side.side):
                _fill_side(form, reader, side, day, begun, confidential=confidential)

    record(desk, reader, student, "recorded what the student said", fill, unread)


def _fill_side(
    form: Form, reader: Reader, said: SideWords, day: date, begun: str | None, *, confidential: bool
) -> None:
    """Fill in what the student said about one side."""
    student, side = form.student.uid, said.side
    _check_unnamed(form, len(said.people), said.unnamed, said.everyone)
    _check_nobody(form, len(said.people) + said.unnamed, said.nobody, said.everyone)
    asks = "adults" if side == "adult" else "peers"
    ids = [
        conversation_round(asks, day, reader.account, confidential=closed)
        for closed in (False, True)
    ]
    replaced = ids if confidential else ids[:1]
    gone = _said_in(form, student, replaced)
    form.changes.retract += gone
    in_round = form.round(
        ids[confidential], asks, day, IN_CONFIDENCE if confidential else CONVERSATION
    )
    named: set[str] = set()
    for number, person in enumerate(said.people, 1):
        with form.of_person(number):
            form.word(person.support, person.strength)
            alter = form.find(
                form.named_as(person),
                side,
                person.new_kind,
                offers=UNNAMED if side == "peer" else NEW,
            )
            if alter is None:
                continue
            if alter.uid in named:
                form.refuse(
                    "person",
                    "duplicate",
                    f"{spoken(alter.name)} is named twice; keep one of the two.",
                )
            named.add(alter.uid)
        report = Report(
            in_round, student, alter.uid, side == "peer", student,
            person.support, person.strength, (), day,
            confidential, reader.account,
        )  # fmt: skip
        form.changes.add.append(report)
    if said.everyone:
        adults, peers = (said.unnamed, 0) if side == "adult" else (0, said.unnamed)
        answer = Answer(
            in_round, student, True, student, "answered", day, adults, peers, reader.account
        )
        form.changes.add.append(answer)
    check_seen(form, _said_in(form, student, ids), gone, day, begun)


def add_report(
    desk: Desk,
    reader: Reader,
    student: str,
    *,
    person: str,
    support: str,
    strength: int | None = None,
    kinds: Sequence[str] = (),
    day: date | None = None,
    confidential: bool = False,
    unread: Sequence[Fault] = (),
) -> None:
    """Record the reader's own word on a student's tie; given again on the same day, it replaces
    what this account recorded.

    Only confidential words replace confidential words, and records by another account of the same
    adult stay. Raises NotThere, or BadInput with every fault; an account that is no adult of the
    school has no word of its own.
    """
    said_on = day or desk.today()

    def fill(form: Form) -> None:
        form.past("day", said_on)
        form.word(support, strength)
        said_kinds = tuple(kind for kind in (form.text("kinds", kind) for kind in kinds) if kind)
        alter = form.find(person, "either")
        if reader.adult is None:
            message = (
                "This account is not linked to an adult of the school, so a word of its own "
                "cannot be recorded; "
                "record what the student said, or ask an administrator to link it."
            )
            form.refuse("person", "informant", message)
        if alter is None or reader.adult is None:
            return
        ids = [
            staff_round(said_on, reader.account, confidential=confidential)
            for confidential in (False, True)
        ]
        earlier = _words_in(form, student, reader.adult, ids if confidential else ids[:1])
        form.changes.retract += [
            kept for kept in earlier if isinstance(kept.tie, Report) and kept.tie.alter == alter.uid
        ]
        in_round = form.round(ids[confidential], "both", said_on)
        of_peer = alter.kind == "student"
        report = Report(
            in_round, student, alter.uid, of_peer, reader.adult, support, strength, said_kinds,
            said_on, confidential,
            reader.account,
        )  # fmt: skip
        form.changes.add.append(report)

    record(desk, reader, student, "recorded a report", fill, unread)


def _words_in(form: Form, student: str, informant: str, ids: Iterable[str]) -> list[Kept]:
    """The informant's reports on the student's ties in the rounds of these ids, where there are
    any.
    """
    return [
        kept
        for held in rounds_of_id(form.tx, ids)
        for kept in words_in_round(form.tx, student, held, informant)
    ]


def _said_in(form: Form, student: str, ids: Sequence[str]) -> list[Kept]:
    """The student's own reports in the rounds of these ids, and their answers there."""
    answers = [
        kept for held in rounds_of_id(form.tx, ids) for kept in own_answers(form.tx, student, held)
    ]
    return _words_in(form, student, student, ids) + answers


def _check_unnamed(form: Form, named: int, unnamed: int, everyone: bool) -> None:
    if not 0 <= unnamed <= MOST_UNNAMED:
        form.refuse(
            "unnamed",
            "number",
            f"The number left unnamed is a whole number from 0 to {MOST_UNNAMED}.",
        )
    if not everyone and unnamed:
        message = (
            "People without a name are counted only in a whole answer; say that these are all of "
            "them, or leave it at 0."
        )
        form.refuse("everyone", "unnamed", message)
    elif not everyone and not named:
        message = "Nobody was named; if the student says that there is nobody, choose “nobody”."
        form.refuse("everyone", "nobody", message)


def _check_nobody(form: Form, spoken_of: int, nobody: bool, everyone: bool) -> None:
    if nobody and spoken_of:
        form.refuse(
            "nobody", "nobody", "People are named and “nobody” is chosen; keep one of the two."
        )
    elif everyone and not spoken_of and not nobody:
        message = "Nobody is named; if the student said that there is nobody, choose “nobody”."
        form.refuse("nobody", "nobody", message)
