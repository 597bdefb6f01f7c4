"""A file is read as source text or refused in words."""

import json
import os

import pytest

from grader.marking import Refused, read_submission


def notebook(*cells, **more):
    """Return a notebook's bytes."""
    return json.dumps({"nbformat": 4, "cells": list(cells), **more}).encode()


CODE = {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "metadata": {}}


def test_source_text_and_ids_are_all_that_is_read(tmp_path):
    """Cells come back with kind, text and ids; nothing else of the file does."""
    path = tmp_path / "n.ipynb"
    cell = {
        **CODE,
        "id": "x1",
        "metadata": {"nbgrader": {"grade_id": "ece", "points": 99}, "tags": ["t"]},
        "outputs": [{"output_type": "error"}],
    }
    path.write_bytes(notebook(cell, {"cell_type": "raw", "source": "r"}))
    first, second = read_submission(path)

    assert (first.kind, first.source) == ("code", "a = 1\nb = 2")
    assert (first.cell_id, first.grade_id) == ("x1", "ece")
    assert (second.kind, second.source, second.grade_id) == ("markdown", "r", "")
    assert first.__slots__ == ("kind", "source", "cell_id", "grade_id")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"# my notes", "not JSON"),
        (notebook(CODE)[:-10], "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[]", "no cells"),
        (b"3", "no cells"),
        (b"null", "no cells"),
        (b"{}", "no cells"),
        (b'{"nbformat": 3, "worksheets": []}', "old format 3"),
        (b'{"nbformat": 5, "cells": []}', "format is 5"),
        (b'{"cells": []}', "format is None"),
        (b'{"nbformat": 4, "cells": {"a": 1}}', "no list"),
        (b"[" * 100_000, "not JSON"),
        (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "not JSON"),
        (notebook(*[CODE] * 2001), "more than 2000"),
        (b'{"nbformat": 4, "cells": [], "x": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(tmp_path, content, reason):
    """Every malformed file gets a sentence."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)

    with pytest.raises(Refused, match=reason):
        read_submission(path)


@pytest.mark.parametrize(
    "cell",
    [
        3,
        None,
        {},
        {"cell_type": "code"},
        {"cell_type": ["code"], "source": 3, "metadata": 3, "id": 3},
        {"cell_type": "code", "source": [1, None, "a"], "metadata": {"nbgrader": 3}},
        {"cell_type": "code", "source": "\ud800", "metadata": {"nbgrader": {}}},
        {**CODE, "metadata": {"nbgrader": {"grade_id": {"x": 1}}}},
    ],
)
def test_odd_cells_are_read_as_what_they_hold(tmp_path, cell):
    """Cells with missing or foreign fields do not stop the reading."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(notebook(cell, CODE))
    cells = read_submission(path)

    assert cells[-1].source == "a = 1\nb = 2"
    for read in cells:
        assert all(isinstance(getattr(read, name), str) for name in read.__slots__)
        read.source.encode("utf-8")


def test_nan_in_a_notebook_is_no_obstacle(tmp_path):
    """JSON as Python writes it, NaN included, is read."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(notebook(CODE, metadata={"x": float("nan")}))

    assert len(read_submission(path)) == 1


def test_a_byte_order_mark_is_no_obstacle(tmp_path):
    """Some editors put one first."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + notebook(CODE))

    assert len(read_submission(path)) == 1


def test_only_regular_files_are_read(tmp_path):
    """A FIFO does not hang, a link is not followed, a folder is not a notebook."""
    target = tmp_path / "real.ipynb"
    target.write_bytes(notebook(CODE))
    (tmp_path / "link.ipynb").symlink_to(target)
    os.mkfifo(tmp_path / "fifo.ipynb")
    (tmp_path / "folder.ipynb").mkdir()

    for name in ("link", "fifo", "folder", "missing"):
        with pytest.raises(Refused):
            read_submission(tmp_path / f"{name}.ipynb")


def test_a_huge_file_is_refused_without_being_parsed(tmp_path):
    """The size is capped before anything is parsed."""
    path = tmp_path / "n.ipynb"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)

    with pytest.raises(Refused, match="larger than 20 MB"):
        read_submission(path)
