"""The names of the months: each is one month, whatever the language."""

from collections import Counter

from graph_service.formats import month_names
from graph_service.formats.spelling import folded


def test_no_name_stands_for_two_months() -> None:
    """A name that is one month in one language and another in the next would be read by a guess."""
    lists = [{folded(name) for name in names.split()} for names in month_names._NAMES]
    assert len(lists) == 12
    assert [
        name
        for name, times in Counter(name for names in lists for name in names).items()
        if times > 1
    ] == []
