"""What a confidence means: raw, with the head's temperature, with Platt lines."""

import numpy as np
import pytest
from scipy.special import logit

from grader import reference

from .by_hand import CLASSES, between, ece, find, pooled, shipped


@pytest.fixture(scope="module")
def temperature():
    """Return the head's temperature, fitted on the raw boxes of the tuning trays."""
    trays = shipped().calibration
    labels = np.zeros(len(trays.raw.scene), dtype=int)
    for scene in range(trays.scenes):
        here = np.flatnonzero(trays.raw.scene == scene)
        truths = trays.truths.in_scene(scene)
        if here.size:
            shares = reference.box_iou(trays.raw.boxes[here], truths.boxes)
            nearest = truths.classes[shares.argmax(axis=1)] + 1
            labels[here] = np.where(shares.max(axis=1) >= 0.5, nearest, 0)
    return reference.TemperatureScaling().fit(trays.raw.logits, labels).temperature_


@pytest.fixture(scope="module")
def mended(tuning, fresh):
    """Return the test detections with a Platt line for each class."""
    found = []
    for known, new in zip(tuning, fresh, strict=True):
        platt = reference.PlattScaling().fit(logit(known.scores), known.hits)
        found.append(new._replace(scores=platt.predict_proba(logit(new.scores))))
    return found


def test_seven_tenths(said, shown, tuning):
    """Of 175 near .70 .371 are real; by class .58, .30, .19."""
    count, mean, real = between(pooled(tuning))
    said(
        "seven-tenths",
        "a detection of 0.7",
        "mean a 70 % chance",
        f"{count} tuning detections score from 0.6 to 0.8, on average {mean:.2f}",
        "What 0.7 should",
        given=["0.05"],
    )
    each = [between(one) for one in tuning]
    said(
        "explain-real",
        f"{real:.3f}, and by class {each[0][2]:.2f}, {each[1][2]:.2f} and "
        f"{each[2][2]:.2f}",
        "trusts such a 0.7",
        f"brakes for nothing {100 * (1 - real):.0f} times in 100",
        given=["2"],
    )
    lines = shown["real-by-class"].splitlines()
    for line, name, (n, _, share) in zip(lines, CLASSES, each, strict=True):
        assert line == f"{name}: {share:.2f} of {n}"


def test_head_temperature(said, shown, fresh, temperature, mended):
    """T = 1.112 leaves the D-ECE at .13; Platt by class takes it to .016."""
    rules = [fresh, find("test", temperature=float(temperature)), mended]
    table = [[ece(pooled(found)), *map(ece, found)] for found in rules]
    lines = shown["ece-table"].splitlines()[2:]
    for line, row in zip(lines, table, strict=True):
        assert [float(word) for word in line.split()[-4:]] == pytest.approx(
            row, abs=6e-4
        )
    said(
        "explain-ece",
        f"T = {temperature:.3f} changes nothing: {table[0][0]:.3f} to "
        f"{table[1][0]:.3f}. Platt by class: {table[2][0]:.3f}",
    )
    for name, before, after in zip(CLASSES, table[0][1:], table[2][1:], strict=True):
        assert f"{name}: D-ECE {before:.3f}, then {after:.3f}" in shown["ece-figure"]
    said("mistake-head", given=["3"])


def test_after(said, shown, fresh, mended):
    """Of 119 near .71 .77 are real, and no order within a class has changed."""
    count, mean, real = between(pooled(mended))
    # "within the noise": the exact interval about the share holds what was said.
    ends = reference.clopper_pearson_interval(round(real * count), count)
    assert ends.low < mean < ends.high
    said(
        "explain-after",
        f"{real:.2f} of {count}, where {mean:.2f} was said on average",
        "a clip's 0.95",
    )
    assert f"{count} test detections from 0.6 to 0.8: {real:.2f}" in shown["real-after"]
    for raw, new in zip(fresh, mended, strict=True):
        assert np.array_equal(raw.scores.argsort(), new.scores.argsort())
