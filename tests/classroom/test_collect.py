"""What is brought in, and what was brought in by others: nobody is passed over."""

from pathlib import Path

import pytest

from grader.classroom.collect import collect, collected_before
from grader.classroom.demo_class import LEARNERS, UNIT

BY_NAME = {learner.name: learner for learner in LEARNERS}
ANN = BY_NAME["ada-untouched"]


def test_what_nbgrader_collected_is_found_or_refused_by_name(course):
    """A name that grading cannot use, and a link to nowhere, are told, not dropped."""
    for name in ("ann", "b*b", "other unit"):
        unit = "2-other" if name == "other unit" else UNIT
        path = course.submitted(unit, name)
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    link = course.submitted(UNIT, "link")
    link.parent.mkdir(parents=True)
    link.symlink_to("nowhere")
    found = {one.student: one.reason for one in collected_before(course, UNIT)}

    assert found.keys() == {"ann", "b*b", "link"}
    assert found["ann"] == found["link"] == ""
    assert "* ? [ ]" in found["b*b"]


def test_long_names_that_begin_alike_stay_apart(tmp_path, course):
    """Each refused folder has a line of its own."""
    for end in "ab":
        (tmp_path / "in" / ("x" * 130 + end)).mkdir(parents=True)
    found = collect(course, UNIT, tmp_path / "in")

    assert len({one.student for one in found}) == 2
    assert all("longer than" in one.reason for one in found)


def test_a_collection_cut_short_is_taken_up_again(course, hand_in, monkeypatch):
    """Killed beside the notebook, another run writes both it and its time."""
    folder = hand_in(ANN)
    replace = Path.replace

    def fail(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        collect(course, UNIT, folder)
    monkeypatch.setattr(Path, "replace", replace)
    collected = course.submitted(UNIT, ANN.name)
    stamp = collected.with_name("timestamp.txt")
    assert stamp.exists()
    assert not collected.exists()
    stamp.write_text("of another time")
    collect(course, UNIT, folder)

    assert collected.exists()
    assert stamp.read_text().endswith(" UTC")
