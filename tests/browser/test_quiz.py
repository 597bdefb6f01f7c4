"""The quick test in JupyterLab, with the keyboard alone: fail, retake, pass."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quiz import draw_form, load_bank
from quiz.plain import plain_text

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "8-quick-test"
COURSE = str(Path(sys.executable).with_name("course"))
RECORD = "quick_test = record_quick_test()"
_FOCUSED = "element => element === document.activeElement"
# 4 is Node.DOCUMENT_POSITION_FOLLOWING.
_FOLLOWS = "element => document.activeElement.compareDocumentPosition(element) & 4"


class Test:
    """The widget as somebody without a mouse has it."""

    __test__ = False  # pytest takes it for one of its own

    def __init__(self, notebook):
        self.page = notebook.page
        self.box = notebook.panel.locator(".quick-test")

    def reach(self, part):
        """Move the focus to a part with Tab, back or forth."""
        expect(part).to_be_visible()
        for _ in range(15):
            if part.evaluate(_FOCUSED):
                return
            self.page.keyboard.press("Tab" if part.evaluate(_FOLLOWS) else "Shift+Tab")
        assert part.evaluate(_FOCUSED), "Tab does not lead there"

    def press(self, name):
        """Press a button with Enter."""
        self.reach(self.box.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press("Enter")

    def expect_question(self, place):
        """Wait until a question is shown."""
        expect(self.box.get_by_role("status")).to_contain_text(
            f"Question {place} of 10"
        )

    def answer(self, question):
        """Answer a question rightly."""
        if question.is_numeric:
            self.reach(self.box.get_by_label("Your number:"))
            self.page.keyboard.type(str(question.answer("key").value))
            return
        role = "checkbox" if question.takes_many else "radio"
        for answer in question.answers:
            if answer.correct:
                name = plain_text(answer.text)
                option = self.box.get_by_role(role, name=name, exact=True)
                self.reach(option)
                self.page.keyboard.press("Space")
                expect(option).to_be_checked()

    def take(self, form, right):
        """Go through a form, right in these places and open in the others."""
        for place, question in enumerate(form.questions, 1):
            self.expect_question(place)
            if place in right:
                self.answer(question)
            self.press("Next" if place < 10 else "To the end")


def answer_cell(notebook):
    """Return the answer cell, whatever its source has become."""
    return notebook.cells.nth(2)


def begin(notebook, cell):
    """Run the answer cell and put the focus where its output begins."""
    notebook.run(cell)
    test = Test(notebook)
    test.expect_question(1)
    test.box.get_by_role("button", name="Next").focus()
    return test


def recorded(notebook):
    """Return what the saved notebook's answer cell holds."""
    cells = json.loads(notebook.file.read_text("utf-8"))["cells"]
    (cell,) = (c for c in cells if c["id"] == "quick-test")
    source = "".join(cell["source"])
    assert source.startswith("quick_test = ")
    return ast.literal_eval(source.partition(" = ")[2])


def test_from_fail_to_retake_to_pass(open_unit, in_themes, tmp_path):
    """Signed in: 1 of 10, then the next form with 10 of 10, both kept and marked."""
    notebook = open_unit(UNIT, "--learner", "ana")
    notebook.run(notebook.cell("from grader import check"))
    first, second = (draw_form(load_bank(), number) for number in (1, 2))
    cell = answer_cell(notebook)
    check = notebook.cell('check("quick-test")')

    test = begin(notebook, cell)
    expect(test.box).to_contain_text("Signed in as ana")
    in_themes(cell, "quiz-question")
    test.take(first, right={1})
    expect(test.box).to_contain_text("Not answered: 2, 3, 4, 5, 6, 7, 8, 9, 10.")
    expect(test.box.get_by_role("button", name="Go to question 2")).to_be_visible()
    in_themes(cell, "quiz-end")
    test.press("Submit")
    expect(test.box).to_contain_text("Form 1: 1 of 10 right (10 %), not passed yet.")
    expect(test.box).to_contain_text("Saved for ana: attempt 1")
    in_themes(cell, "quiz-review")

    notebook.run(cell)
    expect(cell).to_contain_text('quick_test = {"form": 1')
    expect(cell).to_contain_text("This cell now holds your answers.")
    expect(notebook.run(check).first).to_contain_text("quick-test (1 of 10 points)")
    in_themes(check, "quiz-check")

    notebook.write(cell, RECORD)
    test = begin(notebook, cell)
    test.take(second, right=set(range(1, 11)))
    expect(test.box).to_contain_text("Every question is answered.")
    test.press("Submit")
    expect(test.box).to_contain_text("Form 2: 10 of 10 right (100 %), passed.")
    notebook.run(cell)
    expect(notebook.run(check).first).to_contain_text("Correct: quick-test (10 of 10")
    stood = notebook.run(notebook.cell("progress()"))
    expect(stood).to_contain_text("2 attempts, best 10 of 10 (passed)")

    notebook.save()
    assert recorded(notebook)["form"] == 2
    done = subprocess.run(
        [COURSE, "check", str(notebook.file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Correct: quick-test (10 of 10 points)" in done.stdout
    kept = list((tmp_path / "home").rglob("quick-test.db"))
    assert len(kept) == 1


def test_an_anonymous_learner_s_test_stays_in_the_notebook(
    open_unit, in_themes, tmp_path
):
    """Nothing is written but the notebook; its text serves where widgets do not."""
    notebook = open_unit(UNIT)
    notebook.run(notebook.cell("from grader import check"))
    cell = answer_cell(notebook)
    test = begin(notebook, cell)
    expect(test.box).to_contain_text("nothing of this test is kept on disk")
    form = draw_form(load_bank(), 1)
    for place in (1, 2):
        test.press("Next")
        test.expect_question(place + 1)
    test.reach(test.box.get_by_label("Your number:"))
    notebook.page.keyboard.type("about a half")
    test.press("Next")
    expect(test.box.get_by_role("alert")).to_contain_text("not 'about a half'")
    in_themes(cell, "quiz-number")
    test.reach(test.box.get_by_label("Your number:"))
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.type("1/2")
    for place in range(3, 11):
        test.expect_question(place)
        test.press("Next" if place < 10 else "To the end")
    test.press("Go to question 1")
    test.expect_question(1)
    test.answer(form.questions[0])
    test.press("To the end")
    expect(test.box.get_by_role("status")).to_contain_text("2 of 10 answered")
    test.press("Submit")
    expect(test.box).to_contain_text("Form 1: 1 of 10 right")
    expect(test.box).to_contain_text("nothing of this test is kept on disk")
    in_themes(cell, "quiz-anonymous")

    notebook.save()
    saved = notebook.file.read_text("utf-8")
    assert "Form 1, as text." in saved
    assert not re.search(r'"misconception"|"explanation"', saved)
    assert list((tmp_path / "home").rglob("quick-test*")) == []
