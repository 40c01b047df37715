"""The rights: each role's actions, and the paths that allow them."""
