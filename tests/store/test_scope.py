from datetime import date

import pytest

from graph_service.store.engine import Definable
from graph_service.store.scope import Reason, may_see, scope, studied, viewers
from tests.store.small_school import SINCE, TODAY, lay


@pytest.fixture
def met(engine: Definable) -> Definable:
    """The small school on each engine."""
    lay(engine)
    return engine


def test_an_advisor_sees_the_students_they_advise_today(met: Definable) -> None:
    """An advisor tie in force gives the right, with the adult's name as its path; an ended one
    gives none.
    """
    assert scope(met, "acc-ito", TODAY) == [("ana", "advises", "Ms Ito")]


def test_an_advisor_saw_an_advisee_until_the_tie_ended(met: Definable) -> None:
    """The day counts: on the day before the end the student is in scope, on the day of the end no
    more.
    """
    assert [row[0] for row in scope(met, "acc-ito", date(2026, 1, 30))] == ["ana", "cho"]
    assert [row[0] for row in scope(met, "acc-ito", date(2026, 1, 31))] == ["ana"]


def test_nobody_sees_anyone_before_the_path_begins(met: Definable) -> None:
    """A path that begins later gives no right yet."""
    assert scope(met, "acc-lea", date(2025, 8, 31)) == []
    assert len(scope(met, "acc-lea", SINCE)) == 3


def test_a_lead_sees_everybody_who_is_enrolled_or_left_last(met: Definable) -> None:
    """Those who left stay visible to the school's lead; students of other schools are not."""
    assert scope(met, "acc-lea", TODAY) == [(who, "leads", "Met") for who in ("ana", "ben", "cho")]


@pytest.mark.parametrize("account", ["acc-res", "acc-off", "nobody"])
def test_no_role_no_scope(met: Definable, account: str) -> None:
    """A researcher sees no person even by an adult's path; a disabled or unknown account sees
    nobody.
    """
    assert scope(met, account, TODAY) == []
    assert may_see(met, account, TODAY, "ana") == []


def test_the_reasons_for_one_student(met: Definable) -> None:
    """One student's reasons are the same paths that the whole scope goes by."""
    assert may_see(met, "acc-ito", TODAY, "ana") == [("advises", "Ms Ito")]
    assert may_see(met, "acc-lea", TODAY, "ana") == [("leads", "Met")]
    assert may_see(met, "acc-ito", TODAY, "ben") == may_see(met, "acc-ito", TODAY, "no such") == []


def test_who_can_see_a_student(met: Definable) -> None:
    """Every account with a path in force today is named with the path."""
    assert viewers(met, "ana", TODAY) == [
        ("Acc-Ito", "advises", "Ms Ito", "acc-ito"),
        ("Acc-Lea", "leads", "Met", "acc-lea"),
    ]
    assert viewers(met, "dov", TODAY) == []


def test_a_study_in_force_names_its_schools(met: Definable) -> None:
    """A researcher works within a study and its schools; others within none."""
    assert studied(met, "acc-res", TODAY) == [("Webs", "met", "study")]
    assert studied(met, "acc-lea", TODAY) == []


@pytest.mark.parametrize("account", ["acc-ito", "acc-lea"])
def test_only_the_reasons_that_are_asked_for_are_looked_at(met: Definable, account: str) -> None:
    """A role gives one reason: asking for the other one finds nobody, and for both nobody more."""
    role: Reason = "advises" if account == "acc-ito" else "leads"
    other: Reason = "leads" if account == "acc-ito" else "advises"
    assert scope(met, account, TODAY, [role]) == scope(met, account, TODAY) != []
    assert scope(met, account, TODAY, [other]) == scope(met, account, TODAY, []) == []
