"""What a learner's code can import of the course, wherever it is marked."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from grader.running import Stage

__all__ = ["STAGE", "stage_of"]

_STUB = '''"""The worker's stand-in for the course: here, nothing is checked."""


def check(*_, **__):
    """Do nothing."""


calibration_card = check_project = hint = solution = progress = check
'''

_QUIZ_STUB = '''"""The worker's stand-in for the quick test: no bank, no keys."""


def take_quick_test(*_, **__):
    """Do nothing."""


record_quick_test = show_questions = meet_forecast = take_quick_test
'''

_WARM_UP = """
from lessons import figures
figures.describe_only()
figures.score_strip([0.2, 0.8], [0, 1])
"""

_REHEARSAL = """
names = {{"__name__": "__main__"}}
for source in {sources!r}:
    try:
        exec(compile(source, "<provided>", "exec"), names)
    except Exception:
        pass  # it needs an answer, or is no plain Python
"""

STAGE = Stage(("lessons",), (("grader", _STUB), ("quiz", _QUIZ_STUB)), _WARM_UP)
"""What a learner's code can import of the course: figures, and nothing that checks."""


def stage_of(sources: Iterable[str]) -> Stage:
    """Return a stage that has run these cells, and imported what they import.

    A unit's provided cells say what every submission of it needs; what none needs
    would only take memory. What `lessons.figures` computes in them is remembered,
    their names are not.

    Parameters
    ----------
    sources
        The course's own code cells; none of a learner's.
    """
    cells = tuple(sources)
    modules = {name for source in cells for name in _imported(source)}
    imports = "".join(f"import {name}\n" for name in sorted(modules))
    rehearsal = _REHEARSAL.format(sources=cells)
    return replace(STAGE, warm_up=imports + STAGE.warm_up + rehearsal)


def _imported(source: str) -> Iterator[str]:
    """Yield the modules that a cell imports; none where it is not plain Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
