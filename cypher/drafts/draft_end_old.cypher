// Takes away what was written in forms before a moment.
// writes
MATCH (d:Draft) WHERE d.kept_at < $before DELETE d
