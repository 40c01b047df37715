// The looks at a student between two instants, and the changes to their data.
// reads
MATCH (l:Look)
WHERE l.at >= $since AND l.at < $until AND (l.subject = $student OR $student IN l.students)
OPTIONAL MATCH (a:Account) WHERE a.uid = l.account
RETURN l.at AS looked_at, l.account AS account, a.name AS who, a.login AS login, a.role AS role_today, l.action AS action,
    l.subject AS subject, l.reason AS reason, l.detail AS detail, l.students AS students,
    l.role AS role, l.rights AS rights, null AS about, null AS about_login
ORDER BY looked_at DESC, account, action
