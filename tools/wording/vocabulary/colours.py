"""The colours of a project, as reported and by calculation."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import rag
from tools.wording.term import Term

REPORTED = ("reported",)
CALCULATED = ("calculated", "calculation", "computed")
DIMENSIONS = ("COST", "SCHEDULE", "SCOPE", "QUALITY", "BENEFITS", "RESOURCES", "RISK", "STAKEHOLDER", "OVERALL")

COLOURS: Mapping[str, Term] = {
    **{
        f"rag_reported_{name.lower()}": Term(f"{name.lower()} colour as reported", "colour", qualifiers=REPORTED)
        for name in DIMENSIONS
    },
    **{
        f"rag_calculated_{name.lower()}": Term(
            f"{name.lower()} colour by calculation", "colour", rag.FORMULA, qualifiers=CALCULATED
        )
        for name in DIMENSIONS
    },
}
