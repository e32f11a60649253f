"""What was spent in the period of a question about benefits, with the period in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tools.benefits.claims import Period
from tools.benefits.spend import Spend, agrees
from tools.enquiry import Enquiry
from tools.portfolio.financial_year import financial_year
from tools.wording.evidence import Evidence


def spend_line(
    enquiry: Enquiry,
    evidence: Evidence,
    period: Period,
    until: date | None,
    spend: Spend | None,
    claimed: Decimal | None,
) -> str:
    """What the projects cost in the period, and that an amount which the asker gave is not it."""
    if period.first is None:
        return ""
    name = _name(enquiry, evidence, period, until)
    if spend is None:
        return f"What was spent in {name} is not recorded."
    said = evidence.say("period_spend", spend.amount, *spend.sources)
    if claimed is None or agrees(claimed, spend.amount):
        return f"Spend in {name} was {said}."
    typed = evidence.say("period_claimed", claimed, "question", subject="given")
    return f"Spend in {name} was {said}, not the {typed} that you typed."


def _name(enquiry: Enquiry, evidence: Evidence, period: Period, until: date | None) -> str:
    first, last = period.first or period.last, until or period.last
    year = financial_year(first, enquiry.fy_start_month)
    begins, ends = evidence.say("period_from", first, "question"), evidence.say("period_until", period.last, "question")
    if (year.first, year.last) == (first, last):
        return f"{evidence.say('period_name', year.name, 'organisation')} ({begins} to {ends})"
    return f"the time from {begins} to {ends}"
