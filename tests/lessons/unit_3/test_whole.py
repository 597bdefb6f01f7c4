"""The keypoints, and that no cell with a number goes unlooked at."""

from .by_hand import six_ece


def test_every_cell_with_a_number_is_looked_at(unseen):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    assert unseen == set()


def test_keypoints(said):
    """The keypoints repeat what was worked out above."""
    said(
        "keypoints",
        f"{six_ece(10):.3f} at T = 10",
        "says 0 and 1,",
        given=["1", "2", "3", "4", "5"],
    )
