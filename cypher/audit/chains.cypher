// Where each chain of the record ends.
// reads
MATCH (c:Chain)
RETURN c.name AS chain, c.number AS at_number, c.seal AS at_seal
ORDER BY chain
