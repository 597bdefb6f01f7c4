"""A small bank of three items a slot, and places that nobody else uses."""

import json

import pytest

from quiz import load_bank

UNIT = "1-scores-to-decisions"
TYPES = {3: "numeric", 4: "numeric", 8: "many_choice"}
WORDS = {
    "correct": ("Right.", "It is what the rule gives."),
    "wrong": ("Not this.", "It leaves the rule out."),
}


def _answer(name, tag=None, **more):
    feedback, explanation = WORDS["wrong" if tag else "correct"]
    return {
        "id": name,
        "correct": tag is None,
        "feedback": f"{feedback} ({name})",
        "explanation": f"{explanation} ({name})",
        "misconception": tag,
        **more,
    }


def _answers(kind, item):
    if kind == "numeric":
        value = {"type": "value", "tolerance": 0.0005}
        return [
            _answer("strict", "strict-rule", value=0.4, **value),
            _answer("key", value=0.571 + item, **value),
            {**_answer("other", "x"), "type": "default", "misconception": None},
        ]
    many = kind == "many_choice"
    return [
        _answer("a", answer="the first, $p \\ge 0.5$"),
        _answer("b", None if many else "tag-b", answer="the <second> & more"),
        _answer("c", "tag-c", code="if x < 1:\n    flag(x)"),
        _answer("d", "tag-d", answer="the fourth"),
    ]


def small_bank_entries(slot):
    """Return three questions for one slot, as a file holds them."""
    kind = TYPES.get(slot, "multiple_choice")
    return [
        {
            "id": f"s{slot:02d}-{letter}",
            "slot": slot,
            "competency": f"competency {slot}",
            "unit": UNIT,
            "type": kind,
            "question": f"Question {slot}{letter}: what is $\\frac{{1}}{{1+4}}$ & <b>?",
            **({"code": "score >= t"} if slot == 1 else {}),
            "answers": _answers(kind, item),
        }
        for item, letter in enumerate("abc")
    ]


@pytest.fixture
def bank_folder(tmp_path):
    """Return a folder with a small bank."""
    folder = tmp_path / "bank"
    folder.mkdir()
    for slot in range(1, 11):
        path = folder / f"slot-{slot:02d}.json"
        path.write_text(json.dumps(small_bank_entries(slot)), "utf-8")
    return folder


@pytest.fixture
def bank(bank_folder):
    """Return the small bank."""
    return load_bank(bank_folder)


@pytest.fixture
def right_answers():
    """Return a function that answers a form as its keys do, wrong in the first n."""

    def right_answers(form, wrong=0):
        given = {}
        for place, question in enumerate(form.questions):
            pick = [a for a in question.answers if a.correct == (place >= wrong)]
            if question.is_numeric:
                given[question.id] = -9.0 if place < wrong else pick[0].value
            elif question.takes_many:
                given[question.id] = [answer.id for answer in pick]
            else:
                given[question.id] = pick[0].id
        return given

    return right_answers


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """Give each test a home, a data folder and an environment without a learner."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    for name in ("JUPYTERHUB_USER", "BINDER_REQUEST", "BINDER_LAUNCH_HOST"):
        monkeypatch.delenv(name, raising=False)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return home
