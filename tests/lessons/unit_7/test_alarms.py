"""PSI and KS: by hand, and against what only labels show."""

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import ks_2samp

from lessons import data, widgets

from .by_hand import ece_of, psi_of


@pytest.fixture(scope="module")
def home(shift, temperature):
    """Return home's probabilities."""
    return expit(shift.home.logits / temperature)


def test_worked_psi(said, prose):
    """−.25·ln .5 + .25·ln 1.5 = .173 + .101; a bin from .1 to nothing adds 1.15."""
    first, second = -0.25 * np.log(0.5), 0.25 * np.log(1.5)
    said(
        "worked-psi",
        "Shares were 0.5 and 0.5, now 0.25 and 0.75",
        f"(0.25 − 0.5) · ln(0.25 / 0.5) = {first:.3f}",
        f"(0.75 − 0.5) · ln(0.75 / 0.5) = {second:.3f}",
        f"PSI = {first + second:.3f}",
        "ask for ln 0",
        "at least 1e-6",
        f"falls from 0.1 to nothing adds {(1e-6 - 0.1) * np.log(1e-6 / 0.1):.2f}",
    )
    assert "below 0.1 quiet, above 0.25 look" in prose["psi-idea"]


def test_faded_psi(said):
    """(.2 − .4)·ln .5 = .139."""
    said(
        "faded-psi",
        "0.4 and 0.6, now 0.2 and 0.8",
        f"(0.2 − 0.4) · ln(0.2 / 0.4) = {-0.2 * np.log(0.5):.3f}",
    )


def test_ks_by_hand(said):
    """At 1 half of the old has come and none of the new."""
    assert ks_2samp([1, 2], [2, 3]).statistic == 0.5
    said("ks-idea", "1, 2 before and 2, 3 now: at 1 half", "KS = 0.5")


def test_the_alarm_is_loudest_where_all_is_well(said, prose, shown, scored, home):
    """PSI .613 with ECE .019; .013 with ECE .126; KS says the same."""
    found = {}
    for group in data.LIVE_GROUPS:
        probs, labels = scored(group)
        ks = ks_2samp(home, probs).statistic
        found[group] = psi_of(home, probs), ks, ece_of(probs, labels)
        row = "  ".join(f"{value:.3f}" for value in found[group])
        assert " ".join([group, *row.split()]) in " ".join(
            shown["alarms-table"].split()
        )
    loud = max(found, key=lambda group: found[group][0])
    bad = max(found, key=lambda group: found[group][2])
    assert (loud, bad) == ("B night", "C tilted")
    said(
        "explain-alarms",
        f"Loudest, {found[loud][0]:.3f}, at B night",
        f"Almost silent, {found[bad][0]:.3f}, at C, where the ECE is "
        f"{found[bad][2]:.3f}",
        f"{found[loud][1]:.3f} there, {found[bad][1]:.3f} here",
    )
    assert 'it says "look", not "the ECE rose"' in prose["explain-alarms"]


def test_the_explorer_can_do_what_the_prose_asks(said, shift, temperature):
    """Loud with an ECE of 0, and an ECE with a PSI of 0."""
    dial = widgets.drift_explorer(shift.home.logits / temperature)
    loud, lost = repr(dial.at(mix=1.5, meaning=1.0)), repr(dial.still)
    assert "ECE 0.000" in loud
    assert float(loud.split("PSI ")[1][:5]) > 0.25
    assert "PSI 0.000, KS 0.000" in lost
    assert float(lost.split("ECE ")[1][:5]) > 0.05
    said("explorer", "an ECE of 0.000", "a PSI of 0.000")
