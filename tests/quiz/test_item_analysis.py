"""Item statistics against hand counts and SciPy."""

from types import MappingProxyType

import numpy as np
import pytest
from scipy.stats import pointbiserialr

from quiz import QuestionResult, QuizResult, draw_form, score
from quiz.item_analysis import analyse_items


@pytest.fixture
def form(bank):
    """Return form 1 of the small bank."""
    return draw_form(bank, 1)


def result_of(form, right):
    """Return a result with these places right and the others open."""
    results = {
        q.id: QuestionResult(q.id, place in right, "x")
        for place, q in enumerate(form.questions, 1)
    }
    return QuizResult(form.seed, len(right), 10, MappingProxyType(results))


def test_difficulty_is_the_share_of_right_answers(form):
    """Three of four are right on question 1, one of four on question 2."""
    taken = [(form, result_of(form, right)) for right in ({1}, {1, 2}, {1}, set())]
    items = analyse_items(taken)
    assert [item.question.slot for item in items] == list(range(1, 11))
    assert [item.takers for item in items] == [4] * 10
    assert [item.difficulty for item in items][:3] == [0.75, 0.25, 0]


def test_discrimination_is_the_correlation_with_the_rest_score(form):
    """SciPy's point-biserial r between being right and the score of the others."""
    rng = np.random.default_rng(3)
    ability = rng.normal(size=40)
    easy = np.linspace(-1, 1, 10)
    right = rng.normal(size=(40, 10)) < ability[:, None] + easy
    sets = [{i + 1 for i in np.flatnonzero(row)} for row in right]
    items = analyse_items([(form, result_of(form, chosen)) for chosen in sets])
    for column, item in enumerate(items):
        rest = right.sum(axis=1) - right[:, column]
        theirs = pointbiserialr(right[:, column], rest).statistic
        assert item.discrimination == pytest.approx(theirs, abs=1e-12)


def test_discrimination_by_hand(form):
    """Five right with rest 2, five wrong with rest 0: r is 1; turned round, -1."""
    good = [(form, result_of(form, {1, 2, 3}))] * 5
    items = analyse_items([*good, *[(form, result_of(form, set()))] * 5])
    assert items[0].discrimination == pytest.approx(1)
    bad = [(form, result_of(form, {2, 3}))] * 5
    items = analyse_items([*bad, *[(form, result_of(form, {1}))] * 5])
    assert items[0].discrimination == pytest.approx(-1)


@pytest.mark.parametrize(("takers", "known"), [(9, False), (10, True)])
def test_few_takers_have_no_discrimination(form, takers, known):
    """Below ten takers it is not given."""
    taken = [(form, result_of(form, {1, 2} if n % 2 else set())) for n in range(takers)]
    assert (analyse_items(taken)[0].discrimination is not None) is known


def test_no_variation_has_no_discrimination(form):
    """Where all are right, or all have the same rest, there is no correlation."""
    taken = [(form, result_of(form, {1} if n % 2 else {1, 2})) for n in range(12)]
    items = analyse_items(taken)
    assert items[0].discrimination is None
    assert items[1].discrimination is None
    assert items[2].discrimination is None


def test_most_chosen_distractor_with_its_misconception(form):
    """Options, several options and numbers are counted by the answer they match."""
    one, many, number = (form.questions[n] for n in (0, 7, 2))
    sheets = [
        {one.id: "b", many.id: ["a", "c"], number.id: 0.4},
        {one.id: "c", many.id: ["c", "d"], number.id: 9},
        {one.id: "c", many.id: ["a", "b"], number.id: 9},
        {one.id: "a"},
    ]
    taken = [(form, score(form, sheet)) for sheet in sheets]
    items = {item.question.id: item for item in analyse_items(taken)}
    found = {
        name: (i.distractor.id, i.distractor.misconception, i.distractor_count)
        for name, i in items.items()
        if i.distractor
    }
    assert found == {
        one.id: ("c", "tag-c", 2),
        many.id: ("c", "tag-c", 2),
        number.id: ("other", None, 2),
    }


def test_forms_mix(bank):
    """Every item is counted among those who met it."""
    taken = [(draw_form(bank, n), score(draw_form(bank, n), {})) for n in (0, 1, 2, 3)]
    items = analyse_items(taken)
    assert len(items) == 30
    assert sum(item.takers for item in items) == 40


def test_an_empty_class_has_no_items():
    """Nobody, nothing."""
    assert analyse_items([]) == []
