"""From the facts that a reader may see to states, figures and measures."""
