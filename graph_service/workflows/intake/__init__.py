"""Bringing data in: what files would change, the change itself, and taking it back."""
