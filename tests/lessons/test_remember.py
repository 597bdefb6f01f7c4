"""Results are remembered where figures are only described, and nowhere else."""

import numpy as np
import pytest

from lessons.figures import _remember, _style


@pytest.fixture
def counted():
    """Return a remembered function, and the list of its real calls."""
    calls = []

    @_remember.remembered
    def draw(n, *, rng):
        calls.append(n)
        return rng.random(n)

    return draw, calls


@pytest.fixture
def described(monkeypatch):
    """Describe figures only, as at grading."""
    monkeypatch.setattr(_style, "_drawn", False)


@pytest.mark.usefixtures("described")
def test_an_equal_call_is_not_made_again(counted):
    """The second call finds the first one's result; another argument does not."""
    draw, calls = counted
    first = draw(3, rng=np.random.default_rng(0))
    again = draw(3, rng=np.random.default_rng(0))
    assert again.tolist() == first.tolist()
    draw(3, rng=np.random.default_rng(1))
    draw(2, rng=np.random.default_rng(0))
    assert calls == [3, 3, 2]


@pytest.mark.usefixtures("described")
def test_the_generator_moves_on_as_if_it_had_been_used(counted):
    """What is drawn after a remembered call is what would have been drawn."""
    draw, _ = counted
    after = []
    for _ in range(2):
        rng = np.random.default_rng(0)
        draw(3, rng=rng)
        after.append(rng.random())
    assert after[0] == after[1]
    assert after[0] == np.random.default_rng(0).random(4)[3]


@pytest.mark.usefixtures("described")
def test_a_result_is_the_callers_own(counted):
    """Who writes into a result spoils it for nobody."""
    draw, _ = counted
    draw(3, rng=np.random.default_rng(0))[:] = 7
    assert (draw(3, rng=np.random.default_rng(0)) != 7).all()


def test_a_learners_notebook_remembers_nothing(counted):
    """Where figures are drawn every call is made."""
    draw, calls = counted
    for _ in range(2):
        draw(3, rng=np.random.default_rng(0))
    assert calls == [3, 3]
