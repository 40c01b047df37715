// Records that an account looked at, changed or was refused something.
// writes
CREATE (l:Look {uid: $uid, at: $at, account: $account, action: $action, subject: $subject, reason: $reason, detail: $detail})
