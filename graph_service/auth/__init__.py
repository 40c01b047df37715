"""Passwords, sessions and sign-in."""
