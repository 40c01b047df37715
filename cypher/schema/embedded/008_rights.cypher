// By which right an entry's people were shown, and the role at the time; entries that were there before have neither.
// writes
ALTER TABLE Look ADD role STRING;
ALTER TABLE Look ADD rights STRING[];
