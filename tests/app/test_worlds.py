"""Nothing outside a reader's scope reaches them: not as a mark, not as a byte of difference between
two worlds.
"""

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.app.service import create_app
from graph_service.auth.passwords import hash_password
from graph_service.formats.writing import write_tables
from graph_service.settings import Settings
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.engine import Definable
from graph_service.store.grants import adults_of
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests import proofs
from tests.app.marked import Marked, changed_outside, hidden_marks, marked_schools
from tests.sizes import tries
from tests.workflows.folder import desk_on

PASSWORD = "a long enough password"
SOURCE = "district"
ADDRESSES = (
    "/students", "/students?tab=look", "/students?tab=ask", "/students?sort=grade", "/students.csv",
    "/school", "/school/picture",
    "/triage", "SEARCH /students", "SEARCH /students.csv", "/api/v1/students", "/api/v1/flags",
    "/api/v1/me",
)  # fmt: skip
REQUESTS = 25
"""A pair of worlds is asked for so many addresses, before and after."""
SEARCH = "SEARCH "
"""Before the address of a list that is searched for a name."""
OF_NO_DAY = "/api/v1/me"
"""The routes that are the same on every day and by every rule, and refuse to be asked for one."""
OF_STUDENT = (
    "/students/{}", "/students/{}/web.svg", "/students/{}/web.svg?ended=1", "/students/{}/explore",
    "/students/{}/advisory/explore",
    "/students/{}?ended=yes&ties=all&known=all", "/api/v1/students/{}",
)  # fmt: skip
OF_ADULT = ("/adults/{}", "/api/v1/adults/{}")
LENSES = (
    "", "evidence=any", "rule=mutual", "rule=advisor-reported", "rule=student-voice",
    "adult_threshold=1", "fresh_days=30",
)  # fmt: skip
Answers = Mapping[str, tuple[int, Mapping[str, str], bytes]]


class World:
    """A marked school in a database, and an advisor who looks at everything there is."""

    def __init__(self, engine: Definable, school: Marked, folder: Path) -> None:
        self.school = school
        self.folder = folder
        self.desk: Desk = desk_on(engine, school.on)
        self.bring_in("first")
        everywhere = [
            adult
            for place in self.desk.schools()
            for adult in adults_of(engine, place.uid, self.desk.today())
        ]
        adult = next(
            adult.uid for adult in everywhere if (adult.source, adult.id) == (SOURCE, school.adult)
        )
        account = NewAccount(
            "advisor", "The Advisor", "advisor", hash_password(PASSWORD), (Way("IS", adult),)
        )
        add_account(engine, account, self.desk.now(), self.desk.today())
        self.app = create_app(self.desk, Settings())
        everyone = self.desk.facts(self.desk.schools()[0]).people
        self.people = {person.id: uid for uid, person in everyone.items()}

    def bring_in(self, name: str, changed: Marked | None = None) -> None:
        """Import the school's tables, or changed ones."""
        write_tables((changed or self.school).tables, self.folder / name)
        import_tables(self.desk, self.folder / name, source=SOURCE)

    @contextmanager
    def advisor(self) -> Iterator[TestClient]:
        """The advisor, signed in."""
        headers = {"sec-fetch-site": "same-origin"}
        with TestClient(self.app, headers=headers, follow_redirects=False) as client:
            assert (
                client.post("/sign-in", data={"login": "advisor", "password": PASSWORD}).status_code
                == 303
            )
            yield client

    def answers(self, source: random.Random, requests: int) -> Answers:
        """The advisor's answers for this many addresses drawn by chance."""
        with self.advisor() as client:
            return {
                address: _shape(client, address) for address in self._addresses(source, requests)
            }

    def _addresses(self, source: random.Random, requests: int) -> Iterator[str]:
        uids = sorted(self.people.values())
        every = [
            *ADDRESSES,
            *(form.format(uid) for form in (*OF_STUDENT, *OF_ADULT) for uid in uids),
        ]
        for _ in range(requests):
            address, lens = source.choice(every), source.choice(LENSES)
            yield (
                address
                if address == OF_NO_DAY
                else address + ("&" if "?" in address else "?") + lens
            )


def _shape(client: TestClient, address: str) -> tuple[int, Mapping[str, str], bytes]:
    path = address.removeprefix(SEARCH)
    answer = client.get(path) if path == address else client.post(path, data={"text": "Mark"})
    return answer.status_code, dict(answer.headers), answer.content


@pytest.mark.parametrize(("seed", "school"), list(enumerate(marked_schools(tries(3, 300)))))
def test_two_worlds_that_differ_only_outside_the_scope_give_the_same_bytes(
    engine: Definable, tmp_path: Path, seed: int, school: Marked
) -> None:
    """An advisor's answers stay the same through all changes among others, and through all
    confidential words.
    """
    world = World(engine, school, tmp_path)
    before = world.answers(random.Random(seed), REQUESTS)  # noqa: S311  seeded chance, not a secret
    world.bring_in("changed", school._replace(tables=changed_outside(school, seed)))
    after = world.answers(random.Random(seed), REQUESTS)  # noqa: S311  seeded chance, not a secret
    assert 200 in {status for status, _, _ in before.values()}
    same = sum(answer == after[address] for address, answer in before.items())
    proofs.tell(
        "two worlds that differ outside the scope: answers",
        tried=len(before),
        held=same,
        outcome="the same bytes",
    )
    for address, answer in before.items():
        assert answer == after[address], address
    _meets_no_mark(school, before)


def _meets_no_mark(school: Marked, answers: Answers) -> None:
    """No mark of anyone out of scope stands in a status, header or body."""
    marks = [mark.encode() for mark in hidden_marks(school)]
    assert marks
    for address, (_, headers, content) in answers.items():
        whole = content + repr(headers).encode()
        met = [mark for mark in marks if mark in whole]
        assert not met, f"{address} shows {met}"
    proofs.tell(
        "marks of people out of scope, in all answers",
        tried=len(marks),
        held=len(marks),
        outcome="not met",
    )
