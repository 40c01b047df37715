"""The person of the roster whom a written text means: by id, by e-mail address, or by what somebody
confirmed.

An address may stand behind a name, as mail programs write it, and an id behind the whole name of
its person, as our own pages do: ``Ada Lee <ada@school.example>``, ``Ada Lee (1001)``.

A name alone means nobody: two people may have it. It is proposed, and means somebody once the
mapping says so under [people.matches]. All of it is compared in folded spelling
(``spelling.folded``), ids and addresses first as they are.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.directory import Directory
from graph_service.formats.repeated import FilePosition, Repeated
from graph_service.formats.spelling import folded
from graph_service.formats.translation import Unmatched
from graph_service.formats.values import excerpt

NOBODY = ""
"""A match with this says that the name is nobody of the roster: they are counted as unnamed, and
proposed no more."""

_MAILBOX = re.compile(r".*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_LABELLED = re.compile(r"(.+?)\s*\(([^()]+)\)")


class Matching:
    """The directory and what the mapping confirms, looked up by text.

    A text that means several people is a fault where it stands first, told once with its count.
    """

    def __init__(self, directory: Directory, matches: Mapping[str, Any]) -> None:
        self._ids = {person.id for person in directory.people}
        self._students = {person.id for person in directory.people if person.is_student}
        self._labels = {
            (folded(person.name), folded(person.id)): person.id for person in directory.people
        }
        self._by_id: dict[str, set[str]] = defaultdict(set)
        self._by_email: dict[str, set[str]] = defaultdict(set)
        self._confirmed: dict[str, set[str]] = defaultdict(set)
        for person in directory.people:
            self._by_id[folded(person.id)].add(person.id)
            if person.email:
                self._by_email[folded(person.email)].add(person.id)
        for text, id in matches.items():
            self._confirmed[folded(text)].add(self._as_id(str(id).strip()))
        self._found: dict[str, frozenset[str]] = {}
        self._unclear: dict[str, list[FilePosition]] = {}
        self._unknown = Repeated()
        self._answered: dict[str, FilePosition] = {}

    def person(self, text: str, place: FilePosition) -> str:
        """The id of the person whom the text means; '' where it means nobody, or several, which is
        then a fault.
        """
        return self._the_one(text, self.meant(text), place)

    def confirmed(self, text: str, place: FilePosition) -> str:
        """The same by what the mapping confirms alone."""
        return self._the_one(text, frozenset(self._confirmed.get(folded(text), ())), place)

    def is_settled(self, text: str) -> bool:
        """Whether somebody said in the mapping whom the text means, or that it is nobody of the
        roster.
        """
        return folded(text) in self._confirmed

    def meant(self, text: str) -> frozenset[str]:
        """The ids of all whom the text may mean ('' among them: the mapping says that it is
        nobody).
        """
        if text not in self._found:
            spelt = folded(text)
            of_id = {text} if text in self._ids else self._by_id.get(spelt, set())
            means = of_id | self._with_address(spelt) | self._confirmed.get(spelt, set())
            self._found[text] = frozenset(means or self._labelled(spelt)) if spelt else frozenset()
        return self._found[text]

    def _with_address(self, spelt: str) -> set[str]:
        mailbox = _MAILBOX.fullmatch(spelt)
        return self._by_email.get(mailbox[1] if mailbox else spelt, set())

    def _labelled(self, spelt: str) -> set[str]:
        """Whose name and id the text is, the id in brackets."""
        label = _LABELLED.fullmatch(spelt)
        id = self._labels.get((label[1], label[2])) if label else None
        return set() if id is None else {id}

    def student(self, text: str, place: FilePosition) -> str:
        """The id of the student whom the text means, as somebody has to be who answered; '' where
        it is nobody's, which is a fault.

        An address that an adult has too, as a family's may be, is the student's here. Where the
        directory holds nobody it is the text itself: the import says then that there is no roster.
        """
        if not self._ids:
            return self.person(text, place) or text
        meant = self.meant(text)
        students = meant & self._students if folded(text) not in self._confirmed else meant
        id = self._the_one(text, students or meant, place)
        if id in self._students or (not id and meant - {NOBODY}):
            return id
        self._answered.setdefault(text, place)
        told = (
            "is an adult; give the id of a student here"
            if id in self._ids
            else "is no student's id or e-mail address; correct it, or bring the student in first"
        )
        self._unknown.add(
            place, "student" if id in self._ids else "nobody", f"{excerpt(text)} {told}."
        )
        return NOBODY

    def strangers(self) -> list[Unmatched]:
        """Those told to have answered who are nobody of the roster: somebody may say who they
        are.
        """
        return [
            Unmatched(place.file, place.line, text, text, answered=True)
            for text, place in self._answered.items()
        ]

    def faults(self) -> list[Fault]:
        """A fault for each text that means several people, and for each that has to mean somebody
        and does not, at its first place.
        """
        several = [
            Fault(*places[0], "ambiguous", self._several(text, len(places)))
            for text, places in self._unclear.items()
        ]
        return several + self._unknown.faults()

    def _the_one(self, text: str, meant: frozenset[str], place: FilePosition) -> str:
        """The only one meant; a match with an id that nobody has is a fault of the mapping, and so
        told once.
        """
        if len(meant) > 1:
            self._unclear.setdefault(text, []).append(place)
            return NOBODY
        id = next(iter(meant), NOBODY)
        if id and self._ids and id not in self._ids:
            message = (
                f"The mapping's [people.matches] say that {excerpt(text)} is {excerpt(id)}, and "
                "nobody has that id; correct it."
            )
            self._unknown.add(place, "nobody", message)
            return NOBODY
        return id

    def _as_id(self, written: str) -> str:
        """The id that a match names; an address or another spelling of the id stands for it where
        it is one person's.
        """
        spelt = folded(written)
        found = self._by_id.get(spelt, set()) | self._by_email.get(spelt, set())
        return next(iter(found)) if written not in self._ids and len(found) == 1 else written

    def _several(self, text: str, times: int) -> str:
        ids = " or ".join(id or "nobody of the roster" for id in sorted(self.meant(text)))
        ways = [
            way
            for way, found in (
                ("ids", self._by_id),
                ("e-mail addresses", self._by_email),
                ("[people.matches]", self._confirmed),
            )
            if found.get(folded(text))
        ]
        by = f" by {' and '.join(ways)}" if ways else ""
        written = "" if times == 1 else f" (written {times} times)"
        return (
            f"{excerpt(text)} may mean {ids}{by}{written}; "
            "write the id of the one who is meant, or take out of [people.matches] what is not so."
        )
