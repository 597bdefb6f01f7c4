"""The bank's numbers, computed again from the reference."""

import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from sklearn import metrics

from grader import reference

BANK = Path(__file__).parents[2] / "quiz" / "bank"
ITEMS = {
    item["id"]: item
    for path in sorted(BANK.glob("slot-*.json"))
    for item in json.loads(path.read_text("utf-8"))
}
NUMERIC = [item for item in ITEMS.values() if item["type"] == "numeric"]
CLAIMS = [
    pytest.param(item, claim, id=f"{item['id']}-{claim['gives']}")
    for item in ITEMS.values()
    for claim in [
        *([item["recompute"]] if "recompute" in item else []),
        *item.get("recompute_wrong", []),
    ]
]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers_in(text):
    """Return the numbers written in a text."""
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def computed(expression):
    """Evaluate an expression over np and reference."""
    names = {"np": np, "reference": reference, "min": min, "abs": abs}
    value = eval(expression, {"__builtins__": {}}, names)  # noqa: S307 - our own bank
    return float(value)


def written(answer):
    """Return the number that an answer states, and how exactly."""
    if "value" in answer:
        return answer["value"], 1e-6
    text = NUMBER.search(answer["answer"])[0]
    decimals = len(text.partition(".")[2])
    return numbers_in(text)[0], 0.5 * 10**-decimals + 1e-9


def answers_of(item):
    """Return an item's answers by id."""
    return {answer["id"]: answer for answer in item["answers"]}


@pytest.mark.parametrize(("item", "claim"), CLAIMS)
def test_the_number_is_what_its_expression_gives(item, claim):
    """A key, or a known wrong number, is what the reference computes."""
    value, exactness = written(answers_of(item)[claim["gives"]])
    assert computed(claim["expression"]) == pytest.approx(value, abs=exactness)


def test_the_key_s_expression_leads_to_a_right_answer():
    """`recompute` gives a right answer, `recompute_wrong` wrong ones."""
    for item in ITEMS.values():
        answers = answers_of(item)
        if "recompute" in item:
            assert answers[item["recompute"]["gives"]]["correct"]
        for claim in item.get("recompute_wrong", []):
            assert not answers[claim["gives"]]["correct"]


@pytest.mark.parametrize(
    "item", [i for i in ITEMS.values() if "recompute" in i], ids=lambda item: item["id"]
)
def test_no_wrong_answer_is_told_the_right_number(item):
    """The review of a wrong answer leaves the key to the next attempt."""
    value, exactness = written(answers_of(item)[item["recompute"]["gives"]])
    for answer in item["answers"]:
        if not answer["correct"]:
            for number in numbers_in(answer["feedback"] + " " + answer["explanation"]):
                assert abs(number - value) > exactness, answer["id"]


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item["id"])
def test_every_number_has_its_expression(item):
    """No known value of a numeric item goes unchecked."""
    checked = {item["recompute"]["gives"]}
    checked |= {claim["gives"] for claim in item["recompute_wrong"]}
    assert checked == {a["id"] for a in item["answers"] if a["id"] != "other"}


def test_every_option_with_a_softened_number_has_its_expression():
    """In slot 5 all four numbers are computed, not only the key's."""
    for item in ITEMS.values():
        if item["slot"] == 5:
            claims = [item["recompute"], *item["recompute_wrong"]]
            assert {claim["gives"] for claim in claims} == set("abcd")


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item["id"])
def test_no_number_can_be_taken_for_another(item):
    """Key and known slips lie apart by more than both tolerances."""
    values = [a for a in item["answers"] if "value" in a]
    for one, two in combinations(values, 2):
        apart = abs(one["value"] - two["value"])
        assert apart > one["tolerance"] + two["tolerance"], (one["id"], two["id"])


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item["id"])
def test_three_decimals_suffice(item):
    """Rounding or cutting at three decimals stays within the tolerance."""
    for answer in item["answers"]:
        if "value" in answer:
            cut = np.trunc(answer["value"] * 1000) / 1000
            for typed in (round(answer["value"], 3), cut):
                assert abs(typed - answer["value"]) <= answer["tolerance"] + 1e-12


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item["id"])
def test_the_key_does_not_stand_in_the_question(item):
    """Copying a number out of the question never earns the point."""
    key = item["answers"][0]
    for number in numbers_in(item["question"] + " " + item.get("code", "")):
        assert abs(number - key["value"]) > key["tolerance"]


def test_keys_of_a_slot_differ():
    """A number remembered from another form does not help."""
    for slot in (3, 4, 7):
        keys = [item["answers"][0] for item in NUMERIC if item["slot"] == slot]
        for one, two in combinations(keys, 2):
            assert abs(one["value"] - two["value"]) > 2 * one["tolerance"]


@pytest.mark.parametrize(
    "item", [i for i in NUMERIC if i["slot"] == 3], ids=lambda item: item["id"]
)
def test_f1_of_the_data_shown(item):
    """scikit-learn finds the same F1 in the lists that the learner sees."""
    shown = {}
    exec(item["code"], shown)  # noqa: S102 - our own bank
    threshold = numbers_in(re.search(r"≥ [\d.]*\d|least [\d.]*\d", item["question"])[0])
    flags = np.array(shown["scores"]) >= threshold[0]
    assert np.sum(np.array(shown["scores"]) == threshold[0]) >= 2
    value = metrics.f1_score(shown["labels"], flags)
    assert value == pytest.approx(item["answers"][0]["value"], abs=1e-6)


@pytest.mark.parametrize(
    "item", [i for i in NUMERIC if i["slot"] == 4], ids=lambda item: item["id"]
)
def test_ece_of_the_table_shown(item):
    """The weighted mean gap of the table shown is the key; the bins are unequal."""
    shown = {}
    exec(item["code"], shown)  # noqa: S102 - our own bank
    del shown["__builtins__"]
    count, prob, rate = map(np.array, shown.values())
    assert len(set(count)) == len(count)
    assert np.allclose(rate * count, np.round(rate * count))
    value = np.sum(count * np.abs(prob - rate)) / np.sum(count)
    assert value == pytest.approx(item["answers"][0]["value"], abs=1e-9)


@pytest.mark.parametrize(
    "item", [i for i in NUMERIC if i["slot"] == 7], ids=lambda item: item["id"]
)
def test_the_costs_are_those_of_the_question(item):
    """The expression uses the two costs that the learner reads."""
    costs = numbers_in(item["recompute"]["expression"])
    assert len(costs) == 2
    assert set(costs) <= set(numbers_in(item["question"]))


def test_blueprint_numbers():
    """The first items of slots 3, 4 and 7 have the blueprint's numbers.

    F1 = 2·2/(2·2 + 2 + 1) = 4/7. ECE = .8·.1 + .2·.3 = .14. Costs 1 and 9 give .1.
    """
    assert ITEMS["s03-a"]["answers"][0]["value"] == pytest.approx(4 / 7, abs=1e-6)
    assert ITEMS["s04-a"]["answers"][0]["value"] == pytest.approx(0.14)
    assert ITEMS["s07-a"]["answers"][0]["value"] == pytest.approx(0.1)
