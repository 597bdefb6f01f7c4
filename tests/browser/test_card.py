"""The calibration card on paper: one sheet of A4 that says whether to deploy."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from grader.cards import CalibrationCard, calibration_card

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAMERAS = [f"camera {number}" for number in range(5)]


@pytest.fixture(scope="module")
def card() -> CalibrationCard:
    """Make a card of ten classes and five cameras, one of which is bad."""
    rng = np.random.default_rng(3)
    logits = rng.normal(0, 2, (4000, 10))
    seen = np.tile(CAMERAS, 800)
    bad = (seen == CAMERAS[3]) & (np.arange(4000) >= 2000)
    # Adding Gumbel noise to a logit and taking the largest draws from the softmax.
    true = np.where(bad[:, None], 0.3 * logits, logits)
    labels = np.argmax(true + rng.gumbel(size=logits.shape), axis=1)
    return calibration_card(
        (1.6 * logits[:2000], labels[:2000]),
        (1.6 * logits[2000:], labels[2000:]),
        rule="precision>=0.8",
        model="weld grader",
        split="by week",
        groups=seen[2000:],
        limit=0.08,
        n_resamples=40,
    )


def test_card_prints_on_one_page(page: Page, card: CalibrationCard) -> None:
    """Ten classes and five groups fit one sheet, and nothing is cut off at its edge."""
    page.set_content(card.to_html())
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # A4 less 12 mm, at 96 dpi
    cut_off = page.locator("table, p, li, img").evaluate_all(
        "all => all.filter(part => part.getBoundingClientRect().right > innerWidth)"
        ".length"
    )
    assert cut_off == 0


def test_card_says_at_first_sight_what_to_do(page: Page, card: CalibrationCard) -> None:
    """The headline and the bad camera's name are seen without scrolling."""
    page.set_viewport_size({"width": 1000, "height": 200})
    page.set_content(card.to_html())
    expect(page.get_by_role("heading", name="Deploy, but not")).to_be_in_viewport()
    why = page.get_by_text("Leave out camera 3 until it has a fit of its own.")
    expect(why).to_be_in_viewport()
