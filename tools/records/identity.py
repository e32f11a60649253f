"""What a person may be told about themselves: roles, reach, and the dates in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tools.enquiry import Enquiry
from tools.portfolio.access import LEVELS, OPEN, Grant, Viewer
from tools.portfolio.database import Organisation
from tools.portfolio.people import Classification
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

ROLE_NAMES: Mapping[str, str] = {
    "PM": "project manager",
    "PMO_ANALYST": "PMO analyst",
    "PMO_ADMIN": "PMO administrator",
    "EXEC": "executive",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def role_names(evidence: Evidence, viewer: Viewer) -> list[str]:
    """The roles as handles, each in words."""
    return [
        note(
            evidence,
            f"role_{role.lower()}",
            "role",
            ROLE_NAMES.get(role, role.replace("_", " ").lower()),
            "name",
            f"access_grant/{viewer.person_id}",
        )
        for role in sorted(viewer.roles)
    ]


def describe_access(evidence: Evidence, viewer: Viewer, today: date, labels: Mapping[str, str]) -> tuple[str, ...]:
    """What the person may read, in words; ``labels`` are the handles of the visible records.

    A scope that is not visible here is not named: where the answer stands, it may not be known.
    """
    said = "You may read public and internal records of every portfolio."
    if viewer.channel == "public":
        return said, "In a public channel I show nothing beyond these."
    beyond: dict[Classification, list[str]] = {}
    for grant in viewer.grants:
        scope = _scope(grant, labels)
        if scope and grant.live(viewer.on or today) and LEVELS.index(grant.max_classification) > OPEN:
            beyond.setdefault(grant.max_classification, []).append(scope)
    return said, *(
        f"You also hold a grant up to {_level(evidence, level)} for {listed(beyond[level])}."
        for level in LEVELS
        if level in beyond
    )


def describe_dates(evidence: Evidence, enquiry: Enquiry) -> tuple[str, ...]:
    """The day that counts as today and the date of the data."""
    today = note(evidence, "today", "day of asking", enquiry.today, "date", "organisation/1", subject="enquiry")
    as_of = note(evidence, "as_of", "date of the data", enquiry.as_of, "date", "snapshot_month", subject="enquiry")
    return (f"I count {today} as today; the data is as of {as_of}.",)


def describe_organisation(evidence: Evidence, organisation: Organisation) -> str:
    """The organisation, its currency and the start of its financial year."""
    of = "organisation"
    name = note(evidence, "name", "organisation", organisation.name, "name", "organisation/1", subject=of)
    currency = note(evidence, "currency", "currency", organisation.currency, "text", "organisation/1", subject=of)
    month = MONTHS[organisation.fy_start_month - 1]
    start = note(evidence, "fy_start", "first month of the financial year", month, "text", "organisation/1", subject=of)
    return f"The organisation is {name}; money is in {currency} and the financial year starts in {start}."


def _scope(grant: Grant, labels: Mapping[str, str]) -> str | None:
    if grant.scope_type == "ALL":
        return "all records"
    return labels.get(grant.scope_id or "")


def _level(evidence: Evidence, level: Classification) -> str:
    return note(evidence, f"grant_{level.lower()}", "classification", level, "state", "access_grant")
