"""Model outputs that the units study: saved once, so that marks do not depend on BLAS.

Each file's generator stands beside it and runs as a module, such as
``python -m lessons.data.make_digits``; a test makes the file again and compares.
"""

from lessons.data._breast_cancer import (
    BreastCancerProbs,
    CellImages,
    load_breast_cancer_probs,
)
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
from lessons.data._shift import (
    LIVE_GROUPS,
    LiveParts,
    ScoredParts,
    Shift,
    load_shift,
)

__all__ = [
    "LIVE_GROUPS",
    "PART_CLASSES",
    "BreastCancerProbs",
    "CellImages",
    "Detection",
    "DigitsLogits",
    "LiveParts",
    "Outputs",
    "PartMaps",
    "RawBoxes",
    "ScoredParts",
    "SeedOutcome",
    "Segmentation",
    "Shift",
    "TrayScenes",
    "Truths",
    "load_breast_cancer_probs",
    "load_detection",
    "load_digits_logits",
    "load_segmentation",
    "load_segmentation_seeds",
    "load_shift",
]
