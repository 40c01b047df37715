"""Person lookup: somebody given by uid, by the school's own id or by exact full name, found among a
school's people.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from analysis.names import spoken
from facts.choices import ADULT_KINDS
from facts.people import STUDENT
from facts.titles import TITLES
from graph_service.errors import Fault
from graph_service.formats.alike import words
from graph_service.formats.spelling import folded
from graph_service.records.changes import AdultNode, StudentNode, key_of
from graph_service.records.reserved import OUTSIDE, RECORDED_ADULT
from graph_service.records.texts import unfit
from graph_service.store.identity import new_uid
from graph_service.store.student_surroundings import Known, StudentPlace

NAME_LIMIT = 200
Ends = Literal["adult", "peer", "either"]
UNNAMED = ", or count them as unnamed"
NEW = ", or say who they are"
"""The other way out that a form offers where nobody has that name."""


class NamedPerson(NamedTuple):
    """Somebody a student named: by uid, id or exact full name; ``new_kind`` makes an unknown adult
    known. ``picked`` is the uid of the person whose name was picked, if it still stands there.
    """

    person: str
    support: str = "supportive"
    strength: int | None = None
    new_kind: str | None = None
    picked: str = ""


class Found(NamedTuple):
    """The person meant, and the node to make when they were not known before."""

    person: Known
    new: AdultNode | StudentNode | None = None


def fault(column: str, rule: str, message: str) -> Fault:
    """One thing wrong in a form."""
    return Fault("the form", None, column, rule, message)


def find_person(
    people: Mapping[str, Known],
    student: StudentPlace,
    given: str,
    ends: Ends,
    new_kind: str | None = None,
    *,
    by_id: bool = False,
    offers: str = "",
) -> Found | Fault:
    """The person meant by ``given``, a uid, a full name, or a full name with the school's id in
    brackets, or why nobody can tell.

    A name may have the first or the last name first, whichever way the roster writes it, without
    its accents or its title. The family of other students is nobody here: two grandmothers may
    have one name. ``ends``
    narrows to adults or peers. A name that nobody has is a new adult if ``new_kind`` says of which
    kind. An id alone is taken ``by_id`` only: whoever may not see everyone could else learn from
    ids who is at the school. A fault says no more of anybody than what was typed, and what else the
    form ``offers``.
    """
    text = " ".join(given.split())
    if not text:
        return fault(
            "person", "required", "Say who it is: choose a person or write their full name."
        )
    called = _called(_others(people, student), text, ends, by_id=by_id)
    if given == student.uid or (_turned(text) == _turned(student.name) and not called):
        return fault(
            "person", "self", f"{student.name} is the student themselves; name somebody else."
        )
    meant = meant_by(people, student, given, ends, by_id=by_id)
    fitting = [person for person in meant if _fits(person, ends)]
    if len(fitting) == 1:
        return Found(fitting[0])
    is_outside = ends == "peer" and new_kind == OUTSIDE
    if fitting and not is_outside:
        message = (
            f"Several people are called {text}; choose one of them, or write the school's id of "
            f"the one meant behind the name: {text} (id)."
        )
        return fault("person", "ambiguous", message)
    if meant and not is_outside:
        wanted = "an adult" if ends == "adult" else "a student"
        return fault("person", "side", f"{text} is not {wanted}; name {wanted} here.")
    return (
        _friend_outside(people, student, text)
        if is_outside
        else _unknown(student, text, ends, new_kind, offers)
    )


def told_apart(
    people: Mapping[str, Known], student: StudentPlace, person: Known, *, by_id: bool = False
) -> str:
    """The text to type for a person: their name, with the school's id behind it where the name is
    not theirs alone.
    """
    ends: Ends = "peer" if person.kind == "student" else "adult"
    found = find_person(people, student, person.name, ends, by_id=by_id)
    means = isinstance(found, Found) and found.person.uid == person.uid
    return person.name if means else f"{person.name} ({person.id})"


def meant_by(
    people: Mapping[str, Known],
    student: StudentPlace,
    given: str,
    ends: Ends,
    *,
    by_id: bool = False,
) -> list[Known]:
    """Everybody whom ``given`` may mean, also who does not fit there: a fault tells of each that
    they are known.
    """
    text = " ".join(given.split())
    others = _others(people, student)
    return [person for person in others if text == person.uid] or _called(
        others, text, ends, by_id=by_id
    )


def _others(people: Mapping[str, Known], student: StudentPlace) -> list[Known]:
    return [person for person in people.values() if person.uid != student.uid]


def _called(others: list[Known], text: str, ends: Ends, *, by_id: bool) -> list[Known]:
    wanted = text.casefold()
    of_id = [person for person in others if by_id and person.id == text and _fits(person, ends)]
    near = [person for person in others if not person.is_elsewhere]
    named = [person for person in near if _plain(person.name) == wanted]
    turned = [person for person in near if _turned(person.name) == _turned(text)]
    return (
        of_id
        or named
        or turned
        or [person for person in near if is_same_name(person.name, text)]
        or [person for person in others if wanted in _with_id(person)]
    )


def is_same_name(name: str, text: str) -> bool:
    """Whether the text is the name but for case, accents, the order of its words, and a title that
    one of them has.
    """
    asked = words(text)
    if not asked or asked != words(name):
        return False
    titles = [
        {word for word in folded(it).replace(".", " ").split() if word in TITLES}
        for it in (name, text)
    ]
    return titles[0] == titles[1] or not all(titles)


def _with_id(person: Known) -> set[str]:
    return {
        f"{name} ({person.id.casefold()})" for name in (_plain(person.name), _turned(person.name))
    }


def _turned(name: str) -> str:
    """The name in small letters, the first name first."""
    return spoken(name).casefold()


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _fits(person: Known, ends: Ends) -> bool:
    return ends == "either" or (person.kind == "student") == (ends == "peer")


def _unknown(
    student: StudentPlace, text: str, ends: Ends, new_kind: str | None, offers: str
) -> Found | Fault:
    if ends == "peer":
        message = (
            f"No student of {student.school_name} is called {text}; check the spelling{offers}."
        )
        return fault("person", "nobody", message)
    if not new_kind:
        message = (
            f"Nobody known at {student.school_name} is called {text}; check the spelling{offers}."
        )
        return fault("person", "nobody", message)
    if new_kind not in ADULT_KINDS:
        return fault("new_kind", "kind", f"“{new_kind[:40]}” is none of {', '.join(ADULT_KINDS)}.")
    if why := unfit(text, NAME_LIMIT):
        return fault("person", "name", why)
    return new_adult(student, text, new_kind)


def _friend_outside(people: Mapping[str, Known], student: StudentPlace, name: str) -> Found | Fault:
    """A friend from outside the school, whom this student's web alone knows: the one of that name
    who is there already, or a new one.

    They are a student of no school. A source of their own keeps them from every import.
    """
    if why := unfit(name, NAME_LIMIT):
        return fault("person", "name", why)
    label = f"{name} (outside school)"
    for person in _others(people, student):
        if person.is_outside and is_same_name(person.name, label):
            return Found(person)
    uid = new_uid()
    node = StudentNode(uid, f"{OUTSIDE}-{uid}", f"{RECORDED_ADULT}{uid}", label, (), "{}")
    known = Known(uid, key_of(node.source, node.id), node.id, label, STUDENT, is_outside=True)
    return Found(known, node)


def new_adult(student: StudentPlace, name: str, kind: str) -> Found:
    """An adult who becomes known with a record about the student."""
    uid = new_uid()
    node = AdultNode(uid, student.source, f"{RECORDED_ADULT}{uid}", name, kind)
    return Found(Known(uid, key_of(node.source, node.id), node.id, name, kind), node)
