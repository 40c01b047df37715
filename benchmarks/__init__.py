"""Figures beside the bare libraries and statements: printed, never asserted."""
