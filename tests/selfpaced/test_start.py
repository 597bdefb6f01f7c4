"""Setting up a workspace: what is copied, what is opened, what is hidden."""

import json
import logging
import signal
import sys
from types import SimpleNamespace

import pytest
from jupyterlab_server.config import get_page_config

from grader.checking import Outcome, Result
from grader.course import CONFIG, Course
from grader.selfpaced import Workspace, start
from grader.selfpaced.start import open_lab, prepare_workspace

UNIT, NEXT = "1-scores-to-decisions", "2-measuring-calibration"
PROJECT = "1-recalibrate-a-classifier"
POINTS = {
    "confusion-at": 4.0,
    "f1-from-counts": 3.0,
    "best-f1-threshold": 6.0,
    "youden-thresholds": 2.0,
    "exercise-1": 5.0,
}
HIDDEN = [
    "@jupyterlab/apputils-extension:announcements",
    "@jupyter/nbgrader:assignment-list",
    "@jupyter/nbgrader:course-list",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:menu",
]


@pytest.fixture
def course(tmp_path):
    """Return a course folder with two released units."""
    root = tmp_path / "course"
    root.mkdir()
    (root / CONFIG).write_text("")
    for unit in (UNIT, NEXT):
        folder = root / "lessons" / unit
        folder.mkdir(parents=True)
        (folder / f"{unit}.ipynb").write_text(f"{unit}, release 1")
    return Course(root)


@pytest.fixture
def folder(tmp_path):
    """Return where the workspace shall be."""
    return tmp_path / "my-course"


def test_all_released_units_are_copied(folder, course):
    """Each unit gets its folder and notebook; the lines say so."""
    prepared = prepare_workspace(folder, course)
    for unit in (UNIT, NEXT):
        copy = folder / unit / f"{unit}.ipynb"
        assert copy.read_text() == f"{unit}, release 1"
        assert f"{unit}: copied" in prepared.lines
    assert prepared.lines[0] == f"Workspace: {folder}"


def test_a_unit_without_exercises_opens_until_anything_was_done(folder, course):
    """The first visit begins with it; after a check the first unfinished unit opens."""
    first = course.lessons / "0-start-here"
    first.mkdir()
    (first / "0-start-here.ipynb").write_text("welcome")
    prepared = prepare_workspace(folder, course)
    assert prepared.opens.name == "0-start-here.ipynb"
    prepared.workspace.record("check", "confusion-at")
    assert prepare_workspace(folder, course).opens.name == f"{UNIT}.ipynb"


def test_second_start_copies_nothing(folder, course):
    """Starting again says nothing of copies and keeps the learner's work."""
    own = prepare_workspace(folder, course).opens
    own.write_text("my answers")
    lines = prepare_workspace(folder, course).lines
    assert lines == [f"Workspace: {folder}"]
    assert own.read_text() == "my answers"


def test_new_release_arrives_beside_and_is_said(folder, course):
    """The learner's own notebook is opened, and the new one is announced."""
    own = prepare_workspace(folder, course).opens
    own.write_text("my answers")
    course.released(UNIT).write_text("release 2")
    prepared = prepare_workspace(folder, course)
    assert prepared.opens == own
    assert own.read_text() == "my answers"
    assert (folder / UNIT / f"{UNIT} (new release).ipynb").read_text() == "release 2"
    assert any("new release lies beside" in line for line in prepared.lines)


def test_unit_that_is_asked_for_is_opened(folder, course):
    """A unit can be named."""
    assert prepare_workspace(folder, course, NEXT).opens.stem == NEXT


def test_first_unit_is_opened_at_first(folder, course):
    """Without a record the first unit is the first that is not finished."""
    assert prepare_workspace(folder, course).opens.stem == UNIT


def test_first_unfinished_unit_is_opened(folder, course):
    """A learner who has finished unit 1 starts with unit 2."""
    workspace = Workspace.create(folder)
    for exercise, points in POINTS.items():
        result = Result(exercise, "", Outcome.CORRECT, points, points)
        workspace.record("check", exercise, result)
    assert prepare_workspace(folder, course).opens.stem == NEXT


@pytest.fixture
def with_projects(course):
    """Return the course with a project and the notebook for work."""
    folder = course.lessons / "projects"
    folder.mkdir()
    (folder / f"{PROJECT}.ipynb").write_text("project, release 1")
    (folder / "__init__.py").write_text("")
    (course.lessons / "use_at_work.ipynb").write_text("work, release 1")
    return course


def test_projects_are_copied_into_a_folder_of_their_own(folder, with_projects):
    """Notebooks alone, beside the units; the lines say where and how to open one."""
    prepared = prepare_workspace(folder, with_projects)
    found = {path.name: path.read_text() for path in (folder / "projects").iterdir()}
    assert found == {
        f"{PROJECT}.ipynb": "project, release 1",
        "use_at_work.ipynb": "work, release 1",
    }
    assert f"projects/{PROJECT}: copied" in prepared.lines
    assert "projects/use_at_work: copied" in prepared.lines
    assert (
        f"Projects on data of your own: {folder / 'projects'} "
        f"(`course start {PROJECT}` opens one)"
    ) in prepared.lines
    assert prepared.opens.name == f"{UNIT}.ipynb"


def test_a_project_is_never_written_over(folder, with_projects):
    """A second start is silent of copies; a new release lies beside, and is told."""
    own = prepare_workspace(folder, with_projects, PROJECT).opens
    own.write_text("my own project")
    lines = prepare_workspace(folder, with_projects).lines
    assert len(lines) == 2
    assert not any("copied" in line for line in lines)
    released = with_projects.lessons / "projects" / f"{PROJECT}.ipynb"
    released.write_text("release 2")
    prepared = prepare_workspace(folder, with_projects, PROJECT)
    assert prepared.opens == own
    assert own.read_text() == "my own project"
    assert own.with_name(f"{PROJECT} (new release).ipynb").read_text() == "release 2"
    assert any(
        line.startswith(f"projects/{PROJECT}: a new release lies beside")
        for line in prepared.lines
    )


@pytest.mark.parametrize(
    "asked",
    [
        PROJECT,
        f"projects/{PROJECT}",
        f"projects/{PROJECT}.ipynb",
        f"my-course/projects/{PROJECT}.ipynb",
        f"projects\\{PROJECT}",
    ],
)
def test_a_project_is_opened_by_name_or_path(folder, with_projects, asked):
    """What a learner sees on the terminal or completes with Tab will do."""
    opens = prepare_workspace(folder, with_projects, asked).opens
    assert opens == folder / "projects" / f"{PROJECT}.ipynb"


@pytest.mark.parametrize("asked", [f"{NEXT}/", f"{NEXT}/{NEXT}.ipynb"])
def test_a_unit_is_opened_by_its_path_too(folder, course, asked):
    """So will a unit's folder or notebook."""
    assert prepare_workspace(folder, course, asked).opens.stem == NEXT


def test_a_workspace_of_before_keeps_its_units(folder, with_projects):
    """A record made before there were projects still knows its units."""
    own = prepare_workspace(folder, with_projects).opens
    facts = folder / ".course" / "workspace.json"
    known = json.loads(facts.read_text("utf-8"))["delivered"]
    assert set(known) == {UNIT, NEXT, f"projects/{PROJECT}", "projects/use_at_work"}
    facts.write_text(json.dumps({"delivered": {UNIT: known[UNIT]}}), "utf-8")
    own.write_text("my answers")
    prepare_workspace(folder, with_projects)
    assert [path.name for path in own.parent.iterdir()] == [own.name]


def test_unknown_unit_is_refused_before_anything_is_made(folder, course):
    """The message lists the units, and no folder appears."""
    with pytest.raises(ValueError, match=f"no unit or project '9-x'.*{UNIT}, {NEXT}"):
        prepare_workspace(folder, course, "9-x")
    assert not folder.exists()


def test_course_without_released_units_is_refused(folder, tmp_path):
    """Nothing to learn is an error that says where it was looked for."""
    empty = tmp_path / "empty"
    (empty / "lessons").mkdir(parents=True)
    with pytest.raises(ValueError, match="no released units in"):
        prepare_workspace(folder, Course(empty))
    assert not folder.exists()


def test_learner_signs_in_and_stays(folder, course):
    """A name given once is remembered and shown."""
    first = prepare_workspace(folder, course, learner="Ana-María O'Neil")
    assert "Signed in: Ana-María O'Neil" in first.lines
    again = prepare_workspace(folder, course)
    assert "Signed in: Ana-María O'Neil" in again.lines


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 201])
def test_a_name_that_later_calls_refuse_is_refused_at_once(folder, course, name):
    """The quiz's rule holds here too, before anything is made."""
    with pytest.raises(ValueError, match="learner must be a name of 1 to 200 visible"):
        prepare_workspace(folder, course, learner=name)
    assert not folder.exists()


def test_a_name_is_kept_in_one_spelling(folder, course):
    """Outer spaces go and accents are composed, as the quiz reads names."""
    prepared = prepare_workspace(folder, course, learner=" Ana-Mari\u0301a ")
    assert prepared.workspace.learner == "Ana-Mar\u00eda"


def test_reserved_names_are_refused(tmp_path, course):
    """The command's own check of the name is the workspace's."""
    with pytest.raises(ValueError, match="'quiz'"):
        prepare_workspace(tmp_path / "quiz", course)


def test_lab_settings_are_exactly_these(folder, course):
    """The news pop-up and the teacher's five plug-ins are off, nothing else."""
    prepare_workspace(folder, course)
    path = folder / ".course" / "jupyter" / "labconfig" / "page_config.json"
    settings = json.loads(path.read_text("utf-8"))
    assert settings == {"disabledExtensions": dict.fromkeys(HIDDEN, True)}


def test_lab_reads_the_settings(folder, course, monkeypatch):
    """JupyterLab itself finds them where `course start` points it to."""
    prepare_workspace(folder, course)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(folder / ".course" / "jupyter"))
    page = get_page_config([], logger=logging.getLogger("test"))
    assert set(page["disabledExtensions"]) >= set(HIDDEN)


def test_settings_stay_in_the_workspace(folder, course, tmp_path, tree):
    """Nothing is configured in the learner's home."""
    home = tree(tmp_path / "home")
    prepare_workspace(folder, course)
    assert tree(tmp_path / "home") == home


class Server:
    """Stands for a JupyterLab that is interrupted once and then ends."""

    def __init__(self, calls, command, env):
        self.waits = 0
        self.is_terminated = False
        self.calls = calls
        calls.append((command, env))

    def wait(self):
        """Pass an interrupt on, then end."""
        self.waits += 1
        if self.waits == 1:
            raise KeyboardInterrupt
        self.calls.append(self)
        return 0

    def terminate(self):
        """Keep that it was told to end."""
        self.is_terminated = True


@pytest.mark.parametrize("browser", [True, False])
def test_lab_is_opened_on_the_notebook(folder, course, monkeypatch, browser):
    """The server runs in the workspace, outlives Ctrl-C and ends with the command."""
    calls, handlers = [], []
    signals = SimpleNamespace(
        SIGTERM=signal.SIGTERM, signal=lambda *pair: handlers.append(pair)
    )
    monkeypatch.setattr(start, "signal", signals)
    fake = SimpleNamespace(Popen=lambda command, env: Server(calls, command, env))
    monkeypatch.setattr(start, "subprocess", fake)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "before")
    prepared = prepare_workspace(folder, course, NEXT)
    assert open_lab(prepared, browser=browser, port=8901) == 0
    (command, env), server = calls
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={folder}" in command
    assert f"--LabApp.default_url=/lab/tree/{NEXT}/{NEXT}.ipynb" in command
    assert "--port=8901" in command
    assert ("--no-browser" in command) is not browser
    paths = env["JUPYTER_CONFIG_PATH"].split(start.os.pathsep)
    assert paths == [str(folder / ".course" / "jupyter"), "before"]
    ((number, handler),) = handlers
    assert number == signal.SIGTERM
    handler(number, None)
    assert server.is_terminated
