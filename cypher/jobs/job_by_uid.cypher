// The import of this uid that was asked for on a page, with what is shown of it.
// reads
MATCH (j:Job {uid: $uid})
RETURN j.uid AS uid, j.account AS account, j.worker AS worker, j.state AS state, j.stops AS stops, j.made_at AS made_at, j.saved_at AS saved_at, j.seen_at AS seen_at, j.body AS body
