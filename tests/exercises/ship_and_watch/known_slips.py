"""Known slips of unit 7, as learners make them."""

from .psi_slips import PSI
from .report_slips import SUBGROUP_REPORT

__all__ = ["SLIPS"]

_GROUPS = """
def needs_recalibration(report, limit, min_n):
    found = [g for g, (n, accuracy, error) in report.items() if {test}]
    return {answer}
"""


def groups(test="error > limit and n >= min_n", answer="found"):
    """Write a choice of groups that goes wrong in one place."""
    return _GROUPS.format(test=test, answer=answer)


GROUPS = [
    ("limit-included", groups("error >= limit and n >= min_n")),
    ("smallest-size-excluded", groups("error > limit and n > min_n")),
    ("size-ignored", groups("error > limit")),
    ("error-ignored", groups("n >= min_n")),
    ("or-for-and", groups("error > limit or n >= min_n")),
    ("accuracy-for-error", groups("accuracy > limit and n >= min_n")),
    ("accuracy-for-error", groups("accuracy < limit and n >= min_n")),
    ("accuracy-for-error", groups("1 - accuracy > limit and n >= min_n")),
    ("small-groups-named", groups("error > limit and n < min_n")),
    ("small-groups-named", groups("error > limit and n <= min_n")),
    ("good-groups-named", groups("error < limit and n >= min_n")),
    ("good-groups-named", groups("not error > limit and n >= min_n")),
    (
        "worst-group-only",
        groups(answer="sorted(found, key=lambda g: report[g][2])[-1:]"),
    ),
    (
        "worst-group-only",
        groups(answer="max(found, key=lambda g: report[g][2], default=None)"),
    ),
    (
        "first-group-only",
        """
def needs_recalibration(report, limit, min_n):
    for group, (n, accuracy, error) in report.items():
        if error > limit and n >= min_n:
            return [group]
    return []
""",
    ),
    ("rows-for-names", groups(answer="{g: report[g] for g in found}")),
    ("rows-for-names", groups(answer="[report[g] for g in found]")),
    ("rows-for-names", groups(answer="[report[g][2] for g in found]")),
    ("rows-for-names", groups(answer="[(g, report[g][2]) for g in found]")),
    ("yes-or-no-for-names", groups(answer="[g in found for g in report]")),
    ("yes-or-no-for-names", groups(answer="{g: g in found for g in report}")),
    ("yes-or-no-for-names", groups(answer="len(found) > 0")),
    ("number-for-names", groups(answer="len(found)")),
    ("nothing-for-none", groups(answer="found if found else None")),
    ("nothing-for-none", groups(answer="found or False")),
]

SLIPS = {"subgroup-report": SUBGROUP_REPORT, "psi": PSI, "needs-recalibration": GROUPS}
