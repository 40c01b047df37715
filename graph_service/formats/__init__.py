"""Files that schools have, read into tables with every fault found."""
