"""The lists of words: each has its words for people, and everything that takes one takes all."""

import dataclasses

from analysis.rule import NAMED_RULES, Rule
from facts.choices import (
    ADULT_KIND_WORDS,
    ADULT_KINDS,
    ROLE_WORDS,
    ROLES,
    RULE_BOUNDS,
    RULE_NAMES,
    STRENGTH_WORDS,
    STRENGTHS,
    SUPPORT_WORDS,
    SUPPORTS,
)
from graph_service.formats.columns import TABLES
from graph_service.records.changes import ROLE_KINDS


def test_every_word_has_its_words_for_people() -> None:
    """No form and no sentence meets a word that it has nothing to say for."""
    assert tuple(SUPPORT_WORDS) == SUPPORTS
    assert tuple(ROLE_WORDS) == ROLES == tuple(ROLE_KINDS)
    assert tuple(ADULT_KIND_WORDS) == ADULT_KINDS
    assert tuple(STRENGTH_WORDS) == tuple(map(str, STRENGTHS))


def test_the_rules_are_those_that_have_a_name() -> None:
    """The settings and the command line offer the rules that there are, and bound their numbers."""
    assert tuple(NAMED_RULES) == RULE_NAMES
    assert set(RULE_BOUNDS) < {field.name for field in dataclasses.fields(Rule)}


def test_a_file_takes_every_word_and_no_other() -> None:
    """The columns of a file are read with the same lists."""
    columns = {
        (table.name, column.name): column.words
        for table in TABLES.values()
        for column in table.columns
    }
    assert columns["reports", "support"] == SUPPORTS
    assert columns["ties", "role"] == ROLES
    assert columns["adults", "kind"] == ADULT_KINDS
