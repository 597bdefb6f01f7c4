"""Exercise 2's numbers, as the curriculum has them, and the slips behind wrong ones."""

import pytest

from grader.checking import Outcome, to_text
from grader.exercises import find_exercise

from .temperature_slips import card, eces, nlls


def test_expected_are_the_card_s():
    """The reference gives the NLLs, T = 0.5 and both ECEs of the curriculum."""
    exercise = find_exercise("exercise-2")
    expected = {p.name: exercise.right(p) for p in exercise.published}
    nll = (0.218373, 0.342469, 0.421280, 0.472924)
    assert expected["ex2_nll"] == pytest.approx(nll, abs=5e-7)
    assert expected["ex2_best_T"] == (0.5,)
    assert expected["ex2_ece_before"] == pytest.approx((0.126139,), abs=5e-7)
    assert expected["ex2_ece_after"] == pytest.approx((0.044753,), abs=5e-7)


@pytest.mark.parametrize(
    "keys", ["0.5, 1, 1.5, 2", "'.5', '1', '1.5', '2.0'", "np.float32(.5), 1, 3/2, 2"]
)
def test_keys_may_be_numbers_or_text(graded, keys):
    """{0.5: …}, {'0.5': …}, {1: …} and {1.0: …} are one and the same."""
    nll = f"dict(zip([{keys}], [0.218, 0.342, 0.421, 0.473]))"
    result = graded("exercise-2", card(ex2_nll=nll))
    assert (result.outcome, result.points) == (Outcome.CORRECT, 6)


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ({"ex2_nll": nlls(0.218, 0.342, 0.421, 0.5)}, 4),
        ({"ex2_nll": nlls(0.2179, 0.3429, 0.4217, 0.4725)}, 6),
        ({"ex2_nll": nlls(0.2178, 0.342, 0.421, 0.473)}, 4),
        ({"ex2_nll": "'lots'"}, 4),
        ({"ex2_nll": "{0.5: 0.218}"}, 4),
        ({"ex2_best_T": 1.5}, 4),
        ({"ex2_best_T": "'0.5'"}, 4),
        ({"ex2_best_T": "float('nan')"}, 4),
        ({"ex2_ece_before": 0.1266}, 6),
        ({"ex2_ece_before": 0.1267}, 5),
        ({"ex2_ece_after": 0.0453}, 5),
        ({"ex2_ece_after": "[0.045]"}, 6),
        ({"ex2_ece_before": None, "ex2_ece_after": 0.05}, 4),
    ],
)
def test_each_answer_has_points_of_its_own(graded, values, points):
    """NLLs 2, best T 2, each ECE 1; three decimals suffice, two do not."""
    assert graded("exercise-2", card(**values)).points == points


# Curriculum §2, word for word: the wrong value and the slip behind it.
OF_THE_CURRICULUM = [
    ({"ex2_best_T": "2.0"}, "multiplied-by-temperature"),
    ({"ex2_nll": nlls(1.310239, 2.054812, 2.527680, 2.837544)}, "sum-for-mean"),
    ({"ex2_nll": nlls(0.315046, 0.494078, 0.607779, 0.682285)}, "logarithm-base-two"),
    ({"ex2_nll": nlls(0.108691, 0.169414, 0.208441, 0.234301)}, "positives-only"),
    ({"ex2_nll": nlls(0.558365, 0.342469, 0.478351, 0.592798)}, "probability-divided"),
    ({"ex2_ece_before": 0.276195}, "confidence-against-correctness"),
    ({"ex2_ece_after": 0.178524}, "confidence-against-correctness"),
    ({"ex2_ece_before": 0.111111}, "bin-midpoints"),
    ({"ex2_ece_before": 0.194072}, "largest-gap"),
    ({"ex2_ece_after": 0.068595}, "largest-gap"),
    ({"ex2_ece_before": 0.003242}, "gaps-cancel"),
    ({"ex2_ece_after": 0.000976}, "gaps-cancel"),
    ({"ex2_ece_before": 0.378418}, "unweighted-sum"),
    ({"ex2_ece_before": 0.154540}, "squared-gaps"),
    ({"ex2_ece_after": 0.066010}, "ece-at-another-temperature"),
    ({"ex2_ece_after": 0.086447}, "ece-at-another-temperature"),
]


@pytest.mark.parametrize(("values", "slip"), OF_THE_CURRICULUM)
def test_wrong_value_alone_names_its_slip(graded, values, slip):
    """One wrong value beside three right ones is recognised."""
    result = graded("exercise-2", card(**values))
    assert [found.id for found in result.slips] == [slip], result.notes


def test_reading_b_is_named_whichever_value_it_is_in(graded):
    """Both ECEs in reading B cost their two points and bring reading B's words."""
    result = graded("exercise-2", eces(0.276, 0.179))
    assert result.points == 4
    assert [found.id for found in result.slips] == ["confidence-against-correctness"]
    assert "reading B" in to_text(result)


def test_what_two_slips_give_is_not_explained(graded):
    """0.179 may be reading B at T = 0.5 or reading A at T = 1.5: nothing is claimed."""
    result = graded("exercise-2", card(ex2_ece_after=0.179))
    assert result.slips == ()
    assert result.notes == ("ex2_ece_after = 0.179 is not right yet.",)


def test_a_temperature_off_the_grid_is_told_so(graded):
    """Who widened the grid reads which four temperatures are asked about."""
    result = graded("exercise-2", card(ex2_best_T=0.05))
    assert "one of the four temperatures 0.5, 1, 1.5, 2; 0.05 is not" in result.notes[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[0.218, 0.342, 0.421, 0.473]", "should be a dictionary {T: NLL}"),
        ("{0.5: 0.218, 1: 0.342, 1.5: 0.421}", "has no entry for T = 2"),
        ("{'T=0.5': 0.218, 2: 0.473}", "has no entry for T = 0.5, 1, 1.5"),
        ("{0.5: 'low', 1: 1, 1.5: 1, 2: 1}", "the NLL at T = 0.5 should be one number"),
    ],
)
def test_nlls_of_another_form_are_told_what_is_missing(graded, value, words):
    """A list, a missing temperature, a text: the message says which."""
    result = graded("exercise-2", card(ex2_nll=value))
    assert result.points == 4
    assert words in result.notes[0]
