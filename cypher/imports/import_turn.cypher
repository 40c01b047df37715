// Makes imports take turns: whoever runs it waits until the transaction that ran it before has ended.
// writes
MATCH (m:Schema {id: 'model'})
SET m.version = m.version + 0
