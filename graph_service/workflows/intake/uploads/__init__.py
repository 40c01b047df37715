"""What an administrator sends in on a page, from the first byte to the end of its import."""
