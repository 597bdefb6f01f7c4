"""Areas, honest scores and rates of unit 6, against hand work and the reference."""

import numpy as np
import pytest
from scipy.special import logit

from grader import reference
from lessons import data, figures
from lessons.figures.detection._found import FoundClass, find_parts, head_labels
from lessons.figures.detection._froc import sensitivity_at
from lessons.figures.detection._honest_scores import (
    detection_ece,
    head_temperature,
    rescale_by_class,
)
from lessons.figures.detection._precision_areas import average_precision_of


@pytest.fixture(scope="module")
def trays():
    """Return the shipped trays."""
    return data.load_detection()


@pytest.fixture(scope="module")
def found(trays):
    """Return what is found on the trays for tuning."""
    return find_parts(trays.calibration)


def test_average_precision_agrees_with_the_reference(found):
    """All three interpolations, for each class; no detection has area 0."""
    names = {"all": "all-point", 11: "11-point", 101: "101-point"}
    for one in found.classes:
        for points, interpolation in names.items():
            area = reference.detection_average_precision(
                one.scores, one.hits, one.parts, interpolation=interpolation
            )
            assert average_precision_of(one, points) == pytest.approx(area)
    nothing = FoundClass("nut", np.zeros(0), np.zeros(0, bool), 3, 1)
    assert average_precision_of(nothing) == 0.0


def test_froc_agrees_with_the_reference(found):
    """Sensitivities at some rates, a rate that is too small for any among them."""
    one = found.pooled()
    curve = reference.froc_curve(
        one.scores, one.hits, n_truth=one.parts, n_images=one.scenes
    )
    for rate in (0.0, 0.125, 1.0, 3.0):
        assert sensitivity_at(one, rate) == pytest.approx(curve.sensitivity_at(rate))
    wrong_first = FoundClass("nut", np.array([0.9]), np.array([False]), 1, 1)
    assert sensitivity_at(wrong_first, 0.5) == 0.0


def test_detection_ece_agrees_with_the_reference(found):
    """Ten bins, each class and all together."""
    for one in (*found.classes, found.pooled()):
        ece = reference.detection_calibration_error(one.scores, one.hits, n_bins=10)
        assert detection_ece(one) == pytest.approx(ece)


def test_the_head_learns_from_the_part_it_overlaps_most(trays):
    """Labels are those that the generator of the data trains with."""
    labels = head_labels(trays.calibration)
    raw, truths = trays.calibration.raw, trays.calibration.truths
    for place in range(0, len(labels), 97):
        here = truths.scene == raw.scene[place]
        shares = reference.box_iou(raw.boxes[[place]], truths.boxes[here])[0]
        best = int(shares.argmax())
        wanted = truths.classes[here][best] + 1 if shares[best] >= 0.5 else 0
        assert labels[place] == wanted


def test_temperature_and_lines_agree_with_the_reference(trays, found):
    """The head's T and each class's Platt line, fitted on the trays for tuning."""
    fitted = reference.TemperatureScaling().fit(
        trays.calibration.raw.logits, head_labels(trays.calibration)
    )
    assert head_temperature(trays.calibration) == pytest.approx(
        float(fitted.temperature_), rel=1e-5
    )
    honest = rescale_by_class(trays.calibration, trays.test)
    raw = find_parts(trays.test)
    for known, new, one in zip(found.classes, honest.classes, raw.classes, strict=True):
        platt = reference.PlattScaling().fit(logit(known.scores), known.hits)
        assert new.scores == pytest.approx(
            platt.predict_proba(logit(one.scores)), abs=1e-6
        )
        assert new.hits.tolist() == one.hits.tolist()


def test_shares_and_proofs_by_hand():
    """Of three from .6 to below .8 one is right; three of three prove most.

    At 90 % they prove .1^(1/3) = .46; four of five prove .42.
    """
    scores = np.array([0.9, 0.85, 0.8, 0.75, 0.7, 0.6])
    hits = np.array([True, True, True, False, True, False])
    one = FoundClass("nut", scores, hits, 6, 1)
    assert figures.share_right(one, 0.6, 0.8) == (3, pytest.approx(1 / 3))
    assert figures.best_proof(one) == (3, 3)
