"""Fifty people at once at the real service: requests a second, how long one takes, errors, memory.

Forty advisors and ten leads of one school sign in. They ask for lists, students' pages, figures and
names, and every twentieth request records a contact or a conversation. First nobody pauses, then
everybody pauses five seconds after each answer.
``python -m benchmarks.load [--neo4j] [--students N] [--seconds S | --long] [--workers N]``
"""

import argparse
import http.client
import random
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from http.cookies import SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.service import Account, Service, database, fill

PAUSE_SECONDS = 5.0
SHORT, LONG = 120, 600
RECORDS_EVERY = 20
SILENCE_SECONDS = 60
FORM = "application/x-www-form-urlencoded"
_KEPT_OPEN_SECONDS = 3.0
_STUDENT = re.compile(r'href="/students/([\w-]{10,})')
_ASKS = ("list", "student", "student", "student", "figures", "search")
_NAMES = ("an", "mar", "el", "sa", "jo", "li")


class Answer(NamedTuple):
    """The request, the answer's status (0: the connection broke), and its seconds."""

    what: str
    status: int
    seconds: float


class Person:
    """Somebody who is signed in: asks, looks at what comes, and asks again."""

    def __init__(self, port: int, account: Account, seed: int) -> None:
        """Nobody is signed in yet."""
        self.answers: list[Answer] = []
        self._port, self._account, self._chance = port, account, random.Random(seed)
        self._address = "/triage" if account.role == "lead" else "/students"
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=SILENCE_SECONDS)
        self._used_at = 0.0
        self._cookie = ""
        self._students: list[str] = []
        self._spoken: set[tuple[str, str]] = set()
        self._turn = seed  # so that they do not all record in the same moment

    def sign_in(self) -> None:
        """Sign in and look at one's list; RuntimeError where that fails."""
        given = {"login": self._account.login, "password": self._account.password}
        status, _ = self._send("POST", "/sign-in", given)
        if status != 303 or not self._cookie:
            raise RuntimeError(f"{self._account.login} could not sign in: {status}")
        self._look_for_students(self._send("GET", self._address)[1])

    def work(self, until: float, pause: float) -> None:
        """Ask again and again, and pause after each answer."""
        time.sleep(self._chance.uniform(0, pause))
        while time.monotonic() < until:
            self._turn += 1
            what = "record" if self._turn % RECORDS_EVERY == 0 else self._chance.choice(_ASKS)
            begun = time.monotonic()
            status = self._ask(what)
            self.answers.append(Answer(what, status, time.monotonic() - begun))
            time.sleep(pause)

    def _ask(self, what: str) -> int:
        if not self._students:
            what = "list"
        student = self._chance.choice(self._students or [""])
        if what == "list":
            page = self._chance.randint(1, 3)
            status, text = self._send("GET", f"{self._address}?page={page}")
            self._look_for_students(text)
        elif what == "student":
            status, _ = self._send("GET", f"/students/{student}")
        elif what == "figures":
            status, _ = self._send("GET", "/school")
        elif what == "search":
            status, _ = self._send("POST", self._address, {"text": self._chance.choice(_NAMES)})
        else:
            status = self._record(student)
        return status

    def _record(self, student: str) -> int:
        """A conversation where there was none today, else a contact.

        A lead, whose account is no adult's, always records a conversation.
        """
        said = [(uid, side) for uid in self._students for side in ("adult", "peer")]
        fresh = [pair for pair in said if pair not in self._spoken]
        if fresh and (self._account.role == "lead" or self._chance.random() < 0.5):
            uid, side = self._chance.choice(fresh)
            self._spoken.add((uid, side))
            given = {"side": side, "unnamed": str(self._chance.randint(1, 4)), "everyone": "yes"}
            return self._send("POST", f"/students/{uid}/conversation", given)[0]
        kind = {"kind": f"talk {self._turn}"}
        return self._send("POST", f"/students/{student}/contacts", kind)[0]

    def _look_for_students(self, page: str) -> None:
        self._students = sorted({*_STUDENT.findall(page)} - {"advisory"}) or self._students

    def _send(
        self, method: str, address: str, form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The status and the page; the connection is kept for as long as the service keeps it."""
        if time.monotonic() - self._used_at > _KEPT_OPEN_SECONDS:
            self._line.close()
        headers = {"Cookie": self._cookie} if self._cookie else {}
        if form is not None:
            headers |= {"Content-Type": FORM, "Origin": f"http://127.0.0.1:{self._port}"}
        body = None if form is None else urlencode(form)
        try:
            self._line.request(method, address, body, headers)
            answer = self._line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._line.close()
            return 0, ""
        finally:
            self._used_at = time.monotonic()
        given = SimpleCookie(answer.getheader("Set-Cookie") or "")
        if given:
            self._cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in given.items())
        return answer.status, text


def main(given: argparse.Namespace) -> None:
    """Print the figures."""
    engine = "Neo4j" if given.neo4j else "embedded engine"
    seconds = given.seconds or (LONG if given.long else SHORT)
    with TemporaryDirectory() as place, database(Path(place), neo4j=given.neo4j) as at:
        begun = time.monotonic()
        accounts = fill(at, given.students)
        taken = time.monotonic() - begun
        print(f"{given.students:,} students on the {engine}, imported in {taken:.0f} s")
        service = Service(at, Path(place), workers=given.workers)
        try:
            people = [Person(service.port, account, seed) for seed, account in enumerate(accounts)]
            print(f"memory after the start: {service.memory()} MiB", flush=True)
            for person in people:
                person.sign_in()
            for pause in given.pause or (0.0, PAUSE_SECONDS):
                _load(service, people, seconds, pause)
        finally:
            service.stop()


def _load(service: Service, people: Sequence[Person], seconds: float, pause: float) -> None:
    """Have everybody work for so long, and print what came of it."""
    for person in people:
        person.answers.clear()
    begun = time.monotonic()
    until = begun + seconds
    threads = [threading.Thread(target=person.work, args=(until, pause)) for person in people]
    for thread in threads:
        thread.start()
    held, worked = [], service.processor()
    while (left := begun + seconds - time.monotonic()) > 0:
        time.sleep(min(left, 60))
        held.append(service.memory())
    for thread in threads:
        thread.join()
    answers = [answer for person in people for answer in person.answers]
    _report(answers, time.monotonic() - begun, pause)
    each = (service.processor() - worked) / max(len(answers), 1)
    print(f"  processor of the service: {each * 1000:.0f} ms a request")
    print(f"  memory of the service at each minute: {', '.join(map(str, held))} MiB", flush=True)


def _report(answers: Sequence[Answer], seconds: float, pause: float) -> None:
    pauses = f"who pause {pause:g} s" if pause else "who never pause"
    print(f"fifty people {pauses}: {len(answers) / seconds:.1f} requests/s, {_times(answers)}")
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.what].append(answer)
    for what in sorted(kinds):
        print(f"  {what:<8}{len(kinds[what]):>6} times, {_times(kinds[what])}")
    wrong = Counter(answer.status for answer in answers if answer.status not in (200, 303))
    told = ", ".join(f"{status or 'broken off'}: {wrong[status]}" for status in sorted(wrong))
    print(f"  errors: {told or 'none'}")


def _times(answers: Sequence[Answer]) -> str:
    """The middle, the slowest twentieth's and the slowest hundredth's seconds."""
    seconds = sorted(answer.seconds for answer in answers)
    last = len(seconds) - 1
    at = ((share, seconds[min(len(seconds) * share // 100, last)]) for share in (50, 95, 99))
    return ", ".join(f"p{share} {taken:.3f} s" for share, taken in at)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="Fifty people at once at the real service.")
    options.add_argument("--neo4j", action="store_true", help="on a Neo4j of its own")
    options.add_argument("--students", type=int, default=2000)
    options.add_argument("--long", action="store_true", help="ten minutes instead of two")
    options.add_argument("--seconds", type=float, help="or so many seconds")
    options.add_argument("--pause", type=float, action="append", help="seconds after an answer")
    options.add_argument("--workers", type=int, default=1, help="processes of the service")
    return options.parse_args()


if __name__ == "__main__":
    main(_options())
