"""An exercise that is answered in words, which a person marks by a rubric."""

from dataclasses import dataclass

__all__ = ["Criterion", "WrittenExercise"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric, all or nothing.

    Parameters
    ----------
    points
        What it earns, a whole number.
    words
        A question about the answer to be met with yes or no. Learners read it before
        they answer, so it names what is looked for and gives nothing of it away.
    """

    points: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class WrittenExercise:
    """One exercise that no machine marks: a teacher does, or the learner.

    It has no probes, and no verdict follows from that: until a person has marked it,
    it waits.

    Parameters
    ----------
    id
        The exercise's id, which is its answer cell's grade id; there is no check cell.
    title
        A few words.
    asks
        The question in a sentence.
    rubric
        What earns points; together the exercise's points.
    hints
        Three, each saying more than the one before.
    has_solution
        Whether `solution` may show a model answer.
    """

    id: str
    title: str
    asks: str
    rubric: tuple[Criterion, ...]
    hints: tuple[str, str, str]
    has_solution: bool = True

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(criterion.points for criterion in self.rubric))

    @property
    def marks(self) -> tuple[int, ...]:
        """The marks that there are: every whole number from none to all points."""
        return tuple(range(int(self.points) + 1))
