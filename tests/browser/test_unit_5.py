"""Unit 5 as a new learner meets it: slider, guess, slip, hint, right, resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "5-segmentation"
# Intersection over union, and nothing decided for two empty masks.
UNION = """\
def dice(pred, truth):
    p, t = np.array(pred, dtype=bool), np.array(truth, dtype=bool)
    return (p & t).sum() / (p | t).sum()"""
RIGHT = UNION.replace(
    "return (p & t).sum() / (p | t).sum()",
    "total = p.sum() + t.sum()\n    return 2 * (p & t).sum() / total if total else 1.0",
)


def test_unit_5_from_a_moved_slider_to_a_right_answer_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """The cut follows the keyboard, a slip is named, and points are kept."""
    notebook = open_lesson(UNIT)
    for begins in ("import numpy", "maps = data.load", "isotonic = Isotonic"):
        notebook.run(notebook.cell(begins))
    slider = notebook.cell("widgets.pixel_threshold_slider")
    notebook.run(slider)
    picture = slider.get_by_role("img", name="A part, its map of scores")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("at or above 0.40"))
    handle = slider.locator(".noUi-handle")
    handle.focus()
    handle.press("Home")
    expect(picture).not_to_have_attribute("alt", re.compile("at or above 0.40"))
    in_themes(slider, "pixel-threshold-moved")

    notebook.write(notebook.cell("my_mean"), "my_mean = 0.99")
    notebook.run(notebook.cell("my_mean"))
    met = notebook.run(notebook.cell("stray_dice"))
    expect(met.first).to_contain_text("You said 0.99. Mean Dice: 0.5.")

    answer, check = notebook.cell("def dice"), notebook.cell('check("dice")')
    notebook.write(answer, UNION)
    notebook.run(answer)
    notebook.run(check)  # NumPy's warning about 0/0 stands above the verdict
    expect(check).to_contain_text("divided by the union")
    hint = notebook.insert_below(check, 'hint("dice")')
    expect(notebook.run(hint).first).to_contain_text("Hint 1 of 3")
    notebook.write(answer, RIGHT)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("Correct: dice (2 of 2 points)")
    expect(notebook.panel).not_to_contain_text("Traceback")

    notebook.save()
    end_kernels()
    notebook.open()
    expect(check).to_contain_text("2 of 2 points")
    progress = notebook.cell("progress()")
    notebook.run(notebook.cell("import numpy"))
    notebook.run(progress)
    expect(progress).to_contain_text("2 of 10 points")
