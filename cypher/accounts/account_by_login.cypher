// The account of that login, disabled or not; the login is given in small letters.
// reads
MATCH (a:Account) WHERE toLower(a.login) = $login
RETURN a.uid AS uid, a.login AS known_as, a.name AS name, a.role AS role, a.password_hash AS password_hash, a.disabled_at AS disabled_at, a.first_at AS first_at
