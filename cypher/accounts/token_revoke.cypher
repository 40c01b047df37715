// Takes a token of an account away, or all of them ('').
// writes
MATCH (t:Token) WHERE t.account = $account AND ($uid = '' OR t.uid = $uid) DELETE t
