"""COCO files that cannot serve, each with words of its refusal."""

import copy
import json
import math

__all__ = ["BAD_COCO", "RESULTS", "TRUTH", "with_record"]

TRUTH = {
    "images": [{"id": 10}, {"id": 11}, {"id": 12}],
    "categories": [{"id": 1, "name": "cat"}, {"id": 3, "name": "dog"}],
    "annotations": [
        {"id": 1, "image_id": 10, "category_id": 1, "bbox": [0, 0, 4, 2]},
        {"id": 2, "image_id": 11, "category_id": 3, "bbox": [1, 2, 3, 4]},
        {"id": 3, "image_id": 12, "category_id": 1, "bbox": [5, 5, 2.5, 2]},
    ],
}
RESULTS = [
    {"image_id": 10, "category_id": 1, "bbox": [0, 0, 4, 3], "score": 0.9},
    {"image_id": 12, "category_id": 3, "bbox": [1, 1, 2, 2], "score": 0.25},
]


def with_record(content, *path, **changed):
    """Return a copy in which one record has other entries; None takes one away."""
    content = copy.deepcopy(content)
    record = content
    for step in path:
        record = record[step]
    for key, value in changed.items():
        record[key] = value
        if value is None:
            del record[key]
    return content


def _image(**changed):
    return with_record(TRUTH, "images", 1, **changed), RESULTS


def _truth(**changed):
    return with_record(TRUTH, "annotations", 1, **changed), RESULTS


def _result(**changed):
    return TRUTH, with_record(RESULTS, 1, **changed)


CROWDS = [{**one, "iscrowd": 1} for one in TRUTH["annotations"]]
DEEP = "[" * 100_000

BAD_COCO = {
    "no JSON": (("a,b", RESULTS), "t.json: file must be JSON; got one that cannot"),
    "too deep": ((DEEP, RESULTS), "t.json: file must be JSON; got one that cannot be"),
    "results first": ((RESULTS, TRUTH), "got a list. A list of boxes is a results"),
    "a number": (("3", RESULTS), "must be an object with images, annotations and"),
    "no images": (
        (with_record(TRUTH, images=None), RESULTS),
        "hold a list named 'images'; got one with 'categories', 'annotations'",
    ),
    "no categories": ((with_record(TRUTH, categories=None), RESULTS), "'categories'"),
    "no truth": ((with_record(TRUTH, annotations=[]), RESULTS), "hold an object; got"),
    "empty images": ((with_record(TRUTH, images=[]), RESULTS), "images must not be e"),
    "images by name": ((with_record(TRUTH, images=["a"]), RESULTS), "be an object; g"),
    "an image twice": (_image(id=10), "images[1] must have an id of its own; got 10"),
    "no id": (_image(id=None), "images[1] must have an id, a whole number or a word"),
    "half an id": (_image(id=0.5), "a whole number or a word; got 0.5"),
    "a category twice": (
        (with_record(TRUTH, "categories", 1, name="cat"), RESULTS),
        "category 3 must have a name of its own; got 'cat'",
    ),
    "half a split": (
        (with_record(TRUTH, "images", 0, split="test"), RESULTS),
        "split must be a word or a whole number in every image, or in none; got None",
    ),
    "a split of one side": (
        (
            with_record(
                TRUTH, images=[{"id": i, "split": "test"} for i in (10, 11, 12)]
            ),
            RESULTS,
        ),
        "call some rows 'calibration' and some 'test'; got 'test'",
    ),
    "unknown image": (
        _truth(image_id=7),
        "annotations[1] must have an image_id that stands in the ground truth's images",
    ),
    "unknown category": (
        _truth(category_id=2),
        "a category_id that stands in the ground truth's categories; got 2",
    ),
    "a listed id": (_truth(image_id=[11]), "ground truth's images; got [11]"),
    "odd crowd": (_truth(iscrowd=2), "annotations[1] must have iscrowd 0 or 1; got 2"),
    "crowds alone": (
        (with_record(TRUTH, annotations=CROWDS), RESULTS),
        "annotations must hold an object; got none in images without a crowd",
    ),
    "no box": (_truth(bbox=None), "have a bbox [x, y, width, height]; got none"),
    "three numbers": (_truth(bbox=[1, 2, 3]), "width, height]; got [1, 2, 3]"),
    "words": (_truth(bbox=[1, 2, "3", 4]), "of finite numbers; got [1, 2, '3', 4]"),
    "nan": (_truth(bbox=[1, 2, math.nan, 4]), "of finite numbers; got [1, 2, nan, 4]"),
    "infinite": (_truth(bbox=[1, 2, math.inf, 4]), "of finite numbers; got [1, 2, inf"),
    "too large": (_truth(bbox=[1, 2, 10**400, 4]), "of finite numbers; got [1, 2, 10"),
    "true": (_truth(bbox=[1, 2, True, 4]), "of finite numbers; got [1, 2, True, 4]"),
    "no area": (
        _truth(bbox=[5, 5, 0, 4]),
        "with an area; got [5, 5, 0, 4]. COCO wants width and height, not the second",
    ),
    "truth twice": ((TRUTH, TRUTH), "r.json: results file must be a list of {image_id"),
    "no result": ((TRUTH, []), "r.json: results file must hold a box; got an empty"),
    "a result in a list": ((TRUTH, [[1, 2]]), "results[0] must be an object; got [1,"),
    "result of nowhere": (
        _result(image_id=99),
        "results[1] must have an image_id that",
    ),
    "result of nothing": (_result(category_id=9), "ground truth's categories; got 9"),
    "ids in words": (_result(image_id="12"), "got '12'. There it is a number, not a"),
    "no image": (_result(image_id=None), "ground truth's images; got none"),
    "a backward box": (_result(bbox=[9, 9, -2, 3]), "r.json: results[1] must have a"),
    "no score": (_result(score=None), "have a score from 0 to 1; got none"),
    "a logit": (_result(score=3.5), "got 3.5. If it is a logit, save scipy.special.ex"),
    "a score of nan": (_result(score=math.nan), "a score from 0 to 1; got nan."),
    "a score in words": (_result(score="0.5"), "a score from 0 to 1; got '0.5'"),
    "results of other classes": (
        (
            with_record(TRUTH, annotations=TRUTH["annotations"][:1]),
            RESULTS[1:],
        ),
        "results must hold a box in an image and of a class that are kept; got none",
    ),
}
for _name, ((_truth_file, _results), _words) in BAD_COCO.items():
    BAD_COCO[_name] = (
        tuple(
            one if isinstance(one, str) else json.dumps(one)
            for one in (_truth_file, _results)
        ),
        _words,
    )
