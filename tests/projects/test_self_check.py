"""The frame of every project's self-check: order, words, escaping, and no trace."""

import pkgutil
from collections.abc import Mapping

import pytest

import grader
from grader import check_project
from grader.projects import (
    PROJECTS,
    Finding,
    Look,
    ProjectReport,
    Standing,
)
from grader.projects.look import Explain, NotYetRight, Open, look_at_all
from grader.selfpaced import NotYet, Workspace
from grader.stage import STAGE

NAME = "1-recalibrate-a-classifier"
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)>&"\n\x1b[31m$\\href{x}{y}$'
)


def looks(*, first):
    """Return three parts: the second needs the first, the third needs nothing."""
    return (
        Look("first", "First", "one", first),
        Look("second", "Second", "two", lambda _: "seen", ("first",)),
        Look("third", "Third", "two", lambda _: "seen"),
    )


def ending(error):
    """Return a look that ends by raising."""

    def see(_):
        raise error

    return see


@pytest.mark.parametrize(
    ("error", "standing", "next_standing"),
    [
        (NotYetRight("wrong"), Standing.NOT_YET, Standing.WAITS),
        (Open("blank"), Standing.OPEN, Standing.WAITS),
        (Explain("odd"), Standing.EXPLAIN, Standing.HOLDS),
        (ZeroDivisionError("oh"), Standing.NOT_YET, Standing.WAITS),
    ],
)
def test_outcomes_are_told_apart_and_waited_for(error, standing, next_standing):
    """A part waits for one that is wrong or open, not for one to be explained."""
    found = look_at_all(looks(first=ending(error)), None)
    assert [f.standing for f in found] == [standing, next_standing, Standing.HOLDS]
    assert str(error) in found[0].words
    if next_standing is Standing.WAITS:
        assert found[1].words == "Looked at as soon as this stands: First."


def test_a_step_alone_looks_at_what_it_needs_once():
    """Parts of other steps are looked at where they are needed, and not told."""
    seen = []
    parts = looks(first=lambda work: seen.append(work) or "fine")
    found = look_at_all(parts, "work", ["two"])
    assert [f.id for f in found] == ["second", "third"]
    assert seen == ["work"]


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_every_part_stands_after_those_that_it_needs(project):
    """Ids are unique, and no part waits for a later one or for itself."""
    ids = [part.id for part in project.looks]
    assert len(set(ids)) == len(ids)
    for place, part in enumerate(project.looks):
        assert set(part.needs) <= set(ids[:place])


def test_an_unknown_project_or_step_names_those_that_there_are():
    """Learners see a plain line, as from `check`."""
    with pytest.raises(NotYet, match=f"no project '9'; there are: {NAME}"):
        check_project("9")
    with pytest.raises(NotYet, match="has no step 'splitt'; its steps are: split, bef"):
        check_project(NAME, "splitt")


def test_names_are_the_callers_outside_a_notebook():
    """A script's own variables are found, as `check` finds them."""
    logits, labels = [[1.0, 2.0]] * 4, [0, 1, 1, 0]
    report = check_project(NAME, "split")
    assert report.findings[0].standing is Standing.HOLDS
    assert len(logits) == len(labels)


def test_what_learners_wrote_is_escaped_everywhere():
    """Neither HTML nor control characters of theirs come to life."""
    names = {
        "logits": [[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 3.0]],
        "labels": [0, 1, 2],
        "calibration_rows": [0],
        "test_rows": [1, 2],
        "groups": [HOSTILE, HOSTILE, "x"],
        "method": HOSTILE,
        "bins": HOSTILE,
        "before": {HOSTILE: 1},
        "figure_before": type(HOSTILE, (), {})(),
    }
    report = check_project(NAME, namespace=names)
    markup, text = report._repr_html_(), repr(report)
    assert "script" in markup
    for alive in ("<script", "<img", "onerror=alert(1)>", "\x1b"):
        assert alive not in markup
    assert "\x1b" not in text
    assert 'class="mathjax_ignore' in markup
    assert report.head in text


class Bomb:
    """Stands for a learner's object that cannot even be looked at."""

    def __array__(self, *args, **kwargs):
        """Raise, with an error whose own words raise."""
        raise Mute

    def __repr__(self):
        raise Mute


class Mute(Exception):  # noqa: N818 (it is no error of ours)
    """An error that does not say what it is."""

    def __str__(self):
        raise ValueError("mute")


@pytest.mark.parametrize("name", ["logits", "labels", "test_rows", "groups", "method"])
def test_objects_that_cannot_be_looked_at_are_one_finding(name):
    """Whatever a learner's object does, the others are looked at."""
    names = {
        "logits": [[1.0, 2.0], [2.0, 1.0], [0.0, 1.0]],
        "labels": [0, 1, 0],
        "calibration_rows": [0],
        "test_rows": [1, 2],
    }
    report = check_project(NAME, namespace=names | {name: Bomb()})
    assert not report.is_done
    assert len(report.findings) == len(PROJECTS[NAME].looks)


class Everything(Mapping):
    """Stands for a notebook in which every name holds the same."""

    def __init__(self, value):
        self.value = value

    def __getitem__(self, name):
        return self.value

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __contains__(self, name):
        return True


@pytest.mark.parametrize("project", PROJECTS)
@pytest.mark.parametrize(
    "value", [Bomb(), HOSTILE, [HOSTILE], {HOSTILE: HOSTILE}, 3, [], {}, [[1], [1, 2]]]
)
def test_whatever_names_hold_every_part_is_told_and_escaped(project, value):
    """No project is brought down by odd objects, or shows what is alive in them."""
    report = check_project(project, namespace=Everything(value))
    assert len(report.findings) == len(PROJECTS[project].looks)
    assert not report.is_done
    for alive in ("<script", "<img", "onerror=alert(1)>", "\x1b"):
        assert alive not in report._repr_html_()
    assert "\x1b" not in repr(report)


def test_the_same_words_stand_in_text_and_in_html():
    """Heads tell the outcomes apart in words; borders only repeat them."""
    report = ProjectReport(
        "demo",
        tuple(Finding(kind, f"Part {kind}", kind, f"Saw {kind}.") for kind in Standing),
    )
    assert report.head == (
        "demo: 1 of 5 hold, 1 not yet, 1 for you to explain, 1 still open, 1 waiting"
    )
    heads = ("Holds", "Not yet", "For you to explain", "Still open")
    for shown in (repr(report), report._repr_html_()):
        for kind, head in zip(Standing, heads, strict=False):
            assert f"{head}: Part {kind}" in shown
            assert f"Saw {kind}." in shown
    assert "gives no points and writes nothing" in repr(report)
    assert "gives no points and writes nothing" in report._repr_html_()
    assert not report.is_done


def test_what_waits_stands_together_at_the_end():
    """The parts that only wait share one entry, so that the open ones are seen."""
    report = check_project(NAME, namespace={"logits": ...})
    lines = repr(report).splitlines()
    titles = [look.title for look in PROJECTS[NAME].looks]
    waiting = [f.title for f in report.findings if f.standing is Standing.WAITS]
    assert lines[-3].strip() == "Waits for what comes before"
    assert lines[-2].strip() == f"{' · '.join(waiting)}."
    assert len(waiting) == len(titles) - 3
    assert len(lines) == 1 + 2 * (3 + 1) + 1


def test_one_step_is_told_without_the_closing():
    """The head names the step; that nothing is marked is said of the whole."""
    report = check_project(NAME, "split", "fit", namespace={})
    assert report.head.startswith(f"{NAME}, split, fit: 0 of 4 hold")
    assert "no points" not in repr(report) + report._repr_html_()


def test_nothing_is_written(tmp_path, monkeypatch):
    """In a workspace neither record nor progress knows of a project's check."""
    workspace = Workspace.create(tmp_path / "my-course")
    before = {p: p.read_bytes() for p in workspace.root.rglob("*") if p.is_file()}
    monkeypatch.chdir(workspace.root)
    check_project(NAME, namespace={})
    after = {p: p.read_bytes() for p in workspace.root.rglob("*") if p.is_file()}
    assert after == before


def test_no_submodule_is_named_like_a_public_name():
    """Importing a module never replaces a function of the same name."""
    modules = {found.name for found in pkgutil.iter_modules(grader.projects.__path__)}
    assert modules.isdisjoint(grader.projects.__all__)
    assert modules.isdisjoint(grader.__all__)


def test_a_worker_knows_every_name_that_a_notebook_imports():
    """The stand-in for `grader` has all that the package offers to notebooks."""
    (stub,) = (text for name, text in STAGE.stubs if name == "grader")
    space = {}
    exec(stub, space)  # noqa: S102 (our own stub)
    offered = set(grader.__all__) - {"NotYet"}
    assert offered <= set(space)
    assert all(space[name]("x", y=1) is None for name in offered)
