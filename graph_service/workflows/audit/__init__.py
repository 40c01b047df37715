"""The log of accesses: written before an answer leaves, read by leads, and proven whole."""
