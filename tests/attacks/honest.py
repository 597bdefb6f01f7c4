"""Right work in odd shapes: it all keeps its full mark."""

import json
from functools import partial
from typing import Any

from .case import FULL, Case, but

__all__ = ["CASES"]

case = partial(Case, "honest")

_LITERALS = "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = 3, 1, 1, 3"

Notebook = dict[str, Any]


def _minor(number: int) -> Any:
    def change(notebook: Notebook) -> Notebook:
        if number < 5:
            for cell in notebook["cells"]:
                cell.pop("id", None)
        return {**notebook, "nbformat_minor": number}

    return change


def _edited(**edit: Any) -> Any:
    def change(notebook: Notebook) -> Notebook:
        for cell in notebook["cells"]:
            for name, act in edit.items():
                cell[name] = act(cell.get(name))
        return notebook

    return change


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)


def _saved_elsewhere(notebook: Notebook) -> Notebook:
    """Write as Colab and VS Code do."""
    spec = {"name": "conda-env-cv-py", "display_name": "Python (cv)"}
    info = {"name": "python", "version": "3.14.0", "file_extension": ".py"}
    notebook["metadata"] = {"kernelspec": spec, "language_info": info, "colab": {}}
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] |= {"id": f"c{number}", "vscode": {"languageId": "python"}}
        cell["metadata"] |= {"colab": {"base_uri": "https://localhost:8080/"}}
        cell["metadata"].pop("tags", None)
        cell["id"] = f"{number:08x}"
    return notebook


def _twice(after: str) -> Any:
    """Have each answer cell once more, with other text in it."""

    def change(notebook: Notebook) -> Notebook:
        cells = []
        for cell in notebook["cells"]:
            cells.append(cell)
            ours = cell["metadata"].get("nbgrader", {})
            if ours.get("solution"):
                text = after or _text(cell["source"])
                cells.append({**cell, "id": f"{cell['id']}-2", "source": text})
        return {**notebook, "cells": cells}

    return change


def _wrong_first(notebook: Notebook) -> Notebook:
    cells = []
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cells.append({**cell, "source": "raise ValueError('my first try')"})
        cells.append(cell)
    return {**notebook, "cells": cells}


def _split(notebook: Notebook) -> Notebook:
    """Split an answer as Jupyter does: both halves keep the metadata."""
    cells = []
    for cell in notebook["cells"]:
        if cell.get("id") == "f1-from-counts":
            half = "def halves(tp, fp, fn):\n    return 2 * tp, 2 * tp + fp + fn"
            cells.append({**cell, "id": "half", "source": half})
            rest = (
                "def f1_from_counts(tp, fp, fn):\n"
                "    top, low = halves(tp, fp, fn)\n"
                "    return top / low if low else 0.0"
            )
            cell = {**cell, "source": rest}  # noqa: PLW2901
        cells.append(cell)
    return {**notebook, "cells": cells}


def _sets_up_again(*, is_copied: bool) -> Any:
    """Use the data's names for something else, and then set them up again."""

    def change(notebook: Notebook) -> Notebook:
        (data,) = [c for c in notebook["cells"] if c.get("id") == "eight-parts-data"]
        own = {**data, "id": "own", "metadata": {}, "source": "scores = labels = [1]"}
        again = {**data, "id": "again"} if is_copied else data
        cells = []
        for cell in notebook["cells"]:
            if cell.get("id") == "exercise-1":
                cells += [own, again]
            if cell is not data or is_copied:
                cells.append(cell)
        return {**notebook, "cells": cells}

    return change


def _windows(notebook: Notebook) -> bytes:
    for cell in notebook["cells"]:
        cell["source"] = _text(cell["source"]).replace("\n", "\r\n") + "  \r\n\r\n"
    return json.dumps(notebook, indent=1).replace("\n", "\r\n").encode()


_NUMBERS = {
    "python-numbers": "int({0})",
    "numpy-scalars": "np.int16({0})",
    "floats": "float({0})",
    "fractions": "__import__('fractions').Fraction({0})",
    "decimals": "__import__('decimal').Decimal({0})",
    "arrays-without-dimensions": "np.array({0})",
}


def _in_numbers(form: str) -> dict[str, str]:
    counts = ", ".join(form.format(name) for name in ("tp", "fp", "fn", "tn"))
    return {
        "confusion-at": "def confusion_at(scores, labels, threshold):\n"
        "    flagged = np.asarray(scores) >= threshold\n"
        "    y = np.asarray(labels).astype(bool)\n"
        "    tp, fp = int((flagged & y).sum()), int((flagged & ~y).sum())\n"
        "    fn, tn = int((~flagged & y).sum()), int((~flagged & ~y).sum())\n"
        f"    return [{counts}]",
        "f1-from-counts": "def f1_from_counts(tp, fp, fn):\n"
        "    tp, fp, fn = float(tp), float(fp), float(fn)\n"
        "    low = 2 * tp + fp + fn\n"
        "    return 2 * tp / low if low else 0",
        "youden-thresholds": "def youden_thresholds(scores, labels):\n"
        "    j = {}\n"
        "    for t in sorted({float(s) for s in scores}):\n"
        "        tp, fp, fn, tn = map(float, confusion_at(scores, labels, t))\n"
        "        j[t] = tp * (fp + tn) - fp * (tp + fn)\n"
        "    return tuple(t for t in j if j[t] == max(j.values()))",
    }


CASES = (
    case("as-it-is", "Hands in the course's own solution."),
    case(
        "extra-cells",
        "Has notes, plots, failures and questions in cells of its own.",
        before=(
            "import warnings, sys, logging\nwarnings.warn('look')",
            "print('to stderr', file=sys.stderr); logging.warning('hm')",
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()",
            "1 / 0",
            "this is no Python",
            "np?",
            "input('your name? ')",
            "%time sum(range(10))",
            "open('notes.txt', 'w').write('mine')",
            "await __import__('asyncio').sleep(0)",
            "import threading\nt = threading.Thread(target=print); t.start(); t.join()",
        ),
        after=("exit()", "quit", "assert False", "%who", "check('confusion-at')"),
    ),
    case(
        "warnings-in-answers",
        "Warns, logs and prints wherever it can.",
        answers={
            "f1-from-counts": "import sys, warnings\n"
            "def f1_from_counts(tp, fp, fn):\n"
            "    warnings.warn('just looking'); print(tp, file=sys.stderr); print(fp)\n"
            "    with np.errstate(all='warn'):\n"
            "        f1 = np.float64(2 * tp) / np.float64(2 * tp + fp + fn)\n"
            "    return 0.0 if np.isnan(f1) else f1\n"
            "print('done', file=sys.stderr)"
        },
    ),
    *(
        case(name, f"Returns {name.replace('-', ' ')}.", answers=_in_numbers(form))
        for name, form in _NUMBERS.items()
    ),
    case(
        "callables",
        "Defines its functions as objects, partials and lambdas.",
        answers={
            "f1-from-counts": "f1_from_counts = lambda tp, fp, fn: (\n"
            "    2 * tp / (2 * tp + fp + fn) if tp else 0.0)",
            "confusion-at": "import functools\n"
            "class Counts:\n"
            "    def __call__(self, flag, scores, labels, threshold):\n"
            "        both = zip(scores, labels)\n"
            "        rows = [(s >= threshold, bool(y)) for s, y in both]\n"
            "        pairs = (1, 1), (1, 0), (0, 1), (0, 0)\n"
            "        return [rows.count(pair) for pair in pairs]\n"
            "confusion_at = functools.partial(Counts(), True)",
        },
    ),
    case(
        "cached",
        "Remembers what it was asked, rightly.",
        answers={
            "f1-from-counts": "import functools\n@functools.cache\n"
            "def f1_from_counts(tp, fp, fn):\n"
            "    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0"
        },
    ),
    case(
        "timed-answer",
        "Uses magics in an answer cell.",
        answers={
            "f1-from-counts": "%%time\ndef f1_from_counts(tp, fp, fn):\n"
            "    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0",
            "exercise-1": f"%matplotlib inline\n{_LITERALS}",
        },
    ),
    case(
        "as-in-a-terminal",
        "Asks for help and runs programs in an answer cell.",
        answers={
            "f1-from-counts": "help(max)\n!pip install torch\nfound = !ls\n"
            "def f1_from_counts(tp, fp, fn):\n"
            "    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0"
        },
    ),
    case(
        "own-module",
        "Writes a module and imports it.",
        before=(
            "%%writefile mine.py\n"
            "def f1_from_counts(tp, fp, fn):\n"
            "    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0",
        ),
        answers={"f1-from-counts": "from mine import f1_from_counts"},
    ),
    case(
        "side-by-side",
        "Asks scikit-learn for more processes than there are.",
        answers={
            "exercise-1": "from sklearn.linear_model import LogisticRegression\n"
            "from sklearn.model_selection import cross_val_score\n"
            "cross_val_score(LogisticRegression(), np.arange(20)[:, None],\n"
            "                [0, 1] * 10, cv=2, n_jobs=2)\n" + _LITERALS
        },
    ),
    case(
        "edges-of-the-step",
        "Types a threshold that decides alike.",
        answers={
            "exercise-1": "ex1_threshold = 0.521\nex1_f1 = 0.75\n"
            "ex1_matrix = np.array([[3, 1], [1, 3]])"
        },
    ),
    case("twice", "Has each answer twice.", change=_twice("")),
    case(
        "twice-and-empty", "Has an empty copy after each answer.", change=_twice("\n")
    ),
    case("wrong-first", "Has a failed try before each answer.", change=_wrong_first),
    case("split", "Has one answer in two cells of one id.", change=_split),
    case("data-moved", "Moves the data.", change=_sets_up_again(is_copied=False)),
    case("data-twice", "Has the data twice.", change=_sets_up_again(is_copied=True)),
    case("saved-elsewhere", "Was saved by other editors.", change=_saved_elsewhere),
    case("windows", "Has Windows line ends.", change=_windows),
    *(
        case(f"format-4-{n}", f"Is of format 4.{n}.", change=_minor(n))
        for n in (0, 2, 4, 9)
    ),
    case(
        "lines",
        "Has its source as a list of characters.",
        change=_edited(source=lambda source: list(_text(source))),
    ),
    case(
        "outputs",
        "Hands in outputs, counts and collapsed cells.",
        change=_edited(
            outputs=lambda _: [{"output_type": "stream", "name": "x", "text": ["y"]}],
            execution_count=lambda _: 99,
        ),
    ),
    case(
        "bibliography",
        "Works with other modules and types: enum, dataclass, typing.",
        answers={
            "exercise-1": "from dataclasses import dataclass, astuple\n"
            "@dataclass\nclass Counts:\n    tp: int\n    fp: int\n    fn: int\n"
            "    tn: int\n"
            "best: tuple[float, float] = best_f1_threshold(scores, labels)\n"
            "ex1_threshold, ex1_f1 = best\n"
            "ex1_matrix = astuple(Counts(*confusion_at(scores, labels, best[0])))"
        },
    ),
    case(
        "partly-right",
        "Uses > for >=, and deserves what that deserves.",
        # As in the demonstration's class: the edge is lost; of the search the F1 is
        # right, of the card's exercise F1 and matrix.
        but(
            FULL,
            confusion_at=3,
            best_f1_threshold=2,
            youden_thresholds=0,
            exercise_1=3,
        ),
        answers={
            "confusion-at": "def confusion_at(scores, labels, threshold):\n"
            "    flagged = np.asarray(scores) > threshold\n"
            "    y = np.asarray(labels).astype(bool)\n"
            "    return (int((flagged & y).sum()), int((flagged & ~y).sum()),\n"
            "            int((~flagged & y).sum()), int((~flagged & ~y).sum()))"
        },
        outcomes={"confusion-at": "partial"},
        slips=frozenset({"strict-inequality"}),
    ),
)
