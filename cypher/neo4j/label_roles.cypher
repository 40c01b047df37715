// Gives adults the labels of the roles they hold, and takes away those of roles they hold no longer.
// writes
MATCH (a:Adult)
WHERE a.uid IN $adults
WITH a,
  EXISTS { MATCH (a)-[t:ADVISES]->(:Student) WHERE t.retracted_at IS NULL } AS advises,
  EXISTS { MATCH (a)-[t:MENTORS]->(:Student) WHERE t.retracted_at IS NULL } AS mentors,
  EXISTS { MATCH (a)-[t:FAMILY_OF]->(:Student) WHERE t.retracted_at IS NULL } AS family
FOREACH (x IN CASE WHEN advises THEN [a] ELSE [] END | SET x:Advisor)
FOREACH (x IN CASE WHEN advises THEN [] ELSE [a] END | REMOVE x:Advisor)
FOREACH (x IN CASE WHEN mentors THEN [a] ELSE [] END | SET x:Mentor)
FOREACH (x IN CASE WHEN mentors THEN [] ELSE [a] END | REMOVE x:Mentor)
FOREACH (x IN CASE WHEN family THEN [a] ELSE [] END | SET x:FamilyMember)
FOREACH (x IN CASE WHEN family THEN [] ELSE [a] END | REMOVE x:FamilyMember)
