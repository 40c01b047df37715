// How much memory the server gives to transactions, by setting; 0B where there is no limit of that kind.
// reads
SHOW SETTINGS 'dbms.memory.transaction.total.max', 'db.memory.transaction.total.max', 'db.memory.transaction.max'
YIELD name, value
RETURN name, value
