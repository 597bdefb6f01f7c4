"""A learner's own file of logits: what serves, and what is refused with which words."""

import pickle

import numpy as np
import pytest

from lessons import projects
from lessons.data import load_digits_logits
from lessons.projects import Unusable, load_logits

from .bad_files import BAD_ARRAYS, BAD_FILES, LABELS, LOGITS, SPLIT, as_npz


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves arrays and gives the path."""

    def saved(name="my.npz", **arrays):
        path = tmp_path / name
        np.savez(path, **arrays)
        return path

    return saved


def test_nothing_named_loads_the_digits():
    """The shipped calibration and test rows come as one set with their split."""
    found, digits = load_logits(), load_digits_logits()
    for side, outputs in (("calibration", digits.calibration), ("test", digits.test)):
        rows = found.rows(side)
        assert np.array_equal(found.logits[rows], outputs.logits)
        assert np.array_equal(found.labels[rows], outputs.labels)
    assert found.groups is None


def test_a_file_with_everything(saved):
    """All four arrays are read, in the types that the notebook computes with."""
    path = saved(
        logits=LOGITS.astype(np.float16),
        labels=LABELS.astype(np.uint8),
        split=SPLIT,
        groups=np.array(["a", "b", "a", "b"]),
        images=np.zeros(3),
    )
    found = load_logits(path)
    assert found.logits == pytest.approx(LOGITS, abs=1e-3)
    assert (found.logits.dtype, found.labels.dtype) == (np.float64, np.int64)
    assert found.labels.tolist() == [0, 2, 1, 1]
    assert found.rows("test").tolist() == [1, 3]
    assert repr(found) == (
        "4 images, 3 logits each, with their labels; calibration: 2, test: 2; 2 groups"
    )


def test_one_logit_an_image(saved):
    """Two classes need one number an image, and 0/1 of any kind."""
    for labels in ([0, 1, 1], [0.0, 1.0, 1.0], [False, True, True]):
        found = load_logits(saved(logits=[-1, 2, 3], labels=labels))
        assert found.labels.tolist() == [0, 1, 1]
    assert repr(found) == "3 images, 1 logit each, with their labels"


def test_a_split_in_bytes_is_read(saved):
    """Text of older files serves too; rows under other words are left alone."""
    split = np.array([b"train", b"test", b"calibration", b"test"])
    found = load_logits(saved(logits=LOGITS, labels=LABELS, split=split))
    assert found.rows("train").tolist() == [0]


def test_two_files_are_the_split(saved):
    """The first is for calibration, the second for the test; groups are joined."""
    one = saved("one.npz", logits=LOGITS[:3], labels=LABELS[:3], groups=[1, 1, 2])
    two = saved("two.npz", logits=LOGITS[3:], labels=LABELS[3:], groups=[3])
    found = load_logits(one, two)
    assert found.rows("calibration").tolist() == [0, 1, 2]
    assert found.rows("test").tolist() == [3]
    assert found.groups.tolist() == [1, 1, 2, 3]
    assert np.array_equal(found.logits, LOGITS)


def test_a_path_may_be_text_and_start_at_home(saved, monkeypatch, tmp_path):
    """A learner types a name; ~ is the home folder."""
    saved(logits=LOGITS, labels=LABELS)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert len(load_logits("my.npz").labels) == 4
    assert len(load_logits("~/my.npz").labels) == 4


@pytest.mark.parametrize(("arrays", "words"), BAD_ARRAYS.values(), ids=BAD_ARRAYS)
def test_bad_arrays_are_refused_with_their_name_and_value(saved, arrays, words):
    """The message begins with the file, and names array, rule and what came."""
    path = saved(**({"logits": LOGITS, "labels": LABELS} | arrays))
    with pytest.raises(Unusable) as caught:
        load_logits(path)
    assert str(caught.value).startswith("my.npz: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(("content", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_files_of_another_kind_are_refused(tmp_path, content, words):
    """The message names the file, says what it seems to be, and how to save it."""
    path = tmp_path / "my.npz"
    path.write_bytes(content)
    with pytest.raises(Unusable) as caught:
        load_logits(path)
    assert str(caught.value).startswith("my.npz: ")
    assert words in str(caught.value)


class Trap:
    """Would run code if it were ever unpickled."""

    def __reduce__(self):
        """Raise through a call, at unpickling."""
        return (exec, ("raise SystemExit('unpickled')",))


@pytest.mark.parametrize("content", [pickle.dumps(Trap()), as_npz(logits=Trap())])
def test_nothing_is_ever_unpickled(tmp_path, content):
    """A pickle's code does not run, alone or inside an archive."""
    path = tmp_path / "trap.npz"
    path.write_bytes(content)
    with pytest.raises(Unusable):
        load_logits(path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((3,), 'file must be a path such as "my_file.npz", or None; got 3'),
        (("nowhere.npz",), "file must exist; got 'nowhere.npz', which is not there"),
        (("",), "file must be a file; got the folder"),
        ((None, "test.npz"), "file must be given too; got only a test_file"),
    ],
)
def test_what_is_no_file_is_refused(arguments, words):
    """No path, no file, a folder, half a pair."""
    with pytest.raises(Unusable) as caught:
        load_logits(*arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"logits": LOGITS[:, :2], "labels": [0, 1, 1, 0]},
            "have the first file's form",
        ),
        ({"split": SPLIT}, "be left out of both files"),
        ({"groups": [1, 2, 3, 4]}, "groups must be in both files or in neither"),
    ],
)
def test_two_files_that_do_not_match_are_refused(saved, more, words):
    """The second has the first one's form, and neither has a split."""
    plain = {"logits": LOGITS, "labels": LABELS}
    first, second = saved("one.npz", **plain), saved("two.npz", **(plain | more))
    with pytest.raises(Unusable) as caught:
        load_logits(first, second)
    assert words in str(caught.value)


def test_rows_that_are_not_declared_are_asked_for_in_vain(saved):
    """Without a split the words show how to draw one; a wrong word is named."""
    with pytest.raises(Unusable, match=r"draw_split\(len\(labels\), rng"):
        load_logits(saved(logits=LOGITS, labels=LABELS)).rows("test")
    with pytest.raises(
        Unusable, match="side must be one of 'calibration', 'test'; got"
    ):
        load_logits().rows("train")


def test_a_refusal_is_shown_without_a_traceback():
    """A notebook shows one plain line."""
    error = Unusable("labels", "be 0 or 1", "2 in row 3", "Look again.", "my.npz")
    assert error._render_traceback_() == [
        "Unusable: my.npz: labels must be 0 or 1; got 2 in row 3. Look again."
    ]
    assert isinstance(error, ValueError)


def test_public_names_are_sorted_and_exist():
    """What a notebook may call is listed in order."""
    assert projects.__all__ == sorted(projects.__all__)
    assert all(hasattr(projects, name) for name in projects.__all__)
