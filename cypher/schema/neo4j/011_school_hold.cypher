// What a writer of a school sets to hold it; it never has another value. That it is written once makes its name known.
// writes
CREATE (n:School {held: 0}) DELETE n;
