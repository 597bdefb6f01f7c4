"""A real browser, and the servers that learners and teachers look at."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

REPOSITORY = Path(__file__).parents[2]
UNIT = "1-scores-to-decisions"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
_COURSE = str(Path(sys.executable).with_name("course"))
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Waiting ends with its condition; these bounds only end what hangs.
_PAGE_MS = 30_000
_LOST_MS = 5_000
_RUN_ALL_MS = 90_000
_START_SECONDS = 60
_STOP_SECONDS = 20

_CHANGE_THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
# Twice: cells that come into view for the first time change their height.
_BRING_TO_THE_MIDDLE = """part => new Promise(done => {
    const bring = () => part.scrollIntoView({block: "center"});
    bring();
    requestAnimationFrame(() => { bring(); requestAnimationFrame(done); });
})"""
_NUMBER = re.compile(r"\[\d+\]")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium with an empty profile for all tests."""
    program = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if program is None:
        words = f"no Chromium on PATH (looked for {', '.join(_CHROMIUMS)})"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(words)
        pytest.skip(words)
    expect.set_options(timeout=_PAGE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=list(_SWITCHES)
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a tall window that remembers nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    context.set_default_timeout(_PAGE_MS)
    opened = context.new_page()
    yield opened
    # A dialog stands in the way of every click: a failed test's report tells which.
    for words in opened.locator(".jp-Dialog-content").all_inner_texts():
        print(f"a dialog was left open: {words}")
    context.close()


@pytest.fixture
def shoot(tmp_path: Path) -> Callable[[Page, str], None]:
    """Return what takes a screenshot, into COURSE_SCREENSHOTS where that is set."""
    folder = Path(os.environ.get("COURSE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return take


@dataclass(frozen=True, slots=True)
class Server:
    """A Jupyter server that is ready, and the command that runs it."""

    address: str
    token: str
    process: subprocess.Popen[str]

    def url(self, path: str) -> str:
        """Return the address of a path, signed in."""
        return f"{self.address}/{path}?token={self.token}"

    def is_listening(self) -> bool:
        """Say whether anything still answers at the address."""
        port = int(self.address.rpartition(":")[2])
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0


Serve = Callable[[Sequence[str], Path], Server]


@pytest.fixture(scope="session")
def font_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Share Matplotlib's list of fonts, which takes seconds to make."""
    return tmp_path_factory.mktemp("matplotlib")


@pytest.fixture
def serve(tmp_path: Path, font_list: Path) -> Iterator[Serve]:
    """Return what starts a server in a home of its own; all end with the test."""
    home = tmp_path / "home"
    with ExitStack() as servers:

        def start(command: Sequence[str], folder: Path) -> Server:
            environment = _isolated(home) | {"MPLCONFIGDIR": str(font_list)}
            return servers.enter_context(_running(command, folder, environment))

        yield start


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return the folder of a learner who has not begun."""
    return tmp_path / "my-course"


@pytest.fixture
def learner(serve: Serve, workspace: Path) -> Server:
    """Run `course start` as README.md has it, but for the browser."""
    return serve(
        (_COURSE, "start", "--no-browser", "--workspace", str(workspace)), REPOSITORY
    )


@pytest.fixture
def end_kernels(learner: Server) -> Callable[[], None]:
    """Return a function that ends every kernel, as a stopped server does."""

    def ask(path: str, method: str) -> bytes:
        url = f"{learner.address}/api/{path}?token={learner.token}"
        request = urllib.request.Request(url, method=method)  # noqa: S310 (our own)
        with urllib.request.urlopen(request) as answer:  # noqa: S310 (our own)
            return answer.read()

    def end_kernels() -> None:
        for session in json.loads(ask("sessions", "GET")):
            ask(f"sessions/{session['id']}", "DELETE")

    return end_kernels


class Notebook:
    """The unit in JupyterLab, as somebody with a keyboard has it."""

    def __init__(self, page: Page, server: Server, file: Path) -> None:
        self.page = page
        self.file = file
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.cells = self.panel.locator(".jp-CodeCell")
        self._url = server.url(f"lab/tree/{file.parent.name}/{file.name}") + "&reset"

    def open(self) -> "Notebook":
        """Load the page; wait for its kernel and for all of its code cells."""
        self.page.goto(self._url)
        self.page.locator(
            ".jp-Notebook-ExecutionIndicator[data-status=idle]"
        ).first.wait_for()
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)
        cells = json.loads(self.file.read_text("utf-8"))["cells"]
        count = sum(cell["cell_type"] == "code" for cell in cells)
        expect(self.cells.locator(".cm-content")).to_have_count(count)
        return self

    def cell(self, begins: str) -> Locator:
        """Return the code cell whose source begins with these words."""
        source = self.page.locator(".cm-content")
        words = re.compile(rf"^\s*{re.escape(begins)}")
        return self.cells.filter(has=source.filter(has_text=words))

    def write(self, cell: Locator, source: str) -> None:
        """Write a source into a cell, over what is there."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def run(self, cell: Locator) -> Locator:
        """Run a cell; return its outputs once it has a new number."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content() or ""
        # A page that has just loaded may connect a second time, and loses what is
        # run meanwhile: the prompt then stays as it was, and one presses again.
        for timeout in (_LOST_MS, _LOST_MS, _PAGE_MS):
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Control+Enter")
            try:
                expect(prompt).not_to_have_text(before, timeout=timeout)
                break
            except AssertionError:
                if timeout == _PAGE_MS:
                    raise
        expect(prompt).to_have_text(_NUMBER)
        return cell.locator(".jp-OutputArea-output")

    def insert_below(self, cell: Locator, source: str) -> Locator:
        """Add a code cell of one's own and return it."""
        cell.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(source)
        return self.cell(source)

    def run_all(self) -> None:
        """Run all cells from the menu; wait until each has a number."""
        choose(self.page, "Run", "Run All Cells")
        prompts = self.cells.locator(".jp-InputPrompt")
        expect(prompts).to_have_text(
            [_NUMBER] * self.cells.count(), timeout=_RUN_ALL_MS
        )

    def save(self) -> None:
        """Save, and wait until the tab no longer says that there are changes."""
        dirty = self.page.locator(".lm-TabBar-tab.lm-mod-current.jp-mod-dirty")
        expect(dirty).not_to_have_count(0)
        self.page.keyboard.press("Control+s")
        expect(dirty).to_have_count(0)


@pytest.fixture
def notebook(page: Page, learner: Server, workspace: Path) -> Notebook:
    """Open the unit as a learner who has just begun."""
    return Notebook(page, learner, workspace / UNIT / f"{UNIT}.ipynb").open()


@pytest.fixture
def open_lesson(
    page: Page, learner: Server, workspace: Path
) -> Callable[[str], Notebook]:
    """Return what opens any unit's notebook on the learner's server."""

    def opened(unit: str) -> Notebook:
        return Notebook(page, learner, workspace / unit / f"{unit}.ipynb").open()

    return opened


@pytest.fixture
def open_unit(page: Page, serve: Serve, workspace: Path) -> Callable[..., Notebook]:
    """Return what opens a unit by `course start`, with options of one's own."""

    def opened(unit: str, *options: str) -> Notebook:
        command = (_COURSE, "start", unit, "--no-browser", "--workspace")
        server = serve((*command, str(workspace), *options), REPOSITORY)
        return Notebook(page, server, workspace / unit / f"{unit}.ipynb").open()

    return opened


@pytest.fixture
def open_project(
    page: Page, serve: Serve, workspace: Path
) -> Callable[[str], Notebook]:
    """Return what opens a project by `course start`."""

    def opened(project: str) -> Notebook:
        command = (_COURSE, "start", project, "--no-browser", "--workspace")
        server = serve((*command, str(workspace)), REPOSITORY)
        return Notebook(
            page, server, workspace / "projects" / f"{project}.ipynb"
        ).open()

    return opened


@pytest.fixture
def in_themes(shoot: Callable[[Page, str], None]) -> Callable[[Locator, str], None]:
    """Return what takes a picture of a part of JupyterLab in light and in dark."""

    def take(part: Locator, name: str) -> None:
        page = part.page
        body = page.locator("body")
        shown = body.get_attribute("data-jp-theme-name")
        # The present theme first: changing it takes the page a second.
        for short, theme in sorted(THEMES.items(), key=lambda pair: pair[1] != shown):
            if theme != shown:
                page.evaluate(_CHANGE_THEME, theme)
                expect(body).to_have_attribute("data-jp-theme-name", theme)
                expect(page.locator("#jupyterlab-splash")).to_have_count(0)
            part.evaluate(_BRING_TO_THE_MIDDLE)
            shoot(page, f"{name}-{short}")

    return take


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the course folder of a class that `course demo` has graded."""
    root = tmp_path_factory.mktemp("demo")
    command = (_COURSE, "demo", "--course", str(REPOSITORY), "--keep", "class")
    subprocess.run(command, cwd=root, check=True, env=_isolated(root / "home"))
    return root / "class" / "course"


@pytest.fixture
def teacher(serve: Serve, graded_class: Path) -> Server:
    """Run JupyterLab in the course folder, as a teacher does."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return serve(command, graded_class)


def choose(page: Page, menu: str, item: str) -> None:
    """Choose an item from a menu of JupyterLab's menu bar."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    entries = page.locator(".lm-Menu-item:not(.lm-mod-hidden) .lm-Menu-itemLabel")
    entries.get_by_text(item, exact=True).click()


def _isolated(home: Path) -> dict[str, str]:
    """Return an environment whose settings all lie in an empty home."""
    inherited = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    environment["HOME"] = str(home)
    for name in ("CONFIG", "DATA", "RUNTIME"):
        folder = home / f"jupyter-{name.lower()}"
        folder.mkdir(parents=True, exist_ok=True)
        environment[f"JUPYTER_{name}_DIR"] = str(folder)
    # The page then has `jupyterapp`, through which a test can ask JupyterLab.
    settings = Path(environment["JUPYTER_CONFIG_DIR"]) / "jupyter_server_config.json"
    settings.write_text('{"LabApp": {"expose_app_in_browser": true}}', "utf-8")
    return environment


@contextmanager
def _running(
    command: Sequence[str], folder: Path, environment: dict[str, str]
) -> Iterator[Server]:
    """Run a server on a free port until the block ends."""
    port, token = _free_port(), secrets.token_hex(16)
    environment = environment | {"JUPYTER_TOKEN": token, "JUPYTER_PORT_RETRIES": "0"}
    with subprocess.Popen(
        [*command, f"--port={port}"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        log = _Log(process)
        server = Server(f"http://127.0.0.1:{port}", token, process)
        try:
            log.wait_for(server)
            yield server
        finally:
            _stop(process)
            log.thread.join(_STOP_SECONDS)


class _Log:
    """What a server says, read in a thread so that it never has to wait."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: list[str] = []
        self._is_over = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def wait_for(self, server: Server) -> None:
        """Wait until a server listens, which is later than it says so."""
        end = time.monotonic() + _START_SECONDS
        while not server.is_listening():
            if self._is_over.wait(0.05) or time.monotonic() > end:
                pytest.fail(f"the server did not start:\n{''.join(self._lines)}")

    def _read(self) -> None:
        for line in self._process.stderr or ():
            self._lines.append(line)
        self._is_over.set()


def _stop(process: "subprocess.Popen[str]") -> None:
    """End a server and what it started: asked first, then made to."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(_STOP_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
