"""What the last page says of scikit-learn, asked of scikit-learn itself."""

import nbformat
import numpy as np
import pytest
from scipy.special import expit, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import (
    CalibratedClassifierCV,
    CalibrationDisplay,
    calibration_curve,
)
from sklearn.datasets import load_breast_cancer
from sklearn.frozen import FrozenEstimator
from sklearn.metrics import brier_score_loss, log_loss, make_scorer
from sklearn.model_selection import (
    FixedThresholdClassifier,
    TunedThresholdClassifierCV,
)
from sklearn.naive_bayes import GaussianNB

from grader import reference

from .conftest import SOLUTIONS

SCORES = np.array([0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20])
LABELS = np.array([1, 1, 0, 1, 0, 0, 1, 0])


@pytest.fixture(scope="module")
def notebook():
    """Return the page as it is released."""
    page = SOLUTIONS.parent / "lessons" / "use_at_work.ipynb"
    return nbformat.read(page, as_version=4)


class OneFeature(ClassifierMixin, BaseEstimator):
    """A model that has nothing to learn."""

    def fit(self, scores, labels):
        """Keep the classes."""
        self.classes_ = np.unique(labels)
        return self

    def predict(self, scores):
        """Flag what is above 0.5."""
        return self.classes_[(scores[:, 0] > 0.5).astype(int)]


class Given(OneFeature):
    """A model whose one feature is its probability."""

    def predict_proba(self, scores):
        """Return what is left of 1, and the feature."""
        return np.column_stack([1 - scores[:, 0], scores[:, 0]])


class Logits(OneFeature):
    """A model whose one feature is its decision function."""

    def decision_function(self, scores):
        """Return the feature."""
        return scores[:, 0]


def tune(scores, labels, **options):
    """Tune a threshold on given probabilities, as the page does."""
    column = np.asarray(scores)[:, None]
    model = FrozenEstimator(Given().fit(column, labels))
    tuned = TunedThresholdClassifierCV(model, cv="prefit", refit=False, **options)
    return tuned.fit(column, labels)


def calibrate(model, values, labels, method="temperature"):
    """Calibrate a frozen model; return what was calibrated, and its one map."""
    column = np.asarray(values)[:, None]
    frozen = FrozenEstimator(model().fit(column, labels))
    fitted = CalibratedClassifierCV(frozen, method=method).fit(column, labels)
    return fitted, fitted.calibrated_classifiers_[0].calibrators[0]


@pytest.fixture(scope="module")
def noisy():
    """Return 400 logits, three times too large, and labels."""
    rng = np.random.default_rng(7)
    z = rng.normal(size=400)
    return 3 * z, (rng.random(400) < expit(z)).astype(int)


def test_label_1_is_benign(prose):
    """The packaged data name target 1 so."""
    assert load_breast_cancer().target_names[1] == "benign"
    assert "label 1 says *benign*" in prose["data-text"]


def test_log_loss_clips(prose):
    """A certain and wrong answer costs -log of the machine's epsilon, ours inf."""
    cost = log_loss([1, 0], [0.0, 0.0], labels=[0, 1])
    assert cost == pytest.approx(-np.log(np.finfo(float).eps) / 2)
    assert reference.negative_log_likelihood([0.0, 0.0], [1, 0]) == np.inf
    assert "clips p a hair above 0 where ours says inf" in prose["measure-text"]


def test_brier_is_the_binary_form(prose):
    """Half of the sum over two classes: (.2² + .4²) / 2 = .1, not .2."""
    assert brier_score_loss([1, 0], [0.8, 0.4]) == pytest.approx(0.1)
    assert "the binary form, half of the two-class sum" in prose["measure-text"]


def test_bins_are_closed_on_the_right(prose):
    """Of .5 and .6 in two bins the first goes down; the empty bin is left out."""
    rate, mean = calibration_curve([1, 0], [0.5, 0.6], n_bins=2)
    assert (rate.tolist(), mean.tolist()) == ([1, 0], [0.5, 0.6])
    rate, mean = calibration_curve([1, 0], [0.5, 0.4], n_bins=2)
    assert (rate.tolist(), mean.tolist()) == ([0.5], [0.45])
    ours = reference.reliability_curve([0.5, 0.6], [1, 0], n_bins=2).count
    assert ours.tolist() == [0, 2]
    shown = CalibrationDisplay.from_predictions([1, 0], [0.5, 0.4], n_bins=2)
    assert len(shown.prob_pred) == 1
    assert not hasattr(shown, "counts")
    said = "bins (a, b] where ours are [a, b), drops empty ones, and shows no counts"
    assert said in prose["measure-text"]


def test_no_ece_in_scikit_learn(prose):
    """No metric of its name can be imported."""
    import sklearn.calibration
    import sklearn.metrics

    names = [*dir(sklearn.metrics), *dir(sklearn.calibration)]
    assert [n for n in names if "expected_calibration" in n or n == "ece"] == []
    assert "scikit-learn has no ECE" in prose["measure-text"]


def test_without_the_freeze_the_model_is_trained_again(prose):
    """Frozen it stays the one object; else its clones learn the calibration data."""
    rng = np.random.default_rng(3)
    values, labels = rng.normal(size=(60, 1)), np.tile([0, 1], 30)
    model = GaussianNB().fit(values[:20] + 5, labels[:20])
    kept = CalibratedClassifierCV(FrozenEstimator(model)).fit(values[20:], labels[20:])
    assert [c.estimator.estimator for c in kept.calibrated_classifiers_] == [model]
    again = CalibratedClassifierCV(model).fit(values[20:], labels[20:])
    theirs = [c.estimator.theta_.mean() for c in again.calibrated_classifiers_]
    assert max(theirs) < 1 < model.theta_.mean()
    assert "trains the model again on your calibration data" in prose["calibrate-text"]


def test_beta_of_a_decision_function_is_doubled(prose, noisy):
    """One logit z becomes (-z, z): 1/beta is twice the T of sigmoid(z/T)."""
    z, labels = noisy
    fitted, scaling = calibrate(Logits, z, labels)
    ours = reference.TemperatureScaling().fit(z, labels).temperature_
    assert 1 / scaling.beta_ == pytest.approx(2 * ours, rel=1e-4)
    pair = softmax(scaling.beta_ * np.column_stack([-z, z]), axis=1)
    assert fitted.predict_proba(z[:, None]) == pytest.approx(pair)
    assert pair[:, 1] == pytest.approx(expit(2 * scaling.beta_ * z))
    text = prose["beta-text"]
    assert "the pair (−z, z), whose softmax is sigmoid(2z)" in text
    assert "1/β is twice the T of our sigmoid(z/T)" in text


def test_beta_of_probabilities_is_not_doubled(prose, noisy):
    """Their logits are log(p + 1e-12) of both, so that even p = 0 has one."""
    z, labels = noisy
    fitted, scaling = calibrate(Given, expit(z), labels)
    ours = reference.TemperatureScaling().fit(z, labels).temperature_
    assert 1 / scaling.beta_ == pytest.approx(ours, rel=1e-4)
    at_zero = fitted.predict_proba(np.array([[0.0]]))[0, 1]
    floor = np.log(1e-12) - np.log(1 + 1e-12)
    assert at_zero == pytest.approx(expit(scaling.beta_ * floor), rel=1e-9)
    assert "it takes log(p + 1e-12), and nothing is doubled" in prose["beta-text"]


def test_sigmoid_is_platt_on_what_it_is_handed(prose, noisy):
    """Smoothed targets; of probabilities it takes p, of a decision function z."""
    z, labels = noisy
    for model, values in ((Given, expit(z)), (Logits, z)):
        fitted, _ = calibrate(model, values, labels, "sigmoid")
        ours = reference.PlattScaling().fit(values, labels).predict_proba(values)
        theirs = fitted.predict_proba(values[:, None])[:, 1]
        assert theirs == pytest.approx(ours, abs=1e-5)
    assert "Platt with his smoothed targets" in prose["methods-text"]
    assert "hands it p, not the logit" in prose["methods-text"]


def test_isotonic_is_clipped_at_its_ends(prose):
    """Below the smallest and above the largest probability seen the ends hold."""
    seen = np.repeat([0.2, 0.3, 0.6, 0.7], 5)
    fitted, _ = calibrate(Given, seen, np.repeat([0, 1, 0, 1], 5), "isotonic")
    outside = fitted.predict_proba(np.array([[0.0], [1.0]]))[:, 1]
    assert outside.tolist() == [0, 1]
    assert "staircase, clipped at its ends" in prose["methods-text"]


def test_tuner_takes_the_first_of_a_hundred(prose):
    """From .20 to .95 in steps of .75/99; point 43 is the first above .52."""
    tuned = tune(SCORES, LABELS, scoring="f1", store_cv_results=True)
    tried = tuned.cv_results_["thresholds"]
    assert tried == pytest.approx(np.linspace(0.20, 0.95, 100))
    best = np.flatnonzero(tuned.cv_results_["scores"] == tuned.best_score_)
    assert len(best) > 1
    assert tuned.best_threshold_ == tried[best[0]]
    assert tuned.best_threshold_ == pytest.approx(0.20 + 43 * 0.75 / 99)
    assert f"{tuned.best_threshold_:.6f}, where we said 0.55" in prose["grid-read"]
    assert "any threshold in (0.52, 0.55] does" in prose["grid-read"]
    text = prose["grid-text"]
    assert "100 thresholds between the lowest and the highest score" in text
    assert "takes the first of equally good ones" in text


def test_tuner_steps_over_what_lies_close(prose):
    """Between .501 and .502 no point of a hundred lies; of a thousand one does."""
    scores = [0.0, 0.501, 0.502, 1.0]
    labels = np.array([0, 0, 1, 1])
    assert tune(scores, labels, scoring="f1").best_score_ < 1
    assert tune(scores, labels, scoring="f1", thresholds=1000).best_score_ == 1
    assert "raise `thresholds=`" in prose["grid-read"]


def test_tuner_keeps_the_frozen_model(prose):
    """With "prefit" and no refit nothing is trained: the model is the same object."""
    tuned = tune(SCORES, LABELS, scoring="f1")
    assert isinstance(tuned.estimator_, FrozenEstimator)
    with pytest.raises(ValueError, match="refit"):
        TunedThresholdClassifierCV(Given(), cv="prefit").fit(SCORES[:, None], LABELS)
    assert 'cv="prefit"` and `refit=False' in prose["tune-text"]


def test_fixed_threshold_is_in_the_model():
    """At 1/21 a probability of .05 is flagged and .04 is not."""
    column = np.array([[0.04], [0.05]])
    model = FrozenEstimator(Given().fit(column, [0, 1]))
    rule = FixedThresholdClassifier(model, threshold=1 / 21).fit(column, [0, 1])
    assert rule.predict(column).tolist() == [0, 1]


def test_scorer_wants_higher_is_better(prose):
    """Told so it finds the cheapest threshold; else the dearest."""

    def cost(labels, flagged):
        return np.sum(flagged > labels) + 4 * np.sum(flagged < labels)

    def found(**options):
        tuned = tune(SCORES, LABELS, scoring=make_scorer(cost, **options))
        return cost(LABELS, tuned.predict(SCORES[:, None]))

    # Curriculum, cost at 1:4: 3 at .35; 12 at .95, the highest that is tried.
    assert (found(greater_is_better=False), found()) == (3, 12)
    assert (
        "forget `greater_is_better=False`, and it finds the dearest"
        in (prose["scorer-text"])
    )
