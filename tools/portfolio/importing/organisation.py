"""The organisation's own line: without it nothing can be dated or counted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from tools.currency import as_currency
from tools.portfolio.calendar import is_working_day
from tools.portfolio.errors import UnknownCalendar
from tools.portfolio.importing.findings import Findings
from tools.portfolio.importing.staging import Stage
from tools.portfolio.structure import OrganisationRow

ANY_DAY = date(2026, 1, 1)


def check_organisation(connection: Connection, stage: Stage | None, findings: Findings) -> None:
    """Note an organisation that is nowhere, and a holiday calendar or a currency that does not exist."""
    lines = connection.execute(select(stage.rows)).all() if stage else []
    if not lines and not connection.execute(select(OrganisationRow.is_void).where(~OrganisationRow.is_void)).first():
        what = "is missing or empty; it holds the organisation's name, calendar and currency"
        findings.add("organisation", "organisation", what)
    for line in (each for each in lines if each.staged_sound):
        try:
            is_working_day(ANY_DAY, line.calendar or "")
        except UnknownCalendar as error:
            findings.at(line.staged_file, line.staged_number, str(error))
        if line.currency and as_currency(line.currency) is None:
            what = f"There is no currency {line.currency!r}: give its ISO code, such as GBP."
            findings.at(line.staged_file, line.staged_number, what)
