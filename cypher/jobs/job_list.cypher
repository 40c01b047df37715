// Which imports were asked for on pages, the oldest first?
// reads
MATCH (j:Job)
RETURN j.uid AS uid, j.account AS account, j.worker AS worker, j.state AS state, j.stops AS stops, j.made_at AS made_at, j.saved_at AS saved_at, j.seen_at AS seen_at
ORDER BY made_at, uid
