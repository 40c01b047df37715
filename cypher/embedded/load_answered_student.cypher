// Records whether student informants answered a round: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (a:Student {uid: informant})
MATCH (r:Round {uid: round})
CREATE (a)-[:ANSWERED {id: id, about: about, status: status, answered_on: answered_on,
  unnamed_adults: unnamed_adults, unnamed_peers: unnamed_peers, recorded_by: recorded_by,
  recorded_at: recorded_at}]->(r)
