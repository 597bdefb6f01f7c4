"""Who is signed in."""

import json

import pytest

from quiz import QuizError
from quiz.learner import signed_in

HUB = {"JUPYTERHUB_USER": "ben"}


@pytest.fixture
def workspace(tmp_path):
    """Return a folder in which Ana is signed in."""
    folder = tmp_path / "my-course"
    (folder / ".course").mkdir(parents=True)
    facts = {"learner": "ana", "delivered": {}}
    (folder / ".course" / "workspace.json").write_text(json.dumps(facts), "utf-8")
    return folder


def test_nobody_is_anonymous(tmp_path):
    """Without a name, a workspace or a hub nobody is signed in."""
    assert signed_in(environment={}, folder=tmp_path) is None


def test_a_given_name_comes_first(workspace):
    """--learner outweighs workspace and hub."""
    assert signed_in("cleo", environment=HUB, folder=workspace) == "cleo"


def test_the_workspace_comes_before_the_hub(workspace):
    """Who signed in with `course start` stays signed in, below the folder too."""
    (workspace / "1-scores").mkdir()
    assert signed_in(environment=HUB, folder=workspace) == "ana"
    assert signed_in(environment=HUB, folder=workspace / "1-scores") == "ana"


def test_the_default_workspace_beside_is_found(workspace):
    """From where `course start` was run its workspace counts."""
    assert signed_in(environment={}, folder=workspace.parent) == "ana"


def test_a_hub_signs_in_and_binder_does_not(tmp_path):
    """A hub's user has a name; Binder's is made up."""
    assert signed_in(environment=HUB, folder=tmp_path) == "ben"
    for name in ("BINDER_REQUEST", "BINDER_LAUNCH_HOST", "BINDER_REPO_URL"):
        assert signed_in(environment={**HUB, name: "x"}, folder=tmp_path) is None
    assert signed_in(environment={"JUPYTERHUB_USER": " "}, folder=tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", '{"learner": 3}', '{"learner": ""}'])
def test_an_odd_workspace_is_nobody(workspace, content):
    """A damaged mark signs nobody in."""
    (workspace / ".course" / "workspace.json").write_text(content, "utf-8")
    assert signed_in(environment={}, folder=workspace) is None


def test_one_person_has_one_spelling(tmp_path):
    """Outer spaces go, and accents are composed: macOS types them apart."""
    composed = "Ana-Mar\u00eda O'Neil"
    assert signed_in(" Ana-Mari\u0301a O'Neil ", folder=tmp_path) == composed


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00b", "x" * 201])
def test_what_is_no_name_is_refused(name):
    """An empty or unprintable name is quoted."""
    with pytest.raises(QuizError, match="learner must be a name of 1 to 200"):
        signed_in(name)
