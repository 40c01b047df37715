import pytest

from tests.office import Office


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"side": "adult"}, ["everyone: this is missing."]),
        ({"side": "up", "everyone": True}, ["side: this is one of 'adult' or 'peer'."]),
        (
            {
                "side": "adult",
                "everyone": True,
                "people": [{"person": "A"}, {"person": "B", "strength": 7}],
            },
            ["people 2, strength: this is one of 1, 2 or 3."],
        ),
        ({"side": "adult", "everyone": "perhaps"}, ["everyone: this is true or false."]),
        (
            {"side": "adult", "everyone": True, "day": "soon"},
            ["day: this is a day; write it as YYYY-MM-DD."],
        ),
        ({"side": "adult", "everyone": True, "unnamed": -1}, ["unnamed: this is 0 or more."]),
        ({"side": "adult", "everyone": True, "unnamed": "x"}, ["unnamed: this is a whole number."]),
        ({"side": "adult", "everyone": True, "people": "Ada"}, ["people: this is a list."]),
        (
            {"side": "adult", "everyone": True, "people": [7]},
            ["people 1: this is an object with the fields"],
        ),
        (
            {"side": "adult", "everyone": True, "people": [{"person": 7}]},
            ["people 1, person: this is text."],
        ),
        (
            {"side": "adult", "everyone": True, "people": [{"person": "x" * 201}]},
            ["people 1, person: this is at most 200 characters long."],
        ),
        ({"side": "adult", "everyone": True, "colour": "red"}, ["colour: there is no such field."]),
        ({"side": "up", "unnamed": "x"}, ["side: ", "unnamed: ", "everyone: "]),
    ],
)
def test_a_field_that_cannot_be_read_is_told_in_plain_words(
    office: Office, given: dict[str, object], told: list[str]
) -> None:
    """Every field's place and what belongs there, in no program's jargon."""
    path = f"/api/v1/students/{office.uid('Ada Lee')}/conversation"
    with office.client("lead") as client:
        answer = client.post(path, json=given)
    assert answer.status_code == 422
    faults = answer.json()["error"]["faults"]
    assert len(faults) == len(told)
    assert all(any(fault.startswith(words) for fault in faults) for words in told), faults


def test_a_body_that_is_not_json_is_told_so(office: Office) -> None:
    """One fault, of the whole."""
    path = f"/api/v1/students/{office.uid('Ada Lee')}/conversation"
    with office.client("lead") as client:
        answer = client.post(path, content=b"{", headers={"content-type": "application/json"})
    assert answer.json()["error"]["faults"] == ["what was sent: this is not JSON."]
