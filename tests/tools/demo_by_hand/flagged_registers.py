"""Which projects the rules on registers, people and texts (D1 to D18, A15) speak of."""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from tests.tools.demo_by_hand import capacity, changes, risks
from tests.tools.demo_by_hand.colours import days_late, key_vacancies
from tests.tools.demo_by_hand.projects import Project, project, running
from tests.tools.demo_by_hand.reading import FOLDER, Row, amount, day, of, on_or_before, rows
from tests.tools.demo_by_hand.working_days import working_days

HIGH, VERY_HIGH = 10, 20
ORDERS = re.compile(r"\b(assistant|system)\s*:|\bignore (all|any|the|your|previous)\b", re.IGNORECASE)


def unanswered_risks(each: Project) -> list[str]:
    """D1: High without an active owner, a response, or an open action unless it is accepted."""
    active = {row["person_id"] for row in of("person", active="yes")}
    found = []
    for risk in risks.open_risks(each):
        acted = any(row["status"] == "OPEN" for row in of("risk_action", risk_id=risk.risk_id))
        accepted = risk.state["response"] == "ACCEPT" and risk.state["accepted_by_id"]
        answered = risk.state["owner_id"] in active and risk.state["response"] and (acted or accepted)
        found += [risk.risk_id] if risk.score >= HIGH and not answered else []
    return found


def review_overdue(each: Project) -> bool:
    """D2: past its next review, or reviewed longer ago than its band allows."""
    for risk in risks.open_risks(each):
        limit = 30 if risk.score >= HIGH else 90
        ago = (each.on.today - day(risk.state["last_reviewed"])).days
        if day(risk.state["next_review"]) < each.on.today or ago > limit:
            return True
    return False


def not_escalated(each: Project) -> bool:
    """D3: Very High for more than five working days without being escalated."""
    return any(risk.score >= VERY_HIGH and not risk.state["escalated_on"]
               and working_days(day(risk.state["valid_from"]), each.on.today) > 5
               for risk in risks.open_risks(each))  # fmt: skip


def empty_register(each: Project) -> bool:
    """D4: in delivery with fewer than three open risks, or none that changed within 90 days."""
    held = risks.open_risks(each)
    lately = [risk for risk in held if each.on.today - day(risk.state["valid_from"]) <= timedelta(days=90)]
    return each.stage == "DELIVER" and (len(held) < 3 or not lately)


def exposed(each: Project) -> bool:
    """D5: the open threats are worth more than the contingency left."""
    return risks.exposure(each) > risks.contingency_left(each)


def critical_issue(each: Project) -> bool:
    """D6: critical, and open for more than ten working days or past its day."""
    return any(row["severity"] == "CRITICAL" and row["status"] != "CLOSED"
               and (working_days(day(row["raised_on"]), each.on.today) > 10 or day(row["target_date"]) < each.on.today)
               for row in of("issue", project_id=each.project_id))  # fmt: skip


def unvalidated(each: Project) -> bool:
    """D7: an assumption of high impact, open past the day by which it was to be shown."""
    return any(row["status"] == "OPEN" and row["impact_if_wrong"] == "HIGH" and day(row["validate_by"]) < each.on.today
               for row in of("assumption", project_id=each.project_id))  # fmt: skip


def comes_too_late(each: Project) -> list[str]:
    """D8, at the provider: hard, later than needed and without a way round, or from a project that stands still."""
    today = each.on.today
    return [row["dependency_id"] for row in of("dependency", provider_id=each.project_id)
            if row["type"] == "HARD" and not row["workaround"] and not on_or_before(row["delivered_on"], today)
            and (days_late(row, today) > 0 or each.on_hold)]  # fmt: skip


def not_agreed(each: Project) -> bool:
    """D9, at the consumer: not agreed by both sides within twenty working days."""
    for row in of("dependency", consumer_id=each.project_id):
        for name in ("provider_agreed_on", "consumer_agreed_on"):
            until = day(row[name]) if on_or_before(row[name], each.on.today) else each.on.today
            if working_days(day(row["raised_on"]), until) > 20:
                return True
    return False


def clashes(each: Project) -> set[str]:
    """D10, at the project that booked last: people in key roles over 100 % in one of the next six months."""
    ahead, found = set(capacity.months_ahead(each.on, 6)), set()
    for (person, month), share in capacity.utilisation("person_id", "HARD", person="daniel.reyes").items():
        if share > 1 and month in ahead:
            held = [row for row in capacity.bookings("daniel.reyes") if row["person_id"] == person]
            last = max(held, key=lambda row: row["booked_on"])
            key = any(row["key_role"] == "yes" for row in held)
            found |= {person} if key and last["project_id"] == each.project_id else set()
    return found


def overcommitted_pools(person: str) -> set[str]:
    """D11: roles over the ceiling of 85 % in any month, as far as somebody sees."""
    used = capacity.utilisation("role_id", "HARD", person=person)
    return {role for (role, _), share in used.items() if share > capacity.CEILING}


def role_vacant(each: Project) -> bool:
    """D12: a key role that was needed and empty for more than 30 days."""
    return any(days > 30 for days in key_vacancies(each))


def worked_too_early(each: Project) -> bool:
    """D13: work on a change began before it was approved."""
    return any(row["work_started_on"] and row["emergency"] != "yes"
               and not (row["decided_on"] and day(row["decided_on"]) <= day(row["work_started_on"]))
               for row in changes.requests(each))  # fmt: skip


def undecided(each: Project) -> list[str]:
    """D14: a request that has waited for more than 15 working days."""
    return [row["change_request_id"] for row in changes.requests(each)
            if changes.is_waiting(row, each.on.today) and changes.waited(row, each.on.today) > 15]  # fmt: skip


def crept(each: Project) -> bool:
    """D15: small changes since the baseline over 10 %, or more than five by the manager within 90 days."""
    if each.baseline is None:
        return False
    approved = [row for row in changes.requests(each) if row["type"] != "BASELINE"
                and changes.is_approved(row, each.on.today)
                and day(row["decided_on"]) >= each.baseline.approved_on]  # fmt: skip
    total = sum((amount(row["cost_impact"]) for row in approved), Fraction(0))
    own = [day(row["decided_on"]) for row in approved if row["approver_id"] == each.state["pm_id"]]
    return total > each.baseline.bac / 10 or any(_within(own, end, 90) > 5 for end in own)


def _within(days: list[date], end: date, count: int) -> int:
    return sum(0 <= (end - day_).days < count for day_ in days)


def with_orders() -> set[tuple[str, str]]:
    """D18: file and project (or other key) of every text that speaks to an assistant."""
    found = set()
    for path in sorted(FOLDER.glob("*.csv")):
        for row in rows(path.stem):
            if any(ORDERS.search(cell) for cell in row.values()):
                found.add((path.stem, row.get("project_id") or next(iter(row.values()))))
    return found


def alike() -> set[tuple[str, str]]:
    """A15: pairs of running projects and open proposals whose texts are alike by .80 or more, the older first."""
    texts = {each.project_id: _text(each.fixed, "project") for each in running()}
    texts |= {row["proposal_id"]: _text(row, "proposal") for row in of("proposal", status="SUBMITTED")}
    spread = Counter(word for words in texts.values() for word in set(words))
    weight = {word: 1 + math.log((1 + len(texts)) / (1 + count)) for word, count in spread.items()}
    vectors = {name: {word: n * weight[word] for word, n in Counter(words).items()} for name, words in texts.items()}
    names = sorted(vectors)
    return {(one, other) for one in names for other in names if one < other
            and cosine(vectors[one], vectors[other]) >= 0.80}  # fmt: skip


def _text(row: Row, kind: str) -> list[str]:
    own = [row[name] for name in ("name", "title", "description", "problem", "scope_in") if name in row]
    own += [each["deliverable"] for each in of(f"{kind}_deliverable", **{f"{kind}_id": row[f"{kind}_id"]})]
    return re.findall(r"[a-z]+", " ".join(own).lower())


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    product = sum(value * other.get(word, 0) for word, value in one.items())
    return product / math.hypot(*one.values()) / math.hypot(*other.values())


def share_something(one: str, other: str) -> bool:
    """Whether two projects share an objective, a capability or an owning unit."""
    held = [project(name) for name in (one, other)]
    tags = [{row["tag"] for row in of("project_tag", project_id=name)} for name in (one, other)]
    units = {each.fixed["owning_unit"] for each in held}
    return bool(tags[0] & tags[1]) or len(units) == 1
