"""A submission's shape neither helps nor hurts; only its source text counts."""

import json

import numpy as np
import pytest

from grader.classroom.demo_class import FULL
from grader.marking import answer_id, check_id, rebuild


def found_answers(notebook):
    """Return the rebuilt notebook's answers by exercise id."""
    return {answer_id(c): c for c in notebook.cells if answer_id(c)}


def check_answers(notebook, answers):
    """Check that every answer stands in its place and counts as attempted."""
    for exercise, cell in found_answers(notebook).items():
        assert cell.source == answers[exercise]
        assert cell.metadata.course.attempted


def strip_metadata(cells):
    """Remove all metadata, as a foreign editor might."""
    for cell in cells:
        cell["metadata"] = {}
    return cells


def retype(cells):
    """Turn answers into markdown."""
    for cell in cells:
        if "solution" in str(cell["metadata"]):
            cell["cell_type"] = "markdown"
    return cells


def tamper(cells):
    """Raise points, unlock, retag, and rewrite the checks."""
    for cell in cells:
        ours = cell["metadata"].get("nbgrader")
        if ours and ours["grade"]:
            ours.update(points=1000, locked=False, schema_version=99, grade=False)
            cell["source"] = "100"
            cell["metadata"]["tags"] = ["skip-execution"]
    return cells


def delete_checks(cells):
    """Leave out every check cell."""
    return [c for c in cells if not c["metadata"].get("nbgrader", {}).get("grade")]


def keep_answers_only(cells):
    """Leave out everything but the answers."""
    return [c for c in cells if c["metadata"].get("nbgrader", {}).get("solution")]


def shuffle(cells):
    """Put the cells into another order."""
    order = np.random.default_rng(3).permutation(len(cells))
    return [cells[i] for i in order]


@pytest.mark.parametrize(
    "change",
    [
        list,
        strip_metadata,
        retype,
        tamper,
        delete_checks,
        keep_answers_only,
        shuffle,
        lambda cells: cells[::-1],
        lambda cells: cells + cells,
    ],
    ids=[
        "as-it-is",
        "stripped",
        "retyped",
        "tampered",
        "checks-deleted",
        "answers-only",
        "shuffled",
        "reversed",
        "doubled",
    ],
)
def test_shape_does_not_matter(master, submission, as_cells, answers, change):
    """Answers land in their places, and the rest is the master's."""
    rebuilt = rebuild(master, as_cells(change(submission)))
    check_answers(rebuilt, answers)
    ours = [c for c in rebuilt.cells if not c.metadata.get("course", {}).get("added")]

    assert [c.id for c in ours] == [c.id for c in master.cells]
    for cell, original in zip(ours, master.cells, strict=True):
        if not answer_id(original):
            assert cell == original
        if check_id(original):
            assert cell.metadata.nbgrader.points == FULL[check_id(original)]


def test_the_master_is_not_changed(master, submission, as_cells):
    """Rebuilding leaves the master as it was, for the next submission."""
    before = str(master)
    rebuild(master, as_cells(submission))

    assert str(master) == before


def test_the_last_attempt_counts_and_copies_are_told(master, submission, as_cells):
    """Of several attempted answers the last counts; a stub after it does not."""
    place = next(i for i, c in enumerate(submission) if c["id"] == "confusion-at")
    stub = master.cells[place].source
    extra = [
        {**submission[place], "source": source}
        for source in ("first = 1", "second = 2", stub)
    ]
    rebuilt = rebuild(master, as_cells(submission + extra))
    cell = found_answers(rebuilt)["confusion-at"]

    assert cell.source == "second = 2"
    assert cell.metadata.course.copies == 3


def test_an_empty_copy_takes_nothing_away(master, submission, as_cells):
    """A cell that was split off and left empty is no later attempt."""
    place = next(i for i, c in enumerate(submission) if c["id"] == "confusion-at")
    empty = {**submission[place], "source": " \n"}
    rebuilt = rebuild(master, as_cells([*submission, empty]))
    cell = found_answers(rebuilt)["confusion-at"]

    assert cell.source == submission[place]["source"]
    assert cell.metadata.course.copies == 1


def test_a_split_answer_keeps_both_halves(master, submission, as_cells):
    """The first half, which may hold a helper, runs before the second."""
    place = next(i for i, c in enumerate(submission) if c["id"] == "f1-from-counts")
    half = {**submission[place], "source": "def helper(): pass", "id": "half"}
    rebuilt = rebuild(
        master, as_cells([*submission[:place], half, *submission[place:]])
    )
    sources = [cell.source for cell in rebuilt.cells]
    answer = sources.index(submission[place]["source"])

    assert sources[answer - 1] == "def helper(): pass"


def test_an_untouched_answer_is_told_from_an_attempt(master, as_cells):
    """White space alone is no attempt; an emptied cell is one."""
    cells = [dict(cell) for cell in master.cells]
    for cell in cells:
        if cell["id"] == "f1-from-counts":
            cell["source"] = "\n" + cell["source"].replace("\n", "  \n") + "\n\n"
        if cell["id"] == "confusion-at":
            cell["source"] = ""
    answers = found_answers(rebuild(master, as_cells(cells)))

    assert not answers["f1-from-counts"].metadata.course.attempted
    assert answers["confusion-at"].metadata.course.attempted


def test_added_and_edited_code_cells_run_where_they_stood(master, submission, as_cells):
    """Helpers follow the cell they were put after; edits follow the master's cell."""
    names = [cell["id"] for cell in submission]
    data = names.index("eight-parts-data")
    submission[data]["source"] += "\nextra = 1"
    helper = {"cell_type": "code", "source": "def helper(): pass", "metadata": {}}
    notes = {"cell_type": "markdown", "source": "my notes", "metadata": {}}
    cells = [*submission[: data + 1], helper, notes, *submission[data + 1 :]]
    rebuilt = rebuild(master, as_cells(cells))
    place = [c.id for c in rebuilt.cells].index("eight-parts-data")
    sources = [c.source for c in rebuilt.cells[place : place + 4]]

    assert sources[0] == master.cells[place].source
    assert sources[1].endswith("extra = 1")
    assert sources[2] == "def helper(): pass"
    assert sources[3] == master.cells[place + 1].source


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_provided_cell_runs_where_it_stands(master, submission, as_cells, is_moved):
    """Repeated, or moved behind an own cell, it sets things up there again."""
    names = [cell["id"] for cell in submission]
    data, answer = names.index("eight-parts-data"), names.index("exercise-1")
    own = {"cell_type": "code", "source": "scores = [0.5]", "metadata": {}}
    copy = {**submission[data], "id": submission[data]["id"] if is_moved else "copy"}
    cells = [*submission[:answer], own, copy, *submission[answer:]]
    if is_moved:
        del cells[data]
    sources = [c.source for c in rebuild(master, as_cells(cells)).cells]
    place = sources.index(submission[answer]["source"])

    assert sources[place - 2 : place] == [own["source"], submission[data]["source"]]
    assert sources[data] == submission[data]["source"]


def test_a_moved_section_stays_with_its_helpers(master, submission, as_cells):
    """Two halves that changed places are the master, and an own cell goes along."""
    half = next(i for i, c in enumerate(submission) if c["id"] == "f1-from-counts")
    own = {"cell_type": "code", "source": "def helper(): pass", "metadata": {}}
    first = [*submission[:half], own, *submission[half : half + 1]]
    rebuilt = rebuild(master, as_cells([*submission[half + 1 :], *first]))
    sources = [c.source for c in rebuilt.cells]

    assert sources.index(own["source"]) < sources.index(submission[half]["source"])
    assert len(sources) == len(submission) + 1


def test_a_check_that_stands_twice_is_asked_once(master, submission, as_cells):
    """Pasted copies of a check add nothing."""
    check = next(c for c in submission if c["id"].endswith("-check"))
    rebuilt = rebuild(master, as_cells([*submission, check, check]))

    assert len(rebuilt.cells) == len(submission)


def test_a_notebook_without_one_cell_is_untouched(master):
    """An empty submission is the master with nothing attempted."""
    rebuilt = rebuild(master, [])

    assert not any(c.metadata.course.attempted for c in found_answers(rebuilt).values())


def test_a_class_leaves_the_master_as_it_was(master, submission, as_cells):
    """One master serves every submission: filling one in must not change it."""
    before = json.dumps(master, sort_keys=True)
    notebook = rebuild(master, as_cells(submission))
    for cell in notebook.cells:
        cell.metadata["course"] = {"copies": 9}
        if cell.cell_type == "code":
            cell.outputs = [{"output_type": "stream"}]
        cell.source += "# changed"

    assert json.dumps(master, sort_keys=True) == before
