"""Measures of a student's own web, each defined once in a register.

To add one, write a function in the family it belongs to, with its worked example, and a test.
"""

from analysis.measures import (
    composition,
    density,
    people,
    standing_between,
    strength,
    structural_holes,
)
from analysis.measures.register import REGISTER

FAMILIES = (people, composition, strength, density, structural_holes, standing_between)
"""The modules that hold measures; importing them fills the register."""

MEASURES = tuple(REGISTER[name] for family in FAMILIES for name in vars(family) if name in REGISTER)
"""Every measure, in the order of pages and files: family by family, as they stand in each."""
