"""Recording on pages, and taking back."""
