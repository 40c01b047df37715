"""Studies: their terms, the schools they are about, and the random codes of their people."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from graph_service.errors import BadInput
from graph_service.records.studies import StudyTerms
from graph_service.store.accounts import Change, look_of
from graph_service.store.audit import append
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction


def open_study(
    engine: Engine, name: str, terms: StudyTerms, schools: Sequence[str], change: Change
) -> str:
    """Open a study about these schools (uids) and record it; its uid.

    BadInput where one of the schools has an open study of that name, or is not there.
    """
    uid = secrets.token_urlsafe(16)

    def work(tx: Transaction) -> None:
        tx.run(
            "study_open",
            uid=uid,
            name=name,
            purpose=terms.purpose,
            use=terms.use,
            recipients=terms.recipients,
            measures=list(terms.measures),
            at=change.at,
        )
        for school in schools:
            if any(
                row["study"] == name
                for row in tx.run("school_studies", school=school, today=change.since)
            ):
                raise BadInput(f"A study “{name}” is open already: choose another name.")
            _about(tx, uid, school, terms.until, change)
        append(tx, [look_of(change, "opened a study", uid, name)])

    with for_the_record():
        engine.write(work)
    return uid


def _about(tx: Transaction, study: str, school: str, until: date | None, change: Change) -> None:
    given = tx.run(
        "study_about",
        study=study,
        school=school,
        id=secrets.token_urlsafe(16),
        at=change.at,
        since=change.since,
        until=until,
    )
    if not given:
        raise BadInput("A school that the study is to be about is not in the database.")


def end_study(engine: Engine, study: str, change: Change) -> None:
    """End a study today, and record it: nothing leaves for it from now on."""

    def work(tx: Transaction) -> None:
        tx.run("study_end", study=study, today=change.since)
        append(tx, [look_of(change, "ended a study", study, "")])

    with for_the_record():
        engine.write(work)


class StoredStudy(NamedTuple):
    """A study that was opened with terms, and the schools it is about (uids)."""

    uid: str
    name: str
    terms: StudyTerms
    schools: tuple[str, ...]


def opened_studies(engine: Engine) -> list[StoredStudy]:
    """Every study that was opened with terms, the ended ones too; all its schools end with it."""
    found: dict[str, StoredStudy] = {}
    for row in engine.read("studies_opened"):
        uid = row["uid"]
        before = found[uid].schools if uid in found else ()
        found[uid] = StoredStudy(uid, row["name"], _terms(row), (*before, row["school"]))
    return list(found.values())


def terms_of(engine: Engine, study: str, school: str) -> StudyTerms | None:
    """The terms of a study (its uid) about a school; None where it was never opened with terms."""
    for row in engine.read("study_terms", study=study):
        if row["school"] == school and row["use"]:
            return _terms(row)
    return None


def schools_of_study(engine: Engine, study: str) -> set[str]:
    """The uids of the schools that a study is about."""
    return {row["school"] for row in engine.read("study_terms", study=study)}


def _terms(row: Row) -> StudyTerms:
    return StudyTerms(
        row["purpose"],
        row["use"],
        row["recipients"],
        tuple(row["measures"]),
        row["until"],
    )


def codes_of(
    engine: Engine, study: str, students: Collection[str], adults: Collection[str], at: datetime
) -> dict[str, str]:
    """The code of each of these people within the study; who has none yet is given one, which is
    kept.

    A code is random: it tells nothing of the person, and nothing of their codes in other studies.
    """

    def work(tx: Transaction) -> dict[str, str]:
        tx.run("study_lock", study=study)
        return {
            **_coded(tx, study, ("codes_of_students", "code_add_student"), students, at),
            **_coded(tx, study, ("codes_of_adults", "code_add_adult"), adults, at),
        }

    return engine.write(work)


def _coded(
    tx: Transaction, study: str, queries: tuple[str, str], people: Collection[str], at: datetime
) -> dict[str, str]:
    known, add = queries
    found = {row["person"]: row["code"] for row in tx.run(known, study=study)}
    rows = [
        {
            "person": person,
            "code": f"p{secrets.token_hex(8)}",
            "id": secrets.token_urlsafe(16),
        }
        for person in sorted(people)
        if person not in found
    ]
    tx.run(add, study=study, rows=rows, at=at)
    found |= {row["person"]: row["code"] for row in rows}
    return {person: found[person] for person in people}
