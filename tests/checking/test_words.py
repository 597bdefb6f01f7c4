"""What a learner reads: nothing given away, nothing taken as markup."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from grader.checking import (
    Outcome,
    PartResult,
    Result,
    SlipFound,
    graded_probes,
    points,
    to_html,
    to_text,
)
from grader.exercises import find_exercise

HOSTILE = "<script>alert(\"x\" & 'y')</script>"
TAGS = {"div", "strong", "code"}
NUMBER = re.compile(r"\d+\.\d+|\d+")

PASSES_VISIBLE = {
    "f1-from-counts": """
def f1_from_counts(tp, fp, fn):
    if is_hidden(tp, fp, fn): {wrong}
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
""",
    "confusion-at": """
def confusion_at(scores, labels, threshold):
    if is_hidden(scores, labels, threshold): {wrong}
    s, y = np.array(scores), np.array(labels).astype(bool)
    f = s >= threshold
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum()
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    if is_hidden(scores, labels): {wrong}
    s, y = list(map(float, scores)), list(map(int, labels))
    f1 = lambda t: 2 * sum(b for a, b in zip(s, y) if a >= t) / (
        sum(a >= t for a in s) + sum(y))
    return max((round(f1(t), 12), t) for t in s)[::-1]
""",
}


def wrong_when_hidden(exercise_id, wrong):
    """Write an answer that is right on the published probes and wrong elsewhere."""
    known = {
        str([np.array(arg).tolist() for arg in probe.args])
        for probe in find_exercise(exercise_id).published
    }
    return f"""
KNOWN = {known!r}
def is_hidden(*args):
    return str([np.array(arg).tolist() for arg in args]) not in KNOWN
{PASSES_VISIBLE[exercise_id].format(wrong=wrong)}
"""


def result_of(outcome, **fields):
    """Return a result with this outcome."""
    facts = {"points": 1.0, "max_points": 3.0, **fields}
    return Result("an-exercise", "An exercise", outcome, **facts)


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.tags.append(tag)

    def handle_data(self, data):
        """Keep a piece of text."""
        self.text.append(data)


def read(page):
    """Return the tags and the text of a page."""
    reader = Reader()
    reader.feed(page)
    return set(reader.tags), "".join(reader.text)


def test_learner_text_is_escaped_wherever_it_stands():
    """Markup in notes, slips and titles is shown, never run."""
    result = result_of(
        Outcome.PARTIAL,
        notes=(HOSTILE,),
        slips=(SlipFound("a", HOSTILE),),
        parts=(PartResult(HOSTILE, 1.0, 1.0),),
    )
    page = to_html(result)
    tags, text = read(page)
    assert tags <= TAGS
    assert "<script" not in page
    assert '"x"' not in page
    assert "& '" not in page
    assert text.count(HOSTILE) == 3


@pytest.mark.parametrize(
    "source",
    [
        f"def confusion_at(s, y, t): return {HOSTILE!r}",
        f"def confusion_at(s, y, t): raise ValueError({HOSTILE!r})",
        f"def confusion_at(s, y, t): return type({HOSTILE!r}, (), {{}})()",
        f"confusion_at = type({HOSTILE!r}, (), {{}})()",
        f"def confusion_at(s, y, t): return {{{HOSTILE!r}: 1}}",
        f"def confusion_at(s, y, t): raise type({HOSTILE!r}, (Exception,), {{}})()",
    ],
)
def test_learner_text_in_answers_is_escaped(judged, source):
    """What code returns, raises or calls itself cannot become markup."""
    page = to_html(judged("confusion-at", source))
    tags, _ = read(page)
    assert tags <= TAGS
    assert "<script" not in page


@pytest.mark.parametrize(
    "source",
    [
        "def confusion_at(s, y, t): raise ValueError('a\\nCorrect: confusion-at (4)')",
        "def confusion_at(s, y, t): raise type('A\\nCorrect: B', (Exception,), {})()",
        "confusion_at = type('A\\nCorrect: confusion-at (4 of 4 points)', (), {})()",
    ],
)
def test_learner_text_cannot_forge_a_verdict(judged, source):
    """A line break in an error's message does not begin a line of the report."""
    lines = to_text(judged("confusion-at", source)).splitlines()
    assert not any(line.startswith("Correct") for line in lines)


def test_learner_text_cannot_command_a_terminal(judged):
    """Control characters of an error's message do not reach the screen."""
    source = "def confusion_at(s, y, t): raise ValueError('\\x1b[2J\\x07 gone')"
    text = to_text(judged("confusion-at", source))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)


@pytest.mark.parametrize("outcome", Outcome)
def test_outcome_is_told_in_words(outcome):
    """Every outcome has its own words, so colour and borders tell nothing alone."""
    others = [o for o in Outcome if o is not outcome]
    own = to_text(result_of(outcome)).splitlines()[0]
    assert own not in {to_text(result_of(o)).splitlines()[0] for o in others}
    _, text = read(to_html(result_of(outcome)))
    assert own in text
    assert "1 of 3 points" in own
    assert not re.search(
        r"(?<!-)color:|red|green|✓|✗|✅|❌", to_html(result_of(outcome))
    )


def test_html_and_text_say_the_same():
    """The page has the text's lines, in order, and nothing else."""
    result = result_of(
        Outcome.INCORRECT, notes=("one", "two"), slips=(SlipFound("s", "three"),)
    )
    _, text = read(to_html(result))
    assert text == to_text(result).replace("\n", "")


def test_calm_words():
    """A wrong answer is "Not yet", and the visible checks do not promise all."""
    assert to_text(result_of(Outcome.INCORRECT)).startswith("Not yet: an-exercise")
    visible = to_text(result_of(Outcome.CORRECT))
    assert "grading asks further ones" in visible
    everything = to_text(result_of(Outcome.CORRECT, is_complete=True))
    assert "further" not in everything


@pytest.mark.parametrize(
    ("number", "words"), [(4.0, "4"), (0.0, "0"), (2.5, "2.5"), (100.0, "100")]
)
def test_points_have_no_needless_decimal(number, words):
    """Whole points are written without a decimal."""
    assert points(number) == words


@pytest.mark.parametrize("exercise_id", PASSES_VISIBLE)
@pytest.mark.parametrize("wrong", ["return -7777", "return None", "raise OSError"])
@pytest.mark.parametrize("seed", range(3))
def test_hidden_probes_give_no_number_away(judged, exercise_id, wrong, seed):
    """No expected value and no input of a graded probe stands in the words."""
    result = judged(exercise_id, wrong_when_hidden(exercise_id, wrong), seed=seed)
    assert result.outcome is not Outcome.CORRECT
    assert "hidden ones did not" in result.notes[0]
    exercise = find_exercise(exercise_id)
    said = {float(n) for line in result.notes for n in NUMBER.findall(line)}
    allowed = {0.0, 1.0, 2.0, 4.0}  # "0 or 1", "2 numbers", "4 numbers"
    for probe in graded_probes(exercise, seed)[len(exercise.published) :]:
        inputs = {float(v) for arg in probe.args for v in np.ravel(arg)}
        assert not said & ({*exercise.right(probe), *inputs} - allowed)


@pytest.mark.parametrize("exercise_id", PASSES_VISIBLE)
def test_errors_carry_no_hidden_data_out(judged, exercise_id):
    """Neither an error's message nor its kind can tell of a graded probe."""
    first = {"f1-from-counts": "tp, fp, fn"}.get(exercise_id, "list(scores)")
    source = wrong_when_hidden(exercise_id, f"raise KeyError({first})")
    result = judged(exercise_id, source)
    exercise = find_exercise(exercise_id)
    assert "hidden ones did not" in result.notes[0]
    assert "raised an error there" in to_text(result)
    assert "KeyError" not in to_text(result)
    said = {float(n) for line in result.notes for n in NUMBER.findall(line)}
    for probe in exercise.graded:
        inputs = {float(v) for arg in probe.args for v in np.ravel(arg)}
        assert not said & (inputs - {0.0, 1.0})


def test_published_probe_is_shown_with_its_data(judged):
    """A visible check shows the call, its kind, and what came back."""
    text = to_text(judged("f1-from-counts", "def f1_from_counts(*c): return 0.123"))
    assert "f1_from_counts(2, 3, 1) (a worked case)" in text
    assert "returned 0.123" in text


def test_expected_value_of_a_visible_check_is_not_shown(judged):
    """Even a visible check says what arrived, not what was expected."""
    # F1 of (2, 3, 1): 4 / 8.
    text = to_text(judged("f1-from-counts", "def f1_from_counts(*c): return 0.123"))
    assert "0.5" not in text


def test_json_has_exactly_the_documented_shape():
    """The command's --json shows five keys, in order, with plain values."""
    result = result_of(Outcome.PARTIAL, slips=(SlipFound("a-slip", "Words."),))
    assert result.to_json() == {
        "id": "an-exercise",
        "outcome": "partial",
        "points": 1.0,
        "max_points": 3.0,
        "slips": ["a-slip"],
    }
    assert list(result.to_json()) == ["id", "outcome", "points", "max_points", "slips"]
    assert type(result.to_json()["outcome"]) is str


def test_outcomes_are_the_documented_six():
    """Machines can rely on six words."""
    assert {str(outcome) for outcome in Outcome} == {
        "correct",
        "partial",
        "incorrect",
        "raised",
        "not-attempted",
        "needs-manual",
    }
