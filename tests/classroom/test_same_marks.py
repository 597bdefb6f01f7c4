"""Two hundred honest submissions: three graders and a hand agree on their marks.

`course grade`, `nbgrader autograde` with our plug-ins and stock nbgrader with tests
in its check cells mark the same files, and each submission's marks are known before,
from how it was put together (`tests/honest_class`). Stock nbgrader may differ only
where a way or a shape says why, and there it gives less than is deserved.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from grader.exercises import find_exercise
from tests.honest_class import (
    EXERCISES,
    POINTS,
    SHAPES,
    UNIT,
    WAYS,
    copy_course,
    honest_class,
    write_class,
)
from tests.honest_class.course import RELEASED, SOLVED
from tests.stock_course import make_stock_course, read_marks, with_scripts

LEARNERS = honest_class(200)
BY_NAME = {learner.name: learner for learner in LEARNERS}
DESERVED = {learner.name: dict(learner.points) for learner in LEARNERS}
MOST_SECONDS = 3600


@dataclass(frozen=True)
class HandedIn:
    """The class's notebooks, and a home in which commands find no configuration."""

    root: Path
    notebooks: tuple[Path, ...]

    def start(self, command, cwd):
        """Start a command that writes what it says into a file."""
        home = {"HOME": str(self.root), "JUPYTER_CONFIG_DIR": str(self.root / "none")}
        with (cwd / "said.txt").open("wb") as said:
            return subprocess.Popen(
                list(map(str, command)),
                cwd=cwd,
                env={**with_scripts(), **home},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def run(self, command, cwd):
        """Run a command to its end, which must be a good one."""
        code = self.start(command, cwd).wait(MOST_SECONDS)
        assert code == 0, (cwd / "said.txt").read_text("utf-8")[-3000:]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Write the class once."""
    root = tmp_path_factory.mktemp("same-marks")
    return HandedIn(root, tuple(write_class(LEARNERS, RELEASED, root / "in")))


@pytest.fixture(scope="module")
def course_grade(handed_in):
    """Grade the class by `course grade`; return its rows and the gradebook's marks."""
    course, rows = copy_course(handed_in.root / "ours"), handed_in.root / "rows.json"
    given = ("--submissions", handed_in.root / "in", "--json", rows)
    handed_in.run(("course", "grade", UNIT, *given), course.root)
    return json.loads(rows.read_text("utf-8")), read_marks(course.gradebook, UNIT)


@pytest.fixture(scope="module")
def with_plug_ins(handed_in):
    """Grade the class by `nbgrader autograde` under our nbgrader_config.py."""
    course = copy_course(handed_in.root / "plug-ins")
    for notebook in handed_in.notebooks:
        target = course.submitted(UNIT, notebook.parent.name)
        target.parent.mkdir(parents=True)
        shutil.copy(notebook, target)
    handed_in.run(("nbgrader", "autograde", UNIT), course.root)
    return read_marks(course.gradebook, UNIT)


@pytest.fixture(scope="module")
def stock(handed_in):
    """Grade the class by stock nbgrader, half of it in each of two processes.

    Those over whom it ends would take the others with them: they go to a third.
    """
    made = make_stock_course(handed_in.root / "stock-0", SOLVED, POINTS)
    rooms = (made, *(made.copy_to(handed_in.root / f"stock-{n}") for n in (1, 2)))
    ends = {name for name, learner in BY_NAME.items() if learner.shape.ends_stock}
    goes_on = [path for path in handed_in.notebooks if path.parent.name not in ends]
    rooms[0].take_in(goes_on[0::2])
    rooms[1].take_in(goes_on[1::2])
    rooms[2].take_in(path for path in handed_in.notebooks if path.parent.name in ends)
    processes = [handed_in.start(room.autograde, room.root) for room in rooms]
    codes = [process.wait(MOST_SECONDS) for process in processes]
    assert codes == [0, 0, 1]
    return {k: v for room in rooms for k, v in read_marks(room.gradebook, UNIT).items()}


def differences(marks):
    """Return where marks are not those deserved: (student, exercise) to the mark."""
    return {
        (name, exercise): marks.get(name, {}).get(exercise)
        for name, points in DESERVED.items()
        for exercise, deserved in points.items()
        if marks.get(name, {}).get(exercise) != deserved
    }


def described(found):
    """Add to each difference what was deserved, and for what."""
    return {
        key: (mark, "deserved", BY_NAME[key[0]].points[key[1]], BY_NAME[key[0]].sketch)
        for key, mark in found.items()
    }


def test_the_class_is_varied_and_always_the_same():
    """Every way and shape occurs, no two learners are alike, marks spread wide."""
    made = {
        (learner.shape.id, *(way.source for way in learner.ways.values()))
        for learner in LEARNERS
    }
    written = {
        (exercise, way.source)
        for learner in LEARNERS
        for exercise, way in learner.ways.items()
    }

    assert honest_class(200) == LEARNERS
    assert len(made) == len(LEARNERS) == 200
    assert written == {(e, way.source) for e, ways in WAYS.items() for way in ways}
    assert {learner.shape.id for learner in LEARNERS} > {shape.id for shape in SHAPES}
    scores = [learner.score for learner in LEARNERS]
    assert {0, 20} < set(scores)
    assert len(set(scores)) > 15
    assert max(map(scores.count, scores)) < 100


def test_the_points_are_those_of_the_notebook_and_of_the_grader():
    """What the hand reckons with is what the released check cells are worth."""
    cells = nbformat.read(RELEASED, as_version=4).cells
    ours = [c.metadata.nbgrader for c in cells if c.id.endswith("-check")]
    released = {o.grade_id.removesuffix("-check"): o.points for o in ours}

    assert {e: sum(parts.values()) for e, parts in POINTS.items()} == released
    for exercise in EXERCISES:
        parts = {part.id: part.points for part in find_exercise(exercise).parts}
        assert parts == POINTS[exercise]


@pytest.mark.slow
def test_course_grade_gives_what_is_deserved(course_grade):
    """`course grade` gives each exercise its mark, in its rows and the gradebook."""
    rows, marks = course_grade
    said = {
        row["student"]: {e["id"]: e["points"] for e in row["exercises"]} for row in rows
    }

    assert described(differences(said)) == {}
    assert described(differences(marks)) == {}
    assert set(said) == set(marks) == set(DESERVED)


@pytest.mark.slow
def test_our_plug_ins_give_what_is_deserved(with_plug_ins):
    """`nbgrader autograde` on our course gives each exercise its mark."""
    assert described(differences(with_plug_ins)) == {}
    assert set(with_plug_ins) == set(DESERVED)


@pytest.mark.slow
def test_stock_nbgrader_agrees_but_where_it_stumbles(stock):
    """Its marks differ only for a listed reason, each met here, and never upwards."""
    found = differences(stock)
    unlisted = {
        (name, exercise): mark
        for (name, exercise), mark in found.items()
        if not BY_NAME[name].stock_stumbles(exercise)
    }
    met = {BY_NAME[name].stock_stumbles(exercise) for name, exercise in found}
    ways = [way for pool in WAYS.values() for way in pool]
    listed = {item.stock_stumbles for item in (*ways, *SHAPES)} - {""}

    assert described(unlisted) == {}
    assert met == listed
    assert all(
        (mark or 0) < DESERVED[name][exercise] or mark is None
        for (name, exercise), mark in found.items()
    )
    assert len(found) < 0.2 * len(LEARNERS) * len(EXERCISES)
