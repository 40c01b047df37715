"""Exports of other programs, imported: the roster first, then the interviews."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import BadInput
from graph_service.formats.translation import Choices
from graph_service.store.engine import Definable
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.completeness import DELTA
from graph_service.workflows.intake.plan.counts import Count
from tests.formats.files import write_files
from tests.formats.test_oneroster import BULK
from tests.workflows.folder import desk_on, facts_now, uid_of

EGO = "networkCanvasEgoUUID,networkCanvasCaseID,sessionStart,sessionFinish"
CASE = {
    "u1_ego": [EGO, "e1,u1,2026-10-03T08:00:00.000Z,2026-10-03T08:40:00.000Z"],
    "u1_attributeList_Person": [
        "networkCanvasEgoUUID,networkCanvasUUID,name",
        "e1,a1,Ms Ito",
        "e1,a2,Coach",
    ],
}
MAPPING: dict[str, dict[str, Any]] = {
    "round": {"id": "webs", "school": "Harbor High", "asks": "adults"},
    "people": {"name": "name", "means": "supportive", "kind": "staff"},
}


def test_a_roster_and_its_delta(engine: Definable, tmp_path: Path) -> None:
    """The bulk export brings everybody; the same again changes nothing; a delta ends what it says
    is gone, no more, and is never complete.
    """
    desk = desk_on(engine)
    bulk = write_files(tmp_path / "bulk", BULK)
    assert import_tables(desk, bulk).counts["ties"] == Count(added=4)
    assert import_tables(desk, bulk).unchanged
    files = {
        "manifest": ["propertyName,value", "file.users,delta", "file.enrollments,absent"],
        "orgs": BULK["orgs"],
        "users": [
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,givenName,familyName",
            "u2,tobedeleted,2026-11-02,true,o1,student,Ben,Ono",
        ],
    }
    delta = write_files(tmp_path / "delta", files)
    with pytest.raises(BadInput) as refused:
        import_tables(desk, delta, complete=True, yes_end=1)
    assert [fault.message for fault in refused.value.faults] == [DELTA]
    result = import_tables(desk, delta, yes_end=1)
    assert result.counts["students"] == Count(changed=1)
    left = [
        row.fact.until
        for row in facts_now(desk).enrolments
        if row.fact.student == uid_of(desk, "u2")
    ]
    assert left == [date(2026, 11, 2)]
    facts = facts_now(desk)
    names = {facts.advisories[row.fact.advisory].name for row in facts.memberships}
    assert names == {"Advisory 9A"}


def test_interviews_propose_whom_a_name_may_be(engine: Definable, tmp_path: Path) -> None:
    """A person without a confirmed match counts as unnamed; confirmed, they are reported on; the
    roster has to be there first.
    """
    desk = desk_on(engine)
    case = write_files(tmp_path / "case", CASE)
    with pytest.raises(BadInput) as refused:
        import_tables(desk, case, choices=Choices(mapping=MAPPING))
    assert [fault.rule for fault in refused.value.faults] == ["missing-table"]
    import_tables(desk, write_files(tmp_path / "bulk", BULK))
    result = import_tables(desk, case, choices=Choices(mapping=MAPPING))
    assert [note.message.partition(":")[0] for note in result.warnings] == [
        "Read as Network Canvas",
        "“Ms Ito” was named once and is counted without a name. It may be Emi Ito (t1)",
        "Named and counted without a name, as nobody of the roster is called so",
    ]
    assert [row.fact.unnamed_adults for row in facts_now(desk).answers] == [2]
    confirmed = {**MAPPING, "people": {**MAPPING["people"], "matches": {"Ms Ito": "t1"}}}
    result = import_tables(desk, case, choices=Choices(mapping=confirmed))
    assert result.counts["answers"] == Count(changed=1)
    assert [(row.fact.alter, row.fact.support) for row in facts_now(desk).reports] == [
        (uid_of(desk, "t1"), "supportive")
    ]
    assert [row.fact.unnamed_adults for row in facts_now(desk).answers] == [1]


def test_ids_and_addresses_in_cells_are_people_and_a_number_that_is_no_id_leaves_it_open(
    engine: Definable, tmp_path: Path
) -> None:
    """A sheet of nominations by id needs no line of a mapping a student; confirmed names hold in
    every spelling.
    """
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "bulk", BULK))
    sheet = ["Id,Friend 1,Friend 2,Adults", "u1,u2,99999999,EMI  ito", "u2,U1,,ITO@School.test"]
    mapping: dict[str, dict[str, Any]] = {
        "round": {"id": "voice", "school": "Harbor High", "opened_on": date(2026, 10, 1)},
        "survey": {"student": "Id", "peers": ["Friend 1", "Friend 2"], "adults": "Adults"},
        "people": {"matches": {"Emi Ito": "t1"}},
    }
    import_tables(
        desk,
        write_files(tmp_path / "form", {"form": sheet}) / "form.csv",
        choices=Choices(mapping=mapping),
    )
    assert {(row.fact.ego, row.fact.alter) for row in facts_now(desk).reports} == {
        (uid_of(desk, "u1"), uid_of(desk, "u2")),
        (uid_of(desk, "u2"), uid_of(desk, "u1")),
        (uid_of(desk, "u1"), uid_of(desk, "t1")),
        (uid_of(desk, "u2"), uid_of(desk, "t1")),
    }
    facts = facts_now(desk)
    answers = {
        (facts.rounds[row.fact.round].id, row.fact.informant): row.fact.status
        for row in facts.answers
        if row.fact.status != "asked"
    }
    assert ("voice-peers-unnamed", uid_of(desk, "u1")) in answers
    assert ("voice-peers", uid_of(desk, "u1")) not in answers
    assert len(answers) == 4
