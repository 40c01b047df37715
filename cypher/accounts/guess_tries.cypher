// How many guesses were counted since an instant.
// reads
MATCH (g:Guesses {subject: $subject}) WHERE g.began_at > $since RETURN g.tries AS counted
