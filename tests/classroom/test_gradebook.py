"""Marks go into the gradebook as nbgrader's own steps would put them, or not at all."""

import copy
import shutil
import sqlite3
import sys
import threading
import warnings
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

import pytest
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import compute_checksum
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from grader.classroom.engine import prepare
from grader.classroom.gradebook import Entry, enter_marks, write_ahead
from grader.course import Course

UNIT = "unit"
DUE = datetime(2026, 3, 1, 12, 0)
EARLY, LATE = DUE - timedelta(days=1), DUE + timedelta(minutes=10)
PENALISED = Config({"LateSubmissionPlugin": {"penalty_method": "zero"}})
STUB, PROMPT = "# your code here", "YOUR ANSWER HERE"


@contextmanager
def quiet():
    """Pass over what SQLAlchemy says of nbgrader's own use of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def cell(make, source, grade_id, **flags):
    """Return a cell with nbgrader's metadata, as it is released."""
    ours = {"grade_id": grade_id, "schema_version": 3, "locked": False}
    ours |= {"grade": False, "solution": False, "task": False, **flags}
    made = make(source, metadata={"nbgrader": ours})
    made.metadata.nbgrader["checksum"] = compute_checksum(made)
    return made


def released():
    """Return a unit with an answer, its check, a written answer and a task."""
    return new_notebook(
        cells=[
            new_markdown_cell("Welcome."),
            cell(new_code_cell, STUB, "f", solution=True),
            cell(new_code_cell, "", "f-check", grade=True, locked=True, points=5),
            cell(
                *(new_markdown_cell, PROMPT, "why"),
                grade=True,
                solution=True,
                points=3,
            ),
            cell(new_markdown_cell, "Explore.", "task", task=True, points=2),
        ]
    )


def marked(points="5", answer="def f(): ...", why="Because."):
    """Return a marked notebook; None leaves an answer as it was released."""
    notebook = released()
    _, code, check, written, _ = notebook.cells
    code.source = STUB if answer is None else answer
    written.source = PROMPT if why is None else why
    check.outputs = [new_output("execute_result", data={"text/plain": points})]
    return notebook


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Make a gradebook by nbgrader's own interface, with the unit in it."""
    folder = tmp_path_factory.mktemp("gradebook")
    prepare(Course(folder))
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "a course") as gradebook:
        gradebook.add_assignment(UNIT, duedate=DUE)
        gradebook.add_notebook(UNIT, UNIT)
        gradebook.add_solution_cell("f", UNIT, UNIT)
        graded = {"max_score": 5, "cell_type": "code"}
        gradebook.add_grade_cell("f-check", UNIT, UNIT, **graded)
        written = {"max_score": 3, "cell_type": "markdown"}
        gradebook.add_grade_cell("why", UNIT, UNIT, **written)
        gradebook.add_solution_cell("why", UNIT, UNIT)
        task = {"max_score": 2, "cell_type": "markdown"}
        gradebook.add_task_cell("task", UNIT, UNIT, **task)
    return folder / "gradebook.db"


class Book:
    """A gradebook's file, and what is done to it."""

    def __init__(self, template, path):
        shutil.copy(template, path)
        self.path, self.url = path, f"sqlite:///{path}"

    @contextmanager
    def open(self, timeout=5):
        """Open it as the grader does."""
        with Gradebook(f"{self.url}?timeout={timeout}", "a course") as gradebook:
            write_ahead(gradebook)
            yield gradebook

    def enter(self, *entries, config=None):
        """Enter marks our way."""
        with self.open() as gradebook:
            enter_marks(gradebook, UNIT, entries, config or Config())

    def enter_stock(self, entry, config=None):
        """Enter them as `nbgrader autograde` does, by its own steps."""
        with self.open() as gradebook, quiet():
            gradebook.update_or_create_student(entry.student)
            told = {"timestamp": entry.timestamp} if entry.timestamp else {}
            gradebook.update_or_create_submission(UNIT, entry.student, **told)
        facts = {"notebook": UNIT, "assignment": UNIT, "student": entry.student}
        resources = {"nbgrader": {**facts, "db_url": self.url}}
        for step in (SaveAutoGrades, AssignLatePenalties):
            marked = copy.deepcopy(entry.notebook)
            step(config=config or Config()).preprocess(marked, resources)

    def touch_by_hand(self, student):
        """Mark and comment as a teacher does in formgrader."""
        with Gradebook(self.url, "a course") as gradebook:
            check = gradebook.find_grade("f-check", UNIT, UNIT, student)
            check.manual_score, check.extra_credit = 2.5, 0.5
            written = gradebook.find_grade("why", UNIT, UNIT, student)
            written.manual_score = 3.0
            written.needs_manual_grade = False
            task = gradebook.find_grade("task", UNIT, UNIT, student)
            task.extra_credit = 1.0
            comment = gradebook.find_comment("why", UNIT, UNIT, student)
            comment.manual_comment = "Well said."
            gradebook.db.commit()

    def rows(self, query):
        """Return the rows of a query, sorted."""
        with closing(sqlite3.connect(self.path)) as connection:
            return sorted(connection.execute(query).fetchall(), key=repr)

    def content(self):
        """Return all that is in it of students, without the keys of rows."""
        return {
            "students": self.rows("select * from student"),
            "submissions": self.rows(
                """select student_id, timestamp, extension, late_submission_penalty,
                flagged from submitted_assignment sa
                join submitted_notebook sn on sn.assignment_id = sa.id"""
            ),
            "grades": self.rows(
                """select student_id, name, type, auto_score, manual_score,
                extra_credit, needs_manual_grade from grade g
                join base_cell c on c.id = g.cell_id
                join submitted_notebook sn on sn.id = g.notebook_id
                join submitted_assignment sa on sa.id = sn.assignment_id"""
            ),
            "comments": self.rows(
                """select student_id, name, type, auto_comment, manual_comment
                from comment g join base_cell c on c.id = g.cell_id
                join submitted_notebook sn on sn.id = g.notebook_id
                join submitted_assignment sa on sa.id = sn.assignment_id"""
            ),
        }


@pytest.fixture
def book(template, tmp_path):
    """Return a gradebook of its own."""
    return Book(template, tmp_path / "ours.db")


@pytest.fixture
def both(book, template, tmp_path):
    """Return a function that enters marks our way and nbgrader's, into two books."""
    stock = Book(template, tmp_path / "stock.db")

    def enter(*entries, config=None):
        book.enter(*entries, config=config)
        for entry in entries:
            stock.enter_stock(entry, config)

    return enter, book, stock


@pytest.mark.parametrize("when", [EARLY, LATE, None])
@pytest.mark.parametrize("config", [Config(), PENALISED])
def test_a_new_student_stands_as_nbgrader_would_have_it(both, when, config):
    """Right, partly right, wrong and untouched: the same rows, field by field."""
    enter, ours, stock = both
    enter(
        Entry("right", marked("5"), when),
        Entry("partly", marked("2.5"), when),
        Entry("wrong", marked("0", why=None), when),
        Entry("untouched", marked("0", answer=None, why=None), when),
        config=config,
    )

    content = ours.content()
    assert content == stock.content()
    scores = {(s, c): score for s, c, _, score, *_ in content["grades"]}
    assert scores["partly", "f-check"] == 2.5
    assert scores["right", "why"] is None
    assert scores["wrong", "why"] == 0
    said = {(s, c): words for s, c, _, words, _ in content["comments"]}
    assert said["untouched", "f"] == said["wrong", "why"] == "No response."
    assert said["right", "f"] is None
    lost = {student: penalty for student, _, _, penalty, _ in content["submissions"]}
    is_lost = when == LATE and config is PENALISED
    assert lost["partly"] == (2.5 if is_lost else None)


def test_grading_again_touches_nothing_that_a_person_wrote(both):
    """Marks, extra credit and comments by hand stay; the rest is new."""
    enter, ours, stock = both
    enter(Entry("ann", marked("5"), EARLY))
    for book in (ours, stock):
        book.touch_by_hand("ann")
    enter(Entry("ann", marked("1", answer=None), LATE), config=PENALISED)

    content = ours.content()
    assert content == stock.content()
    by_cell = {name: rest for _, name, _, *rest in content["grades"]}
    assert by_cell["f-check"] == [1.0, 2.5, 0.5, 1]
    assert by_cell["why"] == [None, 3.0, None, 1]
    assert by_cell["task"] == [None, None, 1.0, 1]
    ((_, when, _, penalty, _),) = content["submissions"]
    assert when.startswith("2026-03-01 12:10")
    # 2.5 + 0.5 + 3; extra credit alone, without a mark, is none for nbgrader.
    assert penalty == 6.0


def test_a_penalty_goes_when_the_work_is_no_longer_late(both):
    """An extension, or an earlier hand-in, takes it back."""
    enter, ours, stock = both
    enter(Entry("ann", marked("5"), LATE), Entry("bob", marked("5"), LATE))
    enter(Entry("ann", marked("5"), None), config=PENALISED)
    for book in (ours, stock):
        with book.open() as gradebook:
            gradebook.grant_extension(UNIT, "ann", hours=1)
    entries = Entry("ann", marked("5"), None), Entry("bob", marked("5"), EARLY)
    enter(*entries, config=PENALISED)

    content = ours.content()
    assert content == stock.content()
    assert [row[3] for row in content["submissions"]] == [None, None]


def test_an_extension_without_a_due_date_is_no_lateness(book):
    """Nbgrader falls over this pair; grading does not."""
    book.enter(Entry("ann", marked("5"), LATE))
    with book.open() as gradebook:
        gradebook.find_submission(UNIT, "ann").extension = timedelta(hours=1)
        gradebook.find_assignment(UNIT).duedate = None
        gradebook.db.commit()
    book.enter(Entry("ann", marked("4"), LATE), config=PENALISED)

    assert [row[3] for row in book.content()["submissions"]] == [None]


def test_a_student_and_a_submission_that_are_there_already_are_used(both):
    """What formgrader or a list of the class brought in stays as it was."""
    enter, ours, stock = both
    for book in (ours, stock):
        with book.open() as gradebook:
            gradebook.add_student("ann", first_name="Ann", email="a@example.org")
            gradebook.add_student("bob", last_name="Bee")
            with quiet():
                gradebook.add_submission(UNIT, "bob", timestamp=EARLY)
    enter(Entry("ann", marked("5"), EARLY), Entry("bob", marked("3"), None))

    content = ours.content()
    assert content == stock.content()
    assert ("ann", "Ann", None, "a@example.org", None) in content["students"]
    assert len(content["submissions"]) == 2


def test_a_submission_from_before_the_release_is_completed(both):
    """`nbgrader autograde` leaves an empty one where it finds no notebook."""
    enter, ours, stock = both
    with ours.open() as gradebook:
        gradebook.add_student("ann")
        assignment = gradebook.find_assignment(UNIT)
        gradebook.db.add(SubmittedAssignment(assignment=assignment, student_id="ann"))
        gradebook.db.commit()
    enter(Entry("ann", marked("3"), EARLY), Entry("bob", marked("5"), EARLY))

    assert ours.content() == stock.content()


def test_a_grade_that_was_lost_is_made_anew(book):
    """One that another tool removed is no reason to fail a class."""
    book.enter(Entry("ann", marked("3"), EARLY))
    before = book.content()
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("delete from grade")
        connection.execute("delete from comment")
        connection.commit()
    book.enter(Entry("ann", marked("3"), EARLY))

    assert book.content() == before


@pytest.mark.parametrize("name", ["default_course", "", "42 / Ünïversity; drop--"])
def test_the_course_s_name_makes_no_difference(book, name):
    """Entering under another course id finds the same unit and the same students."""
    with Gradebook(book.url, name) as gradebook:
        enter_marks(gradebook, UNIT, [Entry("ann", marked(), EARLY)], Config())
    book.enter(Entry("ann", marked("2"), EARLY))

    assert [row[3] for row in book.content()["grades"] if row[1] == "f-check"] == [2.0]


def test_a_plug_in_of_the_course_folder_is_found(book, tmp_path, monkeypatch):
    """As with the command nbgrader, which looks for plug-ins where it is run."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "own_penalty.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Half(BasePlugin):\n"
        "    def late_submission_penalty(self, student, score, seconds):\n"
        "        return score / 2 if seconds == 600 else None\n"
    )
    prepare(Course(tmp_path))
    config = Config({"AssignLatePenalties": {"plugin_class": "own_penalty.Half"}})
    book.enter(Entry("ann", marked("5"), LATE), config=config)

    assert [row[3] for row in book.content()["submissions"]] == [2.5]


def test_a_batch_fails_as_a_whole(book):
    """An entry that cannot be entered leaves no trace of those beside it."""
    book.enter(Entry("ann", marked("5"), EARLY))
    before = book.content()
    entries = [
        Entry("ann", marked("1"), LATE),
        Entry("bob", marked("4"), EARLY),
        Entry("eve", marked("99"), EARLY),  # more than there is to earn
    ]
    with pytest.raises(ValueError, match="partial credit"):
        book.enter(*entries)

    assert book.content() == before
    book.enter(*entries[:2])
    assert [row[0] for row in book.content()["students"]] == ["ann", "bob"]


def test_two_writers_at_once_wait_for_each_other(book):
    """Twenty batches of two writers, over the same students: each student once."""
    names = [f"s{i}" for i in range(8)]
    failed = []

    def write(points):
        try:
            with book.open(timeout=60) as gradebook:
                for _ in range(10):
                    entries = [Entry(name, marked(points), EARLY) for name in names]
                    enter_marks(gradebook, UNIT, entries, Config())
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(p,)) for p in ("1", "2")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert not failed
    content = book.content()
    assert [row[0] for row in content["submissions"]] == names
    marks = {row[3] for row in content["grades"] if row[1] == "f-check"}
    assert len(marks) == 1  # a batch is whole: the last one's, all of it


def test_who_cannot_write_in_time_is_told(book):
    """A gradebook that another program holds is an error, and nothing is written."""
    with closing(sqlite3.connect(book.path)) as holder, book.open(0.2) as gradebook:
        holder.execute("begin immediate")
        with pytest.raises(OperationalError, match="locked"):
            enter_marks(gradebook, UNIT, [Entry("ann", marked(), EARLY)], Config())
        holder.rollback()

    assert book.content()["students"] == []


def test_reading_and_writing_do_not_wait_for_each_other(book):
    """While formgrader reads, marks are entered, and it goes on reading the old."""
    book.enter(Entry("ann", marked("5"), EARLY))
    query = "select auto_score from grade where auto_score is not null"
    with closing(sqlite3.connect(book.path)) as reader, book.open(0.2) as gradebook:
        reader.execute("begin")
        assert reader.execute(query).fetchall() == [(5.0,)]
        enter_marks(gradebook, UNIT, [Entry("ann", marked("1"), EARLY)], Config())
        assert reader.execute(query).fetchall() == [(5.0,)]
        reader.rollback()
        assert reader.execute(query).fetchall() == [(1.0,)]
