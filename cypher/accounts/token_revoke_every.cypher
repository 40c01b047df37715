// Takes every token of everybody away.
// writes
MATCH (t:Token) DELETE t
