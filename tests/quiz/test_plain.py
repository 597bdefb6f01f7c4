"""Inline LaTeX in plain characters."""

import pytest

from quiz import load_bank
from quiz.plain import plain_text


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"no math at all", "no math at all"),
        (r"$p \ge 0.5$", "p ≥ 0.5"),
        (r"flag when $p\geq t$, else $p<t$", "flag when p≥ t, else p<t"),
        (r"$\frac{1}{1+4}$", "1/(1+4)"),
        (r"$\frac{C_{FP}}{C_{FP}+C_{FN}}$", "(C_(FP))/(C_(FP)+C_(FN))"),
        (r"$\frac{\frac{1}{2}}{3}$", "(1/2)/3"),
        (r"$\sigma(z/T)$", "σ(z/T)"),
        (r"$\hat{p}$ and $\hat y$", "p̂ and ŷ"),
        (r"$\mathrm{ECE} = \sum_b w_b$", "ECE = Σ_b w_b"),
        (r"$e^{-z}$, $x^2$", "e^(-z), x^2"),
        (r"$\sqrt{2}$", "√(2)"),
        (r"$95\,\%$", "95 %"),
        (r"$F_\beta$", "F_β"),
        (r"costs \$5, or \$6", "costs $5, or $6"),
        (r"$\unknown x$", "unknown x"),
        (r"$\left( a \right)$", "( a )"),
    ],
)
def test_latex_becomes_readable(latex, plain):
    """Fractions, Greek letters, relations and styles read as text."""
    assert plain_text(latex) == plain


def test_nothing_of_latex_is_left_in_the_course_s_bank():
    """No learner in a terminal meets a backslash command or a dollar sign."""
    for question in load_bank().questions:
        texts = [question.question, *(a.text for a in question.answers)]
        texts += [f"{a.feedback} {a.explanation}" for a in question.answers]
        for text in texts:
            assert not set("\\{}$") & set(plain_text(text)), text
