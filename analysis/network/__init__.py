"""Measures of the network of a school's students, each defined once in a register.

A student has a place in it, and the school has figures of the whole. Only good words of students
who answered make it.
"""

from analysis.network import brokerage, communities, distance, naming, whole
from analysis.network.register import PLACES, WHOLES

FAMILIES = (naming, distance, communities, brokerage, whole)
"""The modules that hold measures; importing them fills the registers."""

PLACE_MEASURES = tuple(PLACES.values())
WHOLE_MEASURES = tuple(WHOLES.values())
"""Every measure of a student's place, and every one of the whole, in the order of pages."""
