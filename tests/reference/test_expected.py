"""Agreement with libraries that the suite does not need: their answers, on file."""

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.reference import (
    ImageDetections,
    ImageTruths,
    auroc,
    average_precision,
    coco_summary,
    confusion_matrix,
    expected_calibration_error,
    mean_average_precision,
    top_label,
)

HERE = Path(__file__).parent / "expected"


def expected(name: str) -> dict[str, Any]:
    """Read what a library gave, and the inputs it was given."""
    return json.loads((HERE / f"{name}.json").read_text())


@pytest.mark.parametrize(
    "key", [f"{n}-{b}" for n in ("l1", "l2", "max") for b in (5, 15)]
)
def test_calibration_errors_are_those_of_torchmetrics(key: str) -> None:
    """Binary probabilities, and top labels of rows, in left-closed bins.

    torchmetrics computes rows in float32, hence the second tolerance.
    """
    data = expected("torchmetrics")
    norm, n_bins = key.split("-")
    options = {"n_bins": int(n_bins), "norm": norm}
    binary, top = data["errors"][key]
    found = expected_calibration_error(data["probs"], data["labels"], **options)
    assert found == pytest.approx(binary, abs=1e-10)
    pair = top_label(data["rows"], data["classes"])
    assert expected_calibration_error(*pair, **options) == pytest.approx(top, abs=1e-6)


def test_areas_and_f_are_those_of_torchmetrics() -> None:
    """AUROC, AP and F at 0.5, which torchmetrics keeps in float32."""
    data = expected("torchmetrics")
    probs, labels = data["probs"], data["labels"]
    assert auroc(probs, labels) == pytest.approx(data["auroc"], abs=1e-6)
    assert average_precision(probs, labels) == pytest.approx(
        data["average_precision"], abs=1e-6
    )
    matrix = confusion_matrix(probs, labels, 0.5)
    assert matrix.f_beta() == pytest.approx(data["f1_at_half"], abs=1e-6)
    assert matrix.f_beta(2.0) == pytest.approx(data["f2_at_half"], abs=1e-6)


@pytest.mark.parametrize("n_bins", [3, 7, 15])
def test_calibration_errors_are_those_of_netcal(n_bins: int) -> None:
    """ECE and MCE of positive probabilities in left-closed bins."""
    data = expected("netcal")
    for norm, key in (("l1", "ece"), ("max", "mce")):
        found = expected_calibration_error(
            data["probs"], data["labels"], n_bins=n_bins, norm=norm
        )
        assert found == pytest.approx(data[key][str(n_bins)], abs=1e-10)


def coco_images(data: dict[str, Any]) -> tuple[list, list]:
    """Turn COCO's records, with boxes as x y width height, into images."""
    detections, truths = [], []
    for image in range(data["n_images"]):
        found = [d for d in data["detections"] if d["image_id"] == image]
        there = [t for t in data["truths"] if t["image_id"] == image]
        boxes = [
            np.array([[x, y, x + w, y + h] for x, y, w, h in (r["bbox"] for r in rows)])
            for rows in (found, there)
        ]
        detections.append(
            ImageDetections(
                boxes[0],
                [d["score"] for d in found],
                [d["category_id"] for d in found],
            )
        )
        truths.append(ImageTruths(boxes[1], [t["category_id"] for t in there]))
    return detections, truths


@pytest.mark.parametrize(
    ("figure", "thresholds"),
    [(0, [0.5 + 0.05 * i for i in range(10)]), (1, [0.5]), (2, [0.75])],
)
def test_mean_average_precision_is_cocos(figure: int, thresholds: list[float]) -> None:
    """AP, AP50 and AP75, by matching and interpolating as COCO does."""
    data = expected("pycocotools")
    found = mean_average_precision(
        *coco_images(data), iou_thresholds=thresholds, interpolation="101-point"
    )
    assert found.value == pytest.approx(data["stats"][figure], abs=1e-10)


def test_the_twelve_figures_are_cocos() -> None:
    """All of AP and AR, for all sizes and numbers of detections."""
    data = expected("pycocotools")
    summary = coco_summary(*coco_images(data))
    assert astuple(summary) == pytest.approx(data["stats"], abs=1e-10)
