"""Bodies over real connections: a cap whatever their headers say, and an end for whoever sends too
slowly.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from graph_service.app import body_limits, connection
from graph_service.app.body_limits import KIB, LARGEST_BODY, MIB, SMALL_BODY
from graph_service.app.connection import Connection
from graph_service.auth.credentials import COOKIE
from tests.app.listening import Caller, chunk, head, listening, piece
from tests.office import PASSWORD, Office, embedded_office

CHUNKED = "Transfer-Encoding: chunked"
JSON = "Content-Type: application/json"
FORM = "Content-Type: multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="files"; filename="students.csv"\r\n\r\n'
NEW = "/administration/imports/new"
POURED = 64 * MIB
HELD_BY_THE_MACHINE = 16 * MIB
"""The bytes that the sockets of both ends may hold unread."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, int]]:
    """An office whose service answers at a port."""
    with embedded_office(tmp_path_factory.mktemp("office")) as office, listening(office) as port:
        yield office, port


@pytest.fixture(scope="module")
def port(served: tuple[Office, int]) -> int:
    """The port alone."""
    return served[1]


@pytest.fixture(scope="module")
def cookie(served: tuple[Office, int]) -> str:
    """The header of an administrator's session."""
    token = served[0].app.state.doorkeeper.sign_in("administrator", PASSWORD)
    return f"Cookie: {COOKIE}={token}"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of a body that is refused is not waited for."""
    monkeypatch.setattr(body_limits, "READ_ON_SECONDS", 0.1)


@contextmanager
def called(port: int, taken: int | None = None) -> Iterator[Caller]:
    """A connection, closed at the end."""
    with closing(Caller(port, taken)) as caller:
        yield caller


@pytest.mark.parametrize("length", ["Content-Length: 5", "X-Nothing: 1"])
@pytest.mark.parametrize(
    "path", ["/sign-in", "/api/v1/sign-in", "/students/x/contacts", "/nothing", NEW]
)
def test_a_body_in_pieces_ends_at_the_cap_whatever_its_length_says(
    port: int, path: str, length: str
) -> None:
    """Nobody is signed in: the connection is closed long before all of it came, and the answer is
    no 5xx.
    """
    with called(port) as caller:
        caller.say(head("POST", path, CHUNKED, length, JSON))
        sent = caller.pour(chunk(MIB), POURED)
        answer = caller.answer()
    assert sent < HELD_BY_THE_MACHINE
    assert answer.startswith(("HTTP/1.1 413", "HTTP/1.1 303")) or (not answer and path == NEW)


@pytest.mark.parametrize(
    ("path", "most"), [("/sign-in", "64 KiB"), ("/account/password", "1 MiB"), (NEW, "64 MiB")]
)
def test_who_is_signed_in_is_told_how_much_may_be_sent(
    port: int, cookie: str, path: str, most: str
) -> None:
    """One piece more than the cap of that door, said in a sentence on a page."""
    size = {"64 KiB": SMALL_BODY, "1 MiB": LARGEST_BODY, "64 MiB": 64 * MIB}[most]
    with called(port) as caller:
        caller.say(head("POST", path, CHUNKED, FORM, cookie) + piece(PART))
        caller.pour(chunk(256 * KIB), size)
        caller.pour(chunk(1), 1)
        answer = caller.answer()
    assert answer.startswith("HTTP/1.1 413")
    assert f"Send no more than {most} at once." in answer
    assert "connection: close" in answer.lower()


def test_a_program_is_told_in_its_own_shape(port: int) -> None:
    """JSON, with the sentence, and no more than what is small is taken of whoever is not signed
    in.
    """
    with called(port) as caller:
        caller.say(
            head("POST", "/api/v1/students/x/contacts", CHUNKED, JSON) + chunk(SMALL_BODY + 1)
        )
        answer = caller.answer()
    assert answer.startswith("HTTP/1.1 413")
    body = answer.partition("\r\n\r\n")[2]
    told = json.loads(body if body.startswith("{") else body.split("\r\n")[1])
    assert told["error"]["sentence"] == "Sign in before you send more than 64 KiB."


def test_what_is_sent_in_pieces_and_small_enough_is_read(port: int) -> None:
    """A sign-in without a length is a sign-in."""
    words = json.dumps({"login": "lead", "password": PASSWORD}).encode()
    with called(port) as caller:
        pieces = b"".join(piece(bytes([byte])) for byte in words)
        caller.say(
            head("POST", "/api/v1/sign-in", CHUNKED, JSON, "Connection: close")
            + pieces
            + b"0\r\n\r\n"
        )
        assert caller.answer().startswith("HTTP/1.1 200")


def test_a_length_beyond_the_cap_is_refused_before_anything_is_read(port: int, cookie: str) -> None:
    """The answer comes though no byte of the body does, however long the number is."""
    for length in (LARGEST_BODY + 1, 10**19):
        with called(port) as caller:
            caller.say(head("POST", "/account/password", f"Content-Length: {length}", cookie))
            assert caller.answer().startswith("HTTP/1.1 413")


def test_a_body_that_a_read_brings_is_not_read_for_ever(port: int) -> None:
    """GET with a body without an end."""
    with called(port) as caller:
        caller.say(head("GET", "/sign-in", CHUNKED))
        assert caller.pour(chunk(MIB), POURED) < HELD_BY_THE_MACHINE


@pytest.mark.parametrize("path", ["/sign-in", "/api/v1/sign-in"])
@pytest.mark.parametrize("words", [b"", b"1\r\nx\r\n", b"ffff\r\nxx"])
def test_a_body_that_stops_coming_is_given_up(
    port: int, monkeypatch: pytest.MonkeyPatch, path: str, words: bytes
) -> None:
    """408 with a sentence, once nothing has come for so long."""
    monkeypatch.setattr(body_limits, "SILENT_SECONDS", 0.2)
    with called(port) as caller:
        caller.say(head("POST", path, CHUNKED, JSON) + words)
        answer = caller.answer()
    assert answer.startswith("HTTP/1.1 408")
    assert "came too slowly or not at all" in answer


def drip(caller: Caller, words: bytes, pause: float, seconds: float) -> float:
    """Send the words again and again with pauses; how long the other end bore it."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds and caller.pour(words, 1):
        time.sleep(pause)
    return time.monotonic() - begun


def test_a_body_that_drips_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then is not enough: it never is silent for long, and still is too slow."""
    monkeypatch.setattr(body_limits, "SILENT_SECONDS", 0.5)
    with called(port) as caller:
        caller.say(head("POST", "/sign-in", CHUNKED, JSON))
        assert drip(caller, chunk(1), 0.05, 5) < 2


def test_files_on_a_slow_line_are_taken_in(
    served: tuple[Office, int], cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces come for longer than a sender may be silent, at more than the least rate, and all of
    it is there.
    """
    office, port = served
    monkeypatch.setattr(body_limits, "SILENT_SECONDS", 0.3)
    with called(port) as caller:
        caller.say(head("POST", NEW, CHUNKED, FORM, cookie, "Connection: close") + piece(PART))
        assert drip(caller, chunk(4 * KIB), 0.1, 1) > 0.9
        caller.say(b"7\r\n\r\n--b--\r\n0\r\n\r\n")
        assert caller.answer().startswith("HTTP/1.1 303")
    queue = office.app.state.jobs.queue
    assert [queue.read(kept["uid"]).names for kept in office.desk.engine.read("job_list")] == [
        ["students.csv"]
    ]


@pytest.mark.parametrize("end", ["slow", "large", "cut"])
def test_nothing_is_kept_of_files_that_did_not_all_come(
    served: tuple[Office, int], cookie: str, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """Whether they came too slowly, were too large, or broke off."""
    office, port = served
    before = set(office.uploads.glob("jobs/*"))
    monkeypatch.setattr(body_limits, "SILENT_SECONDS", 1)
    with called(port) as caller:
        caller.say(head("POST", NEW, CHUNKED, FORM, cookie) + piece(PART))
        caller.pour(chunk(MIB), POURED + 2 * MIB if end == "large" else MIB)
        if end != "cut":
            assert caller.answer().startswith("HTTP/1.1 408" if end == "slow" else "HTTP/1.1 413")
    until = time.monotonic() + 5
    while set(office.uploads.glob("jobs/*")) - before:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("words", [b"", b"G", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_a_head_that_does_not_come_to_its_end_is_given_up(
    port: int, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    """408 where it has begun; without a word where nothing came, since browsers connect
    beforehand.
    """
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.2)
    with called(port) as caller:
        caller.say(words)
        assert caller.answer()[:12] == ("HTTP/1.1 408" if words else "")


def test_a_head_that_drips_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header now and then, on a connection that has had an answer already, is too slow."""
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.5)
    with called(port) as caller:
        caller.say(head("GET", "/sign-in"))
        assert b"200" in caller._socket.recv(100)
        caller.say(b"GET / HTTP/1.1\r\n")
        assert drip(caller, b"X: y\r\n", 0.05, 5) < 2


def test_a_head_without_an_end_is_refused(port: int) -> None:
    """However fast it comes."""
    with called(port) as caller:
        caller.say(b"GET / HTTP/1.1\r\n")
        assert caller.pour(b"X: " + b"y" * 1000 + b"\r\n", POURED) < HELD_BY_THE_MACHINE


def test_who_takes_no_answer_is_cut_off(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that asks for far more than is held for it and reads nothing is cut off; a slow
    reader gets everything.
    """
    monkeypatch.setattr(connection, "TAKE_SECONDS", 0.3)
    cut_off, look = threading.Event(), Connection._look_at_taking

    def looking(one: Connection, waiting: int) -> None:
        look(one, waiting)
        if one.transport.is_closing():
            cut_off.set()

    monkeypatch.setattr(Connection, "_look_at_taking", looking)
    path = "/static/vendor/vis-network.min.js"
    with called(port, taken=4096) as caller:
        caller.say(head("GET", path) * 30)
        assert cut_off.wait(20)
    with called(port, taken=4096) as caller:
        caller.say(head("GET", path, "Connection: close"))
        came = 0
        while got := caller._socket.recv(16384):
            came += len(got)
            time.sleep(0.01)
    assert came > 600_000
