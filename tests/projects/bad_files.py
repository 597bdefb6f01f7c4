"""Files of logits that cannot serve, each with words of its refusal."""

import io
import pickle
import zipfile

import numpy as np

__all__ = ["BAD_ARRAYS", "BAD_FILES", "LABELS", "LOGITS", "SPLIT", "as_npz"]

LOGITS = np.array(
    [[2.0, -1.0, 0.5], [0.1, 0.2, 3.0], [-4.0, 1.0, 0.0], [1.0, 5.0, 2.0]]
)
LABELS = np.array([0, 2, 1, 1])
SPLIT = np.array(["calibration", "test", "calibration", "test"])
ONE_HOT = np.eye(3)[LABELS]
SOFT = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)

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
