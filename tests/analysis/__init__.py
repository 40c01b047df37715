"""Tests of what the facts mean, and a second reading of the rule to hold them against."""
