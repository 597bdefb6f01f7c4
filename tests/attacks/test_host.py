"""After the attacks the host is as it was, but for the marks."""

import json
import sqlite3
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.checking import graded_probes
from grader.exercises import find_exercise

from .all_cases import CLASSMATES
from .case import FULL
from .host import UNIT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize(
        "graded", ["all-walls", "two-walls"], indirect=True, scope="session"
    ),
]

_MEGABYTE = 2**20


def expected_scores(graded):
    """Return what every student's mark should be."""
    return {c.name: c.score for c in graded.cases if c.points is not None}


def texts_for_learners(graded):
    """Return by student what they are given back: their marked notebook."""
    folder = graded.host.course.classroom / "autograded"
    return {
        path.parents[1].name: path.read_text("utf-8")
        for path in folder.glob(f"*/{UNIT}/{UNIT}.ipynb")
    }


def test_the_gradebook_holds_the_deserved_marks_and_nothing_else(graded):
    """Every student's mark, nobody's lost, no stranger, no cell or point more."""
    course = graded.host.course
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        submissions = gradebook.assignment_submissions(UNIT)
        scores = {s.student.id: s.score for s in submissions}
        students = {student.id for student in gradebook.students}
        units = [assignment.name for assignment in gradebook.assignments]
        cells = gradebook.find_notebook(UNIT, UNIT).grade_cells
        points = {cell.name: cell.max_score for cell in cells}
        by_hand = [
            g
            for s in submissions
            for n in s.notebooks
            for g in n.grades
            if g.manual_score is not None or g.needs_manual_grade
        ]

    assert scores == expected_scores(graded)
    assert students == set(scores)
    assert units == [UNIT]
    assert points == {f"{name}-check": most for name, most in FULL.items()}
    assert not by_hand


def test_the_gradebook_is_whole(graded):
    """SQLite finds no damage in it."""
    with sqlite3.connect(graded.host.course.gradebook) as book:
        words = book.execute("pragma integrity_check").fetchall()
    book.close()

    assert words == [("ok",)]


def test_nothing_has_changed_that_is_not_the_graders(graded):
    """Sources, submissions, home, canaries: their contents, modes and attributes."""
    changed = {
        path
        for path in {*graded.before, *graded.after}
        if graded.before.get(path) != graded.after.get(path)
    }

    assert changed == set()


def test_submissions_are_kept_as_they_were_handed_in(graded):
    """What is collected is byte for byte what its student handed in."""
    for case in graded.cases:
        if case.points is not None:
            collected = graded.host.course.submitted(UNIT, case.name)
            handed_in = graded.host.handed_in / case.name / f"{UNIT}.ipynb"
            assert collected.read_bytes() == handed_in.read_bytes(), case.name


def test_the_classroom_holds_what_it_should(graded):
    """One folder a marked student, and no file that a learner has named."""
    classroom = graded.host.course.classroom
    names = set(expected_scores(graded))
    files = {path.name for path in classroom.rglob("*") if path.is_file()}
    known = {f"{UNIT}.ipynb", "timestamp.txt", "gradebook.db", "gradebook.db-wal"}
    known |= {"gradebook.db-shm"}

    assert {path.name for path in (classroom / "autograded").iterdir()} == names
    assert {path.name for path in (classroom / "submitted").iterdir()} == names
    odd = {name for name in files - known if not name.endswith((".json", ".html"))}
    assert {name for name in odd if "lock" not in name} == set()


def test_nothing_temporary_is_left(graded):
    """Scratch folders, workers' folders and pools are gone."""
    assert list(graded.host.temporary.iterdir()) == []


def test_the_disk_was_never_full_of_it(graded):
    """Neither while it ran nor in what it leaves does an attack take much space."""
    classroom = graded.host.course.classroom
    left = sum(p.stat().st_size for p in classroom.rglob("*") if p.is_file())

    # Each of two workers may have 64 MB and what is written between two looks.
    assert graded.most["bytes"] < 800 * _MEGABYTE
    assert left < 150 * _MEGABYTE


def test_there_was_no_crowd_of_processes_or_threads(graded):
    """Neither forks nor threads got through in numbers that others would feel."""
    assert graded.most["processes"] < 40
    assert graded.most["threads"] < 1000


def test_no_process_survives(graded):
    """Nothing that carries the run's folder or marker with it is alive."""
    assert graded.survivors == []


def test_nothing_was_sent(graded):
    """No connection and no datagram has arrived, on loopback or unix sockets."""
    assert graded.heard == []


def test_no_act_on_the_host_succeeded(graded):
    """Where an attack says that it got through to something, it says so."""
    for name, text in texts_for_learners(graded).items():
        outputs = [
            output
            for cell in json.loads(text)["cells"]
            if cell["cell_type"] == "code" and "own-scratch" not in name
            for output in cell["outputs"]
        ]
        assert "REACHED" not in json.dumps(outputs), name


def test_no_secret_is_in_what_learners_are_given(graded):
    """Solution, home, environment, canary; of a classmate only in their own."""
    host = graded.host
    for name, text in texts_for_learners(graded).items():
        for what, secret in host.secrets.items():
            own = what == "classmate" and name in {c.name for c in CLASSMATES}
            assert own or secret not in text, (name, what)


def test_no_secret_is_in_what_is_printed_or_recorded(graded):
    """Neither the command's words nor its records hold any of them."""
    host = graded.host
    records = host.course.classroom / "results"
    said = [graded.ran.stdout, graded.ran.stderr, json.dumps(dict(graded.rows))]
    said += [path.read_text("utf-8") for path in records.rglob("*.json")]
    for secret in host.secrets.values():
        assert not any(secret in text for text in said)


def test_no_source_of_the_grader_is_in_what_learners_are_given(graded):
    """Not a line of the reference, the exercises or the way they are judged."""
    folder = graded.before
    lines = {
        line.strip()
        for path in folder
        if path.endswith(".py")
        and any(f"/grader/{part}/" in path for part in ("reference", "exercises"))
        for line in Path(path).read_text("utf-8").splitlines()
        if len(line.strip()) > 60 and "def " in line
    }
    assert len(lines) > 20
    for name, text in texts_for_learners(graded).items():
        assert not [line for line in lines if line in text], name


def test_no_hidden_question_is_in_what_learners_are_given(graded):
    """Neither reviewed nor freshly drawn data, in any spelling of a list."""
    seeds = {
        json.loads(path.read_text("utf-8"))["seed"]
        for path in (graded.host.course.classroom / "results").rglob("*.json")
    } - {None}
    hidden = set()
    for seed in seeds:
        for exercise in map(find_exercise, FULL):
            probes = graded_probes(exercise, seed)[len(exercise.published) :]
            for probe in probes:
                for data in probe.args or ():
                    numbers = list(
                        getattr(data, "tolist", lambda d=data: d)()
                        if not isinstance(data, (int, float))
                        else []
                    )
                    if len({*numbers}) > 4:
                        hidden.add(", ".join(map(repr, numbers[:4])))
    published = {
        ", ".join(map(repr, list(data)[:4]))
        for exercise in map(find_exercise, FULL)
        for probe in exercise.published
        for data in probe.args or ()
        if not isinstance(data, (int, float))
    }
    assert len(hidden - published) > 5
    # The one that knows them has them in its own source.
    for name, text in texts_for_learners(graded).items():
        if not name.endswith("knows-the-reviewed"):
            found = [numbers for numbers in hidden - published if numbers in text]
            assert not found, name


def test_no_student_reads_of_another(graded):
    """No marked notebook holds a classmate's name."""
    names = {case.name for case in CLASSMATES}
    for name, text in texts_for_learners(graded).items():
        assert not [other for other in names - {name} if other in text], name
