"""Rights as they come and go: whatever is assigned, ended, transferred, disabled, re-roled or
imported counts from the next request on.
"""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from graph_service.access.reader import OPERATOR
from graph_service.app.service import create_app
from graph_service.auth import account_management
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import account_called, adult_called
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from tests.sizes import tries
from tests.workflows.folder import TODAY, desk_on, write_folder

PASSWORD = "a long enough password"
AT = {"m1": "Met", "m2": "Met", "h1": "High"}
ADULTS = {"ito": "Met", "kay": "High"}
LOGINS = ("one", "two")
STUDENTS, LOGIN, SCHOOL = (
    st.sampled_from(list(AT)),
    st.sampled_from(LOGINS),
    st.sampled_from(["Met", "High"]),
)
NOTHING: dict[str, list[str]] = {"rounds": [], "answers": [], "reports": [], "contacts": []}
WRONG_AT_MOST = 8
"""Tries of a disabled account, which count as guesses: fewer than lock the login."""


class Rights(RuleBasedStateMachine):
    """Two schools, three students, two adults and two accounts; beside them the plainest model of
    who may see whom.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.engine = EmbeddedEngine(self.folder / "support.web")
        self.stack = ExitStack()
        self.number = 0
        self.advises: set[tuple[str, str]] = {("ito", "m1")}
        self.now_at = dict(AT)
        self.place = {"one": ("advisor", "ito"), "two": ("lead", "Met")}
        self.disabled: set[str] = set()
        self.signed_in: set[str] = set()
        self.wrong = 0

    @initialize()
    def begin(self) -> None:
        """Import both schools and make the accounts."""
        migrate(self.engine)
        self.desk = desk_on(self.engine)
        self.bring_in([f"m1,ito,advisor,{TODAY},,"])
        for login, (role, where) in self.place.items():
            account_management.create_account(
                self.desk,
                OPERATOR,
                login=login,
                name=login,
                role=role,
                place=self.place_of(role, where),
                password=PASSWORD,
            )
        app = create_app(self.desk, Settings())
        headers = {"sec-fetch-site": "same-origin"}
        self.clients = {
            login: self.stack.enter_context(
                TestClient(app, headers=headers, follow_redirects=False)
            )
            for login in LOGINS
        }
        facts = [self.desk.facts(school) for school in self.desk.schools()]
        self.uids = {person.id: uid for known in facts for uid, person in known.people.items()}

    def bring_in(self, ties: list[str], ending: int | None = None) -> None:
        """Import the schools as the model has them, with these ties, so many of which are said to
        end.
        """
        self.number += 1
        students = [
            f"{id},Student {id},{school},9,,,2025-09-01,," for id, school in self.now_at.items()
        ]
        adults = [f"{id},Adult {id},staff,{school}" for id, school in ADULTS.items()]
        folder = write_folder(
            self.folder / str(self.number), NOTHING, students=students, adults=adults, ties=ties
        )
        import_tables(self.desk, folder, source="district", yes_end=ending)

    def place_of(self, role: str, where: str) -> AccountPlace:
        """Where an account of the role is to lead."""
        if role != "advisor":
            return AccountPlace(where)
        school = ADULTS[where]
        return AccountPlace(
            school, adult_called(self.desk, school_named(self.desk, school), where).uid
        )

    @rule(adult=st.sampled_from(list(ADULTS)), student=STUDENTS)
    def assign(self, adult: str, student: str) -> None:
        """From today on the adult advises the student."""
        self.bring_in([f"{student},{adult},advisor,{TODAY},,"])
        self.advises.add((adult, student))

    @precondition(lambda self: self.advises)
    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        """From today on the adult advises the student no more."""
        adult, student = data.draw(st.sampled_from(sorted(self.advises)))
        self.bring_in([f"{student},{adult},advisor,{TODAY},{TODAY},"], ending=1)
        self.advises.discard((adult, student))

    @rule(student=STUDENTS)
    def transfer(self, student: str) -> None:
        """A student goes to the other school, or back: from now on the new school's lead sees them,
        and the old one's no more.
        """
        self.now_at[student] = "High" if self.now_at[student] == "Met" else "Met"
        self.bring_in([])

    @rule(login=LOGIN, disabled=st.booleans())
    def disable(self, login: str, disabled: bool) -> None:
        """Disable or enable an account; disabling ends its sessions."""
        account_management.set_disabled(
            self.desk, OPERATOR, account_called(self.desk, OPERATOR, login), disabled=disabled
        )
        (self.disabled.add if disabled else self.disabled.discard)(login)
        if disabled:
            self.signed_in.discard(login)

    @rule(login=LOGIN, role=st.sampled_from(["advisor", "lead", "administrator"]), school=SCHOOL)
    def re_role(self, login: str, role: str, school: str) -> None:
        """Give an account another role, or the same one elsewhere; its sessions end."""
        where = (
            school if role != "advisor" else next(id for id, at in ADULTS.items() if at == school)
        )
        account = account_called(self.desk, OPERATOR, login)
        if account.role != role:
            account_management.change_role(
                self.desk, OPERATOR, account, role, self.place_of(role, where)
            )
            self.place[login] = (role, where)
            self.signed_in.discard(login)

    @precondition(lambda self: self.wrong < WRONG_AT_MOST)
    @rule(login=LOGIN)
    def sign_in(self, login: str) -> None:
        """Only an account that is not disabled comes in."""
        answer = self.clients[login].post("/sign-in", data={"login": login, "password": PASSWORD})
        assert answer.status_code == (403 if login in self.disabled else 303)
        if login in self.disabled:
            self.wrong += 1
        else:
            self.signed_in.add(login)

    @rule(login=LOGIN)
    def sign_out(self, login: str) -> None:
        """After signing out an account is out."""
        self.clients[login].post("/sign-out")
        self.signed_in.discard(login)

    @rule(login=LOGIN)
    def look_at_everybody(self, login: str) -> None:
        """A student's page opens for whom the model lets in, the list holds those students, and
        nobody else's answer is more than 404.
        """
        client, sees = self.clients[login], self.sees(login)
        for student in AT:
            answer = client.get(f"/api/v1/students/{self.uids[student]}")
            expected = 401 if login not in self.signed_in else 200 if student in sees else 404
            assert answer.status_code == expected, (login, student)
        if login in self.signed_in and self.place[login][0] in ("advisor", "lead"):
            lines = client.get("/api/v1/students").json()["lines"]
            assert {line["id"] for line in lines} == sees

    def sees(self, login: str) -> set[str]:
        """The students whom the account may see, by the model."""
        role, where = self.place[login]
        if role == "advisor":
            return {student for adult, student in self.advises if adult == where}
        return (
            {student for student, school in self.now_at.items() if school == where}
            if role == "lead"
            else set()
        )

    def teardown(self) -> None:
        """Close everything."""
        self.stack.close()
        self.engine.close()
        shutil.rmtree(self.folder)


TestRights = Rights.TestCase
TestRights.settings = settings(
    max_examples=tries(4, 200),
    stateful_step_count=tries(16, 40),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
