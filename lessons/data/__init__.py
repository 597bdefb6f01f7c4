"""Model outputs that the units study: saved once, so that marks do not depend on BLAS.

Each file's generator stands beside it and runs as a module, such as
``python -m lessons.data.make_digits``; a test makes the file again and compares.
"""

from lessons.data._breast_cancer import (
    BreastCancerProbs,
    CellImages,
    load_breast_cancer_probs,
)
from lessons.data._digits import DigitsLogits, Outputs, load_digits_logits

__all__ = [
    "BreastCancerProbs",
    "CellImages",
    "DigitsLogits",
    "Outputs",
    "load_breast_cancer_probs",
    "load_digits_logits",
]
