"""Collects the figures and clauses of one result while its sentences are written.

A sentence takes its handles from here, so that no template can name a figure that the result does not carry.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge.clauses import Clause
from tools.calculations.outcome import Outcome
from tools.result import Figure, Unit, Value, Verdict
from tools.wording.terms import TERMS

if TYPE_CHECKING:
    from knowledge.library import Rule

BOTH_SIDES = ("upper", "lower")
"""Limits of a band around zero, shown with their sign."""
RULES = "rule"
"""Subject of figures that are limits of a rule."""


class Evidence:
    """Figures, clauses and verdicts of one result, each once."""

    def __init__(self, subject: str, as_of: date | None) -> None:
        self.subject = subject
        self.as_of = as_of
        self._figures: dict[str, Figure] = {}
        self._clauses: dict[str, Clause] = {}
        self._verdicts: dict[Verdict, None] = {}

    def say(
        self,
        key: str,
        value: Value | Outcome[Any],
        *source: str,
        subject: str | None = None,
        unit: Unit | None = None,
    ) -> str:
        """Add a figure that ``tools.terms`` knows, and return its handle in braces."""
        term = TERMS[key]
        reason: str | None = None
        if isinstance(value, Outcome):
            reason = value.reason
            value = value.value
        return self.add(
            Figure(
                subject=subject or self.subject,
                key=key,
                name=term.name,
                value=value,
                unit=unit or term.unit,
                as_of=self.as_of,
                formula=term.formula,
                source=source,
                signed=term.signed,
                qualifiers=term.qualifiers,
                synonyms=term.synonyms,
                reason=reason,
            )
        )

    def label(self, subject: str, text: str, *source: str) -> str:
        """Add a record's own label and return its handle in braces."""
        return self.add(Figure(subject, "", "name", text, "name", source=source))

    def limit(self, rule: Rule, key: str, unit: Unit) -> str:
        """Add a limit of a rule and return its handle in braces; raises KeyError for one it does not hold."""
        return self.add(
            Figure(
                subject=RULES,
                key=f"{rule.rule_id}.{key}",
                name=f"limit of {rule.clause.ref}",
                value=rule.number(key),
                unit=unit,
                source=(f"rulebook/{rule.rule_id}/{rule.clause.ref}",),
                signed=key in BOTH_SIDES,
            )
        )

    def cite(self, rule: Rule) -> str:
        """Add the rule's clause and return it as it stands at the end of a sentence."""
        self._clauses[rule.clause.ref] = rule.clause
        return f"({{{rule.clause.ref}}})"

    def refer(self, clause: Clause) -> str:
        """Add a clause that no rule rests on and return its handle in braces."""
        self._clauses[clause.ref] = clause
        return f"{{{clause.ref}}}"

    def add(self, figure: Figure) -> str:
        """Add a figure and return its handle in braces."""
        self._figures[figure.handle] = figure
        return f"{{{figure.handle}}}"

    def judge(self, verdict: Verdict) -> None:
        """Add a judgement against which words are held."""
        self._verdicts[verdict] = None

    def merge(self, other: Evidence) -> None:
        """Take over everything that another judgement rests on."""
        self._figures.update(other._figures)
        self._clauses.update(other._clauses)
        self._verdicts.update(other._verdicts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in the order of its first mention."""
        return tuple(self._figures.values())

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in the order of its first mention."""
        return tuple(self._clauses.values())

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every judgement, once."""
        return tuple(self._verdicts)
