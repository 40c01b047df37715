// Nothing: labels of the roles that an adult holds are Neo4j's alone.
// writes
