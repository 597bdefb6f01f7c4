"""Looking around: what is needed, what is found, and a word on each."""

from importlib import metadata

import pytest

from lessons import environment
from lessons.environment import environment_table


@pytest.fixture
def found(monkeypatch):
    """Return a function that sets which version of each package is found."""

    def found(**versions):
        def version(name):
            if name not in versions:
                raise metadata.PackageNotFoundError(name)
            return versions[name]

        needed = ["alpha>=2.0", "beta>=1.5", 'gamma>=9; extra == "test"']
        monkeypatch.setattr(environment.metadata, "requires", lambda _: needed)
        monkeypatch.setattr(environment.metadata, "version", version)

    return found


def test_here_everything_is_fine():
    """The tests run where the course is installed with all that it needs."""
    table = environment_table()
    names = [row[0] for row in table.rows]
    assert table.caption.endswith("all fine")
    assert names[0] == "Python"
    assert {"numpy", "scikit-learn", "ipywidgets", "nbgrader"} <= set(names)
    assert "pytest" not in names


def test_what_is_too_old_or_missing_is_said(found):
    """1.9 is no 2.0, and what is not there is missing: two things to mend."""
    found(alpha="1.9")
    table = environment_table()
    words = {row[0]: row[-1] for row in table.rows}
    assert (words["alpha"], words["beta"]) == ("too old", "missing")
    assert "2 to mend" in table.caption


def test_a_version_on_the_bound_is_fine(found):
    """2.0 and a release candidate after it satisfy >=2.0."""
    for alpha in ("2.0", "2.1rc1"):
        found(alpha=alpha, beta="1.5")
        assert environment_table().caption.endswith("all fine")


def test_without_an_installed_course_python_alone_is_shown():
    """A name that nobody installed has no requirements, and raises nothing."""
    table = environment_table("no-such-course")
    assert [row[0] for row in table.rows] == ["Python"]
