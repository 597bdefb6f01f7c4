"""A written answer is shown letter by letter, and nothing in it comes to life."""

from html.parser import HTMLParser

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from grader.marking.quoting import quoted

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "link": "[marks](javascript:alert(1))",
    "autolink": "<javascript:alert(1)>",
    "picture": "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "frame": "<iframe src='https://example.org'></iframe>",
    "svg": "<svg onload=alert(1)></svg>",
    "fence": "```\n</code></pre><script>alert(1)</script>\n```",
    "long fence": "`" * 40 + "\n<script>alert(1)</script>\n" + "`" * 40,
    "tildes": "~~~\n<script>alert(1)</script>\n~~~",
    "math": "$$\n<script>alert(1)</script>\n$$",
    "environment": "\\begin{a}<script>alert(1)</script>\\end{a}",
    "reference": "[a]: javascript:alert(1)\n\n[a]",
    "carriage return": "a\r```\r<script>alert(1)</script>",
}


class Tags(HTMLParser):
    """Collects the tags of a page and its text."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), ""

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.tags.add(tag)

    def handle_data(self, data):
        """Keep text."""
        self.text += data


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markdown_is_shown_and_inert(text):
    """The page holds the text as it was written, in a block of code, and no more."""
    page = Tags()
    page.feed(markdown2html_mistune(quoted(text)))

    assert page.tags <= {"div", "pre", "code", "span"}
    assert page.text.split() == text.split()
