"""Unit 7's probes, fixed and drawn, keep inside what the texts promise."""

import numpy as np
import pytest

from grader.exercises import find_exercise

from ..probing import SEEDS, equal_or_apart, probes


@pytest.mark.parametrize("seed", SEEDS)
def test_reports_are_asked_of_what_the_texts_say(seed):
    """Probabilities, labels and groups of one length; edges that cover all values."""
    for probe in probes("subgroup-report", seed):
        probs, labels, groups, edges = map(np.asarray, probe.args)
        assert len(probs) == len(labels) == len(groups) > 0
        assert set(labels.astype(int).tolist()) <= {0, 1}
        assert (np.diff(edges) > 0).all()
        assert edges[0] <= probs.min() <= probs.max() <= edges[-1]
        assert equal_or_apart(probs, edges)
        # Names can be sorted, and no number stands for nothing.
        assert groups.dtype.kind in "Ui"
        assert groups.dtype.kind == "U" or groups.min() > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_samples_are_on_edges_or_visibly_off_them(seed):
    """Edges increase; values lie on both sides of them, on them, never near."""
    for probe in probes("psi", seed):
        edges = np.asarray(probe.args[2], dtype=float)
        assert (np.diff(edges) > 0).all()
        for sample in probe.args[:2]:
            values = np.asarray(sample, dtype=float)
            assert values.size
            assert equal_or_apart(values, edges)


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_of_psi_ask_for_one_thing_each(seed):
    """Filled bins and inner values alone, then the ends, then empty bins."""
    for probe in probes("psi", seed):
        edges = np.asarray(probe.args[2], dtype=float)
        place = [np.digitize(sample, edges[1:-1]) for sample in probe.args[:2]]
        counts = [np.bincount(p, minlength=len(edges) - 1) for p in place]
        values = np.concatenate(
            [np.asarray(sample, dtype=float) for sample in probe.args[:2]]
        )
        ends = np.isin(values, edges) | (values < edges[0]) | (values > edges[-1])
        if probe.part == "formula":
            assert min(map(np.min, counts)) > 0
            assert not ends.any()
        if probe.part == "ends":
            assert min(map(np.min, counts)) > 0
            assert ends.any()
        if probe.part == "floor":
            assert min(map(np.min, counts)) == 0
            assert not ends.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_errors_equal_the_limit_or_are_visibly_off_it(seed):
    """No comparison with a limit hangs on rounding; sizes are whole numbers."""
    for probe in probes("needs-recalibration", seed):
        report, limit, min_n = probe.args
        assert type(min_n) is int
        for n, accuracy, error in report.values():
            assert type(n) is int
            assert 0 <= accuracy <= 1
            assert error == limit or abs(error - limit) > 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_reports_have_groups_of_both_kinds(seed):
    """Among the drawn groups some are named, some spared for each reason."""
    (probe,) = find_exercise("needs-recalibration").draw(np.random.default_rng(seed))
    report, limit, min_n = probe.args
    assert {n >= min_n for n, _, _ in report.values()} == {True, False}
    assert {error > limit for _, _, error in report.values()} == {True, False}
