"""The demo's projects, delivery and gates as recorded: what anybody may add up from them, and who may see it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from sqlalchemy import select

from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import Viewer, identify, visible_projects
from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AS_OF, TODAY = D("2026-10-31"), D("2026-11-03")


def viewer(demo: Portfolio, person: str) -> Viewer:
    return identify(demo, f"{person}@calderwyre.example")


def running(demo: Portfolio, person: str, on: date = TODAY) -> list[ProjectFacts]:
    with demo.session() as session:
        every = load_projects(session, viewer(demo, person), min(AS_OF, on), on)
    return [facts for facts in every if facts.running]


@pytest.fixture(scope="module")
def projects(demo: Portfolio) -> list[ProjectFacts]:
    return running(demo, "daniel.reyes")


@pytest.mark.parametrize(
    ("person", "money"),
    [
        ("sam.viewer", (22, 18, 48140000, 50540000, 54732000, 26915000, 25126000, 27289000, 27850000)),
        ("helen.strand", (23, 19, 50440000, 52840000, 57172000, 27485000, 25686000, 27889000, 28450000)),
        ("daniel.reyes", (24, 19, 50440000, 52840000, 57172000, 27485000, 25686000, 27889000, 28560000)),
    ],
)
def test_the_money_of_what_a_person_sees_adds_up(demo: Portfolio, person: str, money: tuple[int, ...]) -> None:
    every = running(demo, person)
    planned = [facts for facts in every if facts.baseline]

    def total(measure: str, among: list[ProjectFacts]) -> Decimal:
        return sum((getattr(facts.snapshot, measure) or Decimal(0) for facts in among), Decimal(0))

    assert (len(every), len(planned)) == money[:2]
    assert sum(facts.original.bac for facts in planned if facts.original) == money[2]
    assert sum(facts.baseline.bac for facts in planned if facts.baseline) == money[3]
    assert tuple(total(name, planned) for name in ("pm_eac", "pv", "ev", "ac")) == money[4:8]
    assert total("ac", every) == money[8]


def test_spend_by_financial_year_adds_up(demo: Portfolio) -> None:
    ends = [each for facts in running(demo, "sam.viewer") for each in facts.snapshots]

    def spent(by: str) -> Decimal:
        return sum((each.ac or Decimal(0) for each in ends if each.period_end == D(by)), Decimal(0))

    assert spent("2026-03-31") - spent("2025-03-31") == 11918000
    assert spent("2026-10-31") - spent("2026-03-31") == 13832000


def test_ten_closed_projects_tell_how_far_estimates_were_passed(demo: Portfolio) -> None:
    with demo.session() as session:
        every = load_projects(session, viewer(demo, "sam.viewer"), AS_OF, TODAY)
    closed = [facts for facts in every if facts.stage == "CLOSED"]
    over = [
        facts.snapshot.ac / facts.original.bac - 1
        for facts in closed
        if facts.snapshot and facts.snapshot.ac and facts.original
    ]

    assert [round(each * 100) for each in over] == [-5, 2, 8, 12, 15, 22, 30, 41, 55, 90]
    assert {facts.run_state for facts in closed} == {"COMPLETE"}
    assert closed[-2].state_since == D("2024-06-28")
    assert closed[-1].state_since == D("2024-09-27")
    for facts in closed:
        assert {"CLOSURE_REPORT", "LESSONS_REPORT", "BENEFITS_REVIEW"} <= {each.type for each in facts.artefacts}


def test_baselines_follow_each_other_by_approved_change(projects: list[ProjectFacts], demo: Portfolio) -> None:
    table = TABLES["project_baseline"]
    with demo.session() as session:
        later = session.execute(
            select(table).where(table.c.version > 0).order_by(table.c.change_request_id.nulls_last())
        ).all()

    assert [(row.project_id, row.version, row.change_request_id) for row in later] == [
        ("P-301", 1, "CR-061"),
        ("P-203", 1, "CR-069"),
        ("P-201", 1, "CR-072"),
        ("P-301", 2, "CR-084"),
        ("P-301", 3, "CR-097"),
    ]
    assert [facts.project_id for facts in projects if len(facts.baselines) > 3] == ["P-301"]


def test_a_breach_was_first_seen_on_its_day(projects: list[ProjectFacts]) -> None:
    seen: dict[str, date] = {}
    for facts in projects:
        if facts.baseline:
            limit = facts.baseline.bac * Decimal("1.1")
            locked = [each.locked_on for each in facts.snapshots if each.locked_on and (each.pm_eac or 0) > limit]
            told = [each.detected_on for each in facts.forecasts if each.detected_on and (each.eac or 0) > limit]
            if locked + told:
                seen[facts.project_id] = min(locked + told)

    assert seen == {"P-201": D("2026-06-03"), "P-301": D("2026-08-05"), "P-405": D("2026-10-28")}


def test_a_forecast_between_month_ends_is_that_of_the_month_end_after_it(projects: list[ProjectFacts]) -> None:
    for facts in projects:
        for told in facts.forecasts:
            after = next(each for each in facts.snapshots if each.period_end >= told.as_of)
            assert told.reason, facts.project_id
            assert told.detected_on is not None
            assert told.detected_on >= told.as_of
            assert (told.eac, told.forecast_finish) == (after.pm_eac, after.forecast_finish), facts.project_id


def test_a_project_on_hold_keeps_its_forecast_and_earns_nothing(projects: list[ProjectFacts]) -> None:
    held = [facts for facts in projects if facts.run_state == "ON_HOLD"]

    assert [(facts.project_id, facts.hold_date) for facts in held] == [("P-403", D("2026-06-15"))]
    since = [each for each in held[0].snapshots if each.period_end > D("2026-06-15")]
    assert {(each.ev, each.forecast_finish) for each in since} == {(Decimal(112000), D("2027-01-08"))}
    assert since[-1].ac == 117000


@pytest.mark.parametrize(
    ("milestone", "baseline", "forecast"),
    [
        ("P-104-M5", "2026-12-08", "2026-12-15"),
        ("P-202-M5", "2027-04-16", "2027-04-21"),
        ("P-304-M5", "2026-12-11", "2026-12-11"),
        ("P-301-M9", "2027-05-28", "2027-06-25"),
        ("P-303-M5", "2026-12-18", "2027-01-15"),
    ],
)
def test_what_other_projects_wait_for_has_its_milestone(
    projects: list[ProjectFacts], milestone: str, baseline: str, forecast: str
) -> None:
    found = [each for facts in projects for each in facts.milestones if each.milestone_id == milestone]

    assert [(each.baseline_date, each.forecast_date) for each in found] == [(D(baseline), D(forecast))]


def test_no_baseline_date_was_moved_when_it_was_nearly_due(demo: Portfolio) -> None:
    table = TABLES["milestone_baseline"]
    with demo.session() as session:
        rows = session.execute(select(table).order_by(table.c.milestone_id, table.c.set_on)).all()
    moved = [(before, after) for before, after in pairwise(rows) if before.milestone_id == after.milestone_id]

    assert moved
    assert all((before.baseline_date - after.set_on).days > 30 for before, after in moved)


def test_only_two_people_see_more_than_internal_records(demo: Portfolio) -> None:
    person = TABLES["person"]
    with demo.session() as session:
        emails = session.scalars(
            select(person.c.email).where(person.c.active).order_by(person.c.email.nulls_last())
        ).all()
        seen = {
            email.split("@")[0]: visible_projects(session, identify(demo, email), TODAY) & {"P-501", "P-502"}
            for email in emails
        }

    more = {name: found for name, found in seen.items() if found}
    assert more == {"daniel.reyes": {"P-501", "P-502"}, "helen.strand": {"P-501"}}


def test_leaders_are_active_two_people_and_sponsor_three_projects_at_most(projects: list[ProjectFacts]) -> None:
    assert all(facts.sponsor_active and facts.pm_active for facts in projects)
    assert all(facts.sponsor_id != facts.pm_id for facts in projects)
    sponsored = Counter(facts.sponsor_id for facts in projects)
    assert max(sponsored.values()) == 3


def test_assurance_doubts_what_a_manager_believes(projects: list[ProjectFacts]) -> None:
    rated = {(facts.project_id, each.given_by): each.confidence for facts in projects for each in facts.confidences}

    assert all((facts.project_id, "PM") in rated for facts in projects)
    assert (rated["P-101", "PM"], rated["P-101", "ASSURANCE"]) == ("PROBABLE", "IN_DOUBT")
    assert (rated["P-301", "PM"], rated["P-301", "ASSURANCE"]) == ("FEASIBLE", "UNACHIEVABLE")


def test_estimates_carry_the_uplift_that_was_asked_for_but_for_one(projects: list[ProjectFacts]) -> None:
    uplift = {facts.project_id: facts.estimate_uplift for facts in projects}

    assert [each for each, fraction in uplift.items() if fraction == 0] == ["P-402"]
    assert [each for each, fraction in uplift.items() if fraction is None] == ["P-201", "P-203", "P-301"]


def test_the_mandated_project_names_its_duty(projects: list[ProjectFacts]) -> None:
    mandated = [facts for facts in projects if facts.mandate_type != "NONE"]

    assert [(facts.project_id, facts.mandate_deadline) for facts in mandated] == [("P-203", D("2027-09-30"))]
    assert mandated[0].mandate_ref


def words_of(facts: ProjectFacts) -> Counter[str]:
    text = " ".join((facts.name, facts.description or "", *facts.deliverables))
    return Counter(re.findall(r"[a-z]+", text.lower()))


def likeness(texts: dict[str, Counter[str]]) -> Callable[[str, str], float]:
    """The cosine of two texts, in which rare words weigh more."""
    spread = Counter(word for words in texts.values() for word in words)
    vectors = {
        name: {word: count * (1 + math.log((1 + len(texts)) / (1 + spread[word]))) for word, count in words.items()}
        for name, words in texts.items()
    }
    length = {name: math.sqrt(sum(each * each for each in vector.values())) for name, vector in vectors.items()}

    def cosine(one: str, other: str) -> float:
        product = sum(weight * vectors[other].get(word, 0) for word, weight in vectors[one].items())
        return product / (length[one] * length[other])

    return cosine


def test_only_the_bot_reads_like_the_app(demo: Portfolio) -> None:
    with demo.session() as session:
        every = load_projects(session, viewer(demo, "daniel.reyes"), AS_OF, TODAY)
    texts = {facts.project_id: words_of(facts) for facts in every}
    alike = likeness(texts)

    close = {pair: alike(*pair) for pair in combinations(sorted(texts), 2) if alike(*pair) > 0.3}
    assert set(close) == {("P-102", "P-103")}
    assert close["P-102", "P-103"] >= 0.8
