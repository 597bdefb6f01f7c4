"""The house keeps its own rules: style, types, commands, clean files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sys.executable).parent


def tracked_files():
    """Return the repository's text files as git lists them."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "tool",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)],
    ids=" ".join,
)
def test_style_and_types_are_clean(tool):
    """Ruff and mypy have nothing to say."""
    done = subprocess.run(
        [str(SCRIPTS / tool[0]), *tool[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_ci_runs_the_readmes_test_command():
    """What the README tells people to type is what CI types."""
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"```sh\n(python3 -m venv .*)\n```", readme)

    assert len(commands) == 2
    assert commands[0].endswith(".venv/bin/course start")
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_constraints_are_versions_only():
    """No index, path or address is recorded."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1:]

    assert len(lines) > 50
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.+!\-]+", s) for s in lines)


def test_no_file_names_a_machines_path():
    """Paths of somebody's machine have no place in the repository."""
    forbidden = re.compile(r"(?<![\w./])/(?:home|root|work|Users)/\w")
    texts = (".py", ".md", ".toml", ".ipynb", ".json", ".txt", ".cfg")
    for path in tracked_files():
        if path.suffix in texts and path != Path(__file__):
            found = forbidden.search(path.read_text("utf-8"))
            assert found is None, (path, found)


def test_the_readmes_calls_exist():
    """Every `course` call that the README shows is one that the command knows."""
    from grader.cli import app

    known = {
        command.name or command.callback.__name__ for command in app.registered_commands
    }
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = set(re.findall(r"(?:bin/|`)course ([a-z]+)", readme))

    assert shown
    assert shown <= known
