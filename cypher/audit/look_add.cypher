// Records who looked at whom, changed what or was refused what, in the order of their chain, and where the chain now ends.
// writes
MATCH (c:Chain {name: $name})
SET c.number = $number, c.seal = $seal
WITH c
UNWIND $rows AS row
CREATE (l:Look {uid: row.uid, at: row.at, account: row.account, action: row.action, subject: row.subject,
    reason: row.reason, detail: row.detail, students: row.students, role: row.role, rights: row.rights,
    chain: row.chain, number: row.number, seal: row.seal})
