import json
from pathlib import Path

from tests.cli.support_web import Office


def test_the_try_out_is_set_up_without_serving(tmp_path: Path) -> None:
    """Four accounts with passwords of their own, kept for the next start in a file that is the
    owner's alone.
    """
    office = Office(tmp_path)
    said = office.said("demo", "--no-serve", "--preset", "pilot")
    kept = tmp_path / "demo" / "accounts.json"
    made = json.loads(kept.read_text(encoding="utf-8"))
    assert [account["login"] for account in made] == [
        "advisor",
        "lead",
        "researcher",
        "administrator",
    ]
    assert [account["password"] for account in made if account["password"] not in said] == []
    assert kept.stat().st_mode & 0o077 == 0
    again = office.said("demo", "--no-serve")
    assert made[0]["password"] in again
    assert "The try-out in demo is kept from the last start." in again
    assert "--fresh throws it away" in office.said("demo", "--no-serve", "--students", "9")
