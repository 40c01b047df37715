"""A real Neo4j without Docker, from Maven's artifacts: for the tests, and by hand as ``python -m
tests.neo4j_server``.

The jars are kept in the user's cache folder; each server has a home of its own that is removed when
it stops.
"""

import argparse
import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).parent / "neo4j" / "pom.xml"
START_SECONDS = 120
STOP_SECONDS = 30
USER = "neo4j"
OPEN = ("java.nio", "java.io", "sun.nio.ch")
HASTY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a server that ends within the hour: what better compiling costs would never come back."""


class NoServer(Exception):
    """A server can be had in no way here; the text says what to install."""


class Server:
    """A running Neo4j of our own: its bolt ``address`` and ``password`` (the user is ``neo4j``)."""

    def __init__(
        self,
        port: int | None = None,
        home: Path | None = None,
        *,
        hasty: bool = False,
        settings: Sequence[str] = (),
    ) -> None:
        """``hasty`` is for tests: a third of the time to start, and slower after hours of work.

        ``settings`` are further lines of its configuration.
        """
        _require("java", "A JDK 17")
        jars()
        self._kept = home is not None
        self._home = home or Path(tempfile.mkdtemp(prefix="support-web-neo4j-"))
        self._port = port or _free_port()
        self.address = f"bolt://127.0.0.1:{self._port}"
        self.password = _password(self._home)
        self._flags = (*HASTY, *_shared_classes()) if hasty else ()
        self._settings = settings
        self._process = _start(self._home, self._port, self._flags, settings)
        try:
            self._let_in()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server: in good order where its home is kept, else at once, and the home with
        it.
        """
        if self._kept:
            self._process.terminate()
        else:
            self._process.kill()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if not self._kept:
            shutil.rmtree(self._home, ignore_errors=True)

    def crash(self) -> None:
        """End the server where it stands; its data are kept."""
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        """Start the server again over the data that it left."""
        self._process = _start(self._home, self._port, self._flags, self._settings)
        self._let_in()

    def wait(self) -> int:
        """Until the server ends by itself; its exit code."""
        return self._process.wait()

    def _let_in(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(self._port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise NoServer(f"Neo4j did not start; see {self._home / 'console.log'}.")
            time.sleep(0.2)
        while not self._signed_in(deadline):
            time.sleep(0.2)

    def _signed_in(self, deadline: float) -> bool:
        try:
            if not (self._home / "known").exists():
                _change_password(self.address, self.password)
                (self._home / "known").touch()
            with neo4j.GraphDatabase.driver(self.address, auth=(USER, self.password)) as driver:
                driver.execute_query("RETURN 1")
        except (DriverError, Neo4jError):
            if time.monotonic() > deadline:
                raise
            return False
        return True


def jars() -> Path:
    """The folder that holds the server's jars; fetched with Maven once.

    Raises NoServer when there is no JDK 17 or Maven, or when Maven cannot fetch them.
    """
    lib = _cache() / f"neo4j-{_version()}" / "lib"
    if lib.is_dir():
        return lib
    _require("mvn", "Maven")
    lib.parent.mkdir(parents=True, exist_ok=True)
    with (lib.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two runs would disturb each other in Maven's own folder
        if not lib.is_dir():
            _fetch(lib)
    return lib


def _fetch(lib: Path) -> None:
    with tempfile.TemporaryDirectory(dir=lib.parent) as folder:
        fetched = Path(folder) / "lib"
        command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
        done = subprocess.run(
            [*command, "-DincludeScope=runtime", f"-DoutputDirectory={fetched}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise NoServer(f"Maven could not fetch Neo4j: {done.stdout.strip()[:400]}")
        fetched.rename(lib)


def _shared_classes() -> tuple[str, ...]:
    """The flag for the server's classes as this Java keeps them ready; nothing where it cannot.

    They are written once, by a server that ends at once, and kept beside the jars.
    """
    told = subprocess.run(["java", "-version"], capture_output=True, check=True).stderr
    archive = jars().parent / f"classes-{hashlib.sha256(told).hexdigest()[:12]}.jsa"
    with (jars().parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not archive.exists():
            _write_classes(archive)
    return (f"-XX:SharedArchiveFile={archive}",) if archive.stat().st_size else ()


def _write_classes(archive: Path) -> None:
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        written = Path(folder) / archive.name
        home, port = Path(folder) / "home", _free_port()
        process = _start(home, port, (*HASTY, f"-XX:ArchiveClassesAtExit={written}"))
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        process.terminate()
        try:
            process.wait(START_SECONDS)
        finally:
            process.kill()
        written.touch()  # an empty file says that this Java writes none
        written.rename(archive)


def _start(
    home: Path, port: int, flags: Sequence[str], settings: Sequence[str] = ()
) -> "subprocess.Popen[bytes]":
    lib = jars()
    configuration = home / "conf"
    configuration.mkdir(parents=True, exist_ok=True)
    (configuration / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        "server.default_listen_address=127.0.0.1\n"
        "server.http.enabled=false\n"
        "server.https.enabled=false\n"
        "dbms.usage_report.enabled=false\n"
        "dbms.security.auth_minimum_password_length=8\n"
        "server.memory.pagecache.size=256m\n" + "".join(f"{line}\n" for line in settings),
        encoding="utf-8",
    )
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPEN]
    command = [
        "java",
        "-Xmx1g",
        *flags,
        *opens,
        "-cp",
        f"{lib}/*",
        "org.neo4j.server.CommunityEntryPoint",
    ]
    with (home / "console.log").open("ab") as log:
        return subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={configuration}"],
            stdout=log,
            stderr=log,
        )


def _change_password(address: str, password: str) -> None:
    with (
        neo4j.GraphDatabase.driver(address, auth=(USER, "neo4j")) as driver,
        driver.session(database="system") as session,
    ):
        session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=password).consume()


def _password(home: Path) -> str:
    kept = home / "password"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(16), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def _require(program: str, name: str) -> None:
    if shutil.which(program) is None:
        raise NoServer(
            f"{name} is missing: install a JDK 17 and Maven (on Debian: openjdk-17-jre-headless "
            "and maven), "
            "or name a server in SUPPORT_WEB_TEST_NEO4J."
        )


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "support-web"


def _version() -> str:
    found = ET.parse(POM).getroot().findtext("{*}properties/{*}neo4j.version")  # noqa: S314 - our own file
    if found is None:
        raise ValueError(f"{POM} names no version.")
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def main() -> int:
    """Run a server in the foreground until it is interrupted; its data are kept in the cache
    folder.
    """
    parser = argparse.ArgumentParser(description="A real Neo4j for development, without Docker.")
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--home", type=Path, default=_cache() / "development")
    given = parser.parse_args()
    try:
        server = Server(given.port, given.home)
    except NoServer as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(
        f"Neo4j is running; Ctrl-C stops it.\nSUPPORT_WEB_DATABASE={server.address}\n"
        f"SUPPORT_WEB_DATABASE_USER={USER}\nSUPPORT_WEB_DATABASE_PASSWORD={server.password}\n"
    )
    sys.stdout.flush()
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.stop()
        return 0


if __name__ == "__main__":
    sys.exit(main())
