// Forgets the guesses at one subject, and all that were counted too long ago to matter.
// writes
MATCH (g:Guesses) WHERE g.subject = $subject OR g.began_at <= $since DELETE g
