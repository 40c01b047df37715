"""An administrator's upload on a page, from the first byte to the end of its import."""
