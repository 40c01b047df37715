"""The same as JSON, under /api/v1."""
