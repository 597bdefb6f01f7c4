"""The card as a page, as data and as text."""

import doctest
import json
import re
from importlib import import_module

import pytest


def test_page_stands_alone_and_runs_nothing(card):
    """Nothing is fetched, and a policy forbids what could be."""
    page = card.to_html()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|https?://|url\(", page)
    assert page.count("<img alt=") == 2


def test_headline_comes_first(card):
    """Whether to deploy is said before any number."""
    page = card.to_html()
    assert page.index("<h2>Deploy</h2>") < page.index("Can the scores be trusted?")


def test_refits_stand_where_there_is_room(card):
    """Beside one threshold they stand in its column, after the cut-off."""
    page = card.to_html()
    assert page.index("Where is the cut-off?") < page.index("When to refit")
    assert page.index("When to refit") < page.index("<figure>")


def test_every_finding_and_box_is_on_the_page(card):
    """Page, data and text say the same."""
    page, data, text = card.to_html(), card.to_json(), repr(card)
    for finding in data["findings"]:
        assert finding["words"] in text
        assert finding["words"].replace("'", "&#x27;") in page
    for box in data["checklist"]:
        assert box["evidence"] in text
        assert box["evidence"] in page
    assert page.count("☑") == 5


def test_words_from_outside_are_inert(make):
    """A model's name, a split's words and groups cannot bring markup."""
    bad = "<img src=x onerror=alert(1)>"
    card = make(model=bad, split=bad, groups=[bad] * 3000)
    for page in (card.to_html(), card._repr_html_()):
        assert "<img src=x" not in page
    assert "&lt;img src=x" in card.to_html()


def test_notebook_shows_the_page_in_a_frame(card):
    """In a notebook the page's style stays inside a sandbox."""
    shown = card._repr_html_()
    assert shown.startswith('<iframe title="Calibration card of the press" sandbox ')
    assert shown.count("<iframe") == 1


def test_data_are_plain_json(card):
    """What a machine reads has no NaN and no infinity."""
    data = json.loads(json.dumps(card.to_json(), allow_nan=False))
    assert data["deploy"] == "yes"
    assert data["made"] == "2026-01-02"
    assert data["method"]["name"] == "temperature"
    assert data["split"] == {
        "calibration": 3000,
        "test": 3000,
        "in_both": 0,
        "torn": 0,
        "how": "by part number",
    }


@pytest.mark.parametrize("ending", ["html", "json"])
def test_save_writes_what_the_ending_says(card, tmp_path, ending):
    """`save` returns where it wrote."""
    path = card.save(tmp_path / f"card.{ending}")
    begins = {"html": "<!DOCTYPE html>", "json": "{"}[ending]
    assert path.read_text("utf-8").startswith(begins)


def test_many_classes_without_a_threshold_take_one_line(make):
    """Infeasible classes are listed, not given a row of dashes each."""
    import numpy as np

    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(400, 6)), rng.integers(0, 6, 400)
    card = make(
        (logits[:200], labels[:200]),
        (logits[200:], labels[200:]),
        rule="precision>=0.9",
        groups=None,
    )
    page = card.to_html()
    assert "No threshold keeps it for class 0, class 1" in page
    assert "<td>class 0</td>" not in page


@pytest.mark.parametrize("name", ["words", "evidence", "rules"])
def test_docstrings_hold(name):
    """The examples are true."""
    found = doctest.testmod(import_module(f"grader.cards.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
