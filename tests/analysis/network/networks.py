"""Random networks of students: isolates, stars, namings both ways, and silent students."""

from hypothesis import strategies as st

from analysis.network.friendships import Friendships


@st.composite
def networks(draw: st.DrawFn) -> Friendships:
    """Up to nine students in up to three advisories, of whom some have none."""
    students = [f"s{number}" for number in range(draw(st.integers(0, 9)))]
    answered = draw(st.sets(st.sampled_from(students))) if students else set[str]()
    possible = [(one, other) for one in sorted(answered) for other in students if one != other]
    arcs = draw(st.sets(st.sampled_from(possible))) if possible else set[tuple[str, str]]()
    star: bool = draw(st.booleans())
    if students and star:
        arcs |= {(one, students[0]) for one in answered if one != students[0]}
    some = st.sampled_from(["", "red", "blue", "green"])
    groups = {one: draw(some) for one in students}
    advisories = {one: group for one, group in groups.items() if group}
    return Friendships(
        tuple(students), frozenset(answered), frozenset(arcs), advisories, advisories
    )
