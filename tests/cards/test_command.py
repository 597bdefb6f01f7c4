"""`course card`: somebody's own file in, a page and an exit code out."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from grader.cli import app

from .conftest import honest_model


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def saved(folder):
    """Save an over-confident model's outputs, both splits and two cameras."""
    logits, labels = honest_model(1600, 7, stretch=2.0)
    arrays = {
        "logits": logits,
        "labels": labels,
        "split": np.repeat(["calibration", "test"], 800),
        "camera": np.tile(["left", "right"], 800),
    }

    def save(name="press.npz", **changed):
        kept = {k: v for k, v in (arrays | changed).items() if v is not None}
        np.savez(folder / name, **kept)
        return folder / name

    return save


def card(*options):
    """Run the command."""
    return CliRunner().invoke(app, ["card", *map(str, options)])


def test_a_page_is_written_and_the_verdict_printed(saved, folder):
    """One file is enough: verdict on the terminal, the page beside it."""
    done = card("--logits", saved(), "--by", "camera", "--rule", "cost=1:4")
    assert done.exit_code in (0, 1)
    assert "Calibration card of press" in done.stdout
    assert "written: calibration-card.html" in done.stderr
    page = (folder / "calibration-card.html").read_text("utf-8")
    assert "<td>left</td>" in page


def test_exit_code_tells_the_verdict(saved):
    """0 where all is met; 1 where the raw scores are kept as they are."""
    options = ("--by", "camera", "--rule", "f1", "--json", "-", "--limit", "0.08")
    done = card("--logits", saved(), *options)
    assert (done.exit_code, json.loads(done.stdout)["deploy"]) == (0, "yes")
    done = card("--logits", saved(), *options, "--method", "none")
    assert (done.exit_code, json.loads(done.stdout)["deploy"]) == (1, "no")


def test_nothing_is_overwritten_unasked(saved, folder):
    """A second card gets a name of its own; a named one is written as named."""
    path = saved()
    for _ in range(2):
        card("--logits", path)
    assert (folder / "calibration-card-2.html").exists()
    card("--logits", path, "--html", "mine.html", "--model", "nut & bolt")
    assert "nut &amp; bolt" in (folder / "mine.html").read_text("utf-8")


def test_json_alone_writes_no_page(saved, folder):
    """Who asks for JSON on stdout gets JSON alone, and no file."""
    done = card("--logits", saved(), "--json", "-")
    assert json.loads(done.stdout)["model"] == "press"
    assert not list(folder.glob("*.html"))


def test_two_files_are_the_split(saved):
    """Each split in a file of its own, groups from the second."""
    logits, labels = honest_model(900, 8, stretch=2.0)
    other = {"logits": logits, "labels": labels, "split": None, "camera": None}
    ours = saved("ours.npz", split=None)
    cameras = np.tile(["up", "down", "side"], 300)
    theirs = saved("theirs.npz", **other | {"camera": cameras})
    done = card("--logits", ours, "--test", theirs, "--by", "camera", "--json", "-")
    data = json.loads(done.stdout)
    assert data["split"]["how"] == "as the files say"
    assert [group["group"] for group in data["groups"]] == ["up", "down", "side"]


def test_rows_without_a_split_are_parted_and_said_so(saved):
    """Half and half at random; the seed decides which."""
    path = saved(split=None)
    data = json.loads(card("--logits", path, "--json", "-", "--seed", 3).stdout)
    assert data["split"]["calibration"] == data["split"]["test"] == 800
    assert "at random, row by row (seed 3)" in data["split"]["how"]


def test_whole_groups_stay_together(saved):
    """Rows of one video are never on both sides; a file that tears them is told."""
    videos = np.arange(1600) // 8
    path = saved(split=None, groups=videos)
    data = json.loads(card("--logits", path, "--json", "-").stdout)
    assert data["split"]["torn"] == 0
    assert "whole groups together" in data["split"]["how"]
    torn = saved(groups=np.arange(1600) // 3)  # row 800 splits video 266
    data = json.loads(card("--logits", torn, "--json", "-").stdout)
    assert (data["split"]["torn"], data["deploy"]) == (1, "no")


@pytest.mark.parametrize(
    ("changed", "options", "words"),
    [
        ({"labels": None}, [], "must hold an array named 'labels'"),
        ({"labels": np.full(1600, 7)}, [], "labels must be whole numbers from 0 to 1"),
        ({}, ["--by", "lens"], "must hold an array named 'lens'"),
        ({"camera": np.arange(3)}, ["--by", "camera"], "camera must have one entry"),
        ({}, ["--rule", "fast"], "rule must be precision>=X"),
        ({}, ["--method", "magic"], "method must be one of temperature"),
        ({}, ["--limit", "-1"], "limit must be above 0; got -1.0"),
        ({}, ["--by", ""], "--by must name an array in the file; got ''"),
        ({}, ["--rule", f"cost={'9' * 400}:1"], "rule must have finite costs above 0"),
        ({}, ["--test", "no.npz"], "--test must be a file that exists; got 'no.npz'"),
        (
            {"camera": np.full(1600, np.nan)},
            ["--by", "camera"],
            "press.npz: camera must hold whole numbers or words; got",
        ),
        (
            {"logits": np.ones(1), "labels": np.ones(1, int), "split": None},
            [],
            "press.npz must hold two rows or more, one to calibrate and one to test",
        ),
        ({}, ["--html", "-", "--json", "-"], "--html and --json cannot both be -"),
    ],
)
def test_unusable_input_ends_with_2(saved, changed, options, words):
    """A line that names the array or option and what came; no traceback."""
    done = card("--logits", saved(**changed), *options)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_named(folder):
    """No file, no card."""
    done = card("--logits", "nothing.npz")
    assert done.exit_code == 2
    words = "course: --logits must be a file that exists; got 'nothing.npz'"
    assert done.stderr.strip() == words


def test_a_page_on_stdout_stands_alone(saved, folder):
    """`-` is stdout: no file of that name, and nothing but the page."""
    done = card("--logits", saved(), "--html", "-")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout.endswith("</html>\n")
    assert not (folder / "-").exists()


def test_json_into_a_file_without_a_name_is_refused(saved):
    """The option is named, with what it takes."""
    done = card("--logits", saved(), "--json", "")
    assert done.exit_code == 2
    assert "--json" in done.stderr
    assert "name a file, or be - for stdout" in done.stderr
