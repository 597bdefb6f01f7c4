"""Make detection.npz: draw trays, train a detector, run it on other trays.

Run it as ``python -m lessons.data.make_detection``. The detector is a real one, small
and run on the pixels: correlation with drawn templates proposes boxes, and a softmax
regression, trained on the proposals of other trays, gives each its logits. Its boxes
are shipped as they leave the head: before non-maximum suppression.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from lessons.data._detector import (
    Floats,
    Head,
    Ints,
    Templates,
    make_templates,
    overlap,
    propose,
)
from lessons.data._scenes import SIDE, Scene, Tray, draw_scene

SEED = 3
TRAINING, CALIBRATION, TEST = 120, 250, 250  # scenes
PICTURES = 6  # scenes of each set whose image is shipped
MATCH = 0.5  # IoU at which a proposal counts as the part, in training
FLOOR = 0.01  # detectors don't report boxes with less than this
EARLIER = Tray((0.45, 0.35, 0.20), clutter=2.5, contrast=(0.20, 0.40), grain=0.045)
TODAY = Tray((0.60, 0.25, 0.15), clutter=3.0, contrast=(0.17, 0.40), grain=0.045)

Proposals = tuple[Scene, Ints, Floats]


def look(
    scenes: int, tray: Tray, templates: Templates, rng: np.random.Generator
) -> list[Proposals]:
    """Draw scenes; return each with its proposed boxes and their features."""
    drawn = [draw_scene(tray, rng) for _ in range(scenes)]
    return [(scene, *propose(scene.image, templates)) for scene in drawn]


def head_labels(scene: Scene, boxes: Ints) -> Ints:
    """Return 1 + class of the part that a box overlaps enough, 0 for background."""
    if not len(scene.boxes):
        return np.zeros(len(boxes), dtype=np.int64)
    shares = overlap(boxes, scene.boxes)
    nearest = scene.classes[shares.argmax(axis=1)]
    labels: Ints = np.where(shares.max(axis=1) >= MATCH, nearest + 1, 0)
    return labels


def train_head(seen: Sequence[Proposals]) -> Head:
    """Train the head on all proposals of some scenes."""
    return Head.train(
        np.concatenate([features for _, _, features in seen]),
        np.concatenate([head_labels(scene, boxes) for scene, boxes, _ in seen]),
    )


def as_arrays(seen: Sequence[Proposals], head: Head) -> dict[str, NDArray[np.generic]]:
    """Return truths, raw boxes and logits of some scenes as flat arrays."""
    numbers = np.arange(len(seen), dtype=np.uint8)
    scenes = [scene for scene, _, _ in seen]
    logits = [head.logits(features) for _, _, features in seen]
    kept = [softmax(some, axis=1)[:, 1:].max(axis=1) >= FLOOR for some in logits]
    boxes = [some[keep] for (_, some, _), keep in zip(seen, kept, strict=True)]
    logits = [some[keep] for some, keep in zip(logits, kept, strict=True)]
    parts = [len(scene.boxes) for scene in scenes]
    truths = np.concatenate([scene.boxes for scene in scenes])
    classes = np.concatenate([scene.classes for scene in scenes])
    return {
        "scenes": np.array(len(seen)),
        "images": np.stack([scene.image for scene in scenes[:PICTURES]]),
        "truth_scene": np.repeat(numbers, parts),
        "truth_boxes": truths.astype(np.uint8),
        "truth_classes": classes.astype(np.uint8),
        "scene": np.repeat(numbers, [len(some) for some in boxes]),
        "boxes": np.concatenate(boxes).clip(0, SIDE).astype(np.uint8),
        "logits": np.concatenate(logits).astype(np.float32),
    }


def make_detection() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of detection.npz: draw, train, draw others, detect."""
    rng = np.random.default_rng(SEED)
    templates = make_templates()
    head = train_head(look(TRAINING, EARLIER, templates, rng))
    made = {}
    for name, scenes in (("calibration", CALIBRATION), ("test", TEST)):
        arrays = as_arrays(look(scenes, TODAY, templates, rng), head)
        made.update({f"{name}_{kind}": array for kind, array in arrays.items()})
    return made


if __name__ == "__main__":
    np.savez_compressed(
        Path(__file__).with_name("detection.npz"),
        allow_pickle=False,
        **make_detection(),
    )
