// The ledger keeps what an import changed of people and rounds, and which import an entry undoes.
// writes
ALTER TABLE Import ADD IF NOT EXISTS before STRING;
ALTER TABLE Import ADD IF NOT EXISTS undoes STRING;
