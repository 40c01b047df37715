// Retracts memberships of students in advisories.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})-[t:MEMBER_OF {id: row.id}]->(:Advisory)
SET t.retracted_at = $at
