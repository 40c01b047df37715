"""Overviews for whoever administers the service."""
