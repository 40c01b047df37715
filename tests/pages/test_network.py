"""The page Network: what it says of the data before it says anything of the school."""

from tests.office import Office


def test_the_page_says_how_many_answered_before_any_figure(office: Office) -> None:
    """One of three answered: a warning stands above all plots."""
    with office.client("lead") as client:
        page = client.get("/network").text
    assert "<strong>1 of 3 students</strong> have answered" in page
    assert page.index("read the figures with care") < page.index('<svg class="spread"')


def test_the_page_names_no_student(office: Office) -> None:
    """It describes the school: nobody is ranked, and no address leads to a student."""
    with office.client("lead") as client:
        page = client.get("/network").text
    assert all(name not in page for name in ("Ada Lee", "Ben Ono", "Cy Poe"))
    assert "/students/" not in page


def test_where_nobody_answered_there_is_no_network(office: Office) -> None:
    """A day before the first round: no plot of noughts."""
    with office.client("lead") as client:
        page = client.get("/network?on=2026-09-01").text
    assert "No student has answered about fellow students by this day" in page
    assert '<svg class="spread"' not in page
