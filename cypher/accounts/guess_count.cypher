// Counts a guess, from one again where the last count began too long ago.
// writes
MERGE (g:Guesses {subject: $subject})
SET g.tries = CASE WHEN g.began_at IS NULL OR g.began_at <= $since THEN 1 ELSE g.tries + 1 END,
    g.began_at = CASE WHEN g.began_at IS NULL OR g.began_at <= $since THEN $at ELSE g.began_at END
RETURN g.tries AS counted
