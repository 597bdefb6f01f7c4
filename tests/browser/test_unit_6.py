"""Unit 6 as a new learner meets it: two dials, guess, slip, hint, right, resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "6-detection"
IOU = """\
def iou(box_a, box_b):
    low, high = np.maximum(box_a[:2], box_b[:2]), np.minimum(box_a[2:], box_b[2:])
    common = np.prod(np.maximum(high - low, 0))
    areas = [(x2 - x1) * (y2 - y1) for x1, y1, x2, y2 in (box_a, box_b)]
    return common / (sum(areas) - common)"""
NMS = """\
def nms(boxes, scores, iou_threshold):
    kept = []
    for i in np.argsort(scores)[::-1]:
        if all(iou(boxes[i], boxes[k]) <= iou_threshold for k in kept):
            kept.append(i)
    return kept"""
# A dropped box drops others: a slip with a name.
CHAIN = """\
def nms(boxes, scores, iou_threshold):
    order = list(np.argsort(scores)[::-1])
    return [
        i
        for n, i in enumerate(order)
        if all(iou(boxes[i], boxes[k]) <= iou_threshold for k in order[:n])
    ]"""


def test_unit_6_from_two_dials_to_right_answers_and_back_next_day(
    open_lesson, end_kernels
):
    """The dials follow, a slip is named, six points are earned, and they are kept."""
    notebook = open_lesson(UNIT)
    for begins in ("import numpy", "trays = data.load"):
        notebook.run(notebook.cell(begins))
    notebook.write(notebook.cell("my_half ="), "my_half = 0.5")
    notebook.run(notebook.cell("my_half ="))
    met = notebook.run(notebook.cell("x = np.arange(6)"))
    expect(met.first).to_contain_text("You said 0.5. IoU: 0.333.")

    answer = notebook.cell("def iou")
    notebook.write(answer, IOU)
    notebook.run(answer)
    verdict = notebook.run(notebook.cell('check("iou")'))
    expect(verdict.first).to_contain_text("(2 of 2 points)")
    answer, check = notebook.cell("def nms"), notebook.cell('check("nms")')
    notebook.write(answer, CHAIN)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("still drops others")
    hint = notebook.insert_below(check, 'hint("nms")')
    expect(notebook.run(hint).first).to_contain_text("Hint 1 of 3")
    notebook.write(answer, NMS)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("(4 of 4 points)")

    cell = notebook.cell("widgets.tray_sliders")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="One tray with")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("4 right, 3 false, 0 missed"))
    field = cell.get_by_label("NMS IoU")
    assert field.bounding_box()["width"] > 45  # its number is seen, beside the arrow
    field.fill("0.5")
    field.press("Tab")
    expect(picture).to_have_attribute("alt", re.compile("4 right, 1 false, 0 missed"))
    cell.get_by_label("score at or above").select_option("0.98")
    expect(picture).to_have_attribute("alt", re.compile("1 right, 0 false, 3 missed"))
    expect(notebook.panel).not_to_contain_text("Traceback")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run(notebook.cell("import numpy"))
    progress = notebook.run(notebook.cell("progress()"))
    expect(progress.first).to_contain_text("6 of 10 points")
