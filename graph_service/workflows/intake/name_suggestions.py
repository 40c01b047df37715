"""Suggestions for a name in a file: people who may be meant, for somebody to confirm. Nothing is
matched here. Pure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.alike import Alike, DirectoryNames
from graph_service.formats.directory import Directory, Listed
from graph_service.formats.mapping_text import Sections, comment, mapping_text, match_line
from graph_service.formats.spelling import folded
from graph_service.formats.translation import Unmatched
from graph_service.records.current import Current
from graph_service.records.reserved import RECORDED_ADULT

MOST_NAMED = 10
"""So many of the names that are nobody's are told."""

_HEAD = (
    (
        "This is the mapping that the files were read with. It adds proposals for texts that "
        "mean nobody of the roster yet."
    ),
    (
        "Nobody is matched before a person says so. Check each line: delete it if it is wrong, "
        "and remove the # if it is right."
    ),
    (
        'The pair "" says that a name is nobody of the roster: it counts as unnamed, and is no '
        "longer proposed."
    ),
    (
        "Save the file and import with it again: support-web import FILES --mapping THIS-FILE, "
        "or on the page."
    ),
)


class Proposal(NamedTuple):
    """A text that means nobody yet, where it stands, and who may be meant."""

    text: str
    where: Sequence[Unmatched]
    alike: Alike


def proposed(unmatched: Sequence[Unmatched], directory: Directory) -> list[Proposal]:
    """Each text once, with the people of the directory whose names are like it. A number of an
    interview is like nobody.
    """
    named = {
        answered: any(person.answered is answered for person in unmatched)
        for answered in (False, True)
    }
    students = [person for person in directory.people if person.is_student]
    names = {
        False: DirectoryNames(directory.people if named[False] else ()),
        True: DirectoryNames(students if named[True] else ()),
    }
    seen: dict[tuple[str, bool], list[Unmatched]] = {}
    for person in unmatched:
        seen.setdefault((person.name or person.key, person.answered), []).append(person)
    return [
        Proposal(text, where, names[answered].alike(text) if where[0].name else Alike(()))
        for (text, answered), where in seen.items()
    ]


def proposals(unmatched: Sequence[Unmatched], current: Current) -> list[Fault]:
    """A note for each text that may be somebody, with what to write if it is; one for all others
    who were named.

    People recorded on a page are not proposed: a student may have named them in confidence.
    """
    found = proposed(unmatched, directory_of(current))
    told = [_proposal(proposal) for proposal in found if proposal.alike.people]
    lost = [proposal for proposal in found if not proposal.alike.people]
    strangers = [person for proposal in lost for person in proposal.where if not person.answered]
    return told + ([_about(strangers)] if strangers else [])


def directory_of(current: Current) -> Directory:
    """The people whom files may mean. People recorded on a page are not among them: no import
    learns of them.
    """
    adults = (
        Listed(id, node.name, node.email)
        for id, node in current.adults.items()
        if not id.startswith(RECORDED_ADULT)
    )
    students = (
        Listed(id, node.name, node.email, is_student=True) for id, node in current.students.items()
    )
    return Directory((*adults, *students))


def ready_mapping(mapping: Sections, unmatched: Sequence[Unmatched], current: Current) -> str:
    """The mapping with a line for each proposal, ready to be looked through and used; '' where
    there is nothing to propose.

    Only what is the whole name of one person alone, or an id but for its zeros, stands as a line
    that holds; all else stands behind a #. A line holds for whoever answered and for whoever was
    named, so there is one of each spelling.
    """
    named = [
        proposal
        for proposal in proposed(unmatched, directory_of(current))
        if proposal.where[0].name
    ]
    if not named:
        return ""
    spelt: dict[str, list[Proposal]] = {}
    for proposal in named:
        spelt.setdefault(folded(proposal.text), []).append(proposal)
    held = set(map(folded, mapping.get("people", {}).get("matches", {})))
    lines = [line for text, same in spelt.items() for line in _lines(same, settled=text in held)]
    return mapping_text(mapping, _HEAD, lines)


def _lines(same: Sequence[Proposal], *, settled: bool) -> list[str]:
    """The lines of one spelling, which is somebody's for certain where it is so for all who wrote
    it; not where it is ``settled``.
    """
    text, times = same[0].text, ", ".join(_times(proposal.where) for proposal in same)
    people = list(dict.fromkeys(person for proposal in same for person in proposal.alike.people))
    if not people:
        return [f"# {match_line(text, '', f'{times}; nobody of the roster is called so')}"]
    first = people[0]
    if not settled and all(
        proposal.alike.sure and proposal.alike.people[0] == first for proposal in same
    ):
        return [match_line(text, first.id, f"{first.name}; {times}")]
    return [f"# {match_line(text, one.id, f'{one.name}? {times}')}" for one in people]


def _times(where: Sequence[Unmatched]) -> str:
    did = "answered" if where[0].answered else "named"
    return f"{did} once" if len(where) == 1 else f"{did} {len(where)} times"


def _proposal(proposal: Proposal) -> Fault:
    where, people = proposal.where, proposal.alike.people
    who = " or ".join(f"{person.name} ({person.id})" for person in people)
    counted = "" if where[0].answered else " and is counted without a name"
    was = "" if where[0].answered else "was "
    message = (
        f"“{comment(proposal.text)}” {was}{_times(where)}{counted}. It may be {who}: "
        f'if it is, add "{comment(proposal.text)}" = "{people[0].id}" under [people.matches] of '
        "the mapping."
    )
    return Fault(where[0].file, where[0].line, None, "match", message)


def _about(strangers: Sequence[Unmatched]) -> Fault:
    names = list(dict.fromkeys(stranger.name or stranger.key for stranger in strangers))
    shown = ", ".join(f"“{name}”" for name in names[:MOST_NAMED]) + (
        " …" if len(names) > MOST_NAMED else ""
    )
    message = (
        "Named and counted without a name, as nobody of the roster is called so: "
        f"{len(names)} ({shown})."
    )
    return Fault(strangers[0].file, strangers[0].line, None, "match", message)
