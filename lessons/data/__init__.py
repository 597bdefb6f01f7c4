"""Model outputs that the units study: saved once, so that marks do not depend on BLAS.

Each file's generator stands beside it and runs as a module, such as
``python -m lessons.data.make_digits``; a test makes the file again and compares.
"""

from lessons.data._detection import (
    PART_CLASSES,
    Detection,
    RawBoxes,
    TrayScenes,
    Truths,
    load_detection,
)
from lessons.data._digits import DigitsLogits, Outputs, load_digits_logits
from lessons.data._segmentation import (
    PartMaps,
    SeedOutcome,
    Segmentation,
    load_segmentation,
    load_segmentation_seeds,
)

__all__ = [
    "PART_CLASSES",
    "Detection",
    "DigitsLogits",
    "Outputs",
    "PartMaps",
    "RawBoxes",
    "SeedOutcome",
    "Segmentation",
    "TrayScenes",
    "Truths",
    "load_detection",
    "load_digits_logits",
    "load_segmentation",
    "load_segmentation_seeds",
]
