// Notes where a chain of the record now ends.
// writes
MATCH (c:Chain {name: $name})
SET c.number = $number, c.seal = $seal
