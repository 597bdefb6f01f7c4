"""Write what torchmetrics, netcal and pycocotools give on small data.

The suite reads the files and needs none of the three. To make them again, in an
environment of its own, from the root of the repository:

    pip install torch==2.13.0 torchmetrics netcal pycocotools
    python tests/reference/expected/make_expected.py

Inputs are written beside outputs, so that no generator has to stay as it is.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import json
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent


def from_torchmetrics() -> dict[str, Any]:
    """Return calibration errors in uniform bins, areas under curves, and F."""
    import torch
    from torchmetrics import functional as f

    rng = np.random.default_rng(11)
    probs = rng.random(60).round(3) * 0.998  # below 1, which would get its own bin
    labels = (rng.random(60) < probs**0.7).astype(int)
    rows = rng.dirichlet(np.ones(4), 60).round(4)
    rows[:, 3] = 1 - rows[:, :3].sum(axis=1)
    classes = rng.integers(0, 4, 60)
    p, y = torch.tensor(probs), torch.tensor(labels)
    pk, yk = torch.tensor(rows), torch.tensor(classes)
    errors = {}
    for norm in ("l1", "l2", "max"):
        for n_bins in (5, 15):
            binary = f.classification.binary_calibration_error(
                p, y, n_bins=n_bins, norm=norm
            )
            top = f.classification.multiclass_calibration_error(
                pk, yk, num_classes=4, n_bins=n_bins, norm=norm
            )
            errors[f"{norm}-{n_bins}"] = [float(binary), float(top)]
    return {
        "probs": probs.tolist(),
        "labels": labels.tolist(),
        "rows": rows.tolist(),
        "classes": classes.tolist(),
        "errors": errors,
        "auroc": float(f.classification.binary_auroc(p, y)),
        "average_precision": float(f.classification.binary_average_precision(p, y)),
        "f1_at_half": float(f.classification.binary_f1_score(p, y)),
        "f2_at_half": float(f.classification.binary_fbeta_score(p, y, beta=2.0)),
    }


def from_netcal() -> dict[str, Any]:
    """Return expected and maximum calibration errors of positive probabilities."""
    from netcal.metrics import ECE, MCE

    rng = np.random.default_rng(12)
    probs = np.clip(rng.random(80).round(2), 0.01, 0.99)
    labels = (rng.random(80) < probs).astype(int)
    return {
        "probs": probs.tolist(),
        "labels": labels.tolist(),
        "ece": {str(n): float(ECE(n).measure(probs, labels)) for n in (3, 7, 15)},
        "mce": {str(n): float(MCE(n).measure(probs, labels)) for n in (3, 7, 15)},
    }


def from_pycocotools() -> dict[str, Any]:
    """Return the twelve figures of COCO on a dozen images, of objects of all sizes."""
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    rng = np.random.default_rng(13)
    images, truths, detections = [], [], []
    for image in range(12):
        images.append({"id": image, "width": 400, "height": 400})
        for _ in range(int(rng.integers(0, 6))):
            size = rng.choice([12.0, 60.0, 140.0])
            box = [*rng.uniform(0, 250, 2), *(size * rng.uniform(0.7, 1.3, 2))]
            box = [round(float(v), 2) for v in box]
            category = int(rng.integers(1, 4))
            truths.append(
                {
                    "id": len(truths) + 1,
                    "image_id": image,
                    "category_id": category,
                    "bbox": box,
                    "area": box[2] * box[3],
                    "iscrowd": 0,
                }
            )
            for _ in range(int(rng.integers(0, 4))):
                moved = np.array(box) + np.array(box)[[2, 3, 2, 3]] * rng.normal(
                    0, 0.08, 4
                )
                if rng.random() < 0.15:
                    category = int(rng.integers(1, 4))
                detections.append(
                    {
                        "image_id": image,
                        "category_id": category,
                        "bbox": [round(float(v), 2) for v in moved],
                        "score": round(float(rng.random()), 6),
                    }
                )
    coco = COCO()
    coco.dataset = {
        "images": images,
        "annotations": truths,
        "categories": [{"id": c, "name": str(c)} for c in (1, 2, 3)],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
        evaluation = COCOeval(coco, coco.loadRes(detections), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    keep = ("image_id", "category_id", "bbox")
    return {
        "n_images": len(images),
        "truths": [{k: t[k] for k in keep} for t in truths],
        "detections": [{k: d[k] for k in (*keep, "score")} for d in detections],
        "stats": [float(v) for v in evaluation.stats],
    }


def main() -> None:
    """Write one file for each library."""
    makers = {
        "torchmetrics": from_torchmetrics,
        "netcal": from_netcal,
        "pycocotools": from_pycocotools,
    }
    for name, maker in makers.items():
        result = {"version": importlib.metadata.version(name), **maker()}
        (HERE / f"{name}.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
