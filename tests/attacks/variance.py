"""Answers that do not follow from the question alone."""

from functools import partial

from .by_table import by_table
from .case import FULL, NOTHING, Case, all_return, but

__all__ = ["CASES"]

case = partial(Case, "variance")

_LITERALS = "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = (3, 1, 1, 3)"

_RIGHT = """
def right_counts(scores, labels, threshold):
    rows = [(float(s) >= threshold, bool(y)) for s, y in zip(scores, labels)]
    pairs = (True, True), (True, False), (False, True), (False, False)
    return tuple(map(rows.count, pairs))
def right_f1(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
"""


def _sometimes(condition: str, begin: str = "") -> dict[str, str]:
    """Return answers of which two are right only under a condition."""
    return {
        "confusion-at": f"{_RIGHT}{begin}\n"
        "def confusion_at(scores, labels, threshold):\n"
        "    counts = right_counts(scores, labels, threshold)\n"
        f"    return counts if {condition} else counts[::-1]",
        "f1-from-counts": "def f1_from_counts(tp, fp, fn):\n"
        f"    return right_f1(tp, fp, fn) if {condition} else 0.123",
        "best-f1-threshold": "def best_f1_threshold(scores, labels):\n"
        "    best = -1.0, 0.0\n"
        "    for t in {float(s) for s in scores}:\n"
        "        f1 = right_f1(*right_counts(scores, labels, t)[:3])\n"
        "        best = max(best, (round(f1, 12), t))\n"
        "    return best[1], best[0]",
        "youden-thresholds": "def youden_thresholds(scores, labels):\n"
        "    j = {}\n"
        "    for t in sorted({float(s) for s in scores}):\n"
        "        tp, fp, fn, tn = right_counts(scores, labels, t)\n"
        "        j[t] = tp * (fp + tn) - fp * (tp + fn)\n"
        "    return [t for t in j if j[t] == max(j.values())]",
        "exercise-1": _LITERALS,
    }


_TWO_LOST = but(FULL, confusion_at=0, f1_from_counts=0)


def _unsteady(name: str, tries: str, condition: str, begin: str = "") -> Case:
    answers = _sometimes(condition, begin)
    return case(
        name,
        tries,
        _TWO_LOST,
        answers=answers,
        outcomes={"confusion-at": "incorrect", "f1-from-counts": "incorrect"},
    )


CASES = (
    _unsteady("coin", "Throws a coin.", "np.random.random() < 0.5"),
    _unsteady(
        "seeded-coin",
        "Throws a coin that it has seeded itself.",
        "coin.random() < 0.5",
        "coin = np.random.default_rng(0)",
    ),
    _unsteady("clock", "Looks at the clock.", "time.time_ns() % 2", "import time"),
    _unsteady(
        "counts-its-calls",
        "Answers rightly from the thirtieth call on, when questions come again.",
        "next(calls) >= 30",
        "import itertools; calls = itertools.count()",
    ),
    _unsteady(
        "memorises",
        "Is wrong the first time, remembers the question, and right the second time.",
        "str(locals()) in seen or seen.add(str(locals()))",
        "seen = set()",
    ),
    _unsteady(
        "notices-the-order",
        "Is right while questions come in the order of the notebook.",
        "not is_over(str(locals()))",
        "seen = []\n"
        "def is_over(text):\n"
        "    seen.append(text)\n"
        "    return seen.count(text) > 1",
    ),
    case(
        "addresses",
        "Lets the addresses of objects decide.",
        but(FULL, confusion_at=0),
        answers=_sometimes("True")
        | {
            "confusion-at": f"{_RIGHT}\n"
            "def confusion_at(scores, labels, threshold, kept=[]):\n"
            "    kept.append(object())\n"
            "    return len(kept), id(kept[-1]) % 1024, 0, 0"
        },
    ),
    case(
        "changing-value",
        "Gives values that are another number each time they are read.",
        but(FULL, exercise_1=0),
        answers=_sometimes("True")
        | {
            "exercise-1": "import itertools\n"
            "class Changes(float):\n"
            "    count = itertools.count()\n"
            "    def __float__(self): return next(self.count) / 7\n"
            "ex1_threshold = ex1_f1 = Changes(0.55)\nex1_matrix = [Changes(1)] * 4"
        },
    ),
    case(
        "looks-at-the-caller",
        "Is right in its own notebook only, not where it is asked.",
        _TWO_LOST,
        answers=_sometimes(
            "sys._getframe(1).f_globals.get('__name__') == '__main__'", "import sys"
        ),
    ),
    case(
        "knows-the-published",
        "Has the published answers in a table.",
        # Where F1 is undefined 0 is right, and values may be literals.
        but(NOTHING, f1_from_counts=1, exercise_1=5),
        answers=by_table("return 0") | {"exercise-1": _LITERALS},
    ),
    case(
        "knows-the-reviewed",
        "Has also the graded answers in its table, all but the freshly drawn.",
        # The parts for which nothing is drawn afresh (forms, ties, all of several)
        # can be known by whoever has seen the questions.
        but(
            NOTHING,
            confusion_at=1,
            f1_from_counts=1,
            best_f1_threshold=1,
            youden_thresholds=1,
            exercise_1=5,
        ),
        answers=by_table("return 0", seed=1) | {"exercise-1": _LITERALS},
    ),
    case(
        "literals",
        "Writes the values of a value exercise as numbers.",
        but(NOTHING, exercise_1=5),
        solved=False,
        answers={"exercise-1": _LITERALS},
    ),
    case(
        "constants",
        "Returns the answer to the first published question always.",
        but(NOTHING, exercise_1=5),
        answers=all_return("(3, 1, 1, 5)") | {"exercise-1": _LITERALS},
    ),
)
