// What some accounts did between two instants: who came in, who was refused, what was changed, seen and taken out; and who guessed at them.
// reads
MATCH (l:Look)
WHERE l.at >= $since AND l.at < $until AND (l.account IN $accounts OR (l.account = '' AND l.subject IN $accounts))
OPTIONAL MATCH (a:Account) WHERE a.uid = l.account OR (l.account = '' AND a.uid = l.subject)
RETURN l.at AS looked_at, l.account AS account, a.name AS who, a.role AS role, l.action AS action,
    l.subject AS subject, l.reason AS reason, l.detail AS detail, coalesce(size(l.students), 0) AS shown
ORDER BY looked_at DESC, account, action
