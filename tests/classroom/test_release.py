"""Releases hold no solution, follow their source, and never harm a class."""

import json
import re
import shutil

import nbformat
import pytest

from grader.classroom import release
from grader.classroom.demo_class import LEARNERS, UNIT
from grader.classroom.feedback import write_feedback
from grader.course import find_course
from grader.exercises import UNITS, WrittenExercise

BY_NAME = {learner.name: learner for learner in LEARNERS}


@pytest.fixture(scope="module")
def repository():
    """Return the course of this checkout."""
    return find_course()


def test_the_committed_lessons_are_what_solutions_generate(repository):
    """`course release --check` holds for the checkout itself."""
    assert release.stale_units(repository, repository.units()) == []


def test_solutions_hold_units_and_nothing_else(repository):
    """Any other folder would be listed as an assignment by formgrader."""
    found = {path.name for path in repository.solutions.iterdir()}

    assert found - {"__pycache__"} == {"0-start-here", *UNITS}  # nothing is asked in it
    for unit in UNITS:
        names = {path.name for path in (repository.solutions / unit).iterdir()}
        assert names - {".ipynb_checkpoints"} == {f"{unit}.ipynb"}


def test_no_released_file_holds_a_solution(repository):
    """No line of any solution region, and no stored output, is in lessons/."""
    released = "\n".join(
        path.read_text("utf-8")
        for path in repository.lessons.rglob("*")
        if path.is_file() and path.suffix in (".ipynb", ".json", ".md", ".txt")
    )
    secret = set()
    for unit in repository.units():
        path = repository.solutions / unit / f"{unit}.ipynb"
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                inside = re.findall(
                    r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.S
                )
                lines = "".join(inside).splitlines()
                secret |= {line.strip() for line in lines if len(line.strip()) > 12}
    assert len(secret) > 15
    for line in secret:
        assert json.dumps(line)[1:-1] not in released
    assert "BEGIN SOLUTION" not in released
    assert "image/png" not in released


def test_no_released_file_holds_a_hidden_check(repository):
    """Graded probes, expected values and the words of slips stay with the grader."""
    released = "\n".join(
        path.read_text("utf-8") for path in repository.lessons.rglob("*.ipynb")
    )
    for unit in UNITS.values():
        for exercise in unit.exercises:
            if isinstance(exercise, WrittenExercise):
                continue  # its rubric is for everybody
            for slip in exercise.slips:
                assert slip.id not in released
                assert slip.words[:40] not in released
            for probe in exercise.graded:
                first = probe.args[0]
                if hasattr(first, "__len__") and len(first) > 3:
                    assert str(list(first))[1:-1] not in released


def test_a_stale_release_is_told_and_mended(course, command):
    """--check fails with the unit's name; without it the release is written anew."""
    path = course.released(UNIT)
    fresh = path.read_bytes()
    path.write_bytes(fresh.replace(b"umbrella", b"parasol"))
    checked = command("course", "release", "--check", cwd=course.root)
    untouched = path.read_bytes()
    released = command("course", "release", cwd=course.root)
    again = command("course", "release", "--check", cwd=course.root)

    assert (checked.code, released.code, again.code) == (1, 0, 0)
    assert f"{UNIT}: stale" in checked.out
    assert untouched != fresh
    assert path.read_bytes() == fresh


def test_a_release_without_a_source_is_stale(course):
    """A unit that was taken out of solutions/ is not left in lessons/ unseen."""
    shutil.copytree(course.lessons / UNIT, course.lessons / "9-old")
    name = course.lessons / "9-old"
    (name / f"{UNIT}.ipynb").rename(name / "9-old.ipynb")

    assert release.stale_units(course, course.units()) == ["9-old"]


def test_nbgraders_own_command_generates_the_same_bytes(course, command, tmp_path):
    """`nbgrader generate_assignment` and `course release` agree to the byte."""
    ours = course.released(UNIT).read_bytes()
    (course.root / "classroom").mkdir()
    env = {"PATH": f"{shutil.os.path.dirname(shutil.sys.executable)}:/usr/bin:/bin"}
    ran = command(
        "nbgrader", "generate_assignment", UNIT, "--force", cwd=course.root, env=env
    )

    assert ran.code == 0
    assert course.released(UNIT).read_bytes() == ours


@pytest.mark.slow
def test_changed_points_are_refused_once_there_are_submissions(
    course, command, hand_in
):
    """Marks keep the exercises they belong to; other edits go through."""
    folder = hand_in(BY_NAME["ada-untouched"])
    command("course", "grade", UNIT, "--submissions", folder, cwd=course.root)
    source = course.solutions / UNIT / f"{UNIT}.ipynb"
    before = course.released(UNIT).read_bytes()

    text = source.read_text("utf-8")
    source.write_text(text.replace('"points": 6', '"points": 7'), "utf-8")
    refused = command("course", "release", cwd=course.root)
    assert refused.code == 2
    assert "has submissions in the gradebook" in refused.err
    assert course.released(UNIT).read_bytes() == before

    source.write_text(text.replace("umbrella", "parasol"), "utf-8")
    assert command("course", "release", cwd=course.root).code == 0
    assert b"parasol" in course.released(UNIT).read_bytes()


@pytest.mark.slow
def test_a_source_that_cannot_be_read_is_named(course, command):
    """Of many units the broken one is told."""
    course.solved(UNIT).write_text("{")
    ran = command("course", "release", "--check", cwd=course.root)

    assert ran.code == 2
    assert f"{UNIT} cannot be generated" in ran.err


@pytest.mark.parametrize("unit", ["*", "..", ""])
def test_feedback_of_no_unit_is_refused(course, unit):
    """A pattern or a path is no unit."""
    with pytest.raises(RuntimeError, match="no unit"):
        write_feedback(course, unit)


def test_an_unknown_unit_is_named(course, command):
    """Releasing what does not exist changes nothing."""
    ran = command("course", "release", "9-nothing", cwd=course.root)

    assert ran.code == 2
    assert "no unit 9-nothing" in ran.err
