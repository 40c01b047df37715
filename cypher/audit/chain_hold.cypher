// Holds a chain of the record against other writers until the transaction ends, and answers where it ends; a chain that is not there begins.
// writes
MERGE (c:Chain {name: $name})
ON CREATE SET c.number = 0, c.seal = ''
ON MATCH SET c.number = c.number + 0
RETURN c.number AS at_number, c.seal AS at_seal
