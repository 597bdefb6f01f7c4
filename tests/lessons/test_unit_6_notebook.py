"""The exercise texts of unit 6 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "6-detection"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "iou": [
            "x1, y1, x2, y2",
            "Coordinates are continuous",
            "Each box has an area",
            "lie apart or only touch: 0",
            "Don't round",
            "leave them as they are",
        ],
        "nms": [
            "indices from 0",
            "best score first",
            "**more than** `iou_threshold`; an IoU equal to it drops nothing",
            "A dropped box drops nothing",
            "of one class",
            "no two scores are equal",
            "No boxes: `[]`",
            "leave them as they are",
        ],
        "joint-tune": [
            "{nms_iou: [(threshold, precision, recall), …]}",
            "`(nms_iou, threshold)`",
            "precision ≥ `target`",
            "equal to the target keeps",
            "Of equal recalls the largest threshold; then the smallest NMS IoU",
            "`None`",
            "in any order",
        ],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
