"""What a unit's notebooks give to every marking."""

import copy

import numpy as np

from grader.marking import UnitNotebooks
from grader.running import Ask, Job, run_job
from grader.stage import STAGE, stage_of
from lessons import figures
from lessons.figures import _style


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

    assert stage.warm_up.startswith(
        "import json\nimport math\nimport numpy\nimport sklearn.metrics\n"
        + STAGE.warm_up
    )


def test_a_stage_has_run_the_provided_cells(monkeypatch):
    """Each cell is run once, in one namespace; what fails stops no other."""
    monkeypatch.setattr(_style, "_drawn", True)  # the stage ends drawing: put it back
    stage = stage_of(["x = [1]", "x.append(unknown)", "x.append(2)", "%magic", "y = x"])
    names = {}
    exec(stage.warm_up, names)  # noqa: S102 (our own text)

    assert names["names"]["y"] == [1, 2]


def test_what_figures_compute_is_remembered_in_the_worker():
    """A study that a provided cell makes is not made again by a submission's cell."""
    cell = (
        "from lessons import figures\nimport numpy as np\n"
        "study = figures.study_optimism((9,), repeats=3, "
        "rng=np.random.default_rng(0))"
    )
    asks = (
        "def same(): return study.promised.tolist()",
        "from lessons.figures import _simulate\n"
        "def broken(*_, **__): raise RuntimeError\n"
        "_simulate._tune = broken",
    )
    job = Job((asks[1], cell, asks[0]), (Ask("same", ()),), stage_of([cell]))
    (reply,) = run_job(job).replies

    assert reply.kind == "value"
    again = figures.study_optimism((9,), repeats=3, rng=np.random.default_rng(0))
    assert reply.value == again.promised.tolist()


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
