// Who was shown a student between two instants, or changed what is kept of them.
// reads
MATCH (l:Look)
WHERE l.at >= $since AND l.at < $until AND (l.subject = $student OR $student IN l.students)
RETURN l.at AS looked_at, l.account AS account, l.action AS action, l.subject AS subject, l.reason AS reason,
    l.detail AS detail
ORDER BY looked_at DESC, account, action
