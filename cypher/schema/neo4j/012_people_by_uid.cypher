// Nothing: people are found by their uid here already, by a constraint.
// writes
