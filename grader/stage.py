"""What a learner's code can import of the course, wherever it is marked."""

from grader.running import Stage

__all__ = ["STAGE"]

_STUB = '''"""The worker's stand-in for the course: here, nothing is checked."""


def check(*_, **__):
    """Do nothing."""


hint = solution = progress = check
'''

_QUIZ_STUB = '''"""The worker's stand-in for the quick test: no bank, no keys."""


def take_quick_test(*_, **__):
    """Do nothing."""


record_quick_test = show_questions = take_quick_test
'''

_WARM_UP = """
import sklearn.metrics
from lessons import figures
figures.describe_only()
figures.score_strip([0.2, 0.8], [0, 1])
"""

STAGE = Stage(("lessons",), (("grader", _STUB), ("quiz", _QUIZ_STUB)), _WARM_UP)
"""What a learner's code can import of the course: figures, and nothing that checks."""
