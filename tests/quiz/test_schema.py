"""The JSON Schema of the bank takes what the loader reads, and nothing sloppy."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

import quiz

SCHEMA = json.loads((Path(quiz.__file__).parent / "schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def entries(bank_folder):
    """Return one slot of each type, as its file holds it."""
    return {
        name: json.loads((bank_folder / f"slot-{slot}.json").read_text("utf-8"))
        for name, slot in {"one": "01", "numeric": "03", "many": "08"}.items()
    }


def test_schema_is_a_schema():
    """The schema itself keeps the rules of its draft."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", ["one", "many"])
def test_a_good_slot_is_taken(entries, kind):
    """Questions of every type of choice pass."""
    VALIDATOR.validate(entries[kind])


def test_a_numeric_slot_needs_its_recomputation(entries):
    """A number without an expression that leads to it is refused, with it taken."""
    assert not VALIDATOR.is_valid(entries["numeric"])
    for question in entries["numeric"]:
        question["recompute"] = {"expression": "4 / 7", "gives": "key"}
    VALIDATOR.validate(entries["numeric"])


def _second_key(question):
    question["answers"][1] |= {"correct": True, "misconception": None}


def _no_key(question):
    question["answers"][0] |= {"correct": False, "misconception": "some-tag"}


def _wrong_without_tag(question):
    question["answers"][1]["misconception"] = None


def _key_with_tag(question):
    question["answers"][0]["misconception"] = "some-tag"


def _no_explanation(question):
    del question["answers"][2]["explanation"]


def _blank_text(question):
    question["question"] = "  "


def _unknown_key(question):
    question["hint"] = "no"


def _unknown_unit(question):
    question["unit"] = "9-nowhere"


def _odd_id(question):
    question["id"] = "q1"


def _option_shows_nothing(question):
    del question["answers"][0]["answer"]


@pytest.mark.parametrize(
    "spoil",
    [
        _second_key,
        _no_key,
        _wrong_without_tag,
        _key_with_tag,
        _no_explanation,
        _blank_text,
        _unknown_key,
        _unknown_unit,
        _odd_id,
        _option_shows_nothing,
    ],
)
def test_a_sloppy_question_is_refused(entries, spoil):
    """Each way to leave something out or to add something is noticed."""
    question = copy.deepcopy(entries["one"][0])
    VALIDATOR.validate([question])
    spoil(question)
    assert not VALIDATOR.is_valid([question])


@pytest.mark.parametrize("missing", ["key", "other"])
def test_a_numeric_question_needs_key_and_default(entries, missing):
    """Without its key, or without an answer for the rest, a number is refused."""
    question = entries["numeric"][0]
    question["recompute"] = {"expression": "4 / 7", "gives": "key"}
    kept = [answer for answer in question["answers"] if answer["id"] != missing]
    question["answers"] = kept
    assert not VALIDATOR.is_valid([question])


def test_the_course_s_own_bank_is_taken():
    """Every file of the bank passes."""
    files = sorted((Path(quiz.__file__).parent / "bank").glob("slot-*.json"))
    assert [path.name for path in files] == [f"slot-{n:02d}.json" for n in range(1, 11)]
    for path in files:
        VALIDATOR.validate(json.loads(path.read_text("utf-8")))
