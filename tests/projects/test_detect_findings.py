"""Each part of project 3's self-check fails on work that is wrong there."""

import numpy as np
import pytest

from grader import check_project
from grader.projects import PROJECTS
from grader.projects.detect.finding_objects import Heap, keep_best, match, sweep
from grader.reference import match_detections, non_maximum_suppression

from .filled_3 import FILLED_3
from .looking import finding_of, ids_of, look
from .mutations_3 import MUTATIONS_3

NAME = "3-threshold-a-detector"


@pytest.fixture(scope="module")
def trays(run_project):
    """Return the names of the notebook, filled in on the trays."""
    return run_project(NAME, FILLED_3).names


@pytest.mark.parametrize("case", MUTATIONS_3, ids=ids_of(MUTATIONS_3))
def test_what_is_wrong_is_told_where_it_is(trays, case):
    """The part that is concerned says what arrived and what to try."""
    look(NAME, trays, case)


def test_every_part_has_a_mutation_of_its_own():
    """No part is without work that fails it."""
    failed = {part for part, _, standing, _ in MUTATIONS_3 if standing != "holds"}
    assert failed | {"promise"} == {look.id for look in PROJECTS[NAME].looks}


def promise_of(names):
    """Look at the promise alone, whatever was chosen."""
    see = {look.id: look for look in PROJECTS[NAME].looks}["promise"].see
    return see(PROJECTS[NAME].begin(names))


def test_the_promise_is_kept_broken_or_not_made(trays):
    """Below the target is asked about, and so is a detector without any class."""
    assert "came washer 0.952, nut 0.978" in promise_of(trays)
    # without the margin 46 of 48 clips are right, and 30 of 34 in the test images
    careless = {**trays["chosen"], "clip": (0.2, 0.9856)}
    with pytest.raises(Exception, match=r"clip 0\.882 stays below"):
        promise_of(trays | {"chosen": careless})
    with pytest.raises(Exception, match="You call every class infeasible"):
        promise_of(trays | {"chosen": dict.fromkeys(trays["chosen"])})


def test_a_pair_that_the_test_images_choose_is_named(trays):
    """A threshold that is best on the test images, and too low here, is known."""
    rows = {k: trays[k] for k in ("calibration_rows", "test_rows")}
    turned = trays | {
        "calibration_rows": rows["test_rows"],
        "test_rows": rows["calibration_rows"],
    }
    found = finding_of(NAME, "choice", turned)
    assert str(found.standing) == "not-yet"
    assert "the test images choose it" in found.words


@pytest.mark.parametrize("what", ["precision", "recall"])
def test_no_wrong_number_is_answered_with_the_right_one(trays, what):
    """What a look refuses, it does not correct."""
    value, low, high = trays["before"]["nut"][what]
    entry = {**trays["before"]["nut"], what: (value + 0.01, low, high)}
    changed = trays | {"before": {**trays["before"], "nut": entry}}
    found = finding_of(NAME, f"{what}-before", changed)
    assert str(found.standing) == "not-yet"
    assert f"{value:.3f}" not in found.words


def test_no_wrong_pair_is_answered_with_the_right_one(trays):
    """Neither the best score nor the best overlap is told."""
    for wrong in (None, (0.5, 0.5), (0.2, 0.999)):
        chosen = {**trays["chosen"], "nut": wrong}
        found = finding_of(NAME, "choice", trays | {"chosen": chosen})
        assert str(found.standing) == "not-yet"
        assert "0.973" not in found.words


def some_boxes(rng, n):
    """Return boxes that overlap often."""
    corner = rng.uniform(0, 20, (n, 2))
    return np.hstack([corner, corner + rng.uniform(4, 12, (n, 2))])


@pytest.mark.parametrize("nms_iou", [0.0, 0.2, 0.5, 1.0])
@pytest.mark.parametrize("match_iou", [0.3, 0.5])
def test_one_pass_keeps_and_matches_as_the_reference_does(nms_iou, match_iou):
    """At any score, cutting first or last, the reference finds the same boxes."""
    rng = np.random.default_rng(9)
    for n, m in ((0, 2), (1, 0), (12, 5), (30, 8)):
        boxes, truths, scores = some_boxes(rng, n), some_boxes(rng, m), rng.random(n)
        heap = Heap.of(boxes, scores, truths)
        found = sweep([heap], nms_iou, match_iou)
        for cut in (0.0, 0.4, 0.8):
            some = scores >= cut
            kept = non_maximum_suppression(
                boxes[some], scores[some], iou_threshold=nms_iou
            )
            matches = match_detections(
                boxes[some][kept], scores[some][kept], truths, iou_threshold=match_iou
            )
            k, right, there = found.by_image(cut)
            assert (k[0], right[0], there[0]) == (
                len(kept),
                matches.is_true_positive.sum(),
                m,
            )


def test_equal_scores_and_equal_overlaps_are_shared_out_as_in_the_reference():
    """The earlier box comes first; of equal overlaps the later object is taken."""
    boxes = np.array([[0, 0, 2, 2], [0, 0, 2, 2.0]])
    truths = np.array([[0, 0, 2, 2], [0, 0, 2, 2.0]])
    heap = Heap.of(boxes, np.array([0.5, 0.5]), truths)
    assert keep_best(heap.among, 1.0).tolist() == [0, 1]
    assert match(heap.with_truth, 0.5).tolist() == [True, True]
    scores, kept, right = sweep([heap], 1.0, 0.5).curve
    assert (scores.tolist(), kept.tolist(), right.tolist()) == ([0.5], [2], [2])


def test_the_same_work_always_gets_the_same_answer(trays):
    """No answer depends on chance, and no name is changed by looking."""
    names = dict(trays)
    first, second = (check_project(NAME, namespace=trays) for _ in range(2))
    assert repr(first) == repr(second)
    assert trays.keys() == names.keys()
    assert all(trays[name] is value for name, value in names.items())
