"""The rights by role: one row an action, with the reason. Which students, the database says,
in the query itself.

Deny is the start: an action that has no row here can be declared by no route, and a route that
declares none stops the start.
"""

from typing import Literal, NamedTuple

from graph_service.access.reader import Reader

Action = Literal[
    "sign in", "see own home", "list own students", "triage", "see a student",
    "record about a student",
    "see an adult", "see the school", "see the network", "see studies", "release", "keep studies",
    "administer",
    "bring data in",
    "read the record", "read what accounts did", "read the interface",
    "export own students", "export triage", "keep own account",
    "replace a first password",
]  # fmt: skip


SCOPES = ("read", "record", "release")
"""The purposes of a token: reading as JSON, writing down what students said, taking releases."""


class Policy(NamedTuple):
    """The roles that may do an action (None: anyone, signed in or not), and why; ``fresh`` asks for
    the password of the last ten minutes.

    ``scope`` is what a token must be for to do it; '' is for people alone.
    """

    roles: frozenset[str] | None
    why: str
    fresh: bool = False
    scope: str = "read"


_STAFF = frozenset({"advisor", "lead"})
_SIGNED_IN = frozenset({"advisor", "lead", "researcher", "administrator"})

POLICIES: dict[Action, Policy] = {
    "sign in": Policy(None, "Nobody is signed in yet."),
    "see own home": Policy(_SIGNED_IN, "Everyone has a first page."),
    "list own students": Policy(
        _STAFF, "An advisor's and a lead's students, by the paths in the graph."
    ),
    "triage": Policy(frozenset({"lead"}), "Pastoral leads look after everyone in their schools."),
    "see a student": Policy(
        _STAFF, "Advising and leading give a path to a student; administering and studying do not."
    ),
    "record about a student": Policy(
        _STAFF, "An account that may see a student may write down what they said.", scope="record"
    ),
    "see an adult": Policy(_STAFF, "An adult is seen through the students in one's scope."),
    "see the school": Policy(_STAFF, "Figures are computed from the students in one's scope."),
    "see the network": Policy(
        frozenset({"lead"}), "A network is whole or it is wrong: only leads see a whole school."
    ),
    "export own students": Policy(
        _STAFF, "The same students as a file, which leaves the service.", fresh=True
    ),
    "export triage": Policy(
        frozenset({"lead"}), "The same list as a file, which leaves the service.", fresh=True
    ),
    "see studies": Policy(
        frozenset({"researcher"}), "Researchers work within a study and see no person."
    ),
    "release": Policy(
        frozenset({"researcher"}),
        "A release leaves the service, and holds no person.",
        fresh=True,
        scope="release",
    ),
    "keep studies": Policy(
        frozenset({"lead", "administrator"}),
        "Leads and administrators say for what and for whom data of their schools leave.",
        scope="",
    ),
    "administer": Policy(
        frozenset({"administrator"}),
        "Administrators keep accounts and imports and read no webs.",
        scope="",
    ),
    "bring data in": Policy(
        frozenset({"administrator"}),
        (
            "An import changes everybody's data at once, so it is an administrator's, of their "
            "schools, and fresh."
        ),
        fresh=True,
        scope="",
    ),
    "keep own account": Policy(
        _SIGNED_IN, "Everyone sees their sessions and sets their own password.", scope=""
    ),
    "replace a first password": Policy(
        _SIGNED_IN, "Whose password somebody else set takes one of their own.", scope=""
    ),
    "read the record": Policy(
        frozenset({"lead"}), "A lead answers who saw a student of their schools."
    ),
    "read what accounts did": Policy(
        frozenset({"administrator"}), "The keeper of an account answers for its use."
    ),
    "read the interface": Policy(_SIGNED_IN, "The interface's description stands behind sign-in."),
}


def may(reader: Reader, action: Action) -> bool:
    """Whether the reader's role may do the action."""
    roles = POLICIES[action].roles
    return roles is None or reader.role in roles


def scopes_of(role: str) -> tuple[str, ...]:
    """The scopes with which a token of the role can do anything at all."""
    can = {policy.scope for policy in POLICIES.values() if policy.roles and role in policy.roles}
    return tuple(scope for scope in SCOPES if scope in can)
