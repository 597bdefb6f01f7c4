"""The keypoints, and that no cell with a number goes unlooked at."""

import re
from pathlib import Path

import nbformat

from .by_hand import six_ece

LESSONS = Path(__file__).parents[3] / "lessons"


def test_every_cell_with_a_number_is_looked_at(unseen):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    assert unseen == set()


def test_the_project_lies_where_the_link_leads(said, prose):
    """From the released unit, and from a workspace, which has the same folders."""
    (target,) = re.findall(
        r"\]\(\.\./(projects/\S+\.ipynb)\)", prose["where-you-stand"]
    )
    project = nbformat.read(LESSONS / target, as_version=4)
    (minutes,) = re.findall(r"about (\d+) minutes", project.cells[0].source)
    said("where-you-stand", f"{minutes} minutes", given=["1", "4"])


def test_keypoints(said):
    """The keypoints repeat what was worked out above."""
    said(
        "keypoints",
        f"{six_ece(10):.3f} at T = 10",
        "says 0 and 1,",
        given=["1", "2", "3", "4", "5"],
    )
