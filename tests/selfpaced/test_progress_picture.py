"""The picture of `progress()`: bars that words stand beside, and nothing unescaped."""

from html.parser import HTMLParser

from grader.selfpaced import Event, UnitSummary, summarise
from grader.selfpaced.progress_picture import progress_html

HALF = UnitSummary("1-half", "Half", 2.5, 5)
DONE = UnitSummary("2-done", "Done", 4, 4)
TODO = UnitSummary("3-todo", "To do", 0, 6)


class Page(HTMLParser):
    """Collects the elements of a page with their attributes, and its words."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep words."""
        self.words.append(data)

    def all(self, tag):
        """Return the attributes of each element of this kind."""
        return [attributes for kind, attributes in self.elements if kind == tag]

    @property
    def bars(self):
        """Return the attributes of each bar."""
        return [div for div in self.all("div") if div.get("role") == "progressbar"]

    @property
    def styles(self):
        """Return the style of each division that has one."""
        return [div["style"] for div in self.all("div") if "style" in div]


def test_each_unit_has_a_bar_of_its_points():
    """A bar is filled by points of possible points: 2.5 of 5, 4 of 4, 0 of 6."""
    page = Page(progress_html((HALF, DONE, TODO), "", ()))
    bars = [(bar["aria-valuenow"], bar["aria-valuemax"]) for bar in page.bars]
    assert bars == [("2.5", "5"), ("4", "4"), ("0", "6")]
    filled = [
        style.rpartition(":")[2] for style in page.styles if "height:100%" in style
    ]
    assert filled == ["50%", "100%", "0%"]


def test_a_bar_is_said_in_words_beside_it_and_to_a_screen_reader():
    """What a bar shows stands in its row, and in its label; a row has a heading."""
    page = Page(progress_html((HALF,), "", ()))
    assert "2.5 of 5 points" in page.words
    (bar,) = page.bars
    assert bar["aria-label"] == "1-half: 2.5 of 5 points"
    assert page.all("th") == [{"scope": "row", "style": "text-align:left"}]


def test_done_and_next_are_words():
    """A full unit says that it is done, the unit of the next exercise that it is."""
    words = Page(progress_html((HALF, DONE, TODO), "1-half", ())).words
    assert words.count("✓ done") == words.count("← next") == 1
    assert words.index("← next") < words.index("2-done") < words.index("✓ done")


def test_what_a_learner_wrote_is_escaped():
    """Angle brackets and quotes in a name make no element and end no attribute."""
    evil = "<img src=x onerror='alert(1)'>"
    unit = UnitSummary(evil, evil, 1, 2)
    page = Page(progress_html((unit,), "", (evil,)))
    assert page.all("img") == []
    assert page.words.count(evil) == 2
    values = {f"aria-value{end}" for end in ("min", "now", "max")}
    assert set(page.bars[0]) == {"role", "aria-label", "style", *values}


def test_a_record_with_odd_names_is_shown_as_words():
    """An exercise's name in the record is the learner's own file: it is escaped."""
    events = [
        Event("now", "check", "<b>x</b>", "correct", 4.0, 4.0),
        Event("now", "check", "<b>x</b>", "incorrect", 0.0, 4.0),
    ]
    page = Page(summarise(events)._repr_html_())
    assert page.all("b") == []
    assert any("<b>x</b>" in words for words in page.words)


def test_text_and_picture_say_the_same_points():
    """Every unit's points stand in the text and in the picture."""
    summary = summarise([Event("now", "check", "confusion-at", "partial", 3.0, 4.0)])
    text, words = str(summary), Page(summary._repr_html_()).words
    for unit in summary.units:
        assert unit.unit in text
        assert unit.unit in words
        assert f"{unit.points:g} of {unit.max_points:g} points" in words
    assert "   3 of  20 points" in text
