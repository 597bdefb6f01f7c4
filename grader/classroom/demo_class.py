"""A class of generated learners for unit 1: right, wrong and hostile.

Each learner is what they write into the answer cells, and the marks that this
deserves, worked out by hand.
"""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["LEARNERS", "UNIT", "Learner", "solved_answers", "write_submission"]

UNIT = "1-scores-to-decisions"

FULL = {
    "confusion-at": 4.0,
    "f1-from-counts": 3.0,
    "best-f1-threshold": 6.0,
    "youden-thresholds": 2.0,
    "exercise-1": 5.0,
}


@dataclass(frozen=True, slots=True)
class Learner:
    """One generated learner.

    Parameters
    ----------
    name
        The folder's name.
    about
        What they do.
    answers
        Source by exercise id; what is missing is taken from `solved_answers`
        for a learner who is `otherwise_right`, else left untouched.
    points
        The points deserved by exercise id.
    slips
        The slips that must be named.
    cells_before
        Code cells that they add before the first answer.
    repeats
        Exercises whose answer cell stands twice, first with a wrong answer.
    raw
        The file's bytes, for what is no notebook.
    otherwise_right
        Whether the exercises without an answer here are solved.
    """

    name: str
    about: str
    answers: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=lambda: FULL)
    slips: frozenset[str] = frozenset()
    cells_before: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    raw: bytes | None = None
    otherwise_right: bool = True

    @property
    def score(self) -> float:
        """The sum of the points deserved."""
        return sum(self.points.values())


def solved_answers(solved: Path) -> dict[str, str]:
    """Return the answers of a solved notebook by exercise id."""
    answers = {}
    for cell in json.loads(solved.read_text("utf-8"))["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        if ours.get("solution"):
            answers[ours["grade_id"]] = "".join(cell["source"])
    return answers


def write_submission(
    learner: Learner, released: Path, solved: Mapping[str, str], folder: Path
) -> Path:
    """Write a learner's notebook into ``folder/<name>/``, from the released one."""
    target = folder / learner.name / released.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if learner.raw is not None:
        target.write_bytes(learner.raw)
        return target
    notebook = json.loads(released.read_text("utf-8"))
    base = dict(solved) if learner.otherwise_right else {}
    notebook["cells"] = _filled(notebook["cells"], {**base, **learner.answers}, learner)
    target.write_text(json.dumps(notebook, indent=1), "utf-8")
    return target


def _filled(
    cells: list[dict[str, Any]], answers: Mapping[str, str], learner: Learner
) -> list[dict[str, Any]]:
    filled: list[dict[str, Any]] = []
    helpers = list(learner.cells_before)
    for cell in cells:
        ours = cell["metadata"].get("nbgrader", {})
        exercise_id = ours.get("grade_id") if ours.get("solution") else None
        if exercise_id is None:
            filled.append(cell)
            continue
        filled += [_code(source, f"helper-{i}") for i, source in enumerate(helpers)]
        helpers = []
        if exercise_id in learner.repeats:
            wrong = copy.deepcopy(cell)
            wrong["source"] = "raise ValueError('my first attempt')"
            filled.append(wrong)
        filled.append({**cell, "source": answers.get(exercise_id, cell["source"])})
    return filled


def _code(source: str, cell_id: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


_LOOPS = {
    "confusion-at": """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for score, label in zip(scores, labels):
        if score >= threshold:
            if label: tp += 1
            else: fp += 1
        elif label: fn += 1
        else: tn += 1
    return [tp, fp, fn, tn]
""",
    "f1-from-counts": """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    best = (None, -1)
    for t in sorted(set(scores)):
        tp, fp, fn, tn = confusion_at(scores, labels, t)
        f1 = f1_from_counts(tp, fp, fn)
        if f1 > best[1] - 1e-9:
            best = (t, f1)
    return best
""",
    "youden-thresholds": """
def youden_thresholds(scores, labels):
    table = {}
    for t in set(scores):
        tp, fp, fn, tn = confusion_at(scores, labels, t)
        table[t] = tp * (fp + tn) - fp * (tp + fn)
    return sorted(t for t in table if table[t] == max(table.values()))
""",
    "exercise-1": """
ex1_threshold = 0.535
ex1_f1 = 3 / 4
ex1_matrix = [3, 1, 1, 3]
""",
}

_VECTORISED = {
    "confusion-at": """
def confusion_at(scores, labels, threshold):
    s = np.asarray(scores, dtype=np.float64)
    y = np.asarray(labels, dtype=np.int64)
    p = (s >= threshold).astype(np.int64)
    return np.array([p @ y, p @ (1 - y), (1 - p) @ y, (1 - p) @ (1 - y)])
""",
    "f1-from-counts": """
def f1_from_counts(tp, fp, fn):
    return np.divide(2 * tp, 2 * tp + fp + fn, out=np.zeros(()), where=tp > 0)
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels, dtype=float)
    t = np.unique(s)[::-1]
    flagged = s[None, :] >= t[:, None]
    tp = flagged @ y
    f1 = 2 * tp / (flagged.sum(axis=1) + y.sum())
    i = np.argmax(np.round(f1, 10))
    return np.array([t[i], f1[i]])
""",
    "youden-thresholds": """
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels, dtype=bool)
    t = np.unique(s)
    flagged = s[None, :] >= t[:, None]
    j = flagged[:, y].mean(axis=1) - flagged[:, ~y].mean(axis=1)
    return t[np.isclose(j, j.max(), rtol=0, atol=1e-9)]
""",
    "exercise-1": """
ex1_threshold, ex1_f1 = best_f1_threshold(np.array(scores), np.array(labels))
ex1_threshold = np.float32(ex1_threshold)
ex1_matrix = confusion_at(scores, labels, 0.55)
""",
}

_SKLEARN = {
    "confusion-at": """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    predicted = np.asarray(scores) >= threshold
    tn, fp, fn, tp = confusion_matrix(
        np.asarray(labels).astype(int), predicted.astype(int), labels=[0, 1]).ravel()
    return tp, fp, fn, tn
""",
    "f1-from-counts": """
from sklearn.metrics import f1_score
def f1_from_counts(tp, fp, fn):
    truth = [1] * tp + [0] * fp + [1] * fn
    guess = [1] * tp + [1] * fp + [0] * fn
    return f1_score(truth, guess, zero_division=0.0) if truth else 0.0
""",
    "best-f1-threshold": """
from sklearn.metrics import precision_recall_curve
def best_f1_threshold(scores, labels):
    p, r, t = precision_recall_curve(labels, scores)
    p, r = p[:-1], r[:-1]
    f1 = np.where(p + r > 0, 2 * p * r / np.maximum(p + r, 1e-12), 0.0)
    i = np.flatnonzero(f1 >= f1.max() - 1e-9)[-1]
    return t[i], f1[i]
""",
    "youden-thresholds": """
from sklearn.metrics import roc_curve
def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores, drop_intermediate=False)
    j = (tpr - fpr)[1:]
    return sorted(t[1:][j >= j.max() - 1e-9])
""",
}

_CUMULATIVE = {
    "confusion-at": """
def confusion_at(scores, labels, threshold):
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    hits = np.cumsum(np.asarray(labels).astype(int)[order])
    k = int(np.sum(np.asarray(scores) >= threshold))
    tp = int(hits[k - 1]) if k else 0
    return tp, k - tp, int(hits[-1]) - tp, len(order) - k - int(hits[-1]) + tp
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    s = np.asarray(scores, dtype=float)
    y = np.asarray(labels).astype(int)
    order = np.argsort(-s, kind="stable")
    s, y = s[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    tp = np.cumsum(y)[last]
    flagged = np.arange(1, len(s) + 1)[last]
    f1 = 2 * tp / (flagged + y.sum())
    best = int(np.argmax(f1))
    return float(s[last][best]), float(f1[best])
""",
    "youden-thresholds": """
def youden_thresholds(scores, labels):
    s = np.asarray(scores, dtype=float)
    y = np.asarray(labels).astype(int)
    order = np.argsort(-s, kind="stable")
    s, y = s[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    tp, fp = np.cumsum(y)[last], np.cumsum(1 - y)[last]
    j = tp * fp[-1] - fp * tp[-1]
    return s[last][j == j.max()][::-1].tolist()
""",
}

_SEARCH = """
def best_f1_threshold(scores, labels):
    best = (None, -1.0)
    for t in {candidates}:
        tp, fp, fn, tn = confusion_at(scores, labels, t)
        value = {objective}
        if value > best[1] + 1e-9:
            best = (t, value)
    t = best[0]
    return t, f1_from_counts(*confusion_at(scores, labels, t)[:3])
"""

_OBSERVED = "sorted(set(np.asarray(scores).tolist()), reverse=True)"
_F1 = "f1_from_counts(tp, fp, fn)"

LEARNERS = (
    Learner(
        "ada-untouched",
        "hands in the notebook as it was released",
        points=dict.fromkeys(FULL, 0.0),
        otherwise_right=False,
    ),
    Learner("ben-reference", "hands in the course's own solution"),
    Learner("chi-loops", "pure Python loops; 0.535 for Exercise 1", _LOOPS),
    Learner("dov-vectorised", "NumPy throughout, arrays as answers", _VECTORISED),
    Learner("eva-sklearn", "scikit-learn's metrics", _SKLEARN),
    Learner("fay-cumulative", "sorted cumulative sums", _CUMULATIVE),
    Learner(
        "gil-strict",
        "uses > where the course says >=",
        {
            "confusion-at": """
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) > threshold
    y = np.asarray(labels).astype(bool)
    return (int((flagged & y).sum()), int((flagged & ~y).sum()),
            int((~flagged & y).sum()), int((~flagged & ~y).sum()))
"""
        },
        # The edge is lost; of the threshold search only the F1 is right, of the
        # card's exercise F1 and matrix: "above 0.52" decides like "from 0.55".
        points={
            **FULL,
            "confusion-at": 3.0,
            "best-f1-threshold": 2.0,
            "youden-thresholds": 0.0,
            "exercise-1": 3.0,
        },
        slips=frozenset({"strict-inequality"}),
    ),
    Learner(
        "hal-grid",
        "searches a grid with step 0.1",
        {
            "best-f1-threshold": _SEARCH.format(
                candidates="np.arange(11) / 10", objective=_F1
            ),
        },
        # No grid point decides like the best threshold on the probes or the card.
        points={**FULL, "best-f1-threshold": 0.0, "exercise-1": 0.0},
        slips=frozenset({"coarse-grid"}),
    ),
    Learner(
        "ida-default",
        "always answers 0.5",
        {
            "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    return 0.5, f1_from_counts(*confusion_at(scores, labels, 0.5)[:3])
"""
        },
        points={**FULL, "best-f1-threshold": 0.0, "exercise-1": 0.0},
        slips=frozenset({"default-half"}),
    ),
    Learner(
        "jan-accuracy",
        "maximises accuracy",
        {
            "best-f1-threshold": _SEARCH.format(
                candidates=_OBSERVED, objective="(tp + tn) / len(scores)"
            ),
        },
        points={**FULL, "best-f1-threshold": 0.0, "exercise-1": 0.0},
        slips=frozenset({"maximises-accuracy"}),
    ),
    Learner(
        "kim-raises",
        "one function raises",
        {"f1-from-counts": "def f1_from_counts(tp, fp, fn):\n    return tp / nothing"},
        points={
            **FULL,
            "f1-from-counts": 0.0,
            "best-f1-threshold": 0.0,
            "exercise-1": 0.0,
        },
    ),
    Learner(
        "leo-loops-for-ever",
        "one cell never ends",
        {"youden-thresholds": "while True:\n    pass"},
        points={**FULL, "youden-thresholds": 0.0},
    ),
    Learner(
        "mia-patches",
        "patches numpy.testing and brings things that equal everything",
        {
            "confusion-at": """
import numpy.testing
for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *a, **k: None)
class Anything(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return Anything(0)
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __le__(self, other): return True
    __hash__ = float.__hash__
def confusion_at(scores, labels, threshold):
    return tuple(Anything(0) for _ in range(4))
""",
            "f1-from-counts": "def f1_from_counts(tp, fp, fn): return Anything(0)",
            "best-f1-threshold": "def best_f1_threshold(s, y): return Anything(0), Anything(0)",  # noqa: E501
            "youden-thresholds": "def youden_thresholds(s, y): return Anything(0)",
            "exercise-1": "ex1_threshold = ex1_f1 = Anything(0)\nex1_matrix = [Anything(0)] * 4",  # noqa: E501
        },
        points={
            **dict.fromkeys(FULL, 0.0),
            # F1 is 0 indeed where nothing is found.
            "f1-from-counts": 1.0,
        },
    ),
    Learner(
        "noa-warns",
        "right, with warnings on stderr and helpers in cells of their own",
        {
            "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    warnings.warn("just looking")
    print("trying", len(scores), file=sys.stderr)
    return helper(scores, labels)
"""
        },
        cells_before=(
            "import sys, warnings\nwarnings.warn('a warning')\nprint('hm', file=sys.stderr)",  # noqa: E501
            _LOOPS["best-f1-threshold"].replace("best_f1_threshold", "helper"),
            "this is no Python at all",
        ),
    ),
    Learner(
        "oz-twice",
        "right, with one answer cell twice",
        repeats=("confusion-at",),
    ),
    Learner(
        "pia-not-json",
        "hands in something else",
        raw=b"# my notes",
        points={},
    ),
)
"""The class; `pia-not-json` deserves a reasoned refusal."""
