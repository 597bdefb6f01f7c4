"""The exercise texts of unit 4 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "4-choosing-thresholds"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "expected-cost": [
            "One part",
            "calibrated probability of a defect, a number",
            "True/False or 1/0",
            "Being right costs nothing",
            "Don't round",
        ],
        "cost-threshold": ["0 or more, not both 0", "Don't round"],
        "mini-challenge": ["calibrated p", "three decimals suffice"],
        "best-cost-threshold": [
            "every observed score, once",
            "`score >= threshold`",
            "the total, not the mean",
            '"Flag nothing" has the threshold `np.inf`',
            "within 1e-9 are equal; of equal ones the largest threshold wins",
            "inf when flagging nothing is cheapest or as cheap",
            "0/1 or False/True, in any order; leave them as they are",
        ],
        "threshold-for-precision": [
            "Of the observed scores",
            "at least `target`",
            "highest recall; of equal recalls the largest threshold",
            "None if none is precise enough",
            "`score >= threshold`",
            "Reaching the target exactly is enough",
            "0/1 or False/True, in any order; leave them as they are",
        ],
        "f-beta": ["from 0 to 1", "above 0", "0/0, return 0.0", "Don't round"],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
