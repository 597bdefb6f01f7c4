"""Exports, re-read by parsers that know the formats and none of our code."""

import html
import io
import re
import zipfile
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring

from quiz import load_bank
from quiz.exporting import export_bank
from quiz.moodle import moodle_xml
from quiz.qti import qti_package

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


@pytest.fixture(params=["small", "real"])
def any_bank(request, bank):
    """Return the small bank, full of markup, and the course's own."""
    return bank if request.param == "small" else load_bank()


class _Text(HTMLParser):
    """Reads HTML as a browser's user sees it, and which tags it has."""

    def __init__(self):
        super().__init__()
        self.text, self.tags = "", set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def seen(markup):
    """Return the text of some HTML; only paragraphs and code are in it."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    assert parser.tags <= {"p", "pre", "code"}
    return parser.text


def typeset(text):
    """Return a text as Moodle and Canvas should get it: LaTeX in their marks."""
    return re.sub(r"\$(.+?)\$", r"\\(\1\\)", text)


def moodle_questions(data):
    """Read Moodle XML into dictionaries, by the format's documentation."""
    read, category = {}, None
    for element in fromstring(data):
        assert element.tag == "question"
        if element.get("type") == "category":
            category = element.findtext("category/text")
            continue
        answers = [
            {
                "fraction": float(answer.get("fraction")),
                "text": answer.findtext("text"),
                "tolerance": answer.findtext("tolerance"),
                "feedback": seen(answer.findtext("feedback/text")),
            }
            for answer in element.findall("answer")
        ]
        read[element.findtext("idnumber")] = {
            "type": element.get("type"),
            "category": category,
            "single": element.findtext("single"),
            "text": seen(element.findtext("questiontext/text")),
            "general": seen(element.findtext("generalfeedback/text")),
            "answers": answers,
        }
    return read


def test_moodle_has_every_question_in_its_slot_s_category(any_bank):
    """A quiz that draws one of each category is a form."""
    read = moodle_questions(moodle_xml(any_bank))
    assert set(read) == {question.id for question in any_bank.questions}
    for question in any_bank.questions:
        assert read[question.id]["category"].startswith("$course$/top/")
        assert read[question.id]["category"].endswith(f"/Slot {question.slot:02d}")
        assert question.unit in read[question.id]["general"]


def test_moodle_keeps_texts_code_and_latex(any_bank):
    """What a learner sees in Moodle is what the bank says, LaTeX for MathJax."""
    read = moodle_questions(moodle_xml(any_bank))
    for question in any_bank.questions:
        entry = read[question.id]
        assert entry["text"] == typeset(question.question) + question.code
        if not question.is_numeric:
            shown = [seen(answer["text"]) for answer in entry["answers"]]
            assert shown == [typeset(a.text) + a.code for a in question.answers]


def test_moodle_keeps_every_explanation(any_bank):
    """Each answer has its own feedback and explanation."""
    read = moodle_questions(moodle_xml(any_bank))
    for question in any_bank.questions:
        found = sorted(answer["feedback"] for answer in read[question.id]["answers"])
        assert found == sorted(
            typeset(f"{a.feedback} {a.explanation}") for a in question.answers
        )


def test_moodle_keeps_keys_and_types(any_bank):
    """One option earns all, several share it, and one wrong takes everything."""
    read = moodle_questions(moodle_xml(any_bank))
    for question in any_bank.questions:
        entry = read[question.id]
        fractions = [answer["fraction"] for answer in entry["answers"]]
        if question.is_numeric:
            assert entry["type"] == "numerical"
            assert fractions[0] == 100
            assert set(fractions[1:]) == {0}
            continue
        right = [f > 0 for f in fractions]
        assert right == [a.correct for a in question.answers]
        assert entry["type"] == "multichoice"
        assert entry["single"] == ("false" if question.takes_many else "true")
        wrong = -100 if question.takes_many else 0
        assert {f for f in fractions if f <= 0} == {wrong}
        assert sum(f for f in fractions if f > 0) == pytest.approx(100, abs=1e-4)


def test_moodle_keeps_values_and_tolerances(any_bank):
    """Numbers come first to last as they are tried, the rest as a star."""
    read = moodle_questions(moodle_xml(any_bank))
    for question in any_bank.questions:
        if not question.is_numeric:
            continue
        answers = read[question.id]["answers"]
        assert answers[-1]["text"] == "*"
        numbers = {(float(a["text"]), float(a["tolerance"])) for a in answers[:-1]}
        assert numbers == {
            (a.value, a.tolerance) for a in question.answers if a.value is not None
        }


def qti_items(data):
    """Read a QTI package into its items, by manifest and assessment."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        manifest = fromstring(package.read("imsmanifest.xml"))
        (resource,) = manifest.iter(f"{CP}resource")
        assert resource.get("type") == "imsqti_xmlv1p2"
        (file,) = resource.iter(f"{CP}file")
        assert set(package.namelist()) == {"imsmanifest.xml", file.get("href")}
        root = fromstring(package.read(file.get("href")))
    assert root.tag == f"{QTI}questestinterop"
    return root, {item.get("ident"): item for item in root.iter(f"{QTI}item")}


def field(item, label):
    """Return an entry of an item's metadata."""
    for data in item.iter(f"{QTI}qtimetadatafield"):
        if data.findtext(f"{QTI}fieldlabel") == label:
            return data.findtext(f"{QTI}fieldentry")
    raise AssertionError(label)


def feedback(item):
    """Return an item's feedback texts by their ident."""
    return {
        element.get("ident"): seen(element.find(f".//{QTI}mattext").text)
        for element in item.iter(f"{QTI}itemfeedback")
    }


def holds(condition, chosen):
    """Evaluate a QTI condition for a set of chosen options, or one number."""
    kind = condition.tag.removeprefix(QTI)
    if kind in ("conditionvar", "and"):
        return all(holds(part, chosen) for part in condition)
    if kind == "or":
        return any(holds(part, chosen) for part in condition)
    if kind == "not":
        return not any(holds(part, chosen) for part in condition)
    if kind == "other":
        return True
    if isinstance(chosen, Decimal):
        number = Decimal(condition.text)
        tests = {"varequal": chosen == number, "vargte": chosen >= number}
        return (tests | {"varlte": chosen <= number})[kind]
    assert kind == "varequal"
    return condition.text in chosen


def qti_score(item, chosen):
    """Return what an item's processing gives, and the feedback that it shows."""
    earned, shown = 0, []
    for condition in item.iter(f"{QTI}respcondition"):
        if not holds(condition.find(f"{QTI}conditionvar"), chosen):
            continue
        for link in condition.iter(f"{QTI}displayfeedback"):
            shown.append(link.get("linkrefid"))
        for action in condition.iter(f"{QTI}setvar"):
            earned = float(action.text)
        if condition.get("continue") == "No":
            break
    return earned, shown


def test_qti_has_a_group_a_slot_that_draws_one(any_bank):
    """Ten sections, each of which picks one of its items for a point."""
    root, items = qti_items(qti_package(any_bank))
    assert set(items) == {question.id for question in any_bank.questions}
    groups = [s for s in root.iter(f"{QTI}section") if s.find(f"{QTI}item") is not None]
    assert len(groups) == 10
    for slot, group in enumerate(groups, 1):
        assert group.findtext(f".//{QTI}selection_number") == "1"
        assert group.findtext(f".//{QTI}points_per_item") == "1.0"
        inside = [item.get("ident") for item in group.iter(f"{QTI}item")]
        assert inside == [question.id for question in any_bank.in_slot(slot)]


def test_qti_keeps_texts_code_latex_and_types(any_bank):
    """What a learner sees in Canvas is what the bank says."""
    types = {
        "multiple_choice": "multiple_choice_question",
        "many_choice": "multiple_answers_question",
        "numeric": "numerical_question",
    }
    _, items = qti_items(qti_package(any_bank))
    for question in any_bank.questions:
        item = items[question.id]
        assert field(item, "question_type") == types[question.type]
        asked = item.find(f"{QTI}presentation/{QTI}material/{QTI}mattext")
        assert asked.get("texttype") == "text/html"
        assert seen(asked.text) == typeset(question.question) + question.code
        if not question.is_numeric:
            labels = {
                label.get("ident"): seen(label.find(f".//{QTI}mattext").text)
                for label in item.iter(f"{QTI}response_label")
            }
            assert labels == {a.id: typeset(a.text) + a.code for a in question.answers}


def test_qti_scores_choices_as_we_do_and_shows_each_explanation(any_bank):
    """Every set of options earns what the quiz gives: all or nothing."""
    _, items = qti_items(qti_package(any_bank))
    for question in any_bank.questions:
        if question.is_numeric:
            continue
        item, said = items[question.id], feedback(items[question.id])
        ids = [answer.id for answer in question.answers]
        sets = [{name} for name in ids]
        if question.takes_many:
            sets = [
                {name for bit, name in enumerate(ids) if mask >> bit & 1}
                for mask in range(1, 2 ** len(ids))
            ]
        for chosen in sets:
            earned, shown = qti_score(item, chosen)
            assert earned == (100 if chosen == question.keys else 0), chosen
            assert {said[ident] for ident in shown} == {
                typeset(f"{a.feedback} {a.explanation}")
                for a in question.answers
                if a.id in chosen
            }


def test_qti_keeps_tolerances_to_the_last_digit(any_bank):
    """The key's edges are right, a hair beyond is not, known slips are not."""
    _, items = qti_items(qti_package(any_bank))
    for question in any_bank.questions:
        if not question.is_numeric:
            continue
        item, said = items[question.id], feedback(items[question.id])
        (key,) = (a for a in question.answers if a.correct)
        value, tolerance = Decimal(repr(key.value)), Decimal(repr(key.tolerance))
        hair = Decimal("1e-9")
        for number in (value, value - tolerance, value + tolerance):
            assert qti_score(item, number) == (100, ["correct_fb"])
        for number in (value - tolerance - hair, value + tolerance + hair):
            assert qti_score(item, number) == (0, ["general_incorrect_fb"])
        assert said["correct_fb"] == typeset(f"{key.feedback} {key.explanation}")
        for answer in question.answers:
            if not answer.correct:
                words = typeset(f"{answer.feedback} {answer.explanation}")
                assert words in said["general_incorrect_fb"]
        # Canvas takes any numeric condition for a right answer: there is but one.
        assert len(item.findall(f".//{QTI}vargte")) == 1


def test_markup_survives_two_escapings(bank):
    """<, & and LaTeX come out of XML and HTML as they went in."""
    raw = moodle_xml(bank).decode()
    assert "&amp;lt;second&amp;gt; &amp;amp; more" in raw
    inner = fromstring(raw.encode()).findtext(".//questiontext/text")
    assert r"\(\frac{1}{1+4}\) &amp; &lt;b&gt;?" in inner
    assert html.unescape(inner).startswith("<p>Question 1a: what is ")


def test_exports_are_the_same_bytes_every_time(bank):
    """The same bank gives the same file, so that a diff tells what changed."""
    assert moodle_xml(bank) == moodle_xml(bank)
    assert qti_package(bank) == qti_package(bank)


@pytest.mark.parametrize("name", ["moodle", "qti"])
def test_the_command_writes_the_file(name, tmp_path):
    """`course quiz --export` writes the bank and says how much it is."""
    from typer.testing import CliRunner

    from grader.cli import app

    target = tmp_path / "out"
    done = CliRunner().invoke(app, ["quiz", "--export", name, "--to", str(target)])
    assert done.exit_code == 0
    assert f"{len(load_bank().questions)} questions" in done.output
    export_bank(name, tmp_path / "again")
    assert target.read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--export", "gift", "--to", "x"], "moodle or qti"),
        (["--export", "qti"], "--to"),
    ],
)
def test_an_export_that_cannot_be_ends_with_2(arguments, words):
    """Another format, or no place to write, is told."""
    from typer.testing import CliRunner

    from grader.cli import app

    done = CliRunner().invoke(app, ["quiz", *arguments])
    assert done.exit_code == 2
    assert words in done.output
