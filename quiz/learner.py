"""Who is taking the test: signed in under a name, or nobody."""

import json
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from quiz.errors import QuizError

__all__ = ["ANONYMOUS", "learner_name", "remembered_learner", "signed_in"]

ANONYMOUS = (
    "You are not signed in: nothing of this test is kept on disk. "
    "To keep your attempts, start with `course start --learner NAME`."
)
_LONGEST_NAME = 200
_WORKSPACE = "my-course"


def signed_in(
    learner: str | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str | None:
    """Return the learner's name, or None for an anonymous one.

    A name that is given comes first, then the one that the workspace remembers,
    then the user of a JupyterHub. A Binder's user is made up for the hour, so it
    is nobody.

    Parameters
    ----------
    learner
        From ``--learner``.
    environment
        By default the process's.
    folder
        Where to look for a workspace, it and those above; by default the present.

    Raises
    ------
    QuizError
        If the name has no visible character, a control character, or more than
        200 characters.
    """
    if learner is not None:
        return learner_name(learner)
    remembered = remembered_learner(folder)
    if remembered:
        return learner_name(remembered)
    known = os.environ if environment is None else environment
    user = known.get("JUPYTERHUB_USER", "").strip()
    on_binder = any(name.startswith("BINDER_") for name in known)
    return learner_name(user) if user and not on_binder else None


def remembered_learner(folder: Path | None = None) -> str | None:
    """Return who is signed in in the workspace that a folder lies in, if anybody.

    Outside a workspace it is the one that `course start` makes here by default.
    """
    here = (folder or Path.cwd()).absolute()
    for place in (here, *here.parents, here / _WORKSPACE):
        facts = place / ".course" / "workspace.json"
        if facts.is_file():
            return _learner_in(facts)
    return None


def _learner_in(facts: Path) -> str | None:
    try:
        found = json.loads(facts.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    name = found.get("learner") if isinstance(found, dict) else None
    return name if isinstance(name, str) and name else None


def learner_name(learner: str) -> str:
    """Return a name in one spelling: outer spaces off, accents composed.

    Raises
    ------
    QuizError
        If it has no visible character, a control character, or more than 200
        characters.

    Examples
    --------
    >>> learner_name(" Ana ")
    'Ana'
    """
    name = unicodedata.normalize("NFC", learner).strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise QuizError(
            f"learner must be a name of 1 to {_LONGEST_NAME} visible characters, "
            f"not {learner[:_LONGEST_NAME]!r}"
        )
    return name
