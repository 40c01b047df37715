// The entries of one chain of the record after a number and up to another, in their order.
// reads
MATCH (l:Look)
WHERE l.chain = $chain AND l.number > $after AND l.number <= $upto
RETURN l.number AS at_number, l.seal AS at_seal, l.at AS looked_at, l.account AS account, l.action AS action,
    l.subject AS subject, l.reason AS reason, l.detail AS detail, l.students AS students,
    l.role AS role, l.rights AS rights
ORDER BY at_number
