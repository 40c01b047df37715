// Notes on the imports of a process that it is alive.
// writes
MATCH (j:Job) WHERE j.worker = $worker AND j.state IN ['receiving', 'shown', 'waiting', 'reading', 'comparing', 'writing']
SET j.seen_at = $at
