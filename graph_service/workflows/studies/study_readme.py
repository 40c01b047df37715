"""The README of a restricted study's files: what was agreed, what they are made from, how they are
read, and how they may harm.
"""

from collections.abc import Mapping

from analysis.facts import Side
from graph_service.records.studies import StudyTerms
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.studies.release_columns import MISSING
from graph_service.workflows.studies.release_readme import Withheld, stamp_lines, touched
from graph_service.workflows.studies.release_stamp import Stamp


def study_readme(
    stamp: Stamp,
    terms: StudyTerms,
    lens: Lens,
    counts: Mapping[str, int],
    withheld: Mapping[Side, Withheld],
    unique: int,
) -> str:
    """The README, as Markdown; ``counts`` are the rows of each table, ``unique`` how many rows of
    ``egos`` are the only one with their values.
    """
    study = stamp.study
    students = counts["egos"]
    return f"""# Support Web study: restricted use

{lens.sentence}

**Restricted use.** These files are for these people alone: {terms.recipients}. Rows are exact.
{unique} of {students} rows of `egos` are the only one with their values, so somebody who knows a
student well could find them. Pass nothing on, publish no row and no picture of the web, and delete
the files when the study ends.

- Study: {study.name}
- Purpose: {terms.purpose}
- School: {study.school.name}
- Files leave up to and on: {terms.last_day or "no day was set"}
- Measures: {", ".join(terms.measures) or "all"}
{stamp_lines(stamp, lens)}
- Students: {students}, everyone enrolled on the day, isolates and unknown ones included
{chr(10).join(f"- Rows of {name}: {rows}" for name, rows in counts.items())}
{touched(withheld)}

The same study, day, rule and data give the same bytes. Another fingerprint says that something
underneath was added, corrected or taken back.

## The files

| file | holds |
| --- | --- |
| `egos` | a row for everybody enrolled on the day |
| `alters` | a row for each alter who counts in a student's web on the day |
| `aaties` | a row for each tie between two alters of one web; it has no direction |
| `waves` | the rows of `egos` at each wave: a month in which a round ended; the last is the day |
| `codebook.csv` | each column: its meaning, its values, and when it is missing |
| `web.graphml`, `web.json` | the web of the day: a tie from each student to each alter who counts |
| `web.gexf` | the same over all waves; each tie has a start and an end, to the month |

Each table is there as CSV and as Parquet. `{MISSING}` means undefined or not known, never 0. A code
is random. It stands for the same person in all files, waves and schools of this study, and in no
other study. An alter of kind *student* at this school has a row of the same code in `egos`.

A side that is not observed has no alters: whoever is known there is known by chance. A student
without rows in `alters` is not an isolate for that reason. `adult_state` and `peer_state` say who
is *isolated* and who is *unknown*. A tie that is not shown in a later wave is not lost for that
reason: its student may not have been asked.

## Reading them

```python
import pandas
import networkx

egos = pandas.read_parquet("egos.parquet")
web = networkx.read_gexf("web.gexf")
```

```r
library(egor)
egos <- read.csv("egos.csv")
alters <- read.csv("alters.csv")
aaties <- read.csv("aaties.csv")
webs <- threefiles_to_egor(
  egos, alters, aaties,
  ID.vars = list(ego = "code", alter = "alter", source = "source", target = "target")
)
web <- igraph::read_graph("web.graphml", format = "graphml")
```

In egor, keep the rows whose `adult_observed` and `peer_observed` are both `TRUE` before you take a
density: egor counts a student without alters as an isolate. Gephi opens `web.gexf`, with its
timeline.

## What was said in confidence

It does not leave, and nothing is put in its place. Everybody is judged twice, from everything and
from what may leave. Where the two differ, or the same rests on words in confidence, that side is
*unknown* in every wave, with no counts and no alters. It looks like a side that nobody was asked
about. Where it is *supported* both times, by enough people of whom it was said openly, the state is
told and nothing else. The student's own statements about such a side also show no tie in anybody
else's web. A tie or pair that was told of in confidence is in no file.

Somebody who holds files of several days can compare them. A side that was told in an earlier file
and is *unknown* in a later one was corrected, taken back or touched by confidence since.
"""
