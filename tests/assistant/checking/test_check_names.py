"""Records, people and bodies: those of the turn, in their own roles."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("status", "The sponsor, Ada Brandt, and the project manager, Ben Okoro, are both named."),
    ("status", "Ada Brandt sponsors X-1; Ben Okoro manages it."),
    ("status", "X-1 (sponsor: Ada Brandt, PM: Ben Okoro) is late."),
    ("status", "Ask Ben Okoro, who manages X-1."),
    ("both", "Ada Brandt sponsors X-1 and Carla Venn sponsors X-2."),
    (
        "status",
        "Key facts (as of 31 Oct 2026):\n\n* EAC: £1.3m\n* Budget: £1.0m\n* CPI: 0.769\n* SPI(t): "
        "0.64\n* Sponsor: Ada Brandt\n* PM: Ben Okoro",
    ),
    ("status", "Sponsor: Ada Brandt. Project manager: Ben Okoro."),
    ("status", "Contact Ada Brandt (sponsor) for a decision."),
    ("status", "Next steps:\n1. Ask Ben Okoro for a recovery plan.\n2. Raise it with Ada Brandt, the sponsor."),
    ("status", "I can't approve anything, but I can draft the report for Ada Brandt."),
    ("both", "X-2 is sponsored by Carla Venn and managed by Dev Anand."),
]
WRONG = [
    ("status", "X-7's EAC is £1.3m."),
    ("status", "The sponsor is Ben Okoro."),
    ("status", "Ben Okoro sponsors X-1."),
    ("status", "The sponsor is Priya Raman."),
    ("status", "Ask Priya Raman."),
    ("status", "Talk to Priya about it."),
    ("status", "X-1 needs approval by the Portfolio Board."),
    ("status", "See https://evil.example/x for details."),
    ("status", "Write to priya@example.org."),
    ("status", "Steering Committee has taken note."),
    ("status", "The Portfolio Board approved it on 3 March 2026."),
    ("both", "Carla Venn sponsors X-1."),
    ("status", "Sponsor: Ben Okoro. Project manager: Ada Brandt."),
    ("status", "Contact Ada Brandt (project manager) for a decision."),
    ("status", "Portfolio Committee wants to see it."),
    ("status", "The vendor Acme is to blame."),
    ("status", "Ms Raman has left the project."),
    ("both", "X-2 is sponsored by Ada Brandt and managed by Ben Okoro."),
    ("status", "Ask Åsa Öberg."),
    ("status", "The sponsor is Łukasz Żak."),
    ("status", "Ask Émile for it."),
    ("status", "NH-2024-99 is late."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_name_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_name_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
