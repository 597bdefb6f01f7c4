"""Ways in which the work on project 3 goes wrong, each with what must be said.

Each case is a part, a mutation, the part's standing and words of its finding. A
mutation takes the names of the notebook as filled in and returns those that differ.
"""

from .boxes import BOXES
from .pairs import PAIRS
from .shares import SHARES

__all__ = ["MUTATIONS_3"]

MUTATIONS_3 = [*BOXES, *SHARES, *PAIRS]
