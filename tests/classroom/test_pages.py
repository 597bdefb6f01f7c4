"""Feedback runs nothing, whatever is in the notebook it is made from."""

import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from grader.classroom.pages import POLICY, FeedbackExporter


def test_a_page_has_the_policy_first_and_no_script_of_its_own():
    """The policy stands before anything that it has to bind."""
    notebook = nbformat.v4.new_notebook(cells=[new_markdown_cell("Hello")])
    page, _ = FeedbackExporter().from_notebook_node(notebook)

    head = page[page.index("<head") : page.index("</head>")]
    assert re.match(rf"<head>\s*<meta[^>]*{re.escape(POLICY)}", head)
    assert "<script" not in page.lower()
    assert page.index(POLICY) < page.index("<style")


def test_the_policy_allows_no_script_frame_form_or_foreign_source():
    """Everything is forbidden but styles on the page and pictures in it."""
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "form-action": "'none'",
        "base-uri": "'none'",
    }


def test_a_script_that_got_into_an_output_is_taken_out():
    """Were the cleaning of outputs ever wrong, the page still holds no script."""
    html = {"text/html": "<b>x</b><script>alert(1)</script >"}
    cell = new_code_cell("1", outputs=[new_output("display_data", data=html)])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    page, _ = FeedbackExporter().from_notebook_node(notebook)

    assert "<b>x</b>" in page
    assert "alert(1)" not in page
