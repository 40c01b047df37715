"""The rules of the house that a program can see: size, names, layers, and queries that are
files.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ON_BOTH
from tests.sizes import tries

HOUSE = Path(__file__).parent.parent
CODE = sorted(
    [
        *HOUSE.glob("graph_service/**/*.py"),
        *HOUSE.glob("analysis/**/*.py"),
        *HOUSE.glob("facts/*.py"),
    ]
)
TESTS = sorted(HOUSE.glob("tests/**/test_*.py"))
QUERIES = sorted([*HOUSE.glob("cypher/*/*.cypher")])
ATTICS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "base",
    "misc",
    "manager",
    "managers",
    "core",
    "shared",
    "__main__",
}
LONGEST = 300


def name_of(path: Path) -> str:
    """A file's place in the house."""
    return path.relative_to(HOUSE).as_posix()


CLAUSE = re.compile(
    r"(?:^|(?<=[.!:] ))(?:Who|What|Of|That|Whoever|Whatever|Whom)\b[^?]*?(?:[.:!](?= |$)|$)"
)
"""A sentence whose subject is a clause, or that puts another word before its subject."""
PAPERS = [HOUSE / "README.md", *sorted(HOUSE.glob("docs/*.md"))]


def sentences_in(path: Path) -> list[str]:
    """The docstrings of a Python file, each in one line."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    told = [ast.get_docstring(node) for node in nodes if isinstance(node, kinds)]
    return [" ".join(text.split()) for text in told if text]


def words_in(path: Path) -> set[str]:
    """The string constants of a Python file."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def families_in(path: Path) -> set[str]:
    """The names of queries that a file makes of a word and a kind, as ``f"add_{kind}"``: their
    first words.
    """
    made = [
        node.values
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
    ]
    words = [
        parts[0].value for parts in made if len(parts) == 2 and isinstance(parts[0], ast.Constant)
    ]
    return {word for word in words if isinstance(word, str) and re.fullmatch("[a-z]+_", word)}


def test_no_file_is_longer_than_one_noun() -> None:
    """Past 300 lines a second noun is hiding."""
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_file_is_named_after_a_thing() -> None:
    """A name that could hold anything will."""
    assert [
        name_of(path)
        for path in CODE
        if ATTICS & set(path.relative_to(HOUSE).with_suffix("").parts)
    ] == []


def test_no_class_name_stands_for_two_things() -> None:
    """A class name is defined once in the service, the analysis and the facts."""
    names = Counter(
        node.name
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, number in names.items() if number > 1} == set()


def test_a_thing_in_a_loop_bears_its_noun() -> None:
    """No loop, comprehension or lambda calls its thing *each*: in Python, pages and scripts."""
    texts = [*CODE, *HOUSE.glob("graph_service/pages/templates/*")]
    texts += [
        path
        for name in ("tests", "benchmarks", "examples")
        for path in HOUSE.glob(f"{name}/**/*.py")
    ]
    texts += HOUSE.glob("graph_service/pages/static/*.js")
    loops = re.compile(
        r"\b(?:for|lambda) (?:\w+, )*each(?:, \w+)*(?: in |:)|\beach\)? =>|const each of"
    )
    found = [name_of(path) for path in texts if loops.search(path.read_text(encoding="utf-8"))]
    assert [name for name in found if name != "tests/test_house.py"] == []


def test_every_query_is_used() -> None:
    """A query that nothing runs answers nobody."""
    said = set().union(*(words_in(path) for path in CODE))
    families = tuple(set().union(*(families_in(path) for path in CODE)))
    assert [
        path.stem
        for path in QUERIES
        if path.stem not in said and not path.stem.startswith(families)
    ] == []


def test_no_query_is_written_in_python() -> None:
    """Cypher stands in files, so that it is never built from strings."""
    marks = ("MATCH (", "MERGE (", "UNWIND $", "CREATE (")
    assert [
        name_of(path)
        for path in CODE
        if any(mark in word for word in words_in(path) for mark in marks)
    ] == []


def test_every_test_states_a_fact() -> None:
    """Each test says in one sentence what holds."""
    silent = [
        f"{name_of(path)}: {node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_tests_stand_where_their_subject_stands() -> None:
    """The folders of the tests are those of the house."""
    packages = {
        path.parent.relative_to(HOUSE / "graph_service").as_posix()
        for path in HOUSE.glob("graph_service/**/*.py")
    }
    packages |= {
        path.parent.relative_to(HOUSE).as_posix() for path in HOUSE.glob("analysis/**/*.py")
    }
    packages |= {
        "facts",
        "benchmarks",
        "examples",
        "cypher",
        "graph_service",
        "browser",
        ".",
    }
    folders = {path.parent.relative_to(HOUSE / "tests").as_posix() for path in TESTS}
    assert sorted(folders - packages) == []


def test_what_runs_on_both_databases_every_time_is_there() -> None:
    """A file that moved would otherwise run on one alone, and nobody would see it."""
    assert [place for place in ON_BOTH if not (HOUSE / "tests" / place).exists()] == []


PLANTED = [
    ("graph_service/errors.py", "import graph_service.records"),
    ("graph_service/workflows/attic.py", ""),
    ("graph_service/workflows/intake/plan/outcome.py", "import graph_service.store.engine"),
    ("graph_service/workflows/__init__.py", "import neo4j"),
    ("analysis/answers.py", "import analysis.evidence"),
    ("graph_service/attic.py", ""),
    ("graph_service/access/__init__.py", "import graph_service.store"),
    ("graph_service/formats/__init__.py", "import graph_service.store"),
    ("graph_service/records/__init__.py", "import analysis"),
    ("graph_service/workflows/desk/lens.py", "import graph_service.workflows.audit.rights"),
    ("graph_service/workflows/__init__.py", "import fastapi"),
    ("graph_service/pages/__init__.py", "import pyvis"),
    ("analysis/rule.py", "import graph_service.errors"),
    ("analysis/rule.py", "import pydantic"),
    ("facts/ties.py", "import analysis.rule"),
    ("facts/ties.py", "import graph_service.errors"),
    ("facts/ties.py", "import facts.kinds"),
]
"""A file, and a line in it that breaks a contract: first one of each kind (upward, not placed,
forbidden, protected, in a circle), then the others, which are tried before a release."""


@pytest.mark.parametrize(("place", "line"), PLANTED[: tries(5, len(PLANTED))])
def test_a_planted_violation_is_caught(tmp_path: Path, place: str, line: str) -> None:
    """The import contracts refuse an import upward, a file that is not placed, and a library out of
    its layer.
    """
    for path in [*CODE, HOUSE / "pyproject.toml"]:
        copy = tmp_path / path.relative_to(HOUSE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    planted = tmp_path / place
    before = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(f"{before}\n{line}\n", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, "BROKEN" in checked.stdout) == (1, True), checked.stdout


def test_every_sentence_begins_with_its_subject() -> None:
    """No docstring and no paper has a sentence that begins as a clause would."""
    lines = [
        (path.name, cell.strip())
        for path in PAPERS
        for line in path.read_text(encoding="utf-8").splitlines()
        for cell in line.removeprefix("- ").split("|")
    ]
    python = sorted({*CODE, *TESTS, *HOUSE.glob("tests/**/*.py"), *HOUSE.glob("benchmarks/*.py")})
    lines += [(name_of(path), told) for path in python for told in sentences_in(path)]
    found = [
        (place, clause[0]) for place, told in lines for clause in [CLAUSE.search(told)] if clause
    ]
    assert found == []
