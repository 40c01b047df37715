// How many sign-ins under a login failed since an instant.
// reads
MATCH (l:Look) WHERE l.action = 'sign-in failed' AND l.subject = $subject AND l.at >= $since RETURN count(l) AS failures
