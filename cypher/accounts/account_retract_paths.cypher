// Takes every path of an account away, or the one to a target ('': every one).
// writes
MATCH (a:Account)-[r:`IS`|LEADS|ADMINISTERS|STUDIES]->(t)
WHERE a.uid = $account AND r.retracted_at IS NULL AND ($target = '' OR t.uid = $target)
SET r.retracted_at = $at
RETURN t.uid AS target
