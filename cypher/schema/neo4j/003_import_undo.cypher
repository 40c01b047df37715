// The ledger keeps what an import changed of people and rounds, and which import an entry undoes.
// writes
CREATE (n:Import {before: '', undoes: ''}) DELETE n;
