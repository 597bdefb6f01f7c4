"""The keypoints, and that no cell with a number goes unlooked at."""

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {"title", "questions", "monday"}


def test_every_cell_with_a_number_is_looked_at(prose, unseen):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    assert unseen == set()
    assert set(prose) >= NO_RESULTS


def test_keypoints_repeat_what_was_worked_out(said, prose):
    """Each figure stands in the cell that computed it, where its test is."""
    said(
        "keypoints",
        "0.95 says 19 to 1",
        "cost 758 instead of 495",
        "43 % were kept without, 91 % with it",
        "which class is 1: 57 of 85 cancers went home",
        "0.81 here, 0.96 there",
        "At 1 % use PR",
        given=["1", "2", "3", "4", "5"],
    )
    for cell, claims in {
        "explain-price": ["0.95 = 19 / (19 + 1)"],
        "explain-formula": ["758: worse"],
        "mistake-formula": ["costs 495 with honest"],
        "explain-promise": ["Without a margin 43 %", "With the margin 91 %"],
        "explain-trap": ["57 of 85 cancers"],
        "explain-classes": ["gets 0.81, the 0 gets 0.96"],
    }.items():
        assert [claim for claim in claims if claim not in prose[cell]] == []
