// Opens a study: its terms, before it is about any school.
// writes
CREATE (s:Study {uid: $uid, name: $name, purpose: $purpose, use: $use, recipients: $recipients,
    measures: $measures, opened_at: $at, held: 0})
RETURN s.uid AS uid
