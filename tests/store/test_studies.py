"""Studies in the database: terms, an end, and codes that stay."""

from datetime import UTC, date, datetime

import pytest

from graph_service.records.studies import StudyTerms
from graph_service.store.accounts import Change
from graph_service.store.engine import Definable
from graph_service.store.grants import studies_about
from graph_service.store.scope import studied
from graph_service.store.studies import (
    codes_of,
    end_study,
    open_study,
    opened_studies,
    schools_of_study,
    terms_of,
)
from tests.store.small_school import TODAY, lay

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
TERMS = StudyTerms("to learn", "restricted", "two people", ("density",), date(2030, 1, 1))
CHANGE = Change(AT, TODAY)


@pytest.fixture
def met(engine: Definable) -> Definable:
    """The small school on each engine."""
    lay(engine)
    return engine


def test_the_terms_of_a_study_are_kept_as_they_were_agreed(met: Definable) -> None:
    """A study that was made with an account has none."""
    study = open_study(met, "Ties", TERMS, ["met"], CHANGE)
    assert terms_of(met, study, "met") == TERMS
    assert terms_of(met, "study", "met") is None
    (opened,) = opened_studies(met)
    assert (opened.uid, opened.name, opened.terms, opened.schools) == (
        study, "Ties", TERMS, ("met",),
    )  # fmt: skip
    assert schools_of_study(met, study) == {"met"}
    assert studies_about(met, "met", TODAY) == {"Ties": study, "Webs": "study"}


def test_an_ended_study_is_about_no_school_any_more(met: Definable) -> None:
    """Nobody works within it; its terms are kept."""
    end_study(met, "study", CHANGE)
    study = open_study(met, "Ties", TERMS, ["met"], CHANGE)
    end_study(met, study, CHANGE)
    assert studied(met, "acc-res", TODAY) == []
    assert studies_about(met, "met", TODAY) == {}
    kept = terms_of(met, study, "met")
    assert kept == TERMS._replace(until=TODAY)


def test_a_person_keeps_their_code_within_a_study(met: Definable) -> None:
    """A later one gets one of their own; in another study all are others."""
    study = open_study(met, "Ties", TERMS, ["met"], CHANGE)
    first = codes_of(met, study, ["ana"], ["ito"], AT)
    again = codes_of(met, study, ["ana", "dov"], ["ito"], AT)
    assert first.items() <= again.items()
    assert len(set(again.values())) == 3
    other = codes_of(met, "study", ["ana", "dov"], ["ito"], AT)
    assert set(other.values()).isdisjoint(again.values())
    assert all(code[0] == "p" and len(code) == 17 for code in again.values())
