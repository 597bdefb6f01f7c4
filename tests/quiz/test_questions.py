"""Reading the bank."""

import json

import pytest

from quiz import BadBank, load_bank


def test_questions_come_by_slot_and_id(bank):
    """Three items in each of ten slots, in order."""
    assert [q.id for q in bank.questions] == [
        f"s{slot:02d}-{letter}" for slot in range(1, 11) for letter in "abc"
    ]
    assert [q.id for q in bank.in_slot(3)] == ["s03-a", "s03-b", "s03-c"]


def test_answers_keep_what_the_file_says(bank):
    """Options have their text and code, numbers their value and tolerance."""
    options = bank.in_slot(1)[0].answers
    assert options[0].text == "the first, $p \\ge 0.5$"
    assert options[2].code == "if x < 1:\n    flag(x)"
    assert options[1].misconception == "tag-b"
    number = bank.in_slot(3)[0].answer("key")
    assert (number.value, number.tolerance) == (0.571, 0.0005)
    assert bank.in_slot(3)[0].answer("other").value is None


def test_keys_are_the_right_answers(bank):
    """One for a single choice, several for a question with several."""
    assert bank.in_slot(1)[0].keys == {"a"}
    assert bank.in_slot(8)[0].keys == {"a", "b"}
    assert bank.in_slot(3)[0].keys == {"key"}


def test_a_missing_folder_is_named(tmp_path):
    """A bank that is not there has no questions, and says where it looked."""
    with pytest.raises(BadBank, match=r"slot 1 of the bank in .*nowhere has 0"):
        load_bank(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[", "slot-02.json: JSONDecodeError"),
        ("3", "slot-02.json: TypeError"),
        ('[{"id": "s02-a", "answers": []}]', "slot-02.json: KeyError: 'slot'"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(bank_folder, content, words):
    """The message names the file and what is wrong with it."""
    (bank_folder / "slot-02.json").write_text(content, "utf-8")
    with pytest.raises(BadBank, match=words):
        load_bank(bank_folder)


def test_repeated_ids_are_refused(bank_folder):
    """Two questions, or two answers, of one id would be recorded alike."""
    path = bank_folder / "slot-05.json"
    entries = json.loads(path.read_text("utf-8"))
    entries[1]["id"] = "s05-a"
    path.write_text(json.dumps(entries), "utf-8")
    with pytest.raises(BadBank, match="question id 's05-a' occurs twice"):
        load_bank(bank_folder)
    entries[1]["id"] = "s05-b"
    entries[0]["answers"][1]["id"] = "a"
    path.write_text(json.dumps(entries), "utf-8")
    with pytest.raises(BadBank, match="s05-a: answer id 'a' occurs twice"):
        load_bank(bank_folder)


def test_one_item_a_slot_is_too_few(bank_folder):
    """With one item consecutive forms would share it."""
    path = bank_folder / "slot-10.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))[:1]), "utf-8")
    with pytest.raises(BadBank, match=r"slot 10 .* has 1 questions"):
        load_bank(bank_folder)
