"""Whoever knows about tests, and nothing about calibration, gains nothing."""

import json
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from math import comb
from pathlib import Path

import pytest

from quiz import draw_form, load_bank

BANK = Path(__file__).parents[2] / "quiz" / "bank"
FORMS = range(1000)
CHOICES = [
    item
    for path in sorted(BANK.glob("slot-*.json"))
    for item in json.loads(path.read_text("utf-8"))
    if item["type"] != "numeric"
]
SINGLE = [item for item in CHOICES if item["type"] == "multiple_choice"]


def words(text):
    """Return a text's words and numbers, in lower case."""
    return re.findall(r"[a-z0-9.]*[a-z0-9]", text.lower())


HEDGES = set(
    words(
        "usually may might can could often about around some roughly likely probably "
        "tend tends typically perhaps most mostly nearly depends rather should "
        "expected generally sometimes if when"
    )
)
ABSOLUTES = set(
    words(
        "always never all every any none no only must nothing each whatever cannot "
        "exactly entirely certainly"
    )
)
SMALL_WORDS = set(
    words(
        "a an the of and or to in on is are was were it its as at by for with that "
        "this than so not be from has have had which what there then they them these "
        "those"
    )
)


def content(text):
    """Return the words that carry meaning."""
    return set(words(text)) - SMALL_WORDS


def counted(vocabulary):
    """Return a scorer that counts the words of a vocabulary."""
    return lambda text, stem, rest: sum(word in vocabulary for word in words(text))


# What a strategy looks at, the higher the more it likes an option: of the option's
# text, the question's and the other options'.
LOOKS = {
    "longest": lambda text, stem, rest: len(text),
    "shortest": lambda text, stem, rest: -len(text),
    "most hedged": counted(HEDGES),
    "most words": lambda text, stem, rest: len(words(text)),
    "most absolute": counted(ABSOLUTES),
    "least absolute": lambda *seen: -counted(ABSOLUTES)(*seen),
    "most numbers": lambda text, stem, rest: len(re.findall(r"\d[\d,.]*", text)),
    "most digits": lambda text, stem, rest: sum(c.isdigit() for c in text),
    "most punctuation": lambda text, stem, rest: len(re.findall(r"[,:;]", text)),
    "echo of the question": lambda text, stem, rest: len(content(text) & content(stem)),
    "most like the others": lambda text, stem, rest: sum(
        len(content(text) & content(other)) for other in rest
    ),
    "least like the others": lambda text, stem, rest: (
        -sum(len(content(text) & content(other)) for other in rest)
    ),
}
NAMED = ("longest", "shortest", "most hedged")


@cache
def liking(look, stem, texts):
    """Return how much a strategy likes each option."""
    return [
        LOOKS[look](text, stem, [t for j, t in enumerate(texts) if j != i])
        for i, text in enumerate(texts)
    ]


def success(likings, right):
    """Return the chance to find the right set by taking the options liked best.

    The strategy is told how many to take, and takes equals at random.
    """
    wanted = len(right)
    best = sorted(likings, reverse=True)[wanted - 1]
    sure = {i for i, value in enumerate(likings) if value > best}
    equal = {i for i, value in enumerate(likings) if value == best}
    if not sure <= right <= sure | equal:
        return Fraction(0)
    return Fraction(1, comb(len(equal), wanted - len(sure)))


def guessing(size, wanted):
    """Return the chance to find the right set blindly, told how many to take."""
    return Fraction(1, comb(size, wanted))


@pytest.fixture(scope="module")
def shown():
    """Of 1,000 forms the choice questions: stem, option texts, places of the right."""
    bank = load_bank(BANK)
    return [
        [
            (
                question.question,
                tuple(answer.text for answer in question.answers),
                {i for i, answer in enumerate(question.answers) if answer.correct},
            )
            for question in draw_form(bank, seed).questions
            if not question.is_numeric
        ]
        for seed in FORMS
    ]


def mean_points(shown, likings_of):
    """Return a strategy's and blind guessing's mean points a form."""
    gained = chance = Fraction(0)
    for form in shown:
        for stem, texts, right in form:
            gained += success(likings_of(stem, texts), right)
            chance += guessing(len(texts), len(right))
    return float(gained / len(shown)), float(chance / len(shown))


@pytest.mark.parametrize(
    ("likings", "right", "chance"),
    [
        ([3, 2, 1, 0], {0}, Fraction(1)),
        ([3, 2, 1, 0], {1}, Fraction(0)),
        ([1, 1, 1, 1], {2}, Fraction(1, 4)),
        ([2, 2, 1, 0], {0}, Fraction(1, 2)),
        ([3, 2, 2, 0], {0, 2}, Fraction(1, 2)),
        ([3, 2, 2, 0], {1, 2}, Fraction(0)),
        ([1, 1, 1, 1], {0, 1}, Fraction(1, 6)),
    ],
)
def test_success_counts_equals_by_chance(likings, right, chance):
    """By hand: the best is taken for sure, equals are drawn."""
    assert success(likings, right) == chance


@pytest.mark.parametrize("look", NAMED)
def test_a_named_strategy_does_no_better_than_chance(shown, look):
    """Over 1,000 forms the longest, shortest, most hedged option earns no more."""
    gained, chance = mean_points(shown, lambda *seen: liking(look, *seen))
    assert gained <= chance


@pytest.mark.parametrize("look", sorted(set(LOOKS) - set(NAMED)))
def test_other_looks_stay_near_chance(shown, look):
    """Other looks earn at most 0.3 points of ten more than blind guessing.

    Over 35 items even a look without meaning strays by about half a point.
    """
    gained, chance = mean_points(shown, lambda *seen: liking(look, *seen))
    assert gained <= chance + 0.3


@pytest.mark.parametrize("place", range(4))
def test_always_the_same_place_does_no_better_than_chance(shown, place):
    """Over 1,000 forms no place on the screen pays, but for the draw's noise."""
    gained, chance = mean_points(
        shown,
        lambda stem, texts: [-((i - place) % len(texts)) for i in range(len(texts))],
    )
    assert gained == pytest.approx(chance, abs=0.12)


def test_places_are_balanced_in_the_files():
    """Unshuffled too, each of the places a to d has its share of the keys."""
    places = Counter(
        a["id"] for item in SINGLE for a in item["answers"] if a["correct"]
    )
    assert set(places) == set("abcd")
    assert max(places.values()) - min(places.values()) <= 2


def is_key_longest(item):
    """Tell whether one right option is longer than all other options."""
    best, second = sorted((len(a["answer"]) for a in item["answers"]), reverse=True)[:2]
    return best > second and any(
        len(a["answer"]) == best and a["correct"] for a in item["answers"]
    )


def is_key_shortest(item):
    """Tell whether one right option is shorter than all other options."""
    best, second = sorted(len(a["answer"]) for a in item["answers"])[:2]
    return best < second and any(
        len(a["answer"]) == best and a["correct"] for a in item["answers"]
    )


def test_the_longest_option_is_right_in_four_slots_at_most():
    """In whatever form: only four slots have an item where it is right at all."""
    assert len({item["slot"] for item in CHOICES if is_key_longest(item)}) <= 4


def test_length_tells_nothing_within_a_slot():
    """Of a slot's single choices one key at most is the longest, two the shortest."""
    for slot in {item["slot"] for item in SINGLE}:
        items = [item for item in SINGLE if item["slot"] == slot]
        assert sum(map(is_key_longest, items)) <= len(items) / 4
        assert sum(map(is_key_shortest, items)) <= len(items) / 2


@pytest.mark.parametrize("item", CHOICES, ids=lambda item: item["id"])
def test_options_are_of_one_size(item):
    """The shortest option has at least two thirds of the longest one's length."""
    sizes = [len(answer["answer"]) for answer in item["answers"]]
    assert min(sizes) >= max(sizes) * 2 / 3
