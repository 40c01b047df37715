"""From the files of a restricted study to a first plot: the density of students' webs by grade.

    python examples/density_by_grade.py STUDY_FOLDER

It reads ``egos.csv`` and ``web.gexf``, which Gephi opens too. A missing density stays missing.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean

import networkx as nx

WIDTH = 40
"""Characters of a bar that stands for a density of 1."""


def densities(folder: Path) -> dict[str, list[float]]:
    """The densities of each grade, in the order of the grades; NA is no density."""
    found: dict[str, list[float]] = defaultdict(list)
    with (folder / "egos.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["density"] != "NA":
                found[row["grade"]].append(float(row["density"]))
    return dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0])))


def main(words: list[str]) -> int:
    """Print a bar for each grade, and how large the web is."""
    if len(words) != 1:
        print(__doc__)
        return 2
    folder = Path(words[0])
    for grade, found in densities(folder).items():
        bar = "█" * round(WIDTH * mean(found))
        print(f"grade {grade:>8}  {mean(found):.2f}  {bar}  ({len(found)} students)")
    web = nx.read_gexf(folder / "web.gexf")
    print(f"The web over all waves: {len(web)} people, {web.number_of_edges()} ties.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
