"""The card's six logits: what they hide, edges, readings, and ECE as a chooser."""

import re

import pytest
from scipy.optimize import minimize_scalar

from .by_hand import EDGES, SIX, SIX_LABELS, THIRDS, ece, nll, sigma, six_ece

FLIPPED = [1, 0, 1, 0, 0, 0]


def test_the_cards_numbers(shown):
    """NLL, ECE with both edges, and reading B: the table of the curriculum."""
    by_hand = []
    for t in (0.5, 1, 1.5, 2):
        confidence = [max(sigma(z / t), sigma(-z / t)) for z in SIX]
        numbers = (
            nll(SIX, SIX_LABELS, t),
            six_ece(t),
            six_ece(t, THIRDS),
            ece(confidence, [1] * 6, EDGES),
        )
        by_hand.append([f"{number:.3f}" for number in numbers])
    rows = [re.findall(r"\d\.\d{3}", row) for row in shown["readings"].splitlines()]
    assert [row for row in rows if row] == by_hand
    # and the curriculum's verified figures themselves
    assert nll(SIX, SIX_LABELS, 0.5) == pytest.approx(0.218373, abs=5e-7)
    assert six_ece(1.5) == pytest.approx(0.179091, abs=5e-7)
    assert six_ece(1.5, THIRDS) == pytest.approx(0.066010, abs=5e-7)


def test_stored_answers(cells):
    """The solved cell's four values are the card's, to three decimals."""
    space = {}
    sources = [cells["imports"].source.split("from grader")[0]]
    answers = ("sigmoid", "nll-at-temperature", "best-temperature")
    for name in (*answers, "six-data", "exercise-2"):
        sources.append(cells[name].source)
    exec("\n\n".join(sources), space)  # noqa: S102 (our own cells)
    assert space["logits"].tolist() == SIX
    assert space["labels"].tolist() == SIX_LABELS
    assert space["edges"] == EDGES
    expected = {t: nll(SIX, SIX_LABELS, t) for t in (0.5, 1.0, 1.5, 2.0)}
    assert space["ex2_nll"] == pytest.approx(expected)
    assert space["ex2_best_T"] == 0.5
    assert space["ex2_ece_before"] == pytest.approx(six_ece(1))
    assert space["ex2_ece_after"] == pytest.approx(six_ece(0.5))


def test_exercise_text_has_the_cards_edges(said):
    """Edges and T's of the exercise are the card's."""
    said("exercise-2-text", "Edges 0, 0.33, 0.66, 1;", "(T = 1)", given=["2", "7", "6"])


def test_under_confident(said, prose):
    """All on the right side, said .55 to .90."""
    assert all((z > 0) == y for z, y in zip(SIX, SIX_LABELS, strict=True))
    said_of_label = [max(sigma(z), sigma(-z)) for z in SIX]
    said(
        "six-hide",
        f"only {min(said_of_label):.2f} to {max(said_of_label):.2f}",
        "grid is 0.05, 0.1, 0.5, 1, 2",
        "right side of 0,",
    )


def test_separable(said):
    """NLL falls for ever; with one label flipped there is a valley."""
    valley = minimize_scalar(
        lambda t: nll(SIX, FLIPPED, t), bounds=(0.1, 5), method="bounded"
    )
    said(
        "explain-edge",
        f"NLL {nll(SIX, SIX_LABELS, 0.1):.3f} at 0.1, "
        f"{nll(SIX, SIX_LABELS, 0.05):.3f} at 0.05, and on to 0:",
        "above 0, every good part below",
        "label of logit 1.0",
        f"T = {valley.x:.3f}, NLL {valley.fun:.3f}",
    )
    assert valley.x == pytest.approx(0.867656, abs=5e-6)
    assert valley.fun == pytest.approx(0.506973, abs=5e-7)
    said("professional", "near T = 0 every p is 0 or 1")


def test_readings(said):
    """One part, p = .661, lies between .66 and 2/3."""
    p = sigma(1.0 / 1.5)
    assert 0.66 < p < 2 / 3
    said(
        "explain-readings",
        f"At T = 1.5 logit 1.0 becomes p = {p:.3f}: above 0.66, below 2/3",
        f"ECE {six_ece(1.5):.3f} or {six_ece(1.5, THIRDS):.3f}",
    )


def test_no_answer_stands_above_its_question(notebook):
    """Nothing up to the prediction about T = 10 shows the ECE that is asked for."""
    answer = re.compile(rf"(?<![\d.]){six_ece(10):.3f}(?!\d)")
    place = [cell.id for cell in notebook.cells].index("predict-ece")
    above = notebook.cells[: place + 1]
    outputs = [str(out) for cell in above for out in cell.get("outputs", [])]
    assert not [text for text in outputs if answer.search(text)]
    assert not [cell.id for cell in above if answer.search(cell.source)]


def test_ece_rewards_saying_nothing(said, shown):
    """T = 10: ECE .001 with NLL .640; T = 2 against T = 1; the middle bin cancels."""
    probs = [sigma(z / 10) for z in SIX]
    said(
        "predict-ece",
        f"At T = 10 all six probabilities lie between {min(probs):.3f} and "
        f"{max(probs):.3f}",
        given=["0.02"],
    )
    assert six_ece(2) < six_ece(1)
    assert nll(SIX, SIX_LABELS, 2) > nll(SIX, SIX_LABELS, 1)
    middle = [sigma(z) for z in SIX if 0.33 <= sigma(z) < 0.66]
    assert sum(middle) == pytest.approx(1.0)  # labels 1 and 0: a gap of exactly 0
    said(
        "explain-ece",
        f"{six_ece(10):.3f}: promised 0.5, came 0.5",
        "T = 2 too has less ECE than T = 1,",
        f"two errors, {middle[0]:.2f} and {middle[1]:.2f},",
        "gap of exactly 0",
        "and at T = 1 the middle",
        "as at T = 1,",
    )
    for t in (0.5, 1, 1.5, 2, 10):
        nll_t = nll(SIX, SIX_LABELS, t)
        assert (
            f"T = {t}: NLL {nll_t:.3f}, ECE {six_ece(t):.3f}" in (shown["nll-and-ece"])
        )


def test_each_bin_holds_two_at_1(prose):
    """Weighted and unweighted agree there, as the text in brackets says."""
    places = [sum(sigma(z) >= e for e in EDGES[1:-1]) for z in SIX]
    assert sorted(places) == [0, 0, 1, 1, 2, 2]
    assert "two parts in every bin, as at T = 1" in prose["explain-ece"]
