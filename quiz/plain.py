"""Inline LaTeX as plain text: for terminals, labels and text-only notebooks."""

import re
import unicodedata

__all__ = ["plain_text"]

_MATH = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
_BRACED = r"\{([^{}]*)\}"
_WORDS = {
    "alpha": "α",
    "approx": "≈",
    "beta": "β",
    "cdot": "·",
    "cup": "∪",
    "cap": "∩",
    "delta": "δ",
    "epsilon": "ε",
    "ge": "≥",
    "geq": "≥",
    "in": "∈",
    "infty": "∞",
    "lambda": "λ",
    "ldots": "…",
    "le": "≤",
    "leq": "≤",
    "mid": "|",
    "mu": "μ",
    "ne": "≠",
    "neq": "≠",
    "pm": "±",
    "rightarrow": "→",
    "sigma": "σ",
    "sum": "Σ",
    "tau": "τ",
    "theta": "θ",
    "times": "×",
    "to": "→",
}
_SPACING = re.compile(r"\\[,;:! ]|~|\\quad|\\left(?![a-z])|\\right(?![a-z])")
_STYLES = re.compile(
    rf"\\(?:text|mathrm|mathbf|mathit|operatorname|mathbb)\s*{_BRACED}"
)
_FRACTION = re.compile(rf"\\d?frac\s*{_BRACED}\s*{_BRACED}")
_ROOT = re.compile(rf"\\sqrt\s*{_BRACED}")
_HAT = re.compile(r"\\hat\s*\{?(\w)\}?")
_LOWERED = re.compile(r"([_^])\{([^{}]*)\}")


def plain_text(text: str) -> str:
    r"""Write the inline LaTeX of a text in plain characters.

    >>> plain_text(r"Flag when $p \ge \frac{1}{1+4}$.")
    'Flag when p ≥ 1/(1+4).'
    """
    return _MATH.sub(lambda match: _plain_math(match[1]), text).replace(r"\$", "$")


def _plain_math(source: str) -> str:
    text = _SPACING.sub(" ", source)
    text = _HAT.sub("\\1\u0302", text)
    before = None
    # From the inside out: fractions may stand in fractions.
    while before != text:
        before = text
        text = _STYLES.sub(r"\1", text)
        text = _LOWERED.sub(_lowered, text)
        text = _ROOT.sub(r"√(\1)", text)
        text = _FRACTION.sub(lambda m: f"{_grouped(m[1])}/{_grouped(m[2])}", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _WORDS.get(m[1], m[1]), text)
    text = re.sub(r"\\([^A-Za-z])", r"\1", text).replace("{", "").replace("}", "")
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


def _lowered(match: re.Match[str]) -> str:
    mark, content = match[1], match[2]
    return f"{mark}{content}" if len(content) == 1 else f"{mark}({content})"


def _grouped(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.,]+", text) else f"({text})"
