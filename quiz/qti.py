"""The bank as a QTI 1.2 package, as Canvas imports it: a question group a slot.

See https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html. Canvas takes
every numeric condition for a right answer, so what there is to say on known wrong
numbers stands in the feedback on wrong answers in general.
"""

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

from quiz.markup import answer_html, question_html, words_html
from quiz.questions import SLOTS, Answer, Bank, Question

__all__ = ["qti_package"]

_NAME = "quick-test"
_TITLE = "Quick test: calibration and thresholding"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TYPES = {
    "multiple_choice": "multiple_choice_question",
    "many_choice": "multiple_answers_question",
    "numeric": "numerical_question",
}
_RESPONSE = {"respident": "response1"}
# Zip's earliest date, so that the same bank gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def qti_package(bank: Bank) -> bytes:
    """Return a bank as a zip file: the manifest, and one assessment of ten groups."""
    path = f"{_NAME}/{_NAME}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in {
            "imsmanifest.xml": _manifest(path),
            path: _assessment(bank),
        }.items():
            ET.indent(root)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
            package.writestr(entry, text + b"\n")
    return out.getvalue()


def _manifest(path: str) -> ET.Element:
    root = ET.Element("manifest", {"identifier": f"{_NAME}-package", "xmlns": _CP})
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "IMS Content"
    ET.SubElement(metadata, "schemaversion").text = "1.1.3"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    facts = {"identifier": _NAME, "type": "imsqti_xmlv1p2", "href": path}
    resource = ET.SubElement(resources, "resource", facts)
    ET.SubElement(resource, "file", {"href": path})
    return root


def _assessment(bank: Bank) -> ET.Element:
    root = ET.Element("questestinterop", {"xmlns": _QTI})
    assessment = ET.SubElement(root, "assessment", {"ident": _NAME, "title": _TITLE})
    outer = ET.SubElement(assessment, "section", {"ident": "root_section"})
    for slot in SLOTS:
        names = {"ident": f"slot-{slot:02d}", "title": f"Slot {slot:02d}"}
        group = ET.SubElement(outer, "section", names)
        selection = ET.SubElement(
            ET.SubElement(group, "selection_ordering"), "selection"
        )
        ET.SubElement(selection, "selection_number").text = "1"
        extension = ET.SubElement(selection, "selection_extension")
        ET.SubElement(extension, "points_per_item").text = "1.0"
        for question in bank.in_slot(slot):
            group.append(_item(question))
    return root


def _item(question: Question) -> ET.Element:
    title = f"{question.id}: {question.competency}"
    item = ET.Element("item", {"ident": question.id, "title": title})
    fields = ET.SubElement(ET.SubElement(item, "itemmetadata"), "qtimetadata")
    facts = {"question_type": _TYPES[question.type], "points_possible": "1.0"}
    for label, entry in facts.items():
        data = ET.SubElement(fields, "qtimetadatafield")
        ET.SubElement(data, "fieldlabel").text = label
        ET.SubElement(data, "fieldentry").text = entry
    presentation = ET.SubElement(item, "presentation")
    _material(presentation, question_html(question.question, question.code))
    processing = ET.Element("resprocessing")
    outcome = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE"}
    outcomes = ET.SubElement(processing, "outcomes")
    ET.SubElement(outcomes, "decvar", {**outcome, "vartype": "Decimal"})
    if question.is_numeric:
        feedback = _ask_number(question, presentation, processing)
    else:
        feedback = _ask_choice(question, presentation, processing)
    item.append(processing)
    feedback["general_fb"] = words_html(f"Unit: {question.unit}.")
    for ident, markup in feedback.items():
        element = ET.SubElement(item, "itemfeedback", {"ident": ident})
        _material(ET.SubElement(element, "flow_mat"), markup)
    return item


def _ask_choice(
    question: Question, presentation: ET.Element, processing: ET.Element
) -> dict[str, str]:
    """Write options and what is right; return the feedback by its ident."""
    many = question.takes_many
    facts = {"ident": "response1", "rcardinality": "Multiple" if many else "Single"}
    response = ET.SubElement(presentation, "response_lid", facts)
    choices = ET.SubElement(response, "render_choice")
    feedback = {}
    for answer in question.answers:
        label = ET.SubElement(choices, "response_label", {"ident": answer.id})
        _material(label, answer_html(answer.text, answer.code))
        condition, variables = _condition(processing, "Yes")
        ET.SubElement(variables, "varequal", _RESPONSE).text = answer.id
        ident = f"{answer.id}_fb"
        _feedback_link(condition, ident)
        feedback[ident] = words_html(answer.feedback, answer.explanation)
    condition, variables = _condition(processing, "No")
    if many:
        variables = ET.SubElement(variables, "and")
    for answer in question.answers if many else _keys(question):
        inside = variables if answer.correct else ET.SubElement(variables, "not")
        ET.SubElement(inside, "varequal", _RESPONSE).text = answer.id
    _earn(condition)
    return feedback


def _ask_number(
    question: Question, presentation: ET.Element, processing: ET.Element
) -> dict[str, str]:
    """Write the key with its bounds; return the feedback by its ident."""
    facts = {"ident": "response1", "rcardinality": "Single"}
    response = ET.SubElement(presentation, "response_str", facts)
    fib = ET.SubElement(response, "render_fib", {"fibtype": "Decimal"})
    ET.SubElement(fib, "response_label", {"ident": "answer1"})
    (key,) = _keys(question)
    value, tolerance = Decimal(repr(key.value)), Decimal(repr(key.tolerance))
    condition, variables = _condition(processing, "No")
    either = ET.SubElement(variables, "or")
    ET.SubElement(either, "varequal", _RESPONSE).text = str(value)
    within = ET.SubElement(either, "and")
    ET.SubElement(within, "vargte", _RESPONSE).text = str(value - tolerance)
    ET.SubElement(within, "varlte", _RESPONSE).text = str(value + tolerance)
    _earn(condition)
    _feedback_link(condition, "correct_fb")
    condition, variables = _condition(processing, "Yes")
    ET.SubElement(variables, "other")
    _feedback_link(condition, "general_incorrect_fb")
    return {
        "correct_fb": words_html(key.feedback, key.explanation),
        "general_incorrect_fb": _on_wrong_numbers(question),
    }


def _on_wrong_numbers(question: Question) -> str:
    wrong = [answer for answer in question.answers if not answer.correct]
    known = [answer for answer in wrong if answer.value is not None]
    rest = [answer for answer in wrong if answer.value is None]
    paragraphs = [words_html(a.feedback, a.explanation) for a in rest]
    paragraphs += [
        words_html(f"{answer.value:g}:", answer.feedback, answer.explanation)
        for answer in known
    ]
    return "".join(paragraphs)


def _keys(question: Question) -> list[Answer]:
    return [answer for answer in question.answers if answer.correct]


def _condition(processing: ET.Element, goes_on: str) -> tuple[ET.Element, ET.Element]:
    condition = ET.SubElement(processing, "respcondition", {"continue": goes_on})
    return condition, ET.SubElement(condition, "conditionvar")


def _earn(condition: ET.Element) -> None:
    facts = {"action": "Set", "varname": "SCORE"}
    ET.SubElement(condition, "setvar", facts).text = "100"


def _feedback_link(condition: ET.Element, ident: str) -> None:
    facts = {"feedbacktype": "Response", "linkrefid": ident}
    ET.SubElement(condition, "displayfeedback", facts)


def _material(parent: ET.Element, markup: str) -> None:
    material = ET.SubElement(parent, "material")
    ET.SubElement(material, "mattext", {"texttype": "text/html"}).text = markup
