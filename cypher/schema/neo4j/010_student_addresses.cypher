// The e-mail addresses by which files may mean students; nothing of those that were there before.
// writes
CREATE (n:Student {email: ''}) DELETE n;
