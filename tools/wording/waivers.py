"""A waiver in words: its id and its last day."""

from __future__ import annotations

from tools.facts.permissions import WaiverFacts
from tools.wording.evidence import Evidence


def waiver_words(evidence: Evidence, waiver: WaiverFacts) -> str:
    """A waiver by its id, with its last day: ``waiver W-1, live until 30 Nov 2026``."""
    label = evidence.label(waiver.waiver_id, waiver.waiver_id, waiver.row)
    until = evidence.say("waiver_until", waiver.expires_on, waiver.row, subject=waiver.waiver_id)
    return f"waiver {label}, live until {until}"
