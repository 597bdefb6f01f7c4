"""The card, the three questions, the to-dos, and that no number goes unlooked at."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit
from typer.testing import CliRunner

from grader import calibration_card
from grader.cards.measures import N_BINS
from grader.cli import app
from grader.course import __file__ as course_file
from lessons import data

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {"title", "questions", "posttest", "where-you-stand", "libraries"}


def test_every_cell_with_a_number_is_looked_at(prose):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    here = "".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("*.py"))
    named = {cell for cell in prose if f'"{cell}"' in here}
    # The table of points is looked at in ../notebooks, as every unit's is.
    exercises = {cell for cell in prose if cell.endswith("-text")} | {"points"}
    numbered = {cell for cell, text in prose.items() if re.search(r"\d[.,/]?\d", text)}
    assert numbered - named - exercises == set()
    assert set(prose) >= NO_RESULTS


def test_keypoints_repeat_what_was_worked_out(said, prose):
    """Each figure stands in the cell that explains it, where its test is."""
    said(
        "keypoints",
        "0.025 in all, 0.126 under one camera",
        "(0.613, and all was well)",
        "(0.013, and it was lost)",
        "324 became 162",
        "for 0.05 some 800 to judge, and 200 to refit",
        given=["1", "2", "3", "4", "5"],
    )
    for cell, claims in {
        "explain-groups": ["0.025", "0.126"],
        "explain-alarms": ["0.613", "0.013"],
        "explain-share": ["cost 324", "cost 162"],
        "explain-honest": ["for 0.05 take 800"],
        "explain-refits": ["200. With 25"],
    }.items():
        assert [claim for claim in claims if claim not in prose[cell]] == []


@pytest.fixture(scope="module")
def card(cells):
    """Return the notebook's own card, made by its own cell with fewer draws."""
    shift = data.load_shift()
    source = cells["card"].source.replace("n_resamples=200", "n_resamples=40")
    space = {
        "calibration_card": calibration_card,
        "home": shift.home,
        "live": shift.live,
    }
    exec(source, space)  # noqa: S102 (our own cell)
    return space["card"]


def test_card_says_what_the_prose_says(said, card):
    """Deploy, but not everywhere: five boxes ticked, A night and C tilted to refit."""
    assert card.verdict.words == "Deploy, but not everywhere"
    assert [box.ticked for box in card.checklist] == [True] * 5
    assert [row.name for row in card.groups if row.state == "refit"] == [
        "A night",
        "C tilted",
    ]
    said("read-card", f"The card takes {N_BINS} bins where we took ten")
    said("card-idea", "Unit 0's")


def test_card_is_saved_where_the_prose_says(cells, prose):
    """The file's name is one and the same."""
    assert "save_as" not in cells["card"].source  # running writes no file
    assert '`card.save("calibration-card.html")`' in prose["read-card"]


def test_three_questions_again(cells):
    """The places of unit 0's, from another form, compared with unit 0's."""
    source = cells["posttest-questions"].source
    assert source == "show_questions(1, 2, 7, form=0, before=4)"
    unit_0 = Path(__file__).parents[3] / "solutions/0-start-here/0-start-here.ipynb"
    assert "show_questions(1, 2, 7, form=4)" in unit_0.read_text("utf-8")


def test_the_command_of_the_to_dos_works(prose, tmp_path):
    """`course card` takes the arrays and the options that the to-dos name."""
    text = prose["use-at-work"]
    for words in (
        "`course card --logits FILE.npz --html card.html`",
        '`--rule "precision>=0.95"`',
        "`--by camera`",
        "an array `split`",
    ):
        assert words in text
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, 400)
    np.savez(
        tmp_path / "own.npz",
        logits=logits,
        labels=(rng.random(400) < expit(logits)).astype(int),
        split=np.repeat(["calibration", "test"], 200),
        camera=np.tile(["left", "right"], 200),
    )
    page = tmp_path / "card.html"
    options = ["--rule", "precision>=0.95", "--by", "camera", "--html", str(page)]
    done = CliRunner().invoke(
        app, ["card", "--logits", str(tmp_path / "own.npz"), *options]
    )
    assert done.exit_code in (0, 1), done.output
    assert "left" in page.read_text("utf-8")


def test_use_at_work_lies_where_the_prose_says(prose):
    """`course start` puts it among the projects."""
    assert (
        "`use_at_work.ipynb`, in the workspace's `projects` folder"
        in (prose["libraries"])
    )
    assert '"use_at_work.ipynb"' in Path(course_file).read_text("utf-8")
