from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.tools.strategy.conftest import ANALYST, Asked, figure
from tests.tools.worked_projects import headline_of, text_of
from tools.strategy import backlog as backlog_tool
from tools.strategy import priorities as priorities_tool
from tools.strategy import weights as weights_tool
from tools.strategy.backlog import order_backlog
from tools.strategy.priorities import proposal_priorities
from tools.strategy.scheme import Scheme
from tools.strategy.scored import _failings
from tools.strategy.weights import check_weights

ORDER = {"PR-03": 77, "PR-01": 73, "PR-02": 66, "PR-05": 64, "PR-06": 62, "PR-04": 61}


def test_open_proposals_rank_by_their_weighted_score(ask: Asked) -> None:
    result = proposal_priorities(ask())

    points = {f.subject: f.value for f in result.figures if f.key == "score_total"}
    ranks = {f.subject: f.value for f in result.figures if f.key == "rank"}
    assert points == ORDER
    assert ranks == {key: place for place, key in enumerate(ORDER, 1)}
    assert "robust" in text_of(result)
    assert "Every one reaches the pass mark" in text_of(result)
    assert [clause.ref for clause in result.clauses] == ["PMO-STD-008 v3.0 §3.1", "PMO-STD-008 v3.0 §3.3"]


@pytest.mark.parametrize(
    ("pair", "claimed", "corrected"),
    [
        (("PR-01", "PR-04"), "below", True),
        (("PR-01", "PR-04"), "ahead", False),
        (("PR-04", "PR-01"), "below", False),
        (("PR-04", "PR-01"), "ahead", True),
        (("PR-04", "PR-01"), None, False),
    ],
)
def test_a_false_premise_about_two_proposals_is_put_right(
    ask: Asked, pair: tuple[str, str], claimed: Any, corrected: bool
) -> None:
    result = proposal_priorities(ask(), proposals=pair, claimed=claimed)

    assert headline_of(result).startswith("It is the other way round") is corrected
    assert "{PR-01} ranks before {PR-04}" in result.headline
    assert figure(result, "score_total", "PR-01") == 73
    assert figure(result, "score_total", "PR-04") == 61


def test_the_lower_one_leads_only_in_value_for_its_cost(ask: Asked) -> None:
    result = proposal_priorities(ask(), proposals=("PR-01", "PR-04"))

    assert any(fact.startswith("{PR-04} leads only in strategic value for each million") for fact in result.facts)
    assert round(figure(result, "value_per_money", "PR-04"), 1) == Decimal("133.3")
    assert round(figure(result, "value_per_money", "PR-01"), 1) == Decimal("68.9")


def test_one_proposal_is_told_in_detail(ask: Asked) -> None:
    result = proposal_priorities(ask(), proposals=("PR-01",))

    assert figure(result, "rank", "PR-01") == 2
    assert round(figure(result, "npv_house", "PR-01"), -2) == 166_600
    assert proposal_priorities(ask(), proposals=("PR-99",)).kind == "not_found"


@pytest.mark.parametrize(
    ("changes", "points", "said"),
    [
        ({}, "60", []),
        ({}, "59.9", ["its score does not reach the pass mark"]),
        ({"sponsor": None}, "80", ["no sponsor is named"]),
        ({"funding_source": None}, "80", ["no funding source is given"]),
        ({"fit": "1.9"}, "80", ["its strategic fit does not reach the least score"]),
        ({"fit": "1.9", "mandate_type": "SAFETY", "mandate_ref": "Act 4"}, "80", []),
        ({"fit": "1.9", "mandate_type": "SAFETY"}, "80", ["its strategic fit does not reach the least score"]),
        ({}, None, ["a criterion has no score"]),
    ],
)
def test_what_must_be_met_bars_a_recommendation(
    ask: Asked, changes: dict[str, Any], points: str | None, said: list[str]
) -> None:
    scheme = Scheme.of(ask())
    assert scheme is not None
    held = {"sponsor": "Ann", "funding_source": "Reserve", "mandate_type": "NONE", "mandate_ref": None, **changes}
    facts: Any = SimpleNamespace(**held)
    outcome: Any = SimpleNamespace(value=None if points is None else Decimal(points))

    fit = {scheme.first: Decimal(held.pop("fit", "2"))}

    assert list(_failings(facts, fit, outcome, scheme)) == said


def test_a_proposal_without_a_score_is_told_and_not_ranked(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    held = priorities_tool.open_proposals

    def without_urgency(enquiry: Any, session: Any) -> Any:
        return [
            replace(each, scores={**each.scores, "URGENCY": None}) if each.id == "PR-03" else each
            for each in held(enquiry, session)
        ]

    monkeypatch.setattr(priorities_tool, "open_proposals", without_urgency)
    result = proposal_priorities(ask())

    assert result.headline.startswith("{PR-01} ranks first")
    assert "{PR-03} is incomplete and not ranked: it lacks a score for urgency." in result.cautions


def test_where_no_rule_says_how_proposals_are_scored_none_are_ranked(ask: Asked) -> None:
    result = proposal_priorities(ask(ANALYST, "proposal.criteria"))

    assert (result.status, result.kind) == ("NOT_APPLICABLE", "not_covered")


def test_without_a_pass_mark_nobody_is_barred_by_one(ask: Asked) -> None:
    result = proposal_priorities(ask(ANALYST, "proposal.pass"))

    assert "No rule on a pass mark is held for this day, so none is applied." in result.cautions
    assert figure(result, "score_total", "PR-03") == 77


def test_the_boards_comparisons_are_consistent(ask: Asked) -> None:
    result = check_weights(ask())

    weights = [round(f.value, 3) for f in result.figures if f.key.startswith("ahp_weight")]  # type: ignore[call-overload]
    assert weights == [Decimal("0.637"), Decimal("0.258"), Decimal("0.105")]
    assert round(figure(result, "ahp_lambda"), 4) == Decimal("3.0385")
    assert round(figure(result, "ahp_ci"), 4) == Decimal("0.0193")
    assert round(figure(result, "ahp_cr"), 3) == Decimal("0.033")
    assert figure(result, "ahp_ri") == Decimal("0.58")
    assert "consistent and accepted" in headline_of(result)
    assert "Saaty (1980)" in text_of(result)


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the comparisons that are recorded."""

    def set_to(*held: tuple[str, str, str]) -> None:
        rows = tuple(
            SimpleNamespace(
                model="M", criterion_a=a, criterion_b=b, value=Decimal(v), row=f"pairwise_judgement/M/{a}/{b}"
            )
            for a, b, v in held
        )
        monkeypatch.setattr(weights_tool, "judgements", lambda session: rows)

    return set_to


def test_judgements_that_go_in_a_circle_are_refused_with_those_that_clash(ask: Asked, comparisons: Any) -> None:
    comparisons(("STRATEGIC", "VALUE", "3"), ("STRATEGIC", "RISK", "0.2"), ("VALUE", "RISK", "3"))

    result = check_weights(ask())

    assert "not accepted" in headline_of(result)
    assert round(figure(result, "ahp_cr"), 2) == Decimal("1.58")
    assert "What clashes most" in text_of(result)


@pytest.mark.parametrize(
    ("held", "status", "word"),
    [
        ((), "INSUFFICIENT_DATA", "no pairwise comparison"),
        ((("STRATEGIC", "VALUE", "3"), ("VALUE", "RISK", "2")), "INSUFFICIENT_DATA", "strategic fit with risk"),
        ((("STRATEGIC", "VALUE", "0"),), "INVALID_INPUT", "not above zero"),
        ((("STRATEGIC", "VALUE", "3"),), "OK", "cannot contradict"),
    ],
)
def test_comparisons_that_give_no_ratio_are_told(
    ask: Asked, comparisons: Any, held: Any, status: str, word: str
) -> None:
    comparisons(*held)

    result = check_weights(ask())

    assert result.status == status
    assert word in headline_of(result)


def test_without_a_rule_on_consistency_the_ratio_is_not_judged(ask: Asked) -> None:
    result = check_weights(ask(ANALYST, "proposal.consistency"))

    assert result.rules == ()
    assert "accepted" not in headline_of(result)


def test_the_backlog_is_in_order_of_weighted_shortest_job_first(ask: Asked) -> None:
    result = order_backlog(ask())

    found = {f.subject: round(f.value, 2) for f in result.figures if f.key == "wsjf"}  # type: ignore[call-overload]
    assert list(found.items()) == [("BL-3", Decimal("8.67")), ("BL-1", Decimal("3.20")), ("BL-2", Decimal("1.77"))]
    assert result.clauses[0].ref == "PROC-DIG-021 v1.6 §3.3"
    assert result.subjects == ("PF-DIG",)


def test_a_portfolio_without_a_backlog_says_so_and_an_unknown_one_is_not_found(ask: Asked) -> None:
    assert order_backlog(ask(), portfolio="PF-NET").kind == "not_recorded"
    assert order_backlog(ask(), portfolio="PF-XYZ").kind == "not_found"


def test_two_backlogs_are_never_put_in_one_order(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    held = backlog_tool.backlog
    monkeypatch.setattr(
        backlog_tool, "backlog", lambda session: (*held(session), replace(held(session)[0], portfolio_id="PF-NET"))
    )

    assert order_backlog(ask()).kind == "clarify"
    assert order_backlog(ask(), portfolio="PF-DIG").headline.startswith("{BL-3} comes first")


def test_an_item_off_the_scale_is_left_out_and_named(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    held = backlog_tool.backlog
    monkeypatch.setattr(
        backlog_tool, "backlog", lambda session: (replace(held(session)[0], job_size=4), *held(session)[1:])
    )
    result = order_backlog(ask())

    assert "{BL-1} is left out: an estimate is not on the relative scale." in result.facts
    assert result.headline.startswith("{BL-3} comes first")
