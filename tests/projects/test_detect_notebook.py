"""Project 3 as filled in: on the trays, on files of the learner's, in a kernel."""

import json
import re

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from grader.projects import ProjectReport
from grader.reference import (
    clopper_pearson_lower,
    match_detections,
    non_maximum_suppression,
)
from lessons import data

from .filled_3 import FILLED_3, OTHER_WAY_3

NAME = "3-threshold-a-detector"


@pytest.fixture(scope="module")
def filled(run_project):
    """Return the project filled in on the trays."""
    return run_project(NAME, FILLED_3)


def reports_of(run):
    """Return every report that the notebook showed."""
    return [v for v in run.values.values() if isinstance(v, ProjectReport)]


def test_filled_in_every_part_holds(filled):
    """A learner's own functions pass every look, one class infeasible."""
    assert [report.head for report in reports_of(filled)] == [
        f"{NAME}, split: 3 of 3 hold",
        f"{NAME}, before: 2 of 2 hold",
        f"{NAME}, sweep: 3 of 3 hold",
        f"{NAME}, after: 3 of 3 hold",
        f"{NAME}: 11 of 11 hold",
    ]
    assert filled.names["chosen"]["clip"] is None


def test_filled_in_another_way_every_part_holds(run_project):
    """So do exact intervals, another split, no margin, and arrays for lists."""
    last = reports_of(run_project(NAME, OTHER_WAY_3))[-1]
    assert last.head == f"{NAME}: 11 of 11 hold", repr(last)


def test_predictions_are_met(filled):
    """A guess that is off is told so, one within reach holds."""
    assert "Not what you expected" in repr(filled.values["meet-before"])
    assert "Your prediction holds" in repr(filled.values["meet-sweep"])
    assert "Your prediction holds" in repr(filled.values["meet-after"])
    assert repr(filled.values["my-points"]).startswith("13.5 of 20 points")


def own_files(folder, *, n=60, seed=8):
    """Save a made-up detector: two classes, some duplicates, some inventions."""
    rng = np.random.default_rng(seed)
    truth, results = [], []
    for image in range(100, 100 + n):
        for kind in (5, 9):
            for _ in range(rng.integers(1, 4)):
                box = [*rng.uniform(0, 80, 2), *rng.uniform(8, 16, 2)]
                truth.append({"image_id": image, "category_id": kind, "bbox": box})
                for _ in range(rng.integers(0, 3)):
                    near = list(np.array(box) + rng.normal(0, 0.5, 4))
                    score = rng.beta(8, 3)
                    results.append((image, kind, near, score))
            for _ in range(rng.integers(0, 3)):
                box = [*rng.uniform(0, 80, 2), *rng.uniform(8, 16, 2)]
                results.append((image, kind, box, rng.beta(2, 5)))
    keys = ("image_id", "category_id", "bbox", "score")
    content = {
        "images": [{"id": i, "group": i // 2} for i in range(100, 100 + n)],
        "categories": [{"id": 5, "name": "scratch"}, {"id": 9, "name": "dent"}],
        "annotations": truth,
    }
    paths = folder / "truth.json", folder / "results.json"
    paths[0].write_text(json.dumps(content), "utf-8")
    records = [dict(zip(keys, values, strict=True)) for values in results]
    paths[1].write_text(json.dumps(records), "utf-8")
    return paths


def test_a_learners_own_files_go_all_the_way(run_project, tmp_path):
    """Their COCO files are loaded, split by groups, and checked."""
    names = ", ".join(repr(str(path)) for path in own_files(tmp_path))
    own = {"my-file": f"my_truth, my_results = {names}"}
    own |= {"split": OTHER_WAY_3["split"]}
    own |= {"promise": FILLED_3["promise"].replace("0.95, 0.9", "0.8, 0.9")}
    run = run_project(NAME, FILLED_3 | own)
    last = reports_of(run)[-1]
    assert last.is_done, repr(last)
    assert "none of 30 groups is torn" in repr(last)
    assert None not in run.names["chosen"].values()


@pytest.mark.slow
@pytest.mark.parametrize("blanks", [{}, FILLED_3], ids=["released", "filled in"])
def test_it_runs_in_a_kernel(read_project, blanks, tmp_path):
    """A clean kernel runs it without an error and shows HTML that is escaped."""
    notebook = read_project(NAME)
    for cell in notebook.cells:
        cell.source = blanks.get(cell.id, cell.source)
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=180, resources=place).execute()
    shown = {
        cell.id: cell.outputs[-1].data for cell in notebook.cells if cell.get("outputs")
    }
    wanted = "11 of 11 hold" if blanks else "1 of 11 hold"
    assert wanted in shown["check-all"]["text/html"]
    assert list(tmp_path.iterdir()) == []
    nbformat.validate(notebook)


def kept_of(scenes, place, nms_iou):
    """Return score and rightness of every kept box, and the number of objects."""
    scores, right, there = [], [], 0
    for number in range(scenes.scenes):
        raw, truths = scenes.raw.in_scene(number), scenes.truths.in_scene(number)
        mine = raw.classes == place
        boxes, confidence = raw.boxes[mine], raw.scores[mine]
        objects = truths.boxes[truths.classes == place]
        kept = non_maximum_suppression(boxes, confidence, iou_threshold=nms_iou)
        found = match_detections(boxes[kept], confidence[kept], objects)
        scores.append(confidence[kept])
        right.append(found.is_true_positive)
        there += len(objects)
    return np.concatenate(scores), np.concatenate(right), there


def at(kept, threshold):
    """Return precision and recall."""
    scores, right, there = kept
    inside = scores >= threshold
    return right[inside].mean(), right[inside].sum() / there


def chosen_by(scenes, place, target, bound):
    """Return the pair of highest recall among those that keep the promise."""
    best = None
    for nms_iou in (0.2, 0.3, 0.4, 0.5, 0.6):
        scores, right, _ = kept_of(scenes, place, nms_iou)
        order = np.argsort(-scores)
        tp, k = np.cumsum(right[order]), np.arange(1, len(scores) + 1)
        for i in np.flatnonzero(bound(tp, k) >= target):
            key = (tp[i], scores[order][i], -nms_iou)
            best = key if best is None else max(best, key)
    return None if best is None else (-best[2], best[1])


def test_the_numbers_to_compare_with(read_project, filled):
    """Pairs, precision and recall of every class are computed again, box by box."""
    (text,) = [c.source for c in read_project(NAME).cells if c.id == "compare"]
    trays = data.load_detection()
    tests = trays.test
    assured = lambda tp, k: clopper_pearson_lower(tp, k, confidence=0.9)  # noqa: E731
    pairs = [chosen_by(trays.calibration, i, 0.95, assured) for i in range(3)]
    assert pairs[2] is None
    assert "clip infeasible" in text
    for name, pair in zip(("washer", "nut"), pairs, strict=False):
        assert f"{name} ({pair[0]}, {pair[1]:.3f})" in text
    for place, name in enumerate(data.PART_CLASSES):
        numbers = at(kept_of(tests, place, 0.5), 0.5)
        if pairs[place]:
            numbers += at(kept_of(tests, place, pairs[place][0]), pairs[place][1])
        row = " | ".join(f"{number:.3f}" for number in numbers)
        assert f"| {name} | {row} |" in text.replace("| – | – |", "|")
    careless = chosen_by(trays.calibration, 2, 0.95, lambda tp, k: tp / k)
    (precision, _) = at(kept_of(tests, 2, careless[0]), careless[1])
    assert f"at ({careless[0]}, {careless[1]:.3f}); on the test images" in text
    assert f"precision is then {precision:.3f}" in text
    low, high = re.findall(r"interval, (0\.\d+) to (0\.\d+)", text)[0]
    said = filled.names["after"]["washer"]["precision"]
    assert (float(low), float(high)) == pytest.approx((said.low, said.high), abs=6e-4)
