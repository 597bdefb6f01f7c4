"""Ways in which the work on project 2 goes wrong, each with what must be said.

Each case is a part, a mutation, the part's standing and words of its finding. A
mutation takes the names of the notebook as filled in and returns those that differ.
"""

from .choices import CHOICES
from .masks import MASKS

__all__ = ["MUTATIONS_2"]

MUTATIONS_2 = [*MASKS, *CHOICES]
