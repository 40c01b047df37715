// The acts of some accounts between two instants, and the acts upon them: sign-ins, refusals, changes, looks, downloads and guesses at them.
// reads
MATCH (l:Look)
WHERE l.at >= $since AND l.at < $until AND (l.account IN $accounts OR l.subject IN $accounts)
OPTIONAL MATCH (a:Account) WHERE a.uid = l.account OR (l.account = '' AND a.uid = l.subject)
OPTIONAL MATCH (b:Account) WHERE b.uid = l.subject
RETURN l.at AS looked_at, l.account AS account, a.name AS who, a.login AS login, a.role AS role_today, l.action AS action,
    l.subject AS subject, l.reason AS reason, l.detail AS detail, l.students AS students,
    l.role AS role, l.rights AS rights, b.name AS about, b.login AS about_login
ORDER BY looked_at DESC, account, action
