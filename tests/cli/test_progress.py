"""How far an import is, where there is no terminal."""

from graph_service.cli.progress import SECONDS_A_LINE, Lines


def test_lines_come_now_and_then() -> None:
    """None of what is soon done, and then one each time that some seconds have passed."""
    told: list[str] = []
    now = [0.0]
    lines = Lines(told.append, lambda: now[0])
    lines.stage("reading")
    now[0] = SECONDS_A_LINE
    lines.stage("comparing")
    for done in range(1, 4):
        now[0] += SECONDS_A_LINE / 2
        lines.step(done * 10_000, 1_900_000)
    assert told == ["comparing …", "writing: 20,000 of 1,900,000 rows"]
