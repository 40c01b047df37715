"""Invented schools, and what is said of them before they are loaded."""
