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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

REPOSITORY = Path(__file__).parents[2]
UNIT = "1-scores-to-decisions"
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_SECONDS = 60
_STOP_SECONDS = 20
# Waiting ends with the condition; these bounds only end what hangs.
_PAGE_MS = 30_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless Chromium with an empty profile for all tests."""
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
    """Open a tall window with no past."""
    context = browser.new_context(viewport={"width": 1280, "height": 2400})
    context.set_default_timeout(_PAGE_MS)
    yield context.new_page()
    context.close()


@dataclass(frozen=True, slots=True)
class Server:
    """A Jupyter server that is ready."""

    address: str
    token: str

    def url(self, path: str, **query: str) -> str:
        """Return the address of a path, signed in."""
        pairs = {"token": self.token, **query}
        asked = "&".join(f"{key}={value}" for key, value in pairs.items())
        return f"{self.address}/{path}?{asked}"


Serve = Callable[[Sequence[str], Path], Server]


@pytest.fixture(scope="session")
def plot_settings(tmp_path_factory) -> Path:
    """Share Matplotlib's list of fonts, which takes seconds to make."""
    return tmp_path_factory.mktemp("matplotlib")


@pytest.fixture
def serve(tmp_path: Path, plot_settings: Path) -> Iterator[Serve]:
    """Start servers in a home of their own, and stop them at the end."""
    with ExitStack() as servers:

        def start(command: Sequence[str], folder: Path) -> Server:
            port, token = _free_port(), secrets.token_hex(16)
            environment = _environment(tmp_path / "home", token)
            environment["MPLCONFIGDIR"] = str(plot_settings)
            command = [*command, f"--port={port}"]
            servers.enter_context(_running(command, folder, environment))
            return Server(f"http://127.0.0.1:{port}", token)

        yield start


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Name the folder of a learner who has not begun."""
    return tmp_path / "my-course"


@pytest.fixture
def learner(serve: Serve, workspace: Path) -> Server:
    """Run `course start` as the README says, without a browser of its own."""
    command = (str(Path(sys.executable).with_name("course")), "start", "--no-browser")
    workspace.parent.mkdir(exist_ok=True)
    return serve((*command, f"--workspace={workspace}"), REPOSITORY)


class Notebook:
    """The unit's notebook in JupyterLab, as somebody at the keyboard has it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self._address = server.url(f"lab/tree/{UNIT}/{UNIT}.ipynb", reset="")

    def open(self) -> "Notebook":
        """Load the page and wait for the kernel."""
        self.page.goto(self._address)
        self.wait_until_idle()
        return self

    def wait_until_idle(self) -> None:
        """Wait for a kernel that has nothing to do."""
        idle = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
        self.page.locator(idle).wait_for()

    @property
    def cells(self) -> Locator:
        """The code cells."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")

    def cell(self, starts: str) -> Locator:
        """Return the code cell whose source starts with these words."""
        source = self.page.locator(".cm-content")
        words = re.compile(rf"^\s*{re.escape(starts)}")
        return self.cells.filter(has=source.filter(has_text=words))

    def write(self, cell: Locator, source: str) -> None:
        """Type a source into a cell, over what is there."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def run(self, cell: Locator) -> Locator:
        """Run a cell and return where its outputs are."""
        cell.locator(".cm-content").click()
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.page.keyboard.press("Control+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"))
        return cell.locator(".jp-OutputArea").first

    def run_all(self) -> None:
        """Run all cells from the menu, and wait for a number at every cell."""
        self.menu("Run", "Run All Cells")
        prompts = self.cells.locator(".jp-InputPrompt")
        numbers = [re.compile(r"\[\d+\]")] * self.cells.count()
        expect(prompts).to_have_text(numbers, timeout=2 * _PAGE_MS)

    def menu(self, name: str, item: str) -> None:
        """Choose from a menu."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(".lm-Menu-item:not(.lm-mod-hidden)").filter(
            has_text=re.compile(rf"^{re.escape(item)}")
        ).click()
