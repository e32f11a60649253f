"""Contingency that open risks need, by level of confidence, against what is left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, PackagedRules, asked_by
from tests.tools.worked_projects import BASELINE, enquiry, headline_of, project, text_of
from tests.tools.worked_risks import RiskLibrary, risk
from tools.facts.money import DrawdownFacts
from tools.facts.project import ProjectFacts
from tools.portfolio.database import Portfolio
from tools.result import ToolResult
from tools.risk.contingency import contingency, needed
from tools.risk.exposure import DRAWS, SEED

THREE = (
    risk("R-1"),
    risk("R-2", probability=Decimal("0.3"), cost_likely=Decimal(300000)),
    risk("R-3", probability=Decimal("0.1"), cost_likely=Decimal(800000)),
)


def facing(*risks: Any, contingency: int | None = 400000, bac: int = 3200000, **changes: Any) -> ProjectFacts:
    held = replace(BASELINE, bac=Decimal(bac), contingency=None if contingency is None else Decimal(contingency))
    return project(baselines=(held,), risks=risks, **changes)


def ask(facts: ProjectFacts, percentile: str | None = None, *absent: str) -> ToolResult:
    return needed(facts, enquiry(RiskLibrary(*absent)), None if percentile is None else Decimal(percentile))


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def test_the_demo_project_is_short_at_the_level_of_its_size(demo: Portfolio) -> None:
    result = contingency(asked_by(ANALYST, demo, PackagedRules()), "P-401")

    assert headline_of(result) == (
        "P-401 Depot EV Fleet needs contingency of £500k at P80 and has £400k left: it is £100k short."
    )
    assert [value(result, key) for key in ("emv", "exposure_P50", "exposure_P80", "exposure_P95")] == [
        270000, 200000, 500000, 1000000,
    ]  # fmt: skip
    assert value(result, "chance_over_emv") == Decimal("0.37")
    assert value(result, "chance_over_left") == Decimal("0.235")
    assert {clause.ref for clause in result.clauses} >= {"PMO-STD-004 v2.3 §3.1", "PMO-STD-006 v3.0 §2.6"}


@pytest.mark.parametrize(("bac", "level"), [(1999999, "P50"), (2000000, "P80")])
def test_the_level_turns_at_the_limit_of_the_rule(bac: int, level: str) -> None:
    assert f"at {level} and has £400k left" in headline_of(ask(facing(*THREE, bac=bac)))


def test_before_a_baseline_the_whole_life_cost_sets_the_level() -> None:
    facts = facing(*THREE, wlc=Decimal(2500000))

    text = text_of(ask(replace(facts, baselines=())))

    assert "needs contingency of £500k at P80; no contingency of it is recorded." in text
    assert "the whole-life cost, which counts before a baseline exists, is £2.5m" in text


def test_a_level_that_is_asked_for_beats_the_rule_and_the_rule_is_still_told() -> None:
    result = ask(facing(*THREE), "0.5")

    assert headline_of(result).endswith("of £200k at P50 and has £400k left: enough, with £200k to spare.")
    assert "held at P80 from £2.0m on and at P50 below that" in text_of(result)
    assert result.next_steps == ()


def test_what_is_drawn_is_no_longer_left() -> None:
    drawn = DrawdownFacts(BASELINE.start, Decimal(150000), "R-1", None, None, "contingency_drawdown/D-1")

    text = text_of(ask(facing(*THREE, drawdowns=(drawn,))))

    assert "has £250k left: it is £250k short" in text
    assert "Of the contingency approved, £400k, £150k is drawn." in text


def test_without_a_rule_no_level_is_made_up() -> None:
    result = ask(facing(*THREE), None, "contingency.level")

    assert "is open, because no rule is held that sets it. Contingency left is £400k; the chance that" in headline_of(
        result
    )
    assert "P50 is £200k, P80 is £500k" in text_of(result)


def test_a_project_of_unknown_size_has_no_level_either() -> None:
    facts = facing(*THREE, wlc=None)

    assert "neither a budget nor a whole-life cost" in headline_of(ask(replace(facts, baselines=())))


def test_ranges_are_simulated_and_the_seed_is_told() -> None:
    ranged = risk("R-4", cost_min=Decimal(100000), cost_max=Decimal(600000))

    first, again = ask(facing(ranged)), ask(facing(ranged))

    assert f"Simulated with {DRAWS:,} draws from seed {SEED}" in text_of(first)
    assert first == again
    assert value(first, "emv") == 100000


def test_more_risks_than_can_be_worked_out_are_simulated() -> None:
    many = [risk(f"R-{n}", probability=Decimal("0.2"), cost_likely=Decimal(10000)) for n in range(17)]

    assert "Simulated with" in text_of(ask(facing(*many)))
    assert "Simulated with" not in text_of(ask(facing(*many[:16])))


def test_only_open_quantified_threats_count() -> None:
    others = (
        risk("R-5", status="CLOSED"),
        risk("R-6", is_opportunity=True),
        risk("R-7", cost_likely=None),
        risk("R-8", probability=None),
    )

    result = ask(facing(*THREE, *others))

    assert value(result, "emv") == 270000
    assert "Open risks that are not quantified, and so not counted here: 2." in text_of(result)


def test_no_quantified_risk_is_a_missing_record_and_no_need_of_nothing() -> None:
    result = ask(facing(risk(cost_likely=None)))

    assert (result.status, result.kind) == ("INSUFFICIENT_DATA", "not_recorded")
    assert "no open risk has both a probability and a cost" in headline_of(result)
    assert "Contingency left is £400k." in text_of(result)


def test_with_no_contingency_left_there_is_no_ratio_of_it() -> None:
    result = ask(facing(*THREE, contingency=0))

    assert "has £0 left: it is £500k short" in headline_of(result)
    assert "of the contingency left." not in " ".join(result.facts)


def test_a_hidden_project_reads_like_one_that_does_not_exist(demo: Portfolio) -> None:
    asked = asked_by(ANALYST, demo, PackagedRules())

    hidden, nothing = contingency(asked, "P-501"), contingency(asked, "P-999")

    assert text_of(hidden).replace("P-501", "P-999") == text_of(nothing)
    assert hidden.kind == nothing.kind == "not_found"
