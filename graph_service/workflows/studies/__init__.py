"""Releases for research, without names."""
