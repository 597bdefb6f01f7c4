"""Ways in which the work on project 1 goes wrong, each with what must be said.

Each case is a part, a mutation, the part's standing and words of its finding. A
mutation takes the names of the notebook as filled in and returns those that differ.
"""

from .binary import BINARY
from .fits import FITS
from .numbers import NUMBERS
from .rows import ROWS

__all__ = ["BINARY", "MULTICLASS"]

MULTICLASS = [*ROWS, *NUMBERS, *FITS]
"""For several logits an image."""
