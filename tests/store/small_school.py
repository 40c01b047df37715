"""A small school in a database, written with the service's own statements, for the tests of the
store.

Met: Ana (advised by Ito, led by Lea), Ben (isolated), Cho (left last year). Elsewhere: Dov, a peer
of Ana's.
"""

from datetime import UTC, date, datetime
from typing import Any

from graph_service.store.engine import Engine, Transaction

AT = datetime(2026, 1, 10, 12, 30, 15, 123456, UTC)
LATER = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TODAY = date(2026, 4, 1)
SINCE = date(2025, 9, 1)
DAY = date(2026, 2, 1)
NAMES = {"ana": "Ana", "ben": "Ben", "cho": "Cho", "dov": "Dov"}
ADULTS = {"ito": "Ms Ito", "mum": "Ana's mother", "tea": "Mr Tea"}
_TIE: dict[str, Any] = {"since": SINCE, "until": None, "detail": None, "recorded_by": None}
_REPORT: dict[str, Any] = {
    "kinds": [],
    "reported_on": None,
    "confidential": False,
    "recorded_by": None,
}
_ANSWER: dict[str, Any] = {"unnamed_adults": 0, "unnamed_peers": 0, "recorded_by": None}


def lay(engine: Engine) -> None:
    """Write the school, its people, facts and accounts into an empty database."""
    engine.write(_people)
    engine.write(_places)
    engine.write(_ties)
    engine.write(_said)
    engine.write(_accounts)


def _people(tx: Transaction) -> None:
    tx.run("add_school", rows=[{"name": "Met", "uid": "met"}, {"name": "Elsewhere", "uid": "else"}])
    blank: dict[str, Any] = {"interests": [], "attributes": "{}", "email": None, "source": "Met"}
    tx.run(
        "change_student",
        rows=[
            {
                "key": f"Met\x1f{uid}",
                "uid": uid,
                "id": f"s-{uid}",
                "name": n,
                "email": None,
                **blank,
            }
            for uid, n in NAMES.items()
        ],
    )
    adult: dict[str, Any] = {
        "source": "Met", "email": None, "organisation": None, "capacity": None,
        "interests": ["boats"],
        "active_from": SINCE, "active_until": None,
    }  # fmt: skip
    kinds = {"ito": "staff", "mum": "family", "tea": "staff"}
    tx.run(
        "change_adult",
        rows=[
            {"key": f"Met\x1f{u}", "uid": u, "id": f"a-{u}", "name": n, "kind": kinds[u], **adult}
            for u, n in ADULTS.items()
        ],
    )
    rounds: dict[str, Any] = {
        "source": "Met",
        "closed_on": None,
        "max_adults": None,
        "max_peers": 5,
        "opened_on": DAY,
    }
    tx.run(
        "change_round",
        rows=[
            {"key": f"Met\x1f{u}", "uid": u, "id": u, "kind": k, "asks": "both", **rounds}
            for u, k in (("r1", "student_voice"), ("r2", "advisor_report"))
        ],
    )
    tx.run("add_advisory", rows=[{"key": "Met\x1fRoom 1", "uid": "room", "name": "Room 1"}])


def _places(tx: Transaction) -> None:
    def row(
        number: int, student: str, school: str, status: str, until: date | None = None
    ) -> dict[str, Any]:
        return {
            "id": f"e{number}", "student": student, "school": school, "grade": "11",
            "status": status, "since": SINCE,
            "until": until,
        }  # fmt: skip

    rows = [
        row(1, "ana", "met", "enrolled"),
        row(2, "ben", "met", "enrolled"),
        row(3, "cho", "met", "left", date(2026, 1, 31)),
        row(4, "dov", "else", "enrolled"),
    ]
    tx.run("add_enrolled_at", rows=rows, at=AT)
    tx.run(
        "add_member_of",
        rows=[{"id": "m1", "student": "ana", "advisory": "room", "since": SINCE, "until": None}],
        at=AT,
    )


def _ties(tx: Transaction) -> None:
    tx.run("add_advises", rows=[{"id": "t1", "alter": "ito", "student": "ana", **_TIE}], at=AT)
    tx.run(
        "add_advises",
        rows=[{"id": "t2", "alter": "ito", "student": "cho", **_TIE, "until": date(2026, 1, 31)}],
        at=AT,
    )
    tx.run(
        "add_family_of",
        rows=[
            {
                "id": "t3",
                "alter": "mum",
                "student": "ana",
                **_TIE,
                "detail": "mother",
                "recorded_by": "acc-ito",
            }
        ],
        at=AT,
    )
    tx.run("add_teaches", rows=[{"id": "t4", "alter": "tea", "student": "cho", **_TIE}], at=AT)
    tx.run("add_peer_of", rows=[{"id": "t5", "alter": "ana", "student": "cho", **_TIE}], at=AT)
    tx.run("add_peer_of", rows=[{"id": "t6", "alter": "dov", "student": "ana", **_TIE}], at=AT)
    tx.run("add_teaches", rows=[{"id": "t7", "alter": "ito", "student": "dov", **_TIE}], at=AT)


def _said(tx: Transaction) -> None:
    def report(
        number: int, ego: str, alter: str, informant: str, strength: int | None = None
    ) -> dict[str, Any]:
        given = {
            "id": f"w{number}",
            "ego": ego,
            "alter": alter,
            "informant": informant,
            "round": "r1",
        }
        return {**_REPORT, **given, "support": "supportive", "strength": strength}

    adults = [report(1, "ana", "mum", "ana", 3), report(2, "ana", "ito", "ito")]
    adults[0] |= {
        "kinds": ["listens", "helps"],
        "reported_on": DAY,
        "confidential": True,
        "recorded_by": "acc-ito",
    }
    tx.run("add_reported_adult", rows=adults, at=AT)
    peers = [
        report(3, "ana", "cho", "ana", 2),
        report(4, "dov", "ana", "dov"),
        report(5, "cho", "ana", "cho"),
    ]
    tx.run("add_reported_student", rows=[*peers, report(6, "cho", "ben", "cho")], at=AT)
    tx.run("retract_reported_student", rows=[{"anchor": "ana", "id": "w3"}], at=LATER)

    def answer(
        number: int, informant: str, held: str, about: str | None, status: str = "answered"
    ) -> dict[str, Any]:
        return {
            **_ANSWER,
            "id": f"q{number}",
            "informant": informant,
            "round": held,
            "about": about,
            "status": status,
            "answered_on": DAY,
        }

    students = [
        answer(1, "ana", "r1", "ana"),
        answer(2, "cho", "r1", "cho"),
        answer(3, "ben", "r1", "ben", "asked"),
    ]
    tx.run("add_answered_student", rows=[*students, answer(6, "dov", "r1", "dov")], at=AT)
    tx.run(
        "add_answered_adult",
        rows=[answer(4, "ito", "r2", "ana"), answer(5, "tea", "r2", None)],
        at=AT,
    )
    held: dict[str, Any] = {"held_on": DAY, "kind": "meeting", "by": None, "recorded_by": None}
    tx.run("add_contacted", rows=[{"id": "c1", "adult": "ito", "student": "ana", **held}], at=AT)


def _accounts(tx: Transaction) -> None:
    for uid, role in (
        ("acc-ito", "advisor"),
        ("acc-lea", "lead"),
        ("acc-res", "researcher"),
        ("acc-off", "lead"),
    ):
        tx.run(
            "account_add", login=uid, uid=uid, name=uid.title(), role=role, password_hash="-", at=AT
        )
    tx.run("account_is", account="acc-ito", target="ito", id="i1", at=AT, since=SINCE)
    tx.run("account_is", account="acc-res", target="ito", id="i2", at=AT, since=SINCE)
    tx.run("account_leads", account="acc-lea", target="met", id="l1", at=AT, since=SINCE)
    tx.run("account_leads", account="acc-off", target="met", id="l2", at=AT, since=SINCE)
    tx.run("account_disable", login="acc-off", at=AT)
    tx.run(
        "account_study_add",
        uid="study",
        name="Webs",
        purpose="to learn",
        school="met",
        id="b1",
        at=AT,
        since=SINCE,
    )
    tx.run("account_studies", account="acc-res", target="study", id="y1", at=AT, since=SINCE)
