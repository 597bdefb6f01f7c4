"""The mini challenge's reason: two points for a few sentences."""

from grader.exercises.written import Criterion, WrittenExercise

__all__ = ["MINI_CHALLENGE_WHY"]

MINI_CHALLENGE_WHY = WrittenExercise(
    id="mini-challenge-why",
    title="Why this threshold?",
    asks="Why does your threshold minimise the expected cost?",
    rubric=(
        Criterion(
            1,
            "Does it say what each of the two actions, flagging a part and leaving it "
            "alone, costs on average at a probability p?",
        ),
        Criterion(
            1,
            "Does it find the threshold by comparing the two costs, and say which "
            "action is the cheaper one on either side of it?",
        ),
    ),
    hints=(
        "There are two actions, and each can be wrong in one way only. What goes wrong "
        "when you flag a part, and what when you leave it alone?",
        "A part is defective with probability p. Write down how often each action is "
        "wrong at that p, times what the mistake costs: two numbers to compare.",
        "One of the two costs rises with p and the other falls. Say where they meet, "
        "and which action you take above and below that point.",
    ),
)
