"""The calibration card: everything about a model's scores on one page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.cards.checklist import Box, checklist
from grader.cards.evidence import Outputs, as_outputs, rows_in_both, torn_things
from grader.cards.groups import GroupRow, group_rows
from grader.cards.measures import Measured, Measures, mean_cost, measure, reading
from grader.cards.methods import RAW, FittedMethod, fit_method
from grader.cards.rules import BusinessRule, RuleRow, parse_rule
from grader.cards.verdict import Finding, Verdict, findings, verdict
from grader.reference import InvalidInput

__all__ = ["CalibrationCard", "calibration_card"]


@dataclass(frozen=True, slots=True, eq=False)
class CalibrationCard:
    """What a colleague has to know before trusting a model's scores.

    It shows as a page in a notebook; `save` writes it as HTML or JSON.

    Parameters
    ----------
    model : str
        What the model is called.
    made : datetime.date
        The day.
    calibration, test : Outputs
        The two splits.
    split : str
        How they were parted, in words; "" where nobody said.
    overlap : int
        Test rows that stand in the calibration split too.
    torn : int
        Things, such as videos or patients, with rows in both splits.
    method : FittedMethod
        What was fitted on the calibration split.
    before, after : Measures
        On the test split, without and with the method.
    gain : Measured
        The change of the NLL, below 0 for the better.
    rule : BusinessRule
        What the thresholds serve.
    rows : tuple of RuleRow
        One a class.
    groups : tuple of GroupRow, or None
        On the test split; None where no groups were given.
    limit : float
        The calibration error that is tolerated.
    min_n : int
        A group of fewer rows is not judged.
    """

    model: str
    made: date
    calibration: Outputs
    test: Outputs
    split: str
    overlap: int
    torn: int
    method: FittedMethod
    before: Measures
    after: Measures
    gain: Measured
    rule: BusinessRule
    rows: tuple[RuleRow, ...]
    groups: tuple[GroupRow, ...] | None
    limit: float
    min_n: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What speaks for and against deploying, one line each."""
        return findings(self)

    @property
    def verdict(self) -> Verdict:
        """Whether to deploy."""
        return verdict(self.findings)

    @property
    def checklist(self) -> tuple[Box, ...]:
        """The five boxes, each with its evidence."""
        return checklist(self)

    def promises(self) -> list[tuple[str, NDArray[np.float64], NDArray[np.bool_]]]:
        """Return (name, promised, came) before and after, on the test split."""
        labels = self.test.labels
        pairs = [("before", RAW.predict(self.test.logits))]
        if self.method.name != "none":
            pairs.append(("after", self.method.predict(self.test.logits)))
        return [(name, *reading(probs, labels)) for name, probs in pairs]

    def to_json(self) -> dict[str, Any]:
        """Return the card as plain data; numbers that are not finite are null."""
        from grader.cards.plain import plain_card  # noqa: PLC0415 (it needs this module)

        return plain_card(self)

    def to_html(self) -> str:
        """Return one printable page that needs nothing from elsewhere."""
        from grader.cards.page import page  # noqa: PLC0415 (draws: only when asked)

        return page(self)

    def save(self, path: str | Path) -> Path:
        """Write the card; the file's ending, .html or .json, says in which form.

        Raises
        ------
        InvalidInput
            On another ending.
        OSError
            If the file cannot be written.
        """
        import json  # noqa: PLC0415

        target = Path(path)
        if target.suffix == ".html":
            target.write_text(self.to_html(), "utf-8")
        elif target.suffix == ".json":
            text = json.dumps(self.to_json(), indent=1, ensure_ascii=False)
            target.write_text(f"{text}\n", "utf-8")
        else:
            raise InvalidInput("path", "end in .html or .json", str(path))
        return target

    def __repr__(self) -> str:
        from grader.cards.plain import text  # noqa: PLC0415

        return text(self)

    def _repr_html_(self) -> str:
        """Return the page inside a frame of its own, where no script can run."""
        inside = html.escape(self.to_html(), quote=True)
        return (
            f'<iframe title="Calibration card of {html.escape(self.model)}" sandbox '
            f'srcdoc="{inside}" style="width:100%;height:1160px;border:0"></iframe>'
        )


def calibration_card(
    calibration: tuple[ArrayLike, ArrayLike] | Outputs,
    test: tuple[ArrayLike, ArrayLike] | Outputs,
    *,
    method: str = "temperature",
    rule: str | BusinessRule = "f1",
    model: str = "the model",
    split: str = "",
    together: tuple[ArrayLike, ArrayLike] | None = None,
    groups: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    limit: float = 0.05,
    min_n: int = 100,
    n_resamples: int = 1000,
    seed: int = 0,
    made: date | None = None,
    save_as: str | Path | None = None,
) -> CalibrationCard:
    """Calibrate on one split, measure on the other, and write the card.

    Parameters
    ----------
    calibration : (logits, labels)
        Where the method is fitted and the thresholds are chosen. Logits of shape
        (n,) are of the positive class, with labels 0/1; of shape (n, k) one a class,
        with labels 0 … k − 1.
    test : (logits, labels)
        Where everything is measured; other rows.
    method : {"temperature", "platt", "isotonic", "none"}
        Platt and isotonic take one logit a row.
    rule : str
        ``precision>=0.95``, ``recall>=0.9``, ``cost=1:4`` (a false alarm : a miss)
        or ``f1``.
    model : str
        What the page calls it.
    split : str
        How the splits were parted, such as "by part number, before training".
    together : (array-like, array-like), optional
        Of either split: which video, patient or part each row shows. One that is in
        both has told the calibration about the test.
    groups : array-like of shape (n,), optional
        Of the test split: which camera, site or batch each row comes from.
    class_names : sequence of str, optional
        In the order of the columns.
    limit : float
        The calibration error that is tolerated, overall and in each group.
    min_n : int
        A group of fewer rows is not judged.
    n_resamples : int
        For each bootstrap interval.
    seed : int
        Of all resampling: the same seed gives the same card.
    made : datetime.date, optional
        Today by default.
    save_as : str or Path, optional
        Write it there too, as `CalibrationCard.save` does.

    Returns
    -------
    CalibrationCard

    Raises
    ------
    InvalidInput
        Naming the argument, the rule and the value.
    """
    if not limit > 0:
        raise InvalidInput("limit", "be above 0", limit)
    fitted_on, measured_on = (
        as_outputs("calibration", calibration),
        as_outputs("test", test, groups),
    )
    if fitted_on.logits.shape[1:] != measured_on.logits.shape[1:]:
        rule_words = f"have rows like calibration's, {fitted_on.logits.shape[1:]}"
        raise InvalidInput("test logits", rule_words, measured_on.logits.shape[1:])
    chosen = parse_rule(rule) if isinstance(rule, str) else rule
    names = _names(fitted_on, class_names)
    rng = np.random.default_rng(seed)
    fitted = fit_method(method, fitted_on)
    raw, probs = (each.predict(measured_on.logits) for each in (RAW, fitted))
    costs_before, costs = (each.costs(measured_on) for each in (RAW, fitted))
    card = CalibrationCard(
        model=model,
        made=made or date.today(),
        calibration=fitted_on,
        test=measured_on,
        split=split,
        overlap=rows_in_both(fitted_on, measured_on),
        torn=torn_things(together, fitted_on, measured_on),
        method=fitted,
        before=measure(
            raw, measured_on.labels, costs_before, n_resamples=n_resamples, rng=rng
        ),
        after=measure(
            probs, measured_on.labels, costs, n_resamples=n_resamples, rng=rng
        ),
        gain=mean_cost(_change(costs_before, costs), n_resamples=n_resamples, rng=rng),
        rule=chosen,
        rows=_rule_rows(chosen, fitted, fitted_on, measured_on, probs, names),
        groups=group_rows(
            probs,
            costs,
            measured_on,
            limit=limit,
            min_n=min_n,
            n_resamples=n_resamples,
            rng=rng,
        ),
        limit=limit,
        min_n=min_n,
    )
    if save_as is not None:
        card.save(save_as)
    return card


def _change(
    before: NDArray[np.float64], after: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what each row's NLL gains or loses; infinite both times is no change."""
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(after - before, nan=0.0, posinf=np.inf, neginf=-np.inf)


def _names(outputs: Outputs, names: Sequence[str] | None) -> tuple[str, ...]:
    """Return a name for each class that has a threshold."""
    if outputs.is_binary:
        return ("positive",) if names is None else (str(names[-1]),)
    count = outputs.logits.shape[1]
    if names is None:
        return tuple(f"class {index}" for index in range(count))
    if len(names) != count:
        raise InvalidInput("class_names", f"be {count}, one a column", len(names))
    return tuple(map(str, names))


def _rule_rows(
    rule: BusinessRule,
    fitted: FittedMethod,
    calibration: Outputs,
    test: Outputs,
    theirs: NDArray[np.float64],
    names: Sequence[str],
) -> tuple[RuleRow, ...]:
    """Choose a threshold a class on one split and judge it on the other's scores."""
    ours = fitted.predict(calibration.logits)
    if calibration.is_binary:
        columns = [(ours, calibration.labels == 1, theirs, test.labels == 1)]
    else:
        columns = [
            (ours[:, c], calibration.labels == c, theirs[:, c], test.labels == c)
            for c in range(len(names))
        ]
    return tuple(
        rule.judge(name, rule.choose(p, y), q, z)
        for name, (p, y, q, z) in zip(names, columns, strict=True)
    )
