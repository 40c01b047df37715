// When an account last signed in and a session last gave its password, and how often a password was guessed.
// writes
ALTER TABLE Account ADD signed_in_at TIMESTAMP;
ALTER TABLE Session ADD confirmed_at TIMESTAMP;
ALTER TABLE Session ADD device STRING;
CREATE NODE TABLE Guesses(subject STRING PRIMARY KEY, tries INT64, began_at TIMESTAMP);
