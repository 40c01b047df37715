// Who recorded a role tie on a page; nothing where an import did, nor of the ties that were there before.
// writes
ALTER TABLE ADVISES ADD recorded_by STRING;
ALTER TABLE MENTORS ADD recorded_by STRING;
ALTER TABLE FAMILY_OF ADD recorded_by STRING;
ALTER TABLE TEACHES ADD recorded_by STRING;
ALTER TABLE KNOWS ADD recorded_by STRING;
ALTER TABLE PEER_OF ADD recorded_by STRING;
