"""The classifier's logits at home and elsewhere: what they give, and their making."""

import doctest

import numpy as np
import pytest
from scipy.special import expit
from threadpoolctl import threadpool_limits

from grader import reference
from lessons import data
from lessons.data import _shift, make_shift

SETS = {"home": 1500, "home_test": 1500, "tilted": 400, "rare": 3000}
KINDS = ("logits", "labels")
COST_FP, COST_FN = 1, 4


@pytest.fixture(scope="module")
def shift():
    """Return the shipped logits."""
    return data.load_shift()


@pytest.fixture(scope="module")
def temperature(shift):
    """Return the temperature that home's labels ask for."""
    return fitted(shift.home)


def fitted(parts):
    """Return the temperature of some parts."""
    return reference.TemperatureScaling().fit(parts.logits, parts.labels).temperature_


def ece(parts, temperature):
    """Return ECE in 15 bins."""
    return reference.expected_calibration_error(
        expit(parts.logits / temperature), parts.labels
    )


def cost(probs, labels):
    """Return the cost a part when everything from .2 = 1/(1 + 4) up is flagged."""
    counts = reference.confusion_matrix(probs, labels, 0.2)
    return (COST_FP * counts.fp + COST_FN * counts.fn) / len(labels)


def psi(shift, parts, temperature):
    """Return PSI against home in ten equal bins."""
    home, now = (expit(some.logits / temperature) for some in (shift.home, parts))
    return reference.population_stability_index(
        home, now, bin_edges=np.linspace(0, 1, 11)
    )


@pytest.mark.parametrize("name", SETS)
def test_shapes_and_kinds(shift, name):
    """Finite 64-bit logits and labels 0 and 1."""
    parts = getattr(shift, name)
    assert parts.logits.shape == parts.labels.shape == (SETS[name],)
    assert (parts.logits.dtype, parts.labels.dtype) == (np.float64, np.int64)
    assert np.all(np.isfinite(parts.logits))
    assert set(parts.labels) == {0, 1}


def test_the_weeks_and_their_groups(shift):
    """Twelve weeks of four groups; from week 7 the tilted camera is the fifth."""
    live = shift.live
    assert np.all(np.diff(live.week) >= 0)
    sizes = {"A day": 300, "A night": 200, "B day": 300, "B night": 200}
    assert (*sizes, "C tilted") == data.LIVE_GROUPS
    for week in range(1, 13):
        for group in data.LIVE_GROUPS:
            wanted = sizes.get(group, 300 if week >= 7 else 0)
            assert len(live.where(group=group, week=week).logits) == wanted
    assert len(live.logits) == 12 * 1000 + 6 * 300


def test_where_keeps_what_belongs_together(shift):
    """A group's parts are the rows with its name."""
    rows = shift.live.group == "B night"
    some = shift.live.where(group="B night")
    assert some.logits.tolist() == shift.live.logits[rows].tolist()
    assert some.labels.tolist() == shift.live.labels[rows].tolist()
    assert some.week.tolist() == shift.live.week[rows].tolist()


def test_the_file_is_small_and_holds_no_pickles():
    """Eighty kilobytes of plain arrays."""
    path = make_shift.Path(make_shift.__file__).with_name("shift.npz")
    assert path.stat().st_size < 90_000
    kinds = {f"{name}_{kind}" for name in (*SETS, "live") for kind in KINDS}
    with np.load(path, allow_pickle=False) as saved:
        assert set(saved) == kinds | {"live_week", "live_group"}


def test_all_data_together_are_small():
    """The course ships at most 2 MB of data, where 5 were allowed."""
    folder = make_shift.Path(make_shift.__file__).parent
    assert sum(path.stat().st_size for path in folder.glob("*.npz")) < 2_000_000


def test_no_part_is_in_two_sets(shift):
    """No two sets share more logits than 32-bit numbers do by chance."""
    parts = [getattr(shift, name).logits for name in (*SETS, "live")]
    for first in range(len(parts)):
        for second in range(first):
            assert len(np.intersect1d(parts[first], parts[second])) < 10


def test_home_is_calibrated_by_its_temperature(shift, temperature):
    """T is 1.22; ECE on home's test parts goes from .047 to .030."""
    assert temperature == pytest.approx(1.221, abs=5e-4)
    assert ece(shift.home_test, 1.0) == pytest.approx(0.0470, abs=5e-4)
    assert ece(shift.home_test, temperature) == pytest.approx(0.0296, abs=5e-4)


def test_each_groups_calibration_and_accuracy(shift, temperature):
    """Only the tilted camera, and a little the ageing lamp, break the promise."""
    found = {
        group: (
            ece(parts, temperature),
            float(np.mean((parts.logits >= 0) == parts.labels)),
        )
        for group in data.LIVE_GROUPS
        for parts in [shift.live.where(group=group)]
    }
    wanted = {
        "A day": (0.025, 0.811),
        "A night": (0.054, 0.762),
        "B day": (0.033, 0.775),
        "B night": (0.021, 0.921),
        "C tilted": (0.126, 0.708),
    }
    for group, pair in wanted.items():
        assert found[group] == pytest.approx(pair, abs=5e-4), group


def test_the_alarm_is_loudest_where_calibration_is_fine(shift, temperature):
    """PSI .61 where ECE is lowest, .013 where it is highest: it sees scores only."""
    found = [
        psi(shift, shift.live.where(group=group), temperature)
        for group in data.LIVE_GROUPS
    ]
    assert found == pytest.approx([0.010, 0.011, 0.506, 0.613, 0.013], abs=5e-4)
    distances = [
        reference.ks_statistic(
            expit(shift.home.logits), expit(shift.live.where(group=group).logits)
        )
        for group in data.LIVE_GROUPS
    ]
    assert distances == pytest.approx([0.028, 0.031, 0.280, 0.3515, 0.030], abs=5e-4)


def test_a_refit_on_new_labels_helps_under_the_tilted_camera(shift, temperature):
    """With 400 labels T becomes 2.46, and ECE on the live parts .126 to .046."""
    live = shift.live.where(group="C tilted")
    assert ece(live, temperature) == pytest.approx(0.126, abs=5e-4)
    refitted = fitted(shift.tilted)
    assert refitted == pytest.approx(2.46, abs=5e-3)
    assert ece(live, refitted) == pytest.approx(0.046, abs=5e-4)
    platt = reference.PlattScaling().fit(shift.tilted.logits, shift.tilted.labels)
    assert reference.expected_calibration_error(
        platt.predict_proba(live.logits), live.labels
    ) == pytest.approx(0.035, abs=5e-4)


def test_the_week_in_which_the_camera_comes_can_be_seen(shift, temperature):
    """All groups together: under .04 in weeks 1 to 6, about .05 in the last four."""
    found = [ece(shift.live.where(week=week), temperature) for week in range(1, 13)]
    wanted = [36, 37, 34, 38, 31, 20, 37, 42, 49, 44, 54, 50]
    assert found == pytest.approx([one / 1000 for one in wanted], abs=6e-4)


def test_fewer_defects_and_costs_of_1_to_4(shift, temperature):
    """Stale .324 a part, corrected .162, never flagging .200 = 4 × 5 %."""
    probs = expit(shift.rare.logits / temperature)
    corrected = reference.adjust_for_prior(
        probs, old_prior=float(shift.home.labels.mean()), new_prior=0.05
    )
    assert cost(probs, shift.rare.labels) == pytest.approx(0.324, abs=5e-4)
    assert cost(corrected, shift.rare.labels) == pytest.approx(0.162, abs=5e-4)
    assert COST_FN * shift.rare.labels.mean() == pytest.approx(0.2, abs=1e-12)
    assert shift.home.labels.mean() == pytest.approx(0.296, abs=5e-4)


@pytest.mark.slow
def test_the_generator_makes_the_shipped_file(shift):
    """Drawn again, labels are the same and logits differ in late digits only."""
    with threadpool_limits(1):
        made = make_shift.make_shift()
    for name in (*SETS, "live"):
        parts = getattr(shift, name)
        assert made[f"{name}_labels"].tolist() == parts.labels.tolist()
        assert made[f"{name}_logits"] == pytest.approx(parts.logits, abs=1e-4)
    assert made["live_week"].tolist() == shift.live.week.tolist()
    names = np.array(data.LIVE_GROUPS)[made["live_group"]]
    assert names.tolist() == shift.live.group.tolist()


def test_representations_and_examples(shift):
    """The words of the objects and the docstring's example hold."""
    results = doctest.testmod(_shift)
    assert (results.attempted, results.failed) == (3, 0)
    assert repr(shift).splitlines()[2:4] == [
        "live: 13,800 parts, 33.0% defective; 12 weeks, 5 groups",
        "tilted: 400 parts, 33.5% defective",
    ]
