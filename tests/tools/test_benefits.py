"""Benefits of worked claims and of the demo: what was due, verified, forecast, and what is wanting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, PackagedRules, asked_by
from tests.tools.worked_projects import POUNDS, enquiry, headline_of, text_of
from tools.benefits.claims import Claim, Period, counted, kind_of, sum_of
from tools.benefits.gaps import unowned
from tools.benefits.realised import benefits
from tools.benefits.spend import agrees
from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead
from tools.facts.rows import Person
from tools.facts.value import BenefitFacts, BenefitValueFacts
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

JUNE, SEPTEMBER, DECEMBER = date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)
PERIOD = Period(None, date(2026, 10, 31))
LAST_YEAR = {"since": date(2025, 4, 1), "until": date(2026, 3, 31)}


def quarter(end: date, planned: int, actual: int | None = None, verified: bool = True) -> BenefitValueFacts:
    known = None if actual is None else Decimal(actual)
    return BenefitValueFacts(end, Decimal(planned), Decimal(planned), known, verified and known is not None, f"v/{end}")


def benefit(*values: BenefitValueFacts, **changed: Any) -> BenefitFacts:
    made = BenefitFacts(
        "B-1", "Fewer letters", "CASHABLE", "Cost", "GBP", "DOWN", Decimal(9), Decimal(1), None, None, None,
        Person("bea", "Bea Owner", True), None, date(2026, 1, 1), None, None, "PLANNED", values, "benefit/B-1",
    )  # fmt: skip
    return replace(made, **changed)


def claim(held: BenefitFacts, kind: str = "cashable") -> Claim:
    return Claim(held, "P-1", "{P-1}", kind)


def head(**changed: Any) -> ProjectHead:
    made = ProjectHead(
        "P-1", "One", "PF", None, "DELIVER", "ACTIVE", "ann", "Ann", "max", "Max", Decimal(300000), "project/P-1", "s"
    )
    return replace(made, **changed)


@pytest.mark.parametrize(
    ("changed", "signed_only", "kind"),
    [
        ({}, True, "cashable"),
        ({"validated_on": None}, True, "non_cashable"),  # Finance has not signed it
        ({"validated_on": None}, False, "cashable"),
        ({"benefit_class": "NON_CASHABLE"}, True, "non_cashable"),
        ({"benefit_class": "DISBENEFIT"}, True, "disbenefit"),
        ({"unit": "minutes"}, True, "other"),
    ],
)
def test_a_benefit_counts_as_what_it_is(changed: dict[str, Any], signed_only: bool, kind: str) -> None:
    assert kind_of(benefit(**changed), POUNDS, signed_only) == kind


def test_only_verified_values_of_due_quarters_are_realised() -> None:
    held = benefit(quarter(JUNE, 100, 80), quarter(SEPTEMBER, 100, 60, verified=False), quarter(DECEMBER, 100))

    found = sum_of([claim(held)], PERIOD)

    assert found.realisation.rate.value == Decimal("0.4")
    assert (found.realisation.unverified, found.reported, found.unreported) == (60, 140, 0)
    assert found.forecast.value == pytest.approx(Decimal(280) / 300)


def test_what_is_not_reported_is_not_nothing() -> None:
    found = sum_of([claim(benefit(quarter(JUNE, 100), quarter(SEPTEMBER, 100)))], PERIOD)

    assert found.realisation.rate.value is None
    assert found.realisation.rate.status == "INSUFFICIENT_DATA"
    assert found.unreported == 200


def test_what_is_not_due_has_no_rate() -> None:
    found = sum_of([claim(benefit(quarter(DECEMBER, 100)))], PERIOD)

    assert found.realisation.rate.status == "NOT_APPLICABLE"


def test_what_several_share_counts_once() -> None:
    shared = [claim(benefit(benefit_id=key, shared_group="calls")) for key in ("B-1", "B-2")]

    assert [each.facts.benefit_id for each in counted([*shared, claim(benefit(benefit_id="B-3"))])] == ["B-1", "B-3"]


@pytest.mark.parametrize(
    ("owner", "project", "is_unowned"),
    [
        (Person("bea", "Bea", True), head(), False),
        (None, head(), True),
        (Person("bea", "Bea", False), head(), True),  # has left
        (Person("max", "Max", True), head(), True),  # the project manager
        (None, head(stage="CLOSED"), False),
    ],
)
def test_a_benefit_needs_an_active_owner_who_is_not_the_manager(
    owner: Person | None, project: ProjectHead, is_unowned: bool
) -> None:
    found = unowned(enquiry(PackagedRules()), [claim(benefit(owner=owner))], {"P-1": project})

    assert bool(found) is is_unowned


@pytest.mark.parametrize(
    ("claimed", "right"),
    [("12000000", True), ("11900000", True), ("31000000", False), ("11000000", False), ("11917000", False)],
)
def test_an_amount_is_right_to_the_digit_that_was_typed(claimed: str, right: bool) -> None:
    assert agrees(Decimal(claimed), Decimal(11918000)) is right


@pytest.fixture
def analyst(demo: Portfolio) -> Enquiry:
    return asked_by(ANALYST, demo, PackagedRules())


def value(result: ToolResult, key: str, subject: str = "portfolio") -> Any:
    return next(f.value for f in result.figures if f.key == key and f.subject == subject)


def test_what_the_demo_got_for_the_money_of_last_year(analyst: Enquiry) -> None:
    result = benefits(analyst, **LAST_YEAR, claimed=Decimal(31000000))

    assert "£11.92m, not the £31.0m that you typed" in headline_of(result)
    assert value(result, "period_spend") == 11918000
    assert [value(result, f"cashable_{key}") for key in ("planned", "verified", "unverified")] == [
        600000,
        462000,
        30000,
    ]
    assert value(result, "cashable_rate") == Decimal("0.77")
    assert [value(result, f"benefit_{key}", "B-009-2") for key in ("planned", "verified")] == [20000, 14000]
    assert "projects that had ended" in text_of(result)


def test_a_right_premise_is_not_corrected(analyst: Enquiry) -> None:
    assert "not the" not in headline_of(benefits(analyst, **LAST_YEAR, claimed=Decimal(12000000)))


def test_the_benefit_without_an_owner_is_named_with_its_clause(analyst: Enquiry) -> None:
    result = benefits(analyst, project="P-305", focus="owner")

    assert headline_of(result).startswith("No owner is recorded for B-305-1")
    assert "no benefit is due yet" in text_of(result)
    assert "PMO-STD-007 v2.0 §2.1" in {clause.ref for clause in result.clauses}
    assert value(result, "benefit_first_due", "B-305-1") == date(2027, 9, 30)


def test_a_shortfall_calls_for_a_corrective_plan(analyst: Enquiry) -> None:
    result = benefits(analyst, project="P-009")

    assert value(result, "cashable_forecast", "P-009") == pytest.approx(Decimal(589000) / 675000)
    assert "PMO-STD-007 v2.0 §3.2" in {clause.ref for clause in result.clauses}


def test_benefits_of_hidden_projects_do_not_count(analyst: Enquiry) -> None:
    assert benefits(analyst, project="P-501").headline == benefits(analyst, project="P-999").headline
    assert not {"B-501-1", "B-502-1"} & {figure.subject for figure in benefits(analyst).figures}


def test_an_actual_that_was_reported_later_was_not_known_before(demo: Portfolio) -> None:
    then = asked_by(ANALYST, demo, PackagedRules(), today=date(2026, 4, 10), as_of=date(2026, 3, 31))

    result = benefits(then, project="P-009", since=date(2026, 1, 1), until=date(2026, 3, 31))

    assert value(result, "cashable_unreported", "P-009") == 90000
