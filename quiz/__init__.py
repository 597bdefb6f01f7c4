"""The quick test: a question bank, forms drawn from it, one way to score them.

In a notebook::

    from quiz import take_quick_test
    take_quick_test()
"""

from quiz.errors import BadAnswer, BadBank, BadForm, NotSaved, QuizError
from quiz.forecast import meet_forecast
from quiz.forms import Form, draw_form
from quiz.notebook import record_quick_test, show_questions, take_quick_test
from quiz.questions import Answer, Bank, Question, load_bank
from quiz.scoring import PASS_MARK, QuestionResult, QuizResult, score

__all__ = [
    "PASS_MARK",
    "Answer",
    "BadAnswer",
    "BadBank",
    "BadForm",
    "Bank",
    "Form",
    "NotSaved",
    "Question",
    "QuestionResult",
    "QuizError",
    "QuizResult",
    "draw_form",
    "load_bank",
    "meet_forecast",
    "record_quick_test",
    "score",
    "show_questions",
    "take_quick_test",
]
