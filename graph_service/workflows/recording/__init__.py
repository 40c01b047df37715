"""What people record on pages, and take back."""
