// What a writer of a school sets to hold it; it never has another value.
// writes
ALTER TABLE School ADD held INT64;
