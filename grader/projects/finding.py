"""What came of looking at one part of a project, as data."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Standing"]


class Standing(StrEnum):
    """How one part of a project stands."""

    HOLDS = "holds"
    NOT_YET = "not-yet"
    EXPLAIN = "explain"
    OPEN = "open"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of a project: what was looked at, and what was seen.

    Parameters
    ----------
    id, title
        Which part.
    standing
        ``holds``; ``not-yet``; ``explain``, where only a person can say whether it is
        right; ``open`` while there is nothing to look at; ``waits`` for another part.
    words
        What was looked at, what arrived, the next thing to try; may quote the
        learner's own text.
    """

    id: str
    title: str
    standing: Standing
    words: str
