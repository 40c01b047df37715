"""Two worlds that differ in other schools, in what was recorded on pages, and in confidence tell an
administrator the same.

Their files ask for whatever they may ask for, by chance: to the last letter of every preview and
every fault.
"""

import random
from pathlib import Path

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import BadInput, NotAllowed
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.tie_forms import add_tie
from tests.sizes import tries
from tests.workflows.folder import TODAY, desk_on, write_folder
from tests.workflows.intake.test_import_permissions import administrator

ELSEWHERE = {"students": ["w1,Flo,West,9,,,,,"]}
OURS = {
    "students": [f"m{n},Ada {n} Lee,Met,9,Blue,,2025-09-01,,red" for n in range(4)],
    "adults": ["a1,Ms Ito,staff,Met", "a2,Mr Diaz,mentor,", "a3,Mx Oz,staff,Met"],
    "ties": ["m0,a1,advisor,2025-09-01,,", "m0,a2,mentor,2026-01-10,2026-12-20,clinic",
    "m1,m0,peer,,,", "m2,a3,teacher,,,"],
    "rounds": ["r1,Met,student_voice,2026-10-01"],
    "answers": ["r1,m0,answered,2026-10-03"],
}  # fmt: skip
SAID = (
    ("r1,m0,a1,m0,supportive,3", "r1,m0,m1,m0,supportive,2"),
    ("r1,m0,a2,m0,stressful,", "r1,m1,m3,m1,stressful,"),
)
THEIRS = {
    "students": [f"n{n},Dee {n} Fox,North,9,Red,,2025-09-01,," for n in range(3)],
    "adults": ["b1,Mr Kay,staff,North", "b2,Jo Fox,family,"],
    "ties": ["n0,b1,advisor,2025-09-01,,", "n0,b2,family,,,", "n1,m1,peer,,,", "n1,a1,teacher,,,"],
    "rounds": ["q1,North,student_voice,2026-10-01"],
    "answers": ["q1,n0,answered,2026-10-03"],
    "reports": ["q1,n0,m0,n0,stressful,", "q1,n0,a1,n0,stressful,", "q1,m0,b1,n1,stressful,"],
    "contacts": ["n0,a1,2026-11-02,call,"],
}
PEOPLE = ("m0", "m1", "m3", "a1", "a2", "a3", "n0", "n1", "b1", "b2", "zz")
ROUNDS = ("r1", "q1", "zz")


def first(desk: Desk, folder: Path) -> Reader:
    """The own school alone, with one word and another."""
    import_tables(desk, write_folder(folder / "elsewhere", ELSEWHERE))
    import_tables(desk, write_folder(folder / "ours", OURS, reports=SAID[0]), source="district")
    return administrator(desk, "Met")


def second(desk: Desk, folder: Path) -> Reader:
    """A school beside it under the same source, other words, in confidence, and words, contacts and
    people recorded.
    """
    import_tables(desk, write_folder(folder / "elsewhere", ELSEWHERE))
    import_tables(desk, write_folder(folder / "ours", OURS), source="district")
    secret = folder / "secret"
    secret.mkdir()
    lines = [
        "round_id,student_id,alter_id,informant_id,support,strength,confidential",
        *(f"{row},true" for row in SAID[1]),
    ]
    (secret / "reports.csv").write_text("\n".join([*lines, ""]))
    import_tables(desk, secret, source="district")
    ada, ito = uid_of_met(desk, "m0"), uid_of_met(desk, "a1")
    import_tables(desk, write_folder(folder / "theirs", THEIRS), source="district")
    account = NewAccount("ito", "Ms Ito", "advisor", "-", (Way("IS", ito),))
    advisor = Reader(add_account(desk.engine, account, desk.now(), TODAY), "Ms Ito", "advisor", ito)
    people = [
        NamedPerson("Mr Diaz", "stressful"),
        NamedPerson("Coach Grim", "stressful", new_kind="staff"),
    ]
    record_conversation(
        desk, advisor, ada, side="adult", people=people, everyone=True, day=TODAY, confidential=True
    )
    add_report(desk, advisor, ada, person="Ada 3 Lee", support="stressful", day=TODAY)
    log_contact(desk, advisor, ada, day=TODAY, kind="call", person="Ms Ito")
    add_tie(desk, advisor, ada, person="Mx Oz", role="family", detail="mother's former partner")
    add_tie(desk, advisor, ada, person="Ada 3 Lee", role="peer")
    return administrator(desk, "Met")


def uid_of_met(desk: Desk, id: str) -> str:
    """Somebody of Met by the school's own id."""
    met = next(school for school in desk.schools() if school.name == "Met")
    return next(person.uid for person in desk.facts(met).known().people.values() if person.id == id)


def probe(chance: random.Random) -> dict[str, list[str]]:
    """Files that name whom they please, and bring in nobody under an id that they cannot know to be
    free.
    """

    def who() -> str:
        return chance.choice(PEOPLE)

    def where() -> str:
        return chance.choice(ROUNDS)

    tables = {
        "students": [
            chance.choice(["m0,Ada L. Lee", "m1,Ada 1 Lee", "x1,New Lee"])
            + ",Met,9,Blue,,2025-09-01,,red"
        ],
        "adults": [
            chance.choice(["a1,Ms Ito,staff,Met", "a3,Mx O. Oz,staff,Met", "x2,New One,family,"])
        ],
        "ties": [
            f"{who()},{who()},{chance.choice(['advisor', 'family', 'peer', 'teacher'])},,,"
            for _ in range(2)
        ],
        "answers": [f"{where()},{who()},answered,2026-10-03"],
        "reports": [
            f"{where()},{who()},{who()},{who()},{chance.choice(['supportive', 'stressful'])},"
            for _ in range(2)
        ],
        "contacts": [f"{who()},{who()},{chance.choice(['2026-11-02', '2026-11-24'])},call,"],
    }
    return {table: tables[table] for table in chance.sample(sorted(tables), chance.randint(1, 3))}


def told(desk: Desk, folder: Path, reader: Reader, *, complete: bool) -> tuple[object, ...]:
    """All that the files are answered with."""
    try:
        done = import_tables(
            desk, folder, source="district", reader=reader, dry_run=True, complete=complete
        )
    except (BadInput, NotAllowed) as refused:
        return str(refused), getattr(refused, "faults", ()), getattr(refused, "warnings", ())
    return (
        done.counts, done.unchanged, done.sentence, done.endings, done.asks, done.examples,
        done.ended.keys(),
        [list(who) for who in done.ended.values()], str(done.staying),
        [list(who) for who in done.staying.named.values()],
        done.may_end, sorted(done.people), done.warnings, done.sha256,
    )  # fmt: skip


def test_what_files_are_answered_with_is_the_same_in_both_worlds(
    engine: Definable, tmp_path: Path
) -> None:
    """Some are refused and some shown, so that both are compared."""
    beside = EmbeddedEngine(tmp_path / "beside.db")
    migrate(beside)
    one, two = desk_on(engine), desk_on(beside)
    readers = first(one, tmp_path / "one"), second(two, tmp_path / "two")
    chance = random.Random(1)  # noqa: S311  seeded chance, not a secret
    lengths = set()
    fixed = [
        {"ties": ["m0,a1,advisor,2025-09-01,,"]},
        {"reports": ["r1,m0,a2,m0,stressful,"]},
        dict(OURS),
        {"contacts": ["m0,a1,2026-11-24,call,"]},
        {"ties": ["m0,a3,family,,2026-11-01,", "m0,m3,peer,,,"]},
    ]
    for number, tables in enumerate([*fixed, *(probe(chance) for _ in range(tries(12, 400)))]):
        folder, complete = write_folder(tmp_path / f"probe{number}", tables), number % 3 == 2
        answers = [
            told(desk, folder, reader, complete=complete)
            for desk, reader in zip((one, two), readers, strict=True)
        ]
        assert answers[0] == answers[1], tables
        lengths.add(len(answers[0]))
    beside.close()
    assert len(lengths) == 2


@pytest.mark.parametrize("alter", ["a2", "m1"])
def test_the_worlds_do_differ(engine: Definable, tmp_path: Path, alter: str) -> None:
    """The operator is told so."""
    desk = desk_on(engine)
    first(desk, tmp_path / "one")
    folder = write_folder(tmp_path / "probe", {"reports": [f"r1,m0,{alter},m0,stressful,"]})
    count = import_tables(desk, folder, source="district", dry_run=True).counts["reports"]
    assert (count.added, count.changed) == ((1, 0) if alter == "a2" else (0, 1))
