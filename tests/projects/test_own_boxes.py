"""A learner's own COCO files: what serves, what is left out, and what is refused."""

import json

import numpy as np
import pytest

from lessons.data import load_detection
from lessons.projects import Unusable, load_boxes

from .bad_coco import BAD_COCO, RESULTS, TRUTH, with_record


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves two files and gives their paths."""

    def saved(truth=TRUTH, results=RESULTS):
        paths = tmp_path / "t.json", tmp_path / "r.json"
        for path, content in zip(paths, (truth, results), strict=True):
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, "utf-8")
        return paths

    return saved


def test_nothing_named_loads_the_trays():
    """The shipped calibration and test scenes come as one set with their split."""
    found, trays = load_boxes(), load_detection()
    for side, scenes in (("calibration", trays.calibration), ("test", trays.test)):
        rows = found.rows(side)
        assert len(rows) == scenes.scenes
        for mine, theirs in (
            (found.found, scenes.raw),
            (found.truths, scenes.truths),
        ):
            inside = np.isin(mine.image, rows)
            assert np.array_equal(mine.image[inside] - rows[0], theirs.scene)
            assert np.array_equal(mine.boxes[inside], theirs.boxes)
            assert np.array_equal(mine.classes[inside], theirs.classes)
    assert np.array_equal(found.found.scores[:10_773], trays.calibration.raw.scores)
    assert found.groups is None


def test_files_become_rows_places_and_corners(saved):
    """Ids become places in order, x, y, width and height become two corners."""
    found = load_boxes(*saved())
    assert (found.images, found.class_names) == ((10, 11, 12), ("cat", "dog"))
    assert found.truths.image.tolist() == [0, 1, 2]
    assert found.truths.classes.tolist() == [0, 1, 0]
    # [1, 2, 3, 4] reaches from (1, 2) to (1 + 3, 2 + 4)
    assert found.truths.boxes[1].tolist() == [1, 2, 4, 6]
    assert found.truths.boxes[2].tolist() == [5, 5, 7.5, 7]
    assert found.found.image.tolist() == [0, 2]
    assert found.found.classes.tolist() == [0, 1]
    assert found.found.scores.tolist() == [0.9, 0.25]
    assert repr(found) == "3 images, 3 objects (cat 2, dog 1), 2 boxes"


def test_split_and_group_come_with_the_images(saved):
    """An image's own word says its side, and its group what it belongs to."""
    images = [
        {"id": 10, "split": "test", "group": "a"},
        {"id": 11, "split": "calibration", "group": "b"},
        {"id": 12, "split": "test", "group": "a"},
    ]
    found = load_boxes(*saved({**TRUTH, "images": images}))
    assert found.rows("test").tolist() == [0, 2]
    assert found.groups.tolist() == ["a", "b", "a"]
    assert repr(found).endswith("; calibration: 1, test: 2; 2 groups")


def test_images_with_a_crowd_are_left_out_and_that_is_said(saved):
    """Neither their objects nor their boxes count."""
    truth = with_record(TRUTH, "annotations", 2, iscrowd=1)
    found = load_boxes(*saved(truth))
    assert found.images == (10, 11)
    assert found.truths.image.tolist() == [0, 1]
    assert found.found.image.tolist() == [0]
    assert repr(found).endswith("; images with a crowd, left out: 1")


def test_classes_without_annotation_are_left_out_and_that_is_said(saved):
    """A class that nothing is known of has neither precision nor recall."""
    truth = {**TRUTH, "annotations": [TRUTH["annotations"][i] for i in (0, 2)]}
    found = load_boxes(*saved(truth))
    assert found.class_names == ("cat",)
    assert found.found.classes.tolist() == [0]
    assert repr(found).endswith("; without annotation and left out: 'dog'")


@pytest.mark.parametrize(("files", "words"), BAD_COCO.values(), ids=BAD_COCO)
def test_bad_files_are_refused_with_the_record_and_its_value(saved, files, words):
    """The message names the file, the record, the rule and what came."""
    with pytest.raises(Unusable) as caught:
        load_boxes(*saved(*files))
    assert str(caught.value).startswith(("t.json: ", "r.json: "))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((None, "r.json"), "truth_file must be given too; got only a results_file"),
        (("t.json",), "results_file must be given too; got only a truth_file"),
        (("nowhere.json", "r.json"), "file must exist; got 'nowhere.json'"),
        ((3, "r.json"), "file must be a path such as"),
    ],
)
def test_what_is_no_pair_of_files_is_refused(arguments, words):
    """Half a pair, no path, no file."""
    with pytest.raises(Unusable) as caught:
        load_boxes(*arguments)
    assert words in str(caught.value)


def test_rows_that_are_not_declared_are_asked_for_in_vain(saved):
    """Without a split the words show how to draw one."""
    with pytest.raises(Unusable, match=r"draw_split\(len\(images\), rng"):
        load_boxes(*saved()).rows("test")
