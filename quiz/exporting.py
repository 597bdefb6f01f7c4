"""The bank for other learning platforms."""

from pathlib import Path

from quiz.moodle import moodle_xml
from quiz.qti import qti_package
from quiz.questions import Bank, load_bank

__all__ = ["FORMATS", "export_bank"]

FORMATS = {"moodle": moodle_xml, "qti": qti_package}
"""What writes a bank as bytes, by the format's name."""


def export_bank(name: str, to: Path, bank: Bank | None = None) -> int:
    """Write the bank in a format of `FORMATS`; return how many questions it holds.

    Parameters
    ----------
    name
        ``moodle`` for Moodle XML, ``qti`` for a QTI 1.2 package as Canvas imports.
    to
        The file to write.
    bank
        By default the course's own.
    """
    bank = bank or load_bank()
    to.write_bytes(FORMATS[name](bank))
    return len(bank.questions)
