// Who recorded a role tie on a page; nothing where an import did, nor of the ties that were there before.
// writes
CREATE (n:Adult)-[t:ADVISES {recorded_by: ''}]->(m:Student) DETACH DELETE n, m;
