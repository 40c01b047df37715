// The tokens of an account, expired ones too.
// reads
MATCH (t:Token) WHERE t.account = $account
RETURN t.uid AS uid, t.name AS name, t.scopes AS scopes, t.created_at AS made_at, t.expires_at AS expires_at, t.used_at AS used_at
ORDER BY made_at DESC, uid
