"""A learner's own file of logits: what serves, and what is refused with which words."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from lessons import projects
from lessons.data import load_digits_logits
from lessons.projects import Unusable, load_logits

LOGITS = np.array(
    [[2.0, -1.0, 0.5], [0.1, 0.2, 3.0], [-4.0, 1.0, 0.0], [1.0, 5.0, 2.0]]
)
LABELS = np.array([0, 2, 1, 1])
SPLIT = np.array(["calibration", "test", "calibration", "test"])
ONE_HOT = np.eye(3)[LABELS]
SOFT = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)


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


NAN, INFINITE = LOGITS.copy(), LOGITS.copy()
NAN[2, 1], INFINITE[1, 0] = np.nan, -np.inf

BAD_ARRAYS = {
    "logits of no number": ({"logits": SPLIT}, "logits must hold real numbers; got"),
    "complex logits": ({"logits": LOGITS * 1j}, "an array of complex128"),
    "boolean logits": ({"logits": LOGITS > 0}, "an array of bool"),
    "nan": ({"logits": NAN}, "logits must be finite; got nan in row 2, column 1"),
    "infinite": ({"logits": INFINITE}, "got -inf in row 1, column 0"),
    "nan in one column": ({"logits": NAN[:, 1]}, "got nan in row 2."),
    "one column": (
        {"logits": LOGITS[:, :1]},
        "(4, 1). For two classes save one number",
    ),
    "three axes": (
        {"logits": LOGITS[None]},
        "(n, k), or (n,) for two classes; got the",
    ),
    "no rows": (
        {"logits": LOGITS[:0], "labels": LABELS[:0]},
        "logits must not be empty",
    ),
    "a softmax": (
        {"logits": SOFT},
        "before the softmax; got numbers from 0 to 1 whose",
    ),
    "a sigmoid": (
        {"logits": np.linspace(0.01, 0.99, 40), "labels": np.arange(40) % 2},
        "before the sigmoid; got 40 numbers, all from 0 to 1",
    ),
    "too few labels": ({"labels": LABELS[:3]}, "each of the 4 rows of logits; got the"),
    "one-hot labels": ({"labels": ONE_HOT}, "If they are one-hot, save labels.argmax"),
    "labels as a column": ({"labels": LABELS[:, None]}, "got the shape (4, 1)"),
    "labels in words": (
        {"labels": SPLIT},
        "labels must be whole numbers; got an array",
    ),
    "labels from 1": ({"labels": LABELS + 1}, "got 3 in row 1. If they count from 1"),
    "a negative label": ({"labels": [0, -1, 1, 1]}, "from 0 to 2, for 3 columns of"),
    "half a label": ({"labels": [0, 1, 0.5, 1]}, "got 0.5 in row 2"),
    "a label of nan": ({"labels": [0, 1, np.nan, 1]}, "got nan in row 2"),
    "an endless label": ({"labels": [0, np.inf, 0, 1]}, "got inf in row 1"),
    "ten classes, one logit": (
        {"logits": LOGITS[:, 0], "labels": [0, 1, 7, 1]},
        "from 0 to 1, for two classes; got 7 in row 2",
    ),
    "a split in numbers": ({"split": [0, 1, 0, 1]}, "split must hold words; got"),
    "a split of one side": (
        {"split": ["train", "test", "val", "test"]},
        "call some rows 'calibration' and some 'test'; got 'test', 'train', 'val'",
    ),
    "a short split": ({"split": SPLIT[:2]}, "split must have one entry for each"),
    "groups in parts": (
        {"groups": [0.5, 1, 1, 2]},
        "groups must hold whole numbers or",
    ),
    "short groups": ({"groups": [1]}, "groups must have one entry for each"),
}


@pytest.mark.parametrize(("arrays", "words"), BAD_ARRAYS.values(), ids=BAD_ARRAYS)
def test_bad_arrays_are_refused_with_their_name_and_value(saved, arrays, words):
    """The message begins with the file, and names array, rule and what came."""
    path = saved(**({"logits": LOGITS, "labels": LABELS} | arrays))
    with pytest.raises(Unusable) as caught:
        load_logits(path)
    assert str(caught.value).startswith("my.npz: ")
    assert words in str(caught.value)


def as_npy():
    """Return a single array's file."""
    stream = io.BytesIO()
    np.save(stream, LOGITS)
    return stream.getvalue()


def as_npz(**arrays):
    """Return an archive, objects pickled where there are any."""
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def as_zip(**members):
    """Return a zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


WHOLE = as_npz(logits=np.arange(3000.0).reshape(1000, 3), labels=np.zeros(1000))
RAGGED = np.array([[1.0], [1.0, 2.0]], dtype=object)

BAD_FILES = {
    "empty": (b"", "got an empty file"),
    "a single array": (as_npy(), "got a single array (.npy). Save your arrays by name"),
    "a pickle": (pickle.dumps([1]), "got a pickle, which could run code"),
    "text": (b"logit,label\n0.5,1\n", "file must be an .npz; got something else"),
    "torch": (
        as_zip(**{"archive/data.pkl": b"\x80"}),
        "a file of torch.save, a pickle",
    ),
    "no arrays": (as_zip(), "an array named 'logits'; got one without any array"),
    "other names": (
        as_npz(z=LOGITS, y=LABELS),
        "hold an array named 'logits'; got one with 'z', 'y'",
    ),
    "no labels": (as_npz(logits=LOGITS), "hold an array named 'labels'"),
    "objects": (
        as_npz(logits=RAGGED, labels=LABELS),
        "logits must be a plain array; got Python objects, which only a pickle",
    ),
    "no array of that name": (
        as_zip(logits=b"1,2,3", labels=b"0,1"),
        "logits must be an array; got a file of another kind",
    ),
    "cut short": (WHOLE[:2000], "got the beginning of one, cut short. Save your"),
    "damaged": (
        WHOLE[:3000] + b"\x00\x01\x02" + WHOLE[3003:],
        "got one that cannot be read (BadZipFile",
    ),
    "half an array": (
        as_zip(**{"logits.npy": as_npy()[:60], "labels.npy": as_npy()}),
        "got one that cannot be read (",
    ),
}


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
        ((3,), 'file must be a path such as "my_logits.npz", or None; got 3'),
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
