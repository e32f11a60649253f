"""What is said where somebody types an amount that is not in the organisation's money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.enquiry import Enquiry
from tools.result import Figure, ToolResult
from tools.wording.sentences import listed


def not_converted(result: ToolResult, enquiry: Enquiry, amounts: Sequence[str]) -> ToolResult:
    """The result with the caution that the amounts, as typed, were left as they are."""
    if not amounts or enquiry.currency is None or result.kind not in ("answer", "not_covered"):
        return result
    typed = tuple(
        Figure("given", f"amount_{n}", "amount as typed", amount, "text", source=("question",))
        for n, amount in enumerate(amounts, 1)
    )
    own = Figure("organisation", "currency", "currency", enquiry.currency, "text", source=("organisation/1",))
    caution = (
        f"You wrote {listed([f'{{{figure.handle}}}' for figure in typed])}, but the organisation's money is in "
        f"{{{own.handle}}}: I convert no currencies, so compare nothing across them."
    )
    return replace(result, cautions=(*result.cautions, caution), figures=(*result.figures, *typed, own))
