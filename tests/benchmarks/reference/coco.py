"""COCO matching and average precision against pycocotools, where it is installed."""

from __future__ import annotations

import contextlib
import importlib.util
import io
from dataclasses import astuple
from functools import partial

import numpy as np

from grader.reference import ImageDetections, ImageTruths, coco_summary

from .timing import compare


def scenes(
    n_images: int, n_detections: int, n_classes: int
) -> tuple[list[ImageDetections], list[ImageTruths]]:
    """Draw images where about every second detection lies near a truth."""
    rng = np.random.default_rng(0)
    detections, truths = [], []
    for _ in range(n_images):
        m = n_detections // 2
        low = rng.uniform(0, 400, (m, 2))
        boxes = np.hstack((low, low + rng.uniform(8, 160, (m, 2))))
        classes = rng.integers(0, n_classes, m)
        truths.append(ImageTruths(boxes, classes))
        near = rng.integers(0, m, n_detections)
        size = np.tile(boxes[near, 2:] - boxes[near, :2], 2)
        moved = boxes[near] + size * rng.normal(0, 0.06, (n_detections, 4))
        moved[:, 2:] = np.maximum(moved[:, 2:], moved[:, :2] + 1)
        detections.append(
            ImageDetections(moved, rng.random(n_detections), classes[near])
        )
    return detections, truths


def records(images: list, *, scored: bool) -> list[dict]:
    """Turn images into COCO's records, with boxes as x y width height."""
    found = []
    for number, image in enumerate(images):
        for i, box in enumerate(np.asarray(image.boxes)):
            width, height = (box[2:] - box[:2]).tolist()
            record = {
                "id": len(found) + 1,
                "image_id": number,
                "category_id": int(image.classes[i]),
                "bbox": [*box[:2].tolist(), width, height],
                "area": width * height,
                "iscrowd": 0,
            }
            if scored:
                record["score"] = float(image.scores[i])
            found.append(record)
    return found


def run(*, full: bool) -> None:
    """Print the pair for 100 images of 100 detections in 80 classes."""
    if importlib.util.find_spec("pycocotools") is None:
        print("skipped: pycocotools is not installed")
        return
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    cases = [(100, 100, 80), (100, 100, 3)] if full else [(100, 100, 80)]
    for n_images, n_detections, n_classes in cases:
        detections, truths = scenes(n_images, n_detections, n_classes)
        coco = COCO()
        coco.dataset = {
            "images": [{"id": i} for i in range(n_images)],
            "annotations": records(truths, scored=False),
            "categories": [{"id": c} for c in range(n_classes)],
        }
        with contextlib.redirect_stdout(io.StringIO()):
            coco.createIndex()
            results = coco.loadRes(records(detections, scored=True))

        def theirs(coco: object = coco, results: object = results) -> COCOeval:
            with contextlib.redirect_stdout(io.StringIO()):
                evaluation = COCOeval(coco, results, "bbox")
                evaluation.evaluate()
                evaluation.accumulate()
            return evaluation

        compare(
            f"COCO, {n_images} x {n_detections} x {n_classes} classes",
            partial(coco_summary, detections, truths),
            theirs,
            rival="pycocotools",
            at_least=10,
        )
        evaluation = theirs()
        with contextlib.redirect_stdout(io.StringIO()):
            evaluation.summarize()
        ours = np.array(astuple(coco_summary(detections, truths)))
        print(f"  largest difference {np.abs(ours - evaluation.stats).max():.1e}")
