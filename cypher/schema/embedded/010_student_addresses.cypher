// The e-mail addresses by which files may mean students; nothing of those that were there before.
// writes
ALTER TABLE Student ADD email STRING;
