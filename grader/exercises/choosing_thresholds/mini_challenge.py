"""The card's mini challenge: one threshold from two costs."""

from grader import reference
from grader.exercises.building import value_slip
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number

__all__ = ["MINI_CHALLENGE"]

COST_FP, COST_FN = 1, 4

MINI_CHALLENGE = Exercise(
    id="mini-challenge",
    title="The mini challenge of the card",
    asks="mini_threshold",
    parts=(Part("threshold", 2, "the threshold"),),
    components=(),
    published=(Probe("mini_threshold", None, "the threshold", "threshold"),),
    graded=(),
    draw=lambda _: (),
    expected=lambda _: reference.cost_threshold(COST_FP, COST_FN),
    read=lambda probe, value: (number(value, probe.name),),
    tolerance=5e-4,
    slips=(
        value_slip(
            "inverted-ratio",
            "Your number has the cost of a miss on top of the ratio. With dear misses "
            "it would flag almost nothing: ask which mistake a cautious threshold "
            "has to avoid.",
            {"mini_threshold": 0.8},
        ),
        value_slip(
            "odds-for-probability",
            "Your number is the ratio of the two costs. Those are odds; a probability "
            "has the sum of both costs below the line.",
            {"mini_threshold": 0.25},
        ),
        value_slip(
            "default-half",
            "Your number is the habit. It is right where both mistakes cost the same, "
            "and here they do not.",
            {"mini_threshold": 0.5},
        ),
        value_slip(
            "inverted-odds",
            "Your number says how many false alarms a miss is worth. Asked for is a "
            "probability, between 0 and 1.",
            {"mini_threshold": 4},
        ),
        value_slip(
            "odds-from-one",
            "Your number is 1 less the ratio of the two costs. Set what flagging costs "
            "on average equal to what leaving alone costs, and solve for p.",
            {"mini_threshold": 0.75},
        ),
        value_slip(
            "percent-for-probability",
            "Your number is in percent. The model's p goes from 0 to 1, and so does "
            "its threshold.",
            {"mini_threshold": 20},
        ),
    ),
    hints=(
        "There are two actions. Write down what each of them costs on average for a "
        "part that is defective with probability p.",
        "Flagging costs (1 - p) · 1 on average, leaving alone p · 4. Where are the two "
        "equal?",
        "`cost_threshold(cost_fp, cost_fn)` from the start of this unit answers it: "
        "which two numbers go in, and in which order?",
    ),
    builds_on=("cost-threshold",),
)
