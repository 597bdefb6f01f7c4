"""An answer in words on its way to whoever marks it."""

from html.parser import HTMLParser

import nbformat
import pytest
from nbformat import from_dict
from nbgrader.utils import compute_checksum, determine_grade

from grader.checking import Outcome
from grader.classroom.pages import FeedbackExporter
from grader.exercises import find_written
from grader.marking import UnitNotebooks, mark, read_submission, rebuild
from grader.running import Limits
from tests.marking.test_quoting import HOSTILE
from tests.written_course import STUB, UNIT, VALUE, WHY, hand_in, write_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the small course."""
    return write_course(tmp_path_factory.mktemp("written") / "course")


@pytest.fixture
def marked(course, tmp_path):
    """Return a function that marks a submission with such words."""
    notebooks = UnitNotebooks.read(course.released(UNIT), course.solved(UNIT))

    def marked(why, **value):
        cells = read_submission(hand_in(course, tmp_path, "ana", why, **value))
        notebook = rebuild(notebooks.released, cells)
        results = mark(notebook, 1, Limits())
        by_id = {result.exercise_id: result for result in results}
        return by_id, next(c for c in notebook.cells if c.id == WHY)

    return marked


def test_released_cell_holds_the_stub_and_no_answer(course):
    """The model answer stays behind, its markers too; the stub tells what to do."""
    text = course.released(UNIT).read_text("utf-8")
    assert STUB in text
    assert "0.8 on average" not in text
    assert "SOLUTION" not in text


def test_words_are_left_to_a_person_not_failed(marked):
    """No mark is given, and none of nought either: nbgrader asks for one."""
    results, cell = marked("Both cost 0.8 there.")
    assert results[WHY].outcome is Outcome.NEEDS_MANUAL
    assert (results[WHY].points, results[WHY].max_points) == (0, 2)
    assert results[WHY].title == find_written(WHY).title
    assert results[VALUE].outcome is Outcome.CORRECT
    assert determine_grade(cell) == (None, 2)


def test_rubric_stands_below_the_words(marked):
    """Who marks has the questions beside the field for the mark."""
    _, cell = marked("Both cost 0.8 there.")
    words, rubric = cell.source.split("**Marked by hand:**")
    assert words == "```text\nBoth cost 0.8 there.\n```\n\n"
    asked = [f"- 1 of 2: {criterion.words}" for criterion in find_written(WHY).rubric]
    assert rubric.strip().splitlines() == asked


@pytest.mark.parametrize("why", [None, "", " \n\t", f"\n{STUB}  \n"])
def test_no_words_earn_nothing_and_ask_for_nobody(marked, why):
    """The stub stays as it was released, so that nbgrader gives 0 by itself."""
    results, cell = marked(why)
    assert results[WHY].outcome is Outcome.NOT_ATTEMPTED
    assert cell.source == STUB
    assert cell.metadata.nbgrader.checksum == compute_checksum(cell)
    assert determine_grade(cell) == (0, 2)


def test_words_are_never_run(marked):
    """Code in an answer in words is words."""
    results, cell = marked("mini_threshold = 0.2", value="mini_threshold = ...")
    assert results[VALUE].points == 0
    assert cell.cell_type == "markdown"


def test_a_cell_turned_into_code_is_words_all_the_same(course, tmp_path):
    """The master says what a cell is, and where the words stand."""
    path = hand_in(course, tmp_path, "eve", "mini_threshold = 0.2", "")
    notebook = nbformat.read(path, as_version=4)
    for index, cell in enumerate(notebook.cells):
        if cell.id == WHY:
            code = nbformat.v4.new_code_cell(cell.source, metadata=cell.metadata)
            notebook.cells[index] = code
    nbformat.write(notebook, path)
    master = UnitNotebooks.read(course.released(UNIT), course.solved(UNIT)).released
    rebuilt = rebuild(master, read_submission(path))
    assert [
        c.source for c in rebuilt.cells if "added" in c.metadata.get("course", {})
    ] == []
    (cell,) = [c for c in rebuilt.cells if c.id == WHY]
    assert cell.source == "```text\nmini_threshold = 0.2\n```"


def words_of(course, tmp_path, *sources, added=()):
    """Hand in an answer in so many cells, and cells added below; return the words."""
    path = hand_in(course, tmp_path, "eve", sources[0], "")
    notebook = nbformat.read(path, as_version=4)
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == WHY)
    more = [
        {**notebook.cells[place], "source": s, "id": f"half-{len(s)}"}
        for s in sources[1:]
    ]
    more += [nbformat.v4.new_markdown_cell(source) for source in added]
    notebook.cells[place + 1 : place + 1] = [nbformat.from_dict(c) for c in more]
    nbformat.write(notebook, path)
    master = UnitNotebooks.read(course.released(UNIT), course.solved(UNIT)).released
    rebuilt = rebuild(master, read_submission(path))
    (cell,) = [c for c in rebuilt.cells if c.id == WHY]
    assert cell.metadata.course.copies <= 1  # nothing says that only the last counts
    return cell.source


def test_a_split_answer_is_read_whole(course, tmp_path):
    """Who marks sees both halves, and a half that stands twice once."""
    whole = "```text\nfirst half\n\nsecond half\n```"
    assert (
        words_of(course, tmp_path, "first half", "second half", "first half") == whole
    )


def test_words_below_the_stub_are_the_answer(course, tmp_path):
    """Somebody who added a cell, instead of writing over the stub, has answered."""
    below = words_of(course, tmp_path, STUB, added=["Both cost 0.8 there."])
    assert below == "```text\nBoth cost 0.8 there.\n```"


class Page(HTMLParser):
    """Collects a page's tags with their attributes, and its text."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep text."""
        self.text += data


@pytest.mark.parametrize("why", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_inert_above_the_rubric(marked, why):
    """The learner's text is shown letter by letter, and the rubric is not in it."""
    _, cell = marked(why)
    page = Page()
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}

    html, _ = FeedbackExporter().from_notebook_node(from_dict(notebook))
    body = html[html.index("<body") :]
    page.feed(body)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "svg", "object", "form", "input"}
    links = [attrs.get("href", "") for tag, attrs in page.tags if tag == "a"]
    assert all(link.startswith("#") for link in links)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert " ".join(why.split()) in " ".join(page.text.split())
    assert ("strong", {}) in page.tags
    assert names >= {"ul", "li"}
