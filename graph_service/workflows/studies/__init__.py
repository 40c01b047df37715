"""What leaves for research, without names."""
