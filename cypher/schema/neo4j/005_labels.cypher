// Gives the adults of a database that exists the labels of the roles they hold; from now on a change of ties does.
// writes
MATCH (a:Adult) WHERE EXISTS { MATCH (a)-[t:ADVISES]->(:Student) WHERE t.retracted_at IS NULL } SET a:Advisor;
MATCH (a:Adult) WHERE EXISTS { MATCH (a)-[t:MENTORS]->(:Student) WHERE t.retracted_at IS NULL } SET a:Mentor;
MATCH (a:Adult) WHERE EXISTS { MATCH (a)-[t:FAMILY_OF]->(:Student) WHERE t.retracted_at IS NULL } SET a:FamilyMember;
