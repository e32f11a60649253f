"""Search and every tool by themselves, with typical arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from evals.bench.timing import Timing, measured, timing

if TYPE_CHECKING:
    from knowledge.library import Library
    from tools.enquiry import Enquiry


def search(library: Library, questions: Sequence[str], on: date, tries: int) -> Timing:
    """Searching the standards, over all questions."""
    spent = [took for question in questions for took in measured(partial(library.search, question, on), tries)]
    return timing("search", spent, note=f"{len(questions)} questions to the standards")


def tools(enquiry: Enquiry, arguments: Mapping[str, Mapping[str, Any]], tries: int) -> list[Timing]:
    """Each tool with its typical arguments, in the order of the catalogue."""
    from tools.catalogue import TOOLS

    return [
        timing(f"tool {tool.name}", measured(partial(tool.call, enquiry, dict(arguments[tool.name])), tries))
        for tool in TOOLS
    ]
