"""A learner's own file of maps and masks: what serves, and what is refused."""

import numpy as np
import pytest

from lessons.data import load_segmentation
from lessons.projects import Unusable, load_masks

from .bad_files import BAD_FILES
from .bad_masks import BAD_MASKS, MAPS, TRUE


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves arrays and gives the path."""

    def saved(**arrays):
        path = tmp_path / "my.npz"
        np.savez(path, **{k: v for k, v in arrays.items() if v is not None})
        return path

    return saved


def test_nothing_named_loads_the_parts():
    """The shipped calibration and test images come as one set with their split."""
    found, parts = load_masks(), load_segmentation()
    for side, images in (("calibration", parts.calibration), ("test", parts.test)):
        rows = found.rows(side)
        assert np.array_equal([found.probs[i] for i in rows], images.probs)
        assert np.array_equal([found.masks[i] for i in rows], images.masks)
    assert found.groups is None


@pytest.mark.parametrize("dtype", [bool, np.uint8, float])
def test_a_file_with_everything(saved, dtype):
    """Maps in half precision and masks of any 0/1 are read."""
    path = saved(
        probs=MAPS.astype(np.float16),
        masks=TRUE.astype(dtype),
        split=["calibration", "test"],
        groups=[4, 5],
    )
    found = load_masks(path)
    assert found.probs[0].dtype == np.float64
    assert found.masks[1].tolist() == [[False, False], [True, False]]
    assert found.rows("test").tolist() == [1]
    # 3 of 8 pixels
    assert repr(found) == (
        "2 images, 2 × 2 pixels; 37.5% of the pixels are in the masks; calibration: 1, "
        "test: 1; 2 groups"
    )


def test_maps_of_several_sizes(saved):
    """Numbered arrays may differ in size; their numbers are their order."""
    maps = [np.full((2, 3 + i), i / 20) for i in range(12)]
    named = {f"probs_{i}": one for i, one in enumerate(maps)}
    named |= {f"masks_{i}": np.ones_like(one) for i, one in enumerate(maps)}
    found = load_masks(saved(**dict(reversed(named.items()))))
    assert [one.shape for one in found.probs] == [(2, 3 + i) for i in range(12)]
    assert found.probs[11][0, 0] == 11 / 20
    assert "12 images, maps of 12 sizes; 100.0%" in repr(found)


@pytest.mark.parametrize(("arrays", "words"), BAD_MASKS.values(), ids=BAD_MASKS)
def test_bad_arrays_are_refused_with_their_name_and_value(saved, arrays, words):
    """The message begins with the file, and names array, rule and what came."""
    with pytest.raises(Unusable) as caught:
        load_masks(saved(**({"probs": MAPS, "masks": TRUE} | arrays)))
    assert str(caught.value).startswith("my.npz: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("content", [c for c, _ in BAD_FILES.values()], ids=BAD_FILES)
def test_files_of_another_kind_are_refused(tmp_path, content):
    """Whatever is no whole .npz with these arrays is refused by its name."""
    path = tmp_path / "my.npz"
    path.write_bytes(content)
    with pytest.raises(Unusable, match=r"^my\.npz: "):
        load_masks(path)


def test_rows_that_are_not_declared_are_asked_for_in_vain(saved):
    """Without a split the words show how to draw one."""
    with pytest.raises(Unusable, match=r"draw_split\(len\(probs\), rng"):
        load_masks(saved(probs=MAPS, masks=TRUE)).rows("test")
    with pytest.raises(Unusable, match=r"file must exist; got 'nowhere.npz'"):
        load_masks("nowhere.npz")
