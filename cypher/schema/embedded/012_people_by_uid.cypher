// Statements ask for people by their uid: it becomes the primary key of students and adults. The engine cannot change a key, so both tables and all ties of people are written anew and then bear the old names, in one transaction.
// writes
CREATE NODE TABLE StudentOfUid(uid STRING PRIMARY KEY, key STRING, source STRING, id STRING,
        name STRING, kind STRING, interests STRING[], attributes STRING, email STRING);
MATCH (p:Student)
    CREATE (:StudentOfUid {key: p.key, uid: p.uid, source: p.source, id: p.id, name: p.name,
        kind: p.kind, interests: p.interests, attributes: p.attributes, email: p.email});
CREATE NODE TABLE AdultOfUid(uid STRING PRIMARY KEY, key STRING, source STRING, id STRING,
        name STRING, kind STRING, email STRING, organisation STRING, capacity INT64,
        interests STRING[], active_from DATE, active_until DATE);
MATCH (p:Adult)
    CREATE (:AdultOfUid {key: p.key, uid: p.uid, source: p.source, id: p.id, name: p.name,
        kind: p.kind, email: p.email, organisation: p.organisation, capacity: p.capacity,
        interests: p.interests, active_from: p.active_from, active_until: p.active_until});
CREATE REL TABLE ADVISES_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:ADVISES]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:ADVISES_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, detail: t.detail,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE ADVISES;
ALTER TABLE ADVISES_OF_UID RENAME TO ADVISES;
CREATE REL TABLE MENTORS_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:MENTORS]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:MENTORS_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, detail: t.detail,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE MENTORS;
ALTER TABLE MENTORS_OF_UID RENAME TO MENTORS;
CREATE REL TABLE FAMILY_OF_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:FAMILY_OF]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:FAMILY_OF_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, detail: t.detail,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE FAMILY_OF;
ALTER TABLE FAMILY_OF_OF_UID RENAME TO FAMILY_OF;
CREATE REL TABLE TEACHES_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:TEACHES]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:TEACHES_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, detail: t.detail,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE TEACHES;
ALTER TABLE TEACHES_OF_UID RENAME TO TEACHES;
CREATE REL TABLE KNOWS_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:KNOWS]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:KNOWS_OF_UID {id: t.id, recorded_at: t.recorded_at, retracted_at: t.retracted_at,
        since: t.since, until: t.until, detail: t.detail, recorded_by: t.recorded_by}]->(d);
DROP TABLE KNOWS;
ALTER TABLE KNOWS_OF_UID RENAME TO KNOWS;
CREATE REL TABLE PEER_OF_OF_UID(FROM StudentOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, detail STRING,
        recorded_by STRING);
MATCH (a:Student)-[t:PEER_OF]->(b:Student)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:PEER_OF_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, detail: t.detail,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE PEER_OF;
ALTER TABLE PEER_OF_OF_UID RENAME TO PEER_OF;
CREATE REL TABLE REPORTED_OF_UID(FROM StudentOfUid TO AdultOfUid,
        FROM StudentOfUid TO StudentOfUid, id STRING, recorded_at TIMESTAMP,
        retracted_at TIMESTAMP, round STRING, informant STRING, support STRING, strength INT64,
        kinds STRING[], reported_on DATE, confidential BOOL, recorded_by STRING);
MATCH (a:Student)-[t:REPORTED]->(b:Adult)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:AdultOfUid {uid: b.uid})
    CREATE (c)-[:REPORTED_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, round: t.round, informant: t.informant, support: t.support,
        strength: t.strength, kinds: t.kinds, reported_on: t.reported_on,
        confidential: t.confidential, recorded_by: t.recorded_by}]->(d);
MATCH (a:Student)-[t:REPORTED]->(b:Student)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:REPORTED_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, round: t.round, informant: t.informant, support: t.support,
        strength: t.strength, kinds: t.kinds, reported_on: t.reported_on,
        confidential: t.confidential, recorded_by: t.recorded_by}]->(d);
DROP TABLE REPORTED;
ALTER TABLE REPORTED_OF_UID RENAME TO REPORTED;
CREATE REL TABLE ANSWERED_OF_UID(FROM StudentOfUid TO Round, FROM AdultOfUid TO Round,
        id STRING, recorded_at TIMESTAMP, retracted_at TIMESTAMP, about STRING, status STRING,
        answered_on DATE, unnamed_adults INT64, unnamed_peers INT64, recorded_by STRING);
MATCH (a:Student)-[t:ANSWERED]->(b:Round)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:Round {key: b.key})
    CREATE (c)-[:ANSWERED_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, about: t.about, status: t.status,
        answered_on: t.answered_on, unnamed_adults: t.unnamed_adults,
        unnamed_peers: t.unnamed_peers, recorded_by: t.recorded_by}]->(d);
MATCH (a:Adult)-[t:ANSWERED]->(b:Round)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:Round {key: b.key})
    CREATE (c)-[:ANSWERED_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, about: t.about, status: t.status,
        answered_on: t.answered_on, unnamed_adults: t.unnamed_adults,
        unnamed_peers: t.unnamed_peers, recorded_by: t.recorded_by}]->(d);
DROP TABLE ANSWERED;
ALTER TABLE ANSWERED_OF_UID RENAME TO ANSWERED;
CREATE REL TABLE CONTACTED_OF_UID(FROM AdultOfUid TO StudentOfUid, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, held_on DATE, kind STRING, `by` STRING,
        recorded_by STRING);
MATCH (a:Adult)-[t:CONTACTED]->(b:Student)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:StudentOfUid {uid: b.uid})
    CREATE (c)-[:CONTACTED_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, held_on: t.held_on, kind: t.kind, `by`: t.`by`,
        recorded_by: t.recorded_by}]->(d);
DROP TABLE CONTACTED;
ALTER TABLE CONTACTED_OF_UID RENAME TO CONTACTED;
CREATE REL TABLE ENROLLED_AT_OF_UID(FROM StudentOfUid TO School, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE, grade STRING,
        status STRING);
MATCH (a:Student)-[t:ENROLLED_AT]->(b:School)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:School {name: b.name})
    CREATE (c)-[:ENROLLED_AT_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until, grade: t.grade,
        status: t.status}]->(d);
DROP TABLE ENROLLED_AT;
ALTER TABLE ENROLLED_AT_OF_UID RENAME TO ENROLLED_AT;
CREATE REL TABLE MEMBER_OF_OF_UID(FROM StudentOfUid TO Advisory, id STRING,
        recorded_at TIMESTAMP, retracted_at TIMESTAMP, since DATE, until DATE);
MATCH (a:Student)-[t:MEMBER_OF]->(b:Advisory)
    MATCH (c:StudentOfUid {uid: a.uid}), (d:Advisory {key: b.key})
    CREATE (c)-[:MEMBER_OF_OF_UID {id: t.id, recorded_at: t.recorded_at,
        retracted_at: t.retracted_at, since: t.since, until: t.until}]->(d);
DROP TABLE MEMBER_OF;
ALTER TABLE MEMBER_OF_OF_UID RENAME TO MEMBER_OF;
CREATE REL TABLE AT_OF_UID(FROM Advisory TO School, FROM AdultOfUid TO School,
        FROM Round TO School, id STRING, recorded_at TIMESTAMP, retracted_at TIMESTAMP,
        since DATE, until DATE);
MATCH (a:Advisory)-[t:AT]->(b:School)
    MATCH (c:Advisory {key: a.key}), (d:School {name: b.name})
    CREATE (c)-[:AT_OF_UID {id: t.id, recorded_at: t.recorded_at, retracted_at: t.retracted_at,
        since: t.since, until: t.until}]->(d);
MATCH (a:Adult)-[t:AT]->(b:School)
    MATCH (c:AdultOfUid {uid: a.uid}), (d:School {name: b.name})
    CREATE (c)-[:AT_OF_UID {id: t.id, recorded_at: t.recorded_at, retracted_at: t.retracted_at,
        since: t.since, until: t.until}]->(d);
MATCH (a:Round)-[t:AT]->(b:School)
    MATCH (c:Round {key: a.key}), (d:School {name: b.name})
    CREATE (c)-[:AT_OF_UID {id: t.id, recorded_at: t.recorded_at, retracted_at: t.retracted_at,
        since: t.since, until: t.until}]->(d);
DROP TABLE AT;
ALTER TABLE AT_OF_UID RENAME TO AT;
CREATE REL TABLE IS_OF_UID(FROM Account TO AdultOfUid, id STRING, recorded_at TIMESTAMP,
        retracted_at TIMESTAMP, since DATE, until DATE);
MATCH (a:Account)-[t:`IS`]->(b:Adult)
    MATCH (c:Account {login: a.login}), (d:AdultOfUid {uid: b.uid})
    CREATE (c)-[:IS_OF_UID {id: t.id, recorded_at: t.recorded_at, retracted_at: t.retracted_at,
        since: t.since, until: t.until}]->(d);
DROP TABLE `IS`;
ALTER TABLE IS_OF_UID RENAME TO `IS`;
DROP TABLE Student;
ALTER TABLE StudentOfUid RENAME TO Student;
DROP TABLE Adult;
ALTER TABLE AdultOfUid RENAME TO Adult;
