"""Whatever learners write, the pages made of it are inert."""

from html.parser import HTMLParser

import pytest

from .all_cases import CLASSMATES
from .conftest import MODEL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("graded", ["all-walls"], indirect=True, scope="session"),
]

_URLS = {"action", "background", "data", "formaction", "href", "poster", "src"}
_URLS |= {"srcdoc", "srcset", "xlink:href"}
_TAGS = (
    "script iframe object embed svg math base form meta link style template frame "
    "frameset applet audio video source portal"
)


class _Live(HTMLParser):
    """Collects what in a page is alive, or reaches out of it."""

    tags = frozenset(_TAGS.split())

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in self.tags:
            self.found.append(f"<{tag} {sorted(map(str, attrs))}>")
            self._open = tag
        self.found += [f"{k}={v}" for k, v in attrs if _is_live(k, v or "")]

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        if self._open in ("script", "style"):
            self.found.append(data)
        self._open = ""


def _is_live(name, value):
    url = "".join(value.split()).lower()
    if name.startswith("on"):
        return True
    if name == "style":
        return "url(" in url or "expression" in url
    if name not in _URLS or url.startswith(("data:image/png;", "data:image/jpeg;")):
        return False
    return ":" in url.split("/")[0] or url.startswith("//")


def test_every_marked_student_gets_a_page(graded, pages):
    """Odd names too, and nobody who was refused."""
    injecting = [case for case in graded.cases if case.family == "injection"]
    refused = {case.name for case in injecting if case.points is None}

    assert {case.name for case in injecting} - refused < set(pages.feedback)
    assert not refused & set(pages.feedback)


def test_feedback_holds_nothing_live_of_a_learners(pages):
    """No page has a script, handler, frame or link that an honest one has not."""
    model = set(_Live(pages.feedback[MODEL]).found)
    for name, page in pages.feedback.items():
        more = [found for found in _Live(page).found if found not in model]
        assert more == [], name


def test_the_report_is_inert(pages):
    """No script at all, and every student's name as text."""
    live = [found for found in _Live(pages.report).found if "script" in found]

    assert live == []
    assert "<img" not in pages.report
    assert "onerror=alert(1)&gt;" in pages.report


def test_no_page_holds_a_secret(graded, pages):
    """Neither a student's page nor, but for the names, the teacher's."""
    for name, page in {**pages.feedback, "": pages.report}.items():
        for what, secret in graded.host.secrets.items():
            own = what == "classmate" and name in {c.name for c in CLASSMATES}
            assert own or secret not in page, (name, what)


def test_attacks_are_shown_as_text(pages):
    """A teacher can read what was tried: it is escaped, not dropped."""
    page = pages.feedback["injection-streams"]

    assert "&lt;script&gt;alert(" in page
    assert "&lt;script&gt;alert(" in pages.feedback["injection-answers"]


def test_formulas_in_answers_are_left_as_they_are(pages):
    """MathJax passes by the boxes in which a verdict quotes an answer."""
    page = pages.feedback["injection-mathematics"]
    assert page.count('class="mathjax_ignore tex2jax_ignore"') == 5
    assert page.count('role="status"') == 5
    assert "$\\href{javascript:" in page
