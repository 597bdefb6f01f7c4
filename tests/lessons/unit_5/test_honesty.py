"""What the scores promise, and how many witnesses isotonic regression has."""

import numpy as np

from grader import reference

from .by_hand import regions_of


def test_predict_share(said, held_out):
    """ECE .008 looks like nothing; most pixels score under 0.1."""
    scores = held_out.probs
    ece = reference.expected_calibration_error(
        scores.ravel(), held_out.masks.ravel(), n_bins=10
    )
    said(
        "predict-share",
        f"With 10 bins the held-out pixels have an ECE of {ece:.3f}",
        f"{100 * (scores < 0.1).mean():.0f} % of the pixels score below 0.1",
        given=["0.6", "0.7", "0.05"],
    )


def test_over_confident_where_it_matters(said, held_out):
    """Of the pixels from .6 to .7 half are defect, not .65."""
    band = (held_out.probs >= 0.6) & (held_out.probs < 0.7)
    said(
        "isotonic-text",
        f"Promised {held_out.probs[band].mean():.2f} on average, "
        f"came {held_out.masks[band].mean():.3f}",
        "(unit 3)",
    )


def test_how_many_witnesses(said, held_out):
    """163,840 pixels, 40 images, 58 defects."""
    defects = sum(len(regions_of(mask)) for mask in held_out.masks)
    said(
        "enough-data",
        f"{held_out.masks.size:,} pixels",
        f"{len(held_out.masks)} images and {defects} defects",
    )


def test_calibration_never_reverses_two_pixels(held_out, probs):
    """The map rises or stays; it is the reference's, and the notebook's."""
    order = np.argsort(held_out.probs.ravel(), kind="stable")
    assert np.all(np.diff(probs.ravel()[order]) >= 0)


def test_the_map(shown, held_out, probs):
    """A score of 0.48 is worth 0.43."""
    above = held_out.probs >= 0.48
    worth = probs[above].min()
    assert f"the cut at 0.48 becomes {worth:.2f}" in shown["isotonic-map"]
