"""What is judged between answers: that two are the same document, or that repeated ones agree."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evals.scorers import Document, Score

_OWN_TO_A_TURN = {"id", "question", "receipt", "milliseconds"}
"""What differs between any two turns, whatever they say."""


def twin(document: Document, other: Document, swap: Mapping[str, str]) -> Score:
    """The twin's answer is the same document, once its own words are swapped; capitals make no difference."""
    mine, theirs = (json.dumps(_substance(d), ensure_ascii=False, sort_keys=True).casefold() for d in (document, other))
    for words, instead in swap.items():
        theirs = theirs.replace(words.casefold(), instead.casefold())
    return Score("twin", mine == theirs, other["text"], document["text"], "both answers must be the same document")


def agreement(documents: Sequence[Document]) -> Score:
    """The answers to one question agree: same kind, same figures, same clauses; the wording may differ."""
    seen = list(dict.fromkeys(_gist(document) for document in documents))
    return Score("stability", len(seen) == 1, "the same answer each time", seen if len(seen) > 1 else "")


def _substance(document: Document) -> dict[str, Any]:
    """A document without what differs between any two turns."""
    kept = {key: value for key, value in document.items() if key not in _OWN_TO_A_TURN}
    calls = [{key: value for key, value in call.items() if key != "milliseconds"} for call in document["tools"]]
    return {**kept, "tools": calls}


def _gist(document: Document) -> str:
    figures = sorted({f"{f['subject']} {f['name']} {f['value']}" for f in document["figures"]})
    refs = sorted(citation["ref"] for citation in document["citations"])
    return json.dumps([document["kind"], figures, refs], ensure_ascii=False)
