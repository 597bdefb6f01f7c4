"""What a unit's notebooks give to every marking."""

import copy

from grader.marking import UnitNotebooks
from grader.stage import STAGE, stage_of


def test_a_stage_imports_what_the_cells_import():
    """Each form of an import counts; relative ones and broken cells do not."""
    stage = stage_of(
        [
            "import numpy as np, json",
            "from sklearn.metrics import f1_score\nx = 1",
            "def f():\n    import math",
            "from . import here",
            "%matplotlib inline",
        ]
    )

    assert stage.warm_up == (
        "import json\nimport math\nimport numpy\nimport sklearn.metrics\n"
        + STAGE.warm_up
    )


def test_a_learners_imports_are_not_the_courses(notebooks):
    """Answer cells are a learner's: nothing of theirs is run before the fork."""
    released = copy.deepcopy(notebooks.released)
    answers = [
        cell
        for cell in released.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]
    answers[0].source = "import this_is_a_learners"
    found = UnitNotebooks(released, {}).stage

    assert "this_is_a_learners" not in found.warm_up
    assert "import numpy\n" in found.warm_up
