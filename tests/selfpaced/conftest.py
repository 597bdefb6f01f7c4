"""A shell to run cells in, and folders that can be compared."""

import os
import warnings
from collections import Counter
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from grader.selfpaced import inline

RIGHT = {
    "confusion-at": """
def confusion_at(scores, labels, threshold):
    pairs = [(s >= threshold, y == 1) for s, y in zip(scores, labels)]
    kinds = (True, True), (True, False), (False, True), (False, False)
    return [pairs.count(kind) for kind in kinds]
""",
    "f1-from-counts": """
def f1_from_counts(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    best = None, -1.0
    for t in sorted(set(scores), reverse=True):
        f1 = f1_from_counts(*confusion_at(scores, labels, t)[:3])
        if f1 > best[1] + 1e-9:
            best = t, f1
    return best
""",
    "exercise-1": """
ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75, (3, 1, 1, 3)
""",
}


@pytest.fixture
def right():
    """Return right answers by exercise."""
    return RIGHT


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch, tmp_path):
    """Give each test its own home, its own session and no settings of a class."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("NBGRADER_EXECUTION", "COURSE_SOLUTIONS", "JUPYTERHUB_USER"):
        monkeypatch.delenv(name, raising=False)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(inline, "_session", [])
    monkeypatch.setattr(inline, "_hints_shown", Counter())


@pytest.fixture
def tree():
    """Return a function that lists a folder's files with their contents."""

    def tree(root):
        found = {}
        for folder, _, names in os.walk(root):
            found[folder] = None
            for name in names:
                path = Path(folder) / name
                found[str(path)] = path.read_bytes()
        return found

    return tree


class Cell:
    """What running one cell gave."""

    def __init__(self, result, captured):
        self.error = result.error_before_exec or result.error_in_exec
        self.displayed = [output.data for output in captured.outputs]
        self.printed = captured.stdout
        self.value = result.result

    @property
    def text(self):
        """The plain text of what was displayed."""
        return "\n".join(data["text/plain"] for data in self.displayed)

    @property
    def html(self):
        """The HTML of what was displayed."""
        return "\n".join(data["text/html"] for data in self.displayed)


@pytest.fixture
def run_cell(tmp_path, monkeypatch):
    """Return a function that runs a cell in a real shell, without colours."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shell = InteractiveShell.instance(config=config)
    shell.run_cell("from grader import check, hint, progress, solution")

    def run_cell(source):
        with capture_output() as captured:
            result = shell.run_cell(source, store_history=True)
        return Cell(result, captured)

    yield run_cell
    shell.restore_sys_module_state()
    shell.reset()
    InteractiveShell.clear_instance()
