"""Run every example of the reference's docstrings."""

import doctest
import importlib
import pkgutil

import pytest

from grader import reference

MODULES = sorted(
    f"{reference.__name__}.{found.name}"
    for found in pkgutil.iter_modules(reference.__path__)
)
FUNCTIONS = [name for name in reference.__all__ if name[0].islower()]


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name: str) -> None:
    """Every example in a docstring runs and prints what stands below it."""
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_has_an_example(name: str) -> None:
    """No public function is without an example to check by hand."""
    assert ">>>" in (getattr(reference, name).__doc__ or "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_it_takes_gives_and_refuses(name: str) -> None:
    """Each docstring has the sections for parameters, results and errors."""
    text = getattr(reference, name).__doc__ or ""
    missing = [part for part in ("Parameters", "Returns", "Raises") if part not in text]
    assert missing == []


@pytest.mark.parametrize("name", reference.__all__)
def test_every_formula_has_its_source(name: str) -> None:
    """A public docstring that states a formula also cites where it comes from."""
    text = getattr(reference, name).__doc__ or ""
    assert ".. math::" not in text or "References" in text


def test_public_names_are_sorted_and_exist() -> None:
    """The list of public names is in order, and each of them can be imported."""
    assert reference.__all__ == sorted(reference.__all__)
    assert all(hasattr(reference, name) for name in reference.__all__)


def test_no_module_is_named_like_a_public_name() -> None:
    """Importing a module never replaces a function of the same name."""
    assert {name.rpartition(".")[2] for name in MODULES}.isdisjoint(reference.__all__)
