// By which right an entry's people were shown, and the role at the time; entries that were there before have neither.
// writes
CREATE (n:Look {role: '', rights: ['']}) DELETE n;
