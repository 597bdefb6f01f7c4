"""The bank's form: what every item of the course's own bank has."""

import difflib
import json
import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest

BANK = Path(__file__).parents[2] / "quiz" / "bank"
FILES = sorted(BANK.glob("slot-*.json"))
ITEMS = [item for path in FILES for item in json.loads(path.read_text("utf-8"))]
CHOICES = [item for item in ITEMS if item["type"] != "numeric"]
MANY = [item for item in ITEMS if item["type"] == "many_choice"]
NUMERIC = [item for item in ITEMS if item["type"] == "numeric"]
MISCONCEPTIONS = json.loads((BANK / "misconceptions.json").read_text("utf-8"))

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])


def slots():
    """Return the items of each slot."""
    by_slot = groupby(ITEMS, key=lambda item: item["slot"])
    return {slot: list(items) for slot, items in by_slot}


def sentences(text):
    """Count the sentences of a text."""
    return len(re.findall(r"[.!?](?:[\"”])?(?:\s|$)", text))


def test_each_slot_has_a_file_of_at_least_four_items():
    """Ten files, each with its own slot's items, lettered from a."""
    assert [path.name for path in FILES] == [f"slot-{n:02d}.json" for n in range(1, 11)]
    for slot, path in enumerate(FILES, 1):
        items = json.loads(path.read_text("utf-8"))
        assert len(items) >= 4
        assert [item["slot"] for item in items] == [slot] * len(items)
        letters = "abcdefghij"[: len(items)]
        assert [i["id"] for i in items] == [f"s{slot:02d}-{x}" for x in letters]


def test_items_of_a_slot_are_interchangeable():
    """One slot asks for one competency, of one unit, in one type of question."""
    for items in slots().values():
        for key in ("competency", "unit", "type"):
            assert len({item[key] for item in items}) == 1
    competencies = {item["competency"] for item in ITEMS}
    assert len(competencies) == 10


def test_numbers_and_several_choices_have_their_slots():
    """Slots 3, 4 and 7 ask for a number; three slots have several right options."""
    assert {item["slot"] for item in NUMERIC} == {3, 4, 7}
    assert len({item["slot"] for item in MANY}) >= 3


@pytest.mark.parametrize("item", CHOICES, ids=lambda item: item["id"])
def test_choices_have_four_options(item):
    """Options a to d; one is right, or two or three where several may be."""
    assert [answer["id"] for answer in item["answers"]] == list("abcd")
    right = sum(answer["correct"] for answer in item["answers"])
    assert right in ({1} if item["type"] == "multiple_choice" else {2, 3})
    assert len({answer["answer"] for answer in item["answers"]}) == 4


def test_the_number_of_right_options_varies():
    """Whoever always ticks two, or three, is wrong in each of these slots."""
    for slot in {item["slot"] for item in MANY}:
        counts = {
            sum(answer["correct"] for answer in item["answers"])
            for item in MANY
            if item["slot"] == slot
        }
        assert counts == {2, 3}


@pytest.mark.parametrize("item", MANY, ids=lambda item: item["id"])
def test_all_or_nothing_is_said(item):
    """Where several options are right the question says what counts."""
    assert item["question"].endswith(
        "Choose every correct option and no other; only the exact set counts."
    )


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item["id"])
def test_numbers_have_key_known_slips_and_the_rest(item):
    """The key comes first, then known wrong values, then all others."""
    names = [answer["id"] for answer in item["answers"]]
    assert names[0] == "key"
    assert names[-1] == "other"
    assert len(names) >= 5
    assert "three decimals" in item["question"]


@each_item
def test_every_answer_explains_itself(item):
    """One sentence of feedback, then two to four that say why."""
    for answer in item["answers"]:
        assert sentences(answer["feedback"]) == 1, answer["feedback"]
        assert 2 <= sentences(answer["explanation"]) <= 4, answer["explanation"]
        assert answer["feedback"] not in answer["explanation"]


@each_item
def test_texts_are_clean(item):
    """No stray blanks, no markup, no dollar sign without its partner."""
    texts = [item["question"]]
    for answer in item["answers"]:
        texts += [answer.get("answer", "x"), answer["feedback"], answer["explanation"]]
    for text in texts:
        assert text == text.strip()
        assert "  " not in text
        assert text.count("$") % 2 == 0
        assert not re.search(r"[<>]\w|\*\*|`", text), text


def test_code_is_python():
    """What stands below a question as code can be run."""
    for item in ITEMS:
        compile(item.get("code", ""), item["id"], "exec")


def test_neighbours_in_a_slot_are_different_questions():
    """Whoever retakes the test does not meet last time's sentence again."""
    for items in slots().values():
        for one, two in pairwise(items):
            stems = [re.sub(r"Choose every.*", "", q["question"]) for q in (one, two)]
            likeness = difflib.SequenceMatcher(None, *stems, autojunk=False).ratio()
            assert likeness < 0.6, (one["id"], two["id"], likeness)


def test_no_text_of_an_option_occurs_twice():
    """Options are written for their question."""
    texts = [answer["answer"] for item in CHOICES for answer in item["answers"]]
    assert len(texts) == len(set(texts))


def test_wrong_answers_carry_a_documented_misconception():
    """Each tag used is in the list, and each of the list is used."""
    used = {
        answer["misconception"]
        for item in ITEMS
        for answer in item["answers"]
        if not answer["correct"] and answer["id"] != "other"
    }
    assert used == set(MISCONCEPTIONS)


def test_misconceptions_are_one_sentence_each():
    """The list is sorted, and each meaning is one sentence for the report."""
    assert list(MISCONCEPTIONS) == sorted(MISCONCEPTIONS)
    for tag, meaning in MISCONCEPTIONS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", tag)
        assert sentences(meaning) == 1
        assert len(meaning) <= 90
