"""The bank as Moodle XML: a category a slot, from which a quiz draws at random.

See https://docs.moodle.org/en/Moodle_XML_format. Moodle has no question of its
own that wants all right options and no other: there a right option earns its share
and a wrong one takes everything.
"""

from xml.etree import ElementTree as ET

from quiz.markup import answer_html, question_html, words_html
from quiz.questions import SLOTS, Answer, Bank, Question

__all__ = ["moodle_xml"]

_TOP = "$course$/top/Quick test: calibration and thresholding"
_FORMAT = {"format": "html"}


def moodle_xml(bank: Bank) -> bytes:
    """Return all questions of a bank as one Moodle XML file."""
    root = ET.Element("quiz")
    for slot in SLOTS:
        category = ET.SubElement(root, "question", {"type": "category"})
        _text(ET.SubElement(category, "category"), f"{_TOP}/Slot {slot:02d}")
        for question in bank.in_slot(slot):
            root.append(_question(question))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _question(question: Question) -> ET.Element:
    kind = "numerical" if question.is_numeric else "multichoice"
    element = ET.Element("question", {"type": kind})
    _text(ET.SubElement(element, "name"), f"{question.id}: {question.competency}")
    asked = question_html(question.question, question.code)
    _text(ET.SubElement(element, "questiontext", _FORMAT), asked)
    revisit = words_html(f"Unit: {question.unit}.")
    _text(ET.SubElement(element, "generalfeedback", _FORMAT), revisit)
    _leaf(element, "defaultgrade", "1")
    _leaf(element, "penalty", "0")
    _leaf(element, "idnumber", question.id)
    if not question.is_numeric:
        _leaf(element, "single", "false" if question.takes_many else "true")
        _leaf(element, "shuffleanswers", "true")
        _leaf(element, "answernumbering", "abc")
    for answer in _ordered(question):
        element.append(_answer(question, answer))
    return element


def _ordered(question: Question) -> list[Answer]:
    """Return the answers in the order in which Moodle tries numbers: the rest last."""
    if not question.is_numeric:
        return list(question.answers)
    return sorted(question.answers, key=lambda a: (a.value is None, not a.correct))


def _answer(question: Question, answer: Answer) -> ET.Element:
    attributes = {"fraction": _fraction(question, answer)}
    if question.is_numeric:
        element = ET.Element("answer", attributes)
        _text(element, "*" if answer.value is None else repr(answer.value))
        _leaf(element, "tolerance", repr(answer.tolerance))
    else:
        element = ET.Element("answer", attributes | _FORMAT)
        _text(element, answer_html(answer.text, answer.code))
    feedback = ET.SubElement(element, "feedback", _FORMAT)
    _text(feedback, words_html(answer.feedback, answer.explanation))
    return element


def _fraction(question: Question, answer: Answer) -> str:
    """Return what an answer earns in percent, in the spelling that Moodle knows."""
    if not answer.correct:
        return "-100" if question.takes_many else "0"
    share = 100 / len(question.keys)
    return "100" if share == 100 else f"{share:.5f}".rstrip("0").rstrip(".")


def _text(parent: ET.Element, text: str) -> None:
    _leaf(parent, "text", text)


def _leaf(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
