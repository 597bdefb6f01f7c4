"""Every example in the quiz's docstrings runs and gives what it says."""

import doctest
import importlib
import pkgutil

import pytest

import quiz

MODULES = sorted(
    f"quiz.{module.name}" for module in pkgutil.iter_modules(quiz.__path__)
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    """No example has gone stale."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_some_modules_have_examples():
    """The search above does find examples."""
    counts = [doctest.testmod(importlib.import_module(n)).attempted for n in MODULES]
    assert sum(count > 0 for count in counts) >= 3


def test_no_module_hides_a_public_function():
    """`quiz.score` is the function: no submodule has a public name."""
    assert not {name.rpartition(".")[2] for name in MODULES} & set(quiz.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_the_quiz_does_not_import_the_grader(name):
    """Arrows go one way: the grader may import the quiz."""
    source = importlib.import_module(name).__loader__.get_source(name)
    assert "grader" not in [
        word.partition(".")[0]
        for line in source.splitlines()
        if line.strip().startswith(("import ", "from "))
        for word in line.split()[1:2]
    ]
