"""The checker: nothing untrue leaves.

``check`` holds a rendered answer against the results of its turn. What cannot be decided fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.checking.colours import check_colours
from assistant.checking.echoes import check_echoes
from assistant.checking.figures import check_figures
from assistant.checking.judgements import check_judgements
from assistant.checking.mention import Mention, Verdicts, verdicts_of
from assistant.checking.names import check_names
from assistant.checking.quotations import check_quotations
from assistant.checking.reading import Reading
from assistant.checking.references import check_references
from assistant.checking.rules import check_rules
from tools.result import ToolResult
from tools.wording.handles import Span

__all__ = ["Mention", "Verdicts", "check"]

CHECKS = (
    check_references,
    check_quotations,
    check_names,
    check_figures,
    check_colours,
    check_judgements,
    check_rules,
    check_echoes,
)
"""In the order in which their findings are said."""


def check(text: str, spans: Sequence[Span], results: Sequence[ToolResult], question: str, on: date) -> Verdicts:
    """Check a rendered answer against this turn's results.

    ``spans`` say which stretches of the text the renderer filled; ``question`` is what the asker typed;
    ``on`` is the date of the rules in force. The verdicts list every mention with its trace or the reason
    why it has none, in words that a model can draft again by.
    """
    reading = Reading(text, spans, results, question, on)
    return verdicts_of([mention for each in CHECKS for mention in each(reading)])
