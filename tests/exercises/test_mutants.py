"""The solved answers, changed in one place at a time, lose marks at grading."""

import ast
import json
from pathlib import Path

import pytest

from grader.checking import Outcome

UNIT = "1-scores-to-decisions"
SOLVED = Path(__file__).parents[2] / "solutions" / UNIT / f"{UNIT}.ipynb"
SEEDS = (0, 1)

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
BITWISE = (ast.BitAnd, ast.BitOr, ast.BitXor)

# The changed lines that answer alike on every input the texts allow, and why.
EQUIVALENT = {
    ("best-f1-threshold", "best_threshold, best_f1 = (None, -2.0)"): (
        "every start below 0.0, the smallest F1, serves"
    ),
    ("best-f1-threshold", "if f1 >= best_f1 + 1e-09:"): (
        "no two F1 differ by exactly 1e-9; the texts leave that case open"
    ),
    (
        "youden-thresholds",
        "return [c for c, j in zip(candidates, heights) if j > max(heights) - 1e-09]",
    ): "no two J differ by exactly 1e-9; the texts leave that case open",
}


def solved_answers():
    """Return the answer cells of the solved unit by exercise id."""
    answers = {}
    for cell in json.loads(SOLVED.read_text("utf-8"))["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        if ours.get("solution"):
            answers[ours["grade_id"]] = "".join(cell["source"])
    return answers


ANSWERS = solved_answers()


def alternatives(node):
    """Yield what may stand in the place of one node of a syntax tree."""
    if isinstance(node, ast.Compare):
        for other in COMPARISONS:
            if not isinstance(node.ops[0], other):
                yield ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.BinOp):
        family = BITWISE if isinstance(node.op, BITWISE) else ARITHMETIC
        for other in family:
            if not isinstance(node.op, other):
                yield ast.BinOp(node.left, other(), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


class Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        """Replace the one node, and look for it in all others."""
        return self.new if node is self.old else self.generic_visit(node)


def mutants_of(source):
    """Return (the changed line, the changed source) for each change there is."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    mutants = []
    for node in list(ast.walk(tree)):
        for new in alternatives(node):
            changed = ast.unparse(Swap(node, new).visit(tree))
            tree = Swap(new, node).visit(tree)
            pairs = zip(original.splitlines(), changed.splitlines(), strict=True)
            (line,) = [after for before, after in pairs if before != after]
            mutants.append((line.strip(), changed))
    return mutants


MUTANTS = [
    (exercise, line, source)
    for exercise, answer in ANSWERS.items()
    for line, source in mutants_of(answer)
]
KNOWN = [m for m in MUTANTS if m[:2] in EQUIVALENT]
OTHERS = [m for m in MUTANTS if m[:2] not in EQUIVALENT]


@pytest.fixture(scope="session")
def with_helpers():
    """Return a function that puts the unit's other answers before one answer."""

    def with_helpers(exercise_id, source):
        before = []
        for other, answer in ANSWERS.items():
            if other == exercise_id:
                break
            before.append(answer)
        return "\n".join([*before, source])

    return with_helpers


@pytest.mark.parametrize("exercise_id", ANSWERS)
def test_solved_answer_is_right(graded, with_helpers, exercise_id):
    """Unchanged, every answer of the solved notebook earns full marks."""
    source = with_helpers(exercise_id, ANSWERS[exercise_id])
    assert graded(exercise_id, source).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("exercise_id", "line", "source"),
    [pytest.param(*m, id=f"{m[0]}: {m[1]}") for m in OTHERS],
)
def test_mutant_loses_marks(graded, with_helpers, exercise_id, line, source):
    """An answer that is wrong in one place is not taken for right."""
    source = with_helpers(exercise_id, source)
    results = [graded(exercise_id, source, seed) for seed in SEEDS]
    assert all(r.points < r.max_points for r in results), f"survived: {line}"


@pytest.mark.parametrize(
    ("exercise_id", "line", "source"),
    [pytest.param(*m, id=f"{m[0]}: {m[1]}") for m in KNOWN],
)
def test_equivalent_mutant_is_right(graded, with_helpers, exercise_id, line, source):
    """What the table calls equivalent indeed earns full marks."""
    result = graded(exercise_id, with_helpers(exercise_id, source))
    assert result.outcome is Outcome.CORRECT, f"caught after all: {line}"


def test_table_of_equivalent_mutants_is_not_stale():
    """Every line of the table is a mutant of today's answers."""
    assert set(EQUIVALENT) == {m[:2] for m in KNOWN}


def test_there_are_mutants_of_every_function():
    """The changes reach comparisons, arithmetic and constants of all functions."""
    per_exercise = dict.fromkeys(ANSWERS, 0)
    for name, _, _ in MUTANTS:
        per_exercise[name] += 1
    # Exercise 1 only calls functions: there is nothing in it to change.
    assert per_exercise.pop("exercise-1") == 0
    assert min(per_exercise.values()) >= 15


def test_endless_answers_are_stopped(graded):
    """An answer that never ends is stopped, and judged as one that raised."""
    source = "def f1_from_counts(tp, fp, fn):\n    while True:\n        tp += 1"
    result = graded("f1-from-counts", source)
    assert result.outcome is Outcome.RAISED
    assert "OutOfSteps" in result.notes[0]
