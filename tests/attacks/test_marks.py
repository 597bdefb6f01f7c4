"""Each submission gets the mark that it deserves, whatever it tries."""

import pytest

from .all_cases import ALL, BEHIND_TWO_WALLS, CASES, CLASSMATES
from .case import FULL, Case
from .host import UNIT

pytestmark = pytest.mark.slow

EACH = [
    pytest.param(way, case, id=f"{case.name}-{way}")
    for way, cases in (("all-walls", ALL), ("two-walls", BEHIND_TWO_WALLS))
    for case in cases
]


@pytest.mark.parametrize(("graded", "case"), EACH, indirect=["graded"], scope="session")
def test_the_mark_is_the_one_deserved(graded, case: Case):
    """Status, reason, points of each exercise, outcomes and slips, as worked out."""
    row = graded.rows[shown(case)]

    assert (row["unit"], row["max_score"], row["needs_manual"]) == (UNIT, 20, [])
    if case.points is None:
        assert (row["status"], row["score"], row["exercises"]) == ("refused", None, [])
        assert case.reason in row["reason"]
        return
    assert (row["status"], row["reason"]) == ("graded", None)
    assert {e["id"]: e["points"] for e in row["exercises"]} == case.points, case.tries
    assert {e["id"]: e["max_points"] for e in row["exercises"]} == FULL
    assert row["score"] == case.score
    outcomes = {e["id"]: e["outcome"] for e in row["exercises"]}
    assert {**outcomes, **case.outcomes} == outcomes
    assert case.slips <= {slip for e in row["exercises"] for slip in e["slips"]}


def shown(case: Case) -> str:
    """Return a student's name as the command says it: escaped where it is refused."""
    if case.points is not None:
        return case.name
    shown = ascii(case.name)[1:-1][:120]
    return (
        f"?{shown}" if shown != case.name and set(shown).isdisjoint("*[] ") else shown
    )


def test_there_are_enough_cases_of_every_family():
    """At least ninety, of all eight families, each with a sentence of its own."""
    families = [case.family for case in CASES]

    assert len(CASES) >= 90
    assert min(families.count(family) for family in set(families)) >= 10
    assert len(set(families)) == 8
    assert all(case.tries.endswith(".") for case in ALL)
    assert len(CLASSMATES) == 4 * 8
