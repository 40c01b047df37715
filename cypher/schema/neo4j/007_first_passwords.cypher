// When somebody else set an account's password; nothing once it is its owner's own, as it is of every account that was there before.
// writes
CREATE (n:Account {first_at: datetime()}) DELETE n;
