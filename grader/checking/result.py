"""What came of one exercise, as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Outcome", "PartResult", "Result", "SlipFound"]


class Outcome(StrEnum):
    """How an exercise stands."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    RAISED = "raised"
    NOT_ATTEMPTED = "not-attempted"
    NEEDS_MANUAL = "needs-manual"


@dataclass(frozen=True, slots=True)
class SlipFound:
    """A known slip that explains an answer."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part of an exercise, right or not."""

    title: str
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one exercise.

    Parameters
    ----------
    exercise_id, title
        Which exercise.
    outcome
        How it stands.
    points, max_points
        What it earned of what.
    parts
        Its parts, in the exercise's order.
    slips
        The known slips that explain the answer, where that is certain.
    notes
        What was observed, in plain sentences; may quote the learner's own text.
    is_complete
        Whether all probes were asked, or only the published of several.
    """

    exercise_id: str
    title: str
    outcome: Outcome
    points: float
    max_points: float
    parts: tuple[PartResult, ...] = ()
    slips: tuple[SlipFound, ...] = ()
    notes: tuple[str, ...] = ()
    is_complete: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the result as the command's ``--json`` shows it."""
        return {
            "id": self.exercise_id,
            "outcome": str(self.outcome),
            "points": self.points,
            "max_points": self.max_points,
            "slips": [slip.id for slip in self.slips],
        }
