"""A class that hands in its quick test: marks in the gradebook, items in the report."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from quiz import draw_form, load_bank

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
UNIT = "8-quick-test"
COURSE = str(Path(sys.executable).with_name("course"))


def answers_of(form, wrong):
    """Answer a form rightly but for the first n questions."""
    given = {}
    for place, question in enumerate(form.questions):
        pick = [a for a in question.answers if a.correct == (place >= wrong)]
        pick = sorted(pick, key=lambda answer: answer.id)
        if question.is_numeric:
            given[question.id] = -9.5 if place < wrong else pick[0].value
        elif question.takes_many:
            given[question.id] = [answer.id for answer in pick]
        else:
            given[question.id] = pick[0].id
    return given


def record(form, wrong):
    """Return the source that an answer cell holds after the test."""
    answers = answers_of(draw_form(load_bank(), form), wrong)
    return f"quick_test = {json.dumps({'form': form, 'answers': answers})}"


SUBMISSIONS = {
    **{f"form-1-wrong-{wrong}": (record(1, wrong), 10 - wrong) for wrong in range(11)},
    "form-9": (record(9, 3), 7),
    "pasted-below": (f"quick_test = record_quick_test()\n{record(2, 1)}", 9),
    "computed": (record(1, 2).replace("{", "dict({", 1) + ")", 8),
    "not-taken": (None, 0),
    "odd-form": (record(1, 0).replace('"form": 1', '"form": -1'), 0),
    "other-form": (record(1, 0).replace('"form": 1', '"form": 2'), 0),
    "endless": ("quick_test = {'form': 10**4000, 'answers': {}}", 0),
    "claims": ("quick_test = 10", 0),
    "imports": (
        "from quiz import load_bank\nquick_test = {'form': 1, 'answers': {}}",
        0,
    ),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the class by the command, and return its course and rows."""
    root = tmp_path_factory.mktemp("class")
    course = root / "course"
    course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for folder in ("solutions", "lessons"):
        shutil.copytree(ROOT / folder / UNIT, course / folder / UNIT)
    master = nbformat.read(course / "lessons" / UNIT / f"{UNIT}.ipynb", as_version=4)
    for student, (source, _) in SUBMISSIONS.items():
        for cell in master.cells:
            if cell.id == "quick-test":
                stub = cell.source
                cell.source = stub if source is None else source
        target = root / "in" / student / f"{UNIT}.ipynb"
        target.parent.mkdir(parents=True)
        nbformat.write(master, target)
        for cell in master.cells:
            if cell.id == "quick-test":
                cell.source = stub
    rows = run(course, "grade", UNIT, "--submissions", root / "in", "--json", "-")
    return course, {row["student"]: row for row in json.loads(rows)}


def run(course, *arguments):
    """Run `course` in a course folder and return what it printed."""
    home = course.parent / "home"
    done = subprocess.run(
        [COURSE, *map(str, arguments)],
        cwd=course,
        env={**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("student", SUBMISSIONS)
def test_the_mark_is_the_score(graded, student):
    """The parent draws the recorded form again, whatever the cell says."""
    _, rows = graded
    row = rows[student]
    assert (row["status"], row["score"], row["max_score"]) == (
        "graded",
        SUBMISSIONS[student][1],
        10,
    )


def test_the_marks_are_in_the_gradebook(graded):
    """The database of nbgrader has them beside the units."""
    course, _ = graded
    with Gradebook(f"sqlite:///{course / 'classroom' / 'gradebook.db'}") as gradebook:
        for student, (_, points) in SUBMISSIONS.items():
            assert gradebook.find_submission(UNIT, student).score == points


def test_no_key_reaches_feedback(graded):
    """What a student gets back holds no explanation and no key but their own."""
    course, _ = graded
    run(course, "feedback", UNIT)
    pages = list((course / "classroom" / "feedback").rglob("*.html"))
    assert len(pages) == len(SUBMISSIONS)
    form = draw_form(load_bank(), 1)
    told = [a.explanation for q in form.questions for a in q.answers]
    for page in pages:
        text = page.read_text("utf-8")
        assert not any(words in text for words in told)


def test_the_report_has_a_line_an_item(graded):
    """Takers, share right, discrimination and the misconception, as text."""
    course, _ = graded
    text = run(course, "report", UNIT)
    form = draw_form(load_bank(), 1)
    # Eleven handed in form 1 with 0 to 10 wrong, and one an empty sheet of it.
    first, last = form.questions[0].id, form.questions[9].id
    assert re.search(rf"{first} +│ 12 +│ 8% +│", text)
    assert re.search(rf"{last} +│ 12 +│ 83% +│", text)
    assert "Left out, no literal record: " in text
    chosen = [a for a in form.questions[0].answers if not a.correct]
    wrong = min(chosen, key=lambda answer: answer.id)
    assert f"10× {wrong.text[:40]}" in text
    assert wrong.misconception in text


class _Page(HTMLParser):
    """Collects tags and the label of the picture."""

    def __init__(self):
        super().__init__()
        self.tags, self.labels = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "svg":
            self.labels.append(dict(attrs).get("aria-label", ""))


def test_the_report_s_plot_stands_inside_the_page(graded, tmp_path):
    """An SVG with words, no script, no image and nothing from elsewhere."""
    course, _ = graded
    run(course, "report", UNIT, "--html", tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.tags.count("svg") == 1
    assert not {"script", "img", "iframe", "link", "image"} & set(page.tags)
    assert "default-src 'none'" in text
    first = draw_form(load_bank(), 1).questions[0].id
    assert re.search(rf"{first} 8% \(discrimination [+-]\d\.\d\d\)", page.labels[0])
    assert ">discrimination<" in text
