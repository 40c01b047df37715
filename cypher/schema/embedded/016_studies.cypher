// The terms of a study, and the random codes of its people; a study that was there before has neither.
// writes
ALTER TABLE Study ADD use STRING;
ALTER TABLE Study ADD recipients STRING;
ALTER TABLE Study ADD measures STRING[];
ALTER TABLE Study ADD opened_at TIMESTAMP;
ALTER TABLE Study ADD held INT64;
CREATE REL TABLE CODED(FROM Study TO Student, FROM Study TO Adult, id STRING, recorded_at TIMESTAMP, retracted_at TIMESTAMP, code STRING);
