"""What is recorded of a project: its state, its money, its dates."""

from __future__ import annotations

from collections.abc import Mapping

from tools.wording.term import Term

OWN = ("manager", "PM", "own")
ORIGINAL = ("original", "first")

PROJECT: Mapping[str, Term] = {
    "stage": Term("lifecycle stage", "state", synonyms=("phase",)),
    "run_state": Term("run state", "state", synonyms=("state",)),
    "hold_date": Term("on hold since", "date"),
    "sponsor": Term("sponsor", "name", synonyms=("sponsor",)),
    "pm": Term("project manager", "name", synonyms=("manager", "PM")),
    "description": Term("description on record", "text"),
    "bac": Term("budget at completion (BAC)", "money", synonyms=("budget", "BAC", "baseline cost")),
    "bac_original": Term("original budget (BAC of version 0)", "money", qualifiers=ORIGINAL),
    "wlc": Term("whole-life cost", "money"),
    "pv": Term("planned value (PV)", "money", synonyms=("PV",)),
    "ev": Term("earned value (EV)", "money", synonyms=("EV",)),
    "ac": Term("actual cost (AC)", "money", synonyms=("AC", "spend to date", "spent")),
    "data_date": Term("date of the data", "date"),
    "eac_pm": Term("the manager's own EAC", "money", qualifiers=OWN, synonyms=("PM EAC",)),
    "finish_baseline": Term("baseline finish", "date", qualifiers=("baseline", "planned")),
    "finish_original": Term("original baseline finish", "date", qualifiers=ORIGINAL),
    "finish_pm": Term("the manager's forecast finish", "date", qualifiers=(*OWN, "forecast"), synonyms=("finish",)),
}
