"""Forms: one item a slot, none twice running, options in many orders."""

import json
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from quiz import BadForm, Bank, draw_form, load_bank


@pytest.fixture(params=["small", "real"])
def any_bank(request, bank):
    """Return the small bank and the course's own."""
    return bank if request.param == "small" else load_bank()


def ids(form):
    """Return a form's question ids."""
    return [question.id for question in form.questions]


def test_one_item_a_slot_in_order(any_bank):
    """Ten questions, slots 1 to 10."""
    for seed in range(40):
        form = draw_form(any_bank, seed)
        assert form.seed == seed
        assert [q.slot for q in form.questions] == list(range(1, 11))


def test_consecutive_forms_share_no_item(any_bank):
    """Whoever takes the next form meets ten other questions, everywhere."""
    for seed in [*range(300), 10**6, 10**6 + 1, 2**64, 10**30]:
        one, two = ids(draw_form(any_bank, seed)), ids(draw_form(any_bank, seed + 1))
        assert not set(one) & set(two)


@pytest.mark.parametrize("size", [2, 3])
def test_small_slots_keep_the_promise(bank, size):
    """With two or three items a slot the next form still shares none."""
    few = Bank(tuple(q for q in bank.questions if q.id[-1] in "abc"[:size]))
    for seed in range(60):
        assert not set(ids(draw_form(few, seed))) & set(ids(draw_form(few, seed + 1)))


def test_every_round_deals_every_item_once(bank):
    """Three items a slot: forms 0 to 2, 3 to 5, … show each of them once."""
    for start in range(0, 60, 3):
        dealt = Counter(q for n in range(3) for q in ids(draw_form(bank, start + n)))
        assert set(dealt.values()) == {1}
        assert len(dealt) == 30


def test_forms_vary(any_bank):
    """Hardly any of a hundred forms is another one's set of questions."""
    sets = {frozenset(ids(draw_form(any_bank, seed))) for seed in range(100)}
    assert len(sets) > 95


def test_slots_deal_independently(bank):
    """The item of one slot does not tell the item of another."""
    pairs = Counter(
        (draw_form(bank, n).questions[0].id, draw_form(bank, n).questions[1].id)
        for n in range(900)
    )
    # 900 forms over 9 pairs: 100 each; 5 standard deviations are about 47.
    assert len(pairs) == 9
    assert all(abs(count - 100) < 47 for count in pairs.values())


def test_option_orders_are_uniform(bank):
    """Each option of a question stands in each place equally often."""
    places = Counter()
    for seed in range(1200):
        question = draw_form(bank, seed).questions[0]
        places.update((i, answer.id) for i, answer in enumerate(question.answers))
    # 1200 / 4 = 300 expected, standard deviation 15.
    assert len(places) == 16
    assert all(abs(count - 300) < 75 for count in places.values())


def test_options_are_all_there_and_numbers_stay(bank):
    """Shuffling loses nothing; a numeric question keeps its order."""
    form = draw_form(bank, 7)
    for question in form.questions:
        (original,) = (q for q in bank.questions if q.id == question.id)
        assert set(question.answers) == set(original.answers)
        if question.is_numeric:
            assert question.answers == original.answers


def test_a_form_is_the_same_in_another_process(bank_folder, bank):
    """Neither hash randomisation nor the process decides what a number draws."""
    script = (
        "import sys, json; from pathlib import Path; from quiz import *;"
        "form = draw_form(load_bank(Path(sys.argv[1])), 12);"
        "ids = [[q.id, *(a.id for a in q.answers)] for q in form.questions];"
        "print(json.dumps(ids))"
    )
    for hash_seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script, str(bank_folder)],
            env={"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        form = draw_form(bank, 12)
        here = [[q.id, *(a.id for a in q.answers)] for q in form.questions]
        assert json.loads(done.stdout) == here


def test_form_12_stays_what_it_was(bank):
    """A recorded form number draws these questions for ever."""
    letters = [name[-1] for name in ids(draw_form(bank, 12))]
    assert "".join(letters) == "aaccccbaab"


@pytest.mark.parametrize("seed", [-1, 1.0, "1", None, True, float("nan"), [1]])
def test_what_is_no_form_number_is_quoted(bank, seed):
    """Only whole numbers from 0 are forms."""
    with pytest.raises(BadForm, match="form must be a whole number from 0, not"):
        draw_form(bank, seed)


def test_whole_numbers_of_other_kinds_are_forms(bank):
    """NumPy's integers count, and very long ones."""
    assert ids(draw_form(bank, np.int64(3))) == ids(draw_form(bank, 3))
    assert type(draw_form(bank, np.int64(3)).seed) is int
    assert len(draw_form(bank, 10**999).questions) == 10
    with pytest.raises(BadForm, match="at most 1000 digits"):
        draw_form(bank, 10**100_000)


def test_json_shows_questions_without_what_tells_the_key(any_bank):
    """No key, value, feedback, explanation, misconception or unit is in it."""
    for seed in range(5):
        form = draw_form(any_bank, seed)
        shown = form.to_json()
        assert [entry["id"] for entry in shown["questions"]] == ids(form)
        for entry in shown["questions"]:
            assert set(entry) <= {"id", "type", "question", "code", "options"}
            for option in entry.get("options", []):
                assert set(option) <= {"id", "answer", "code"}
        text = json.dumps(shown)
        for question in form.questions:
            for answer in question.answers:
                for secret in (answer.explanation, answer.feedback):
                    assert json.dumps(secret)[1:-1] not in text


def test_json_has_options_in_the_form_s_order(bank):
    """What is shown is shuffled as the form is, and numbers have no options."""
    form = draw_form(bank, 5)
    for question, entry in zip(
        form.questions, form.to_json()["questions"], strict=True
    ):
        if question.is_numeric:
            assert "options" not in entry
        else:
            assert [o["id"] for o in entry["options"]] == [
                a.id for a in question.answers
            ]
